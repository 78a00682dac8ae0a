"""
Files that are there whole or not at all.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from autograde.errors import GraderFault


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that nobody, not even after a crash, sees half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with temporary.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except OSError:  # the disk is full, say: then what we hold of it is needed
        temporary.unlink(missing_ok=True)
        raise


@contextmanager
def results_can_be_written(out: Path) -> Iterator[None]:
    """Tell in words what keeps a result from being written."""
    try:
        yield
    except OSError as error:
        raise GraderFault(
            "a result cannot be written",
            where=str(error.filename or out),
            found=f"{error.strerror}. What was graded before is kept.",
            todo="Make room there, or choose another --out; then run the same command again.",
        ) from error
