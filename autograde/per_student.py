"""
Data of each student's own, so that what was trained differs from student to student.

Theory of operation. An assignment opts in with ``[per_student]`` in its manifest, a locked cell
``own-data`` in its master notebook, and ``grader_tests/<assignment>/own_data.py`` with a function
``make(seed)``. The seed is a keyed hash of assignment and student; the key, the salt, lies in
``grader_tests/.salt`` and is never released, so nobody can work out the data of somebody else, or
what data a name would get. Nothing is kept of who has which data: it follows from the name, when
a release is made for a student and again when the student is graded, where the cell is put back
like any locked one.
"""

from __future__ import annotations

import hashlib
import hmac
import importlib.util
import os
import re
import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import msgspec

from autograde.course import Assignment
from autograde.errors import CourseError, UsageError
from autograde.submission import Release

CELL, MODULE, SALT, PLACE = "own-data", "own_data.py", ".salt", "release-for"
_MAX_BYTES = 200_000
_STUDENT = re.compile(r"[^\W_](?:[^/\\\x00-\x1f\x7f]{0,98}[^/\\\x00-\x1f\x7f .])?\Z")

Data = dict[str, list[Any]]


@dataclass(frozen=True)
class OwnData:
    """
    Which student has which data in one assignment.

    Args:
        variable: The name of the data in the notebook.

        salt: What the seeds depend on, besides the names; secret.

        make: From a seed to the data.

        students: Who was given a release of their own, sorted.
    """

    assignment: str
    variable: str
    salt: bytes
    make: Callable[[int], Data]
    students: tuple[str, ...] = ()

    def of(self, student: str) -> Data:
        """
        The data of a student: for each name a list.

        Raises:
            CourseError: If ``make`` fails or gives something else.
        """
        message = f"{self.assignment}\0{student}".encode()
        digest = hmac.new(self.salt, message, hashlib.sha256).digest()
        return self.make(int.from_bytes(digest[:6]))

    def source(self, student: str) -> str:
        """The text of a student's data cell."""
        lines = [f"    {name!r}: {values!r}," for name, values in self.of(student).items()]
        return "\n".join([f"{self.variable} = {{", *lines, "}"])

    def release(self, common: Release, student: str) -> Release:
        """What this student was given: the common release with the student's data cell."""
        source = self.source(student)
        cells = tuple(
            replace(cell, source=source) if cell.grade_id == CELL else cell for cell in common.cells
        )
        return replace(common, cells=cells)


def own_data(assignment: Assignment) -> OwnData | None:
    """
    The data of an assignment's students, None if it has not opted in.

    The salt is made when it is needed for the first time.

    Raises:
        CourseError: If ``own_data.py`` is not there or cannot be used, or if releases were made
            with a salt that is gone.
    """
    settings = assignment.manifest.per_student
    if settings is None:
        return None
    place = assignment.course.root / PLACE
    students = sorted(p.parent.name for p in place.glob(f"*/{assignment.name}") if p.is_dir())
    salt = _salt(assignment.course.root / "grader_tests" / SALT, given=bool(students))
    make = _maker(assignment.tests / MODULE)
    return OwnData(assignment.name, settings.variable, salt, make, tuple(students))


def check_student(name: str) -> str:
    """
    A student's name that can name a folder.

    Raises:
        UsageError: If it cannot.
    """
    if not _STUDENT.match(name):
        raise UsageError(
            f"{name[:80]!r} cannot name a student",
            todo="A name begins with a letter or digit, has at most 100 characters, and no slash.",
        )
    return name


def _salt(path: Path, *, given: bool) -> bytes:
    try:
        return _read_salt(path)
    except FileNotFoundError:
        if given:
            raise CourseError(
                f"releases lie in {PLACE}/, but the salt that they were made with is gone",
                where=str(path),
                todo="Put it back from a copy. With another one everybody's data would be others.",
            ) from None
    temporary = path.with_name(f"{SALT}.{os.getpid()}")
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(secrets.token_hex(32) + "\n")
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(temporary, path)  # unlike a rename it leaves alone what is there by now
    except FileExistsError:
        pass
    finally:
        temporary.unlink()
    return _read_salt(path)


def _read_salt(path: Path) -> bytes:
    text = path.read_text(encoding="ascii", errors="replace").strip()
    if not re.fullmatch(r"[0-9a-f]{64}", text):
        raise CourseError(
            "this is no salt",
            where=str(path),
            found="Expected 64 hexadecimal digits.",
            todo="Put it back from a copy.",
        )
    return bytes.fromhex(text)


def _maker(path: Path) -> Callable[[int], Data]:
    """``make`` of an instructor's module, its results vetted and remembered."""
    where = str(path)
    spec = importlib.util.spec_from_file_location("autograde_own_data", path)
    try:
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        made: Callable[[int], object] = module.make
    except Exception as error:
        raise CourseError(
            "the module that makes each student's data cannot be used",
            where=where,
            found=f"{type(error).__name__}: {error}",
            todo="Define make(seed: int) -> dict[str, list] there.",
        ) from error

    @lru_cache(maxsize=1024)
    def make(seed: int) -> Data:
        try:
            # To JSON and back: plain lists, numbers and words, and nothing that is shared.
            text = msgspec.json.encode(made(seed))
            data = msgspec.json.decode(text, type=dict[str, list[Any]])
        except Exception as error:
            raise CourseError(
                f"make({seed}) gives no data", where=where, found=f"{type(error).__name__}: {error}"
            ) from error
        if not data or len(text) > _MAX_BYTES:
            raise CourseError(
                f"make({seed}) gives {len(text)} bytes of data",
                where=where,
                todo=f"It has to be something, and at most {_MAX_BYTES} bytes.",
            )
        return data

    return make
