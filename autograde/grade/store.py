"""
Results by content: what has been graded once is not graded again until something changes.

A result's key has two halves: a hash of what the student handed in and of everything that all
exercises depend on (the release, the manifest, the engine, the libraries, the seed), and a hash
of the tests. So a result of the same submission under other tests is found, and what of it the
edit has not touched is kept; see `autograde.grade.partly`. A result and its graded notebook are
written as soon as they are there, each under a temporary name, synced, and then renamed, so that
after a crash at any moment every file is whole, and grading goes on where it stopped. What has
another key is another file: former results stay.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import msgspec

from autograde.course import Assignment
from autograde.files import write_whole
from autograde.grade.basis import Basis, basis_of
from autograde.grade.jobs import Done, Job
from autograde.model import Outcome, Result
from autograde.notebook import MAX_BYTES

_NAME = re.compile(r"[0-9a-f]{64}-[0-9a-f]{16}\.(?:json|ipynb)\Z")


@dataclass(frozen=True)
class Stored:
    """
    A result from the store.

    Args:
        notebook: The graded notebook, None if there is none.

        basis: What it depends on; None for doctor's, whose keys say it.

        key: Its key; empty for a fault of ours, which is not kept.
    """

    result: Result
    notebook: Path | None
    basis: Basis | None = None
    key: str = ""


class _File(msgspec.Struct):
    """What is written down."""

    result: Result
    basis: Basis | None = None


class Store:
    """
    Results of one assignment.

    Args:
        folder: Where they lie; made when the first is written.

        basis: What results depend on now; None where the caller has keys of its own.

        also: Other folders to look into, where nothing is written.
    """

    def __init__(self, folder: Path, basis: Basis | None = None, also: Iterable[Path] = ()) -> None:
        self.folder = folder
        self._basis, self._folders = basis, (folder, *also)
        self._common = basis.common if basis is not None else ""
        self._tests = basis.tests_digest if basis is not None else ""
        self._listed: dict[str, dict[str, list[str]]] = {}

    @property
    def basis(self) -> Basis:
        """What results depend on now."""
        assert self._basis is not None
        return self._basis

    def key(self, job: Job) -> str:
        """The key of a submission; it changes with any byte of the notebook."""
        digest = hashlib.sha256(f"{self._common}\0{job.student}\0{job.found}\0".encode())
        if job.path is not None and job.path.is_file() and not job.path.is_symlink():
            try:
                with job.path.open("rb") as file:
                    # What is longer is refused whatever stands in it.
                    for _ in range(0, MAX_BYTES + 1, 1 << 20):
                        digest.update(file.read(1 << 20))
            except OSError as error:
                digest.update(str(error).encode())
        return f"{digest.hexdigest()}-{self._tests}"

    def get(self, key: str) -> Stored | None:
        """What is stored under a key, None if there is nothing whole."""
        for folder in self._folders:
            file = self._read(folder, key)
            if file is None:
                continue
            notebook: Path | None = _path(folder, key, ".ipynb")
            if notebook is not None and not notebook.is_file():
                notebook = None
            if notebook is not None or file.result.status is Outcome.REFUSED:
                return Stored(file.result, notebook, file.basis, key)
        return None

    def other_tests(self, key: str) -> list[Stored]:
        """Results of the same submission under other tests."""
        start, _, _ = key.partition("-")
        prefix = key[:2]
        if prefix not in self._listed:
            # Listed once: a look into a folder for each submission would be quadratic.
            listed: dict[str, list[str]] = {}
            for folder in self._folders:
                for path in (folder / prefix).glob("*.json"):
                    listed.setdefault(path.stem.partition("-")[0], []).append(path.stem)
            self._listed[prefix] = listed
        names = dict.fromkeys(self._listed[prefix].get(start, ()))
        found = (self.get(name) for name in names if name != key)
        return [stored for stored in found if stored is not None]

    def put(self, key: str, done: Done) -> Stored:
        """
        Keep a result; a fault of ours is not kept, so that it is tried again.

        Returns:
            The result, with where its notebook lies now.
        """
        if done.result.status is Outcome.GRADER_ERROR:
            return Stored(done.result, done.notebook, self._basis)
        notebook = None
        if done.notebook is not None:
            notebook = _path(self.folder, key, ".ipynb")
            write_whole(notebook, done.notebook.read_bytes())
            done.notebook.unlink()
        self.keep(key, done.result)  # comes last: where it is, its notebook is
        return Stored(done.result, notebook, self._basis, key)

    def result(self, key: str) -> Result | None:
        """The result that is stored under a key, None if there is nothing whole."""
        file = self._read(self.folder, key)
        return file.result if file is not None else None

    def keep(self, key: str, result: Result) -> None:
        """Keep a result without a notebook."""
        data = msgspec.json.encode(_File(result, self._basis))
        write_whole(_path(self.folder, key, ".json"), data)

    def path(self, key: str) -> Path:
        """Where the result of a key lies, if it is there."""
        return _path(self.folder, key, ".json")

    def forget(self, days: float) -> None:
        """Remove what nobody has asked for in this time, and what a killed run left half made."""
        oldest = time.time() - days * 86400
        for path in self.folder.glob("*/*"):
            with contextlib.suppress(OSError):  # another run forgets the same
                if path.stat().st_mtime < oldest:
                    path.unlink()

    def take_from(self, source: Path) -> None:
        """Copy what another folder of results holds, and is not here yet."""
        # Notebooks first: where a result is, its notebook is.
        for suffix in (".ipynb", ".json"):
            for path in sorted(source.glob(f"[0-9a-f][0-9a-f]/*{suffix}")):
                if not _NAME.match(path.name) or path.is_symlink():
                    continue
                to = self.folder / path.name[:2] / path.name
                if not to.exists():
                    write_whole(to, path.read_bytes())

    def _read(self, folder: Path, key: str) -> _File | None:
        path = _path(folder, key, ".json")
        try:
            file = msgspec.json.decode(path.read_bytes(), type=_File)
            os.utime(path)  # see `forget`
        except (OSError, msgspec.DecodeError):
            return None
        return file


def _path(folder: Path, key: str, suffix: str) -> Path:
    return folder / key[:2] / f"{key}{suffix}"


def results_folder(out: Path, assignment: Assignment) -> Path:
    """Where the results of an assignment are kept."""
    return out / ".autograde" / "results" / assignment.name


def open_store(
    assignment: Assignment, out: Path, seed: int, tier: str, also: Iterable[Path] = ()
) -> Store:
    """
    The store of an assignment for its files as they are now.

    Args:
        also: Other ``--out`` folders, to look into.
    """
    others = [results_folder(folder, assignment) for folder in also]
    return Store(results_folder(out, assignment), basis_of(assignment, seed, tier), others)
