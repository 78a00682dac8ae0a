"""
Results by content: what has been graded once is not graded again until something changes.

A result's key is a hash of everything that it depends on: what the student handed in, the
release, the manifest, the checks, the engine, the libraries and the seed. A result and its graded
notebook are written as soon as they are there, each under a temporary name, synced, and then
renamed, so that after a crash at any moment every file is whole, and grading goes on where it
stopped.
"""

from __future__ import annotations

import contextlib
import functools
import hashlib
import os
import platform
import time
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import msgspec

from autograde.checks import iter_test_files
from autograde.course import MANIFEST, Assignment, graded_part
from autograde.grade.batch import Done, Job
from autograde.grade.server import decode_result
from autograde.model import SCHEMA, Outcome, Result
from autograde.notebook import MAX_BYTES
from autograde.per_student import MODULE, own_data

_LIBRARIES = ("torch", "numpy", "matplotlib", "ipython", "pytest", "scikit-learn", "msgspec")
_PACKAGE = Path(__file__).resolve().parents[1]
# Grading can import nothing of these (import-linter keeps it so): no result depends on them.
_ABOVE = {"cli", "cluster", "collect", "doctor", "export", "gradebook", "report",
          "demo.py", "feedback.py", "generate.py", "workflow.py", "graded.py", "groups.py",
          "inbox.py", "learn.py", "review"}  # fmt: skip


@dataclass(frozen=True)
class Stored:
    """A result from the store, and the graded notebook if there is one."""

    result: Result
    notebook: Path | None


class Store:
    """
    Results of one assignment under one set of checks.

    Args:
        folder: Where they lie; made when the first is written.

        common: Hash of everything that all submissions share; see `common_key`.
    """

    def __init__(self, folder: Path, common: str) -> None:
        self.folder, self.common = folder, common

    def key(self, job: Job) -> str:
        """The key of a submission; it changes with any byte of the notebook."""
        digest = hashlib.sha256(f"{self.common}\0{job.student}\0{job.found}\0".encode())
        if job.path is not None and job.path.is_file() and not job.path.is_symlink():
            try:
                with job.path.open("rb") as file:
                    # What is longer is refused whatever stands in it.
                    for _ in range(0, MAX_BYTES + 1, 1 << 20):
                        digest.update(file.read(1 << 20))
            except OSError as error:
                digest.update(str(error).encode())
        return digest.hexdigest()

    def get(self, key: str) -> Stored | None:
        """What is stored under a key, None if there is nothing whole."""
        result = self.result(key)
        if result is None:
            return None
        notebook = self._path(key, ".ipynb")
        if notebook.is_file():
            return Stored(result, notebook)
        return Stored(result, None) if result.status is Outcome.REFUSED else None

    def put(self, key: str, done: Done) -> Stored:
        """
        Keep a result; a fault of ours is not kept, so that it is tried again.

        Returns:
            The result, with where its notebook lies now.
        """
        if done.result.status is Outcome.GRADER_ERROR:
            return Stored(done.result, done.notebook)
        notebook = None
        if done.notebook is not None:
            notebook = self._path(key, ".ipynb")
            write_whole(notebook, done.notebook.read_bytes())
            done.notebook.unlink()
        self.keep(key, done.result)  # comes last: where it is, its notebook is
        return Stored(done.result, notebook)

    def result(self, key: str) -> Result | None:
        """The result that is stored under a key, None if there is nothing whole."""
        path = self._path(key, ".json")
        try:
            result = decode_result(msgspec.json.decode(path.read_bytes()))
            os.utime(path)  # see `forget`
        except (OSError, msgspec.DecodeError):
            return None
        return result

    def keep(self, key: str, result: Result) -> None:
        """Keep a result without a notebook."""
        write_whole(self._path(key, ".json"), msgspec.json.encode(result))

    def forget(self, days: float) -> None:
        """Remove what nobody has asked for in this time, and what a killed run left half made."""
        oldest = time.time() - days * 86400
        for path in self.folder.glob("*/*"):
            with contextlib.suppress(OSError):  # another run forgets the same
                if path.stat().st_mtime < oldest:
                    path.unlink()

    def _path(self, key: str, suffix: str) -> Path:
        return self.folder / key[:2] / f"{key}{suffix}"


def results_folder(out: Path, assignment: Assignment) -> Path:
    """Where the results of an assignment are kept."""
    return out / ".autograde" / "results" / assignment.name


def open_store(assignment: Assignment, out: Path, seed: int, tier: str) -> Store:
    """The store of an assignment for its checks as they are now; see `common_key`."""
    common = common_key(assignment, list(iter_test_files(assignment.tests)), seed, tier)
    return Store(results_folder(out, assignment), common)


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


def common_key(assignment: Assignment, tests: Iterable[Path], seed: int, tier: str) -> str:
    """
    Hash of everything but the submission that a result depends on.

    Args:
        tests: The test files.

        seed: What fresh data are drawn from.

        tier: How far student code is confined: a weaker tier allows other limits.
    """
    release = assignment.release / assignment.notebook.name
    own = own_data(assignment)
    whose = f"{own.salt.hex()} {own.students}" if own else ""
    engine = f"{engine_digest()} {seed} {tier} {whose} "
    tests = [*tests, *([assignment.tests / MODULE] if own else [])]
    manifest = graded_part((assignment.folder / MANIFEST).read_bytes())
    return engine + hashlib.sha256(manifest).hexdigest() + files_digest([release, *tests])


@functools.cache
def engine_digest() -> str:
    """Hash of the sources that grade, and of the versions that they run with."""
    versions = [f"{SCHEMA} {platform.python_version()}"]
    for library in _LIBRARIES:
        with contextlib.suppress(PackageNotFoundError):
            versions.append(f"{library} {version(library)}")
    files = [p for p in _PACKAGE.rglob("*.py") if p.relative_to(_PACKAGE).parts[0] not in _ABOVE]
    sources = files_digest(sorted(files))
    return hashlib.sha256("\n".join([*versions, sources]).encode()).hexdigest()


def files_digest(files: Iterable[Path]) -> str:
    """Hash of files: of their names without folders, and of what stands in them."""
    digest = hashlib.sha256()
    for path in files:
        data = path.read_bytes()
        digest.update(f"{path.name}\0{len(data)}\0".encode())
        digest.update(data)
    return digest.hexdigest()
