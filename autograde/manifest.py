"""
The manifest of an assignment, ``assignment.toml``: its exercises and questions, and what must be
true of them.

It also lies in what students get, so nothing secret stands in it.
"""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from autograde.errors import CourseError, UsageError
from autograde.words import _, nearest

MANIFEST = "assignment.toml"
HINTS = 3
_Kind = TypeVar("_Kind")
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*\Z")


class Limits(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """
    What a submission may use.

    Args:
        cell_seconds: Time for one cell; then it is interrupted.

        total_seconds: Time for the whole notebook, checks not counted.

        memory_mb: Memory of the process and its children, above that of the warm process.

        output_mb: Output of one cell; the rest is cut off.

        disk_mb: Files that the notebook may write.

        processes: Processes and threads at one time.
    """

    cell_seconds: float = 60.0
    total_seconds: float = 300.0
    memory_mb: int = 2048
    output_mb: float = 4.0
    disk_mb: int = 64
    processes: int = 64


class Exercise(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """
    One exercise that checks score.

    Args:
        id: nbgrader's grade_id of the solution cell; the check cell's is ``<id>-check``.

        points: What its checks add up to.

        minutes: Estimated time for a beginner.

        difficulty: 1 (easy) to 5.

        concepts: Ideas of the lecture that it teaches.

        hints: Three: a question, a tool, the shape of the solution; never the answer line.

        stretch: A goal for those who want more; not graded.
    """

    id: str
    title: str
    points: float
    minutes: int
    difficulty: int
    hints: tuple[str, ...]
    concepts: tuple[str, ...] = ()
    stretch: str = ""


class Question(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A question answered in prose and graded by a person."""

    id: str
    title: str
    points: float
    minutes: int


class Late(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """
    What becomes of late submissions.

    Args:
        due: When it is due, with its time zone; None leaves it to the gradebook.

        grace_minutes: Within these nothing happens.

        percent_per_day: Of the points that were reached, for each day that has begun.

        cap_percent: At most this much.
    """

    due: datetime | None = None
    grace_minutes: float = 0.0
    percent_per_day: float = 0.0
    cap_percent: float = 100.0


class PerStudent(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """
    Every student gets data of their own; see `per_student`.

    Args:
        variable: The name of the data in the notebook.
    """

    variable: str = "own"


class Manifest(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What ``assignment.toml`` says."""

    title: str
    summary: str = ""
    exercise: tuple[Exercise, ...] = ()
    question: tuple[Question, ...] = ()
    limits: Limits = Limits()
    late: Late | None = None
    per_student: PerStudent | None = None

    @property
    def minutes(self) -> int:
        """Estimated time for all of it."""
        return sum(e.minutes for e in self.exercise) + sum(q.minutes for q in self.question)

    @property
    def points(self) -> float:
        """Points that checks decide."""
        return sum(e.points for e in self.exercise)

    @property
    def manual_points(self) -> float:
        """Points that a person decides."""
        return sum(q.points for q in self.question)

    def find(self, id: str) -> Exercise:
        """
        The exercise of this id.

        Raises:
            UsageError: If there is none; names the nearest.
        """
        for exercise in self.exercise:
            if exercise.id == id:
                return exercise
        raise UsageError(
            _('there is no exercise "{id}"').format(id=id),
            todo=nearest(id, [e.id for e in self.exercise]),
        )


def read_manifest(path: Path) -> Manifest:
    """
    Read and check ``assignment.toml``.

    Raises:
        CourseError: If it is not there, is no TOML, or says something impossible.
    """
    manifest = read_toml(path, Manifest, "The manifest", _TABLES)
    _validate(manifest, path)
    return manifest


def graded_part(manifest: bytes) -> bytes:
    """
    A manifest's bytes without ``[late]``: a due date that moves changes no release and no result.
    """
    return re.sub(rb"(?ms)^[ \t]*\[late\].*?(?=^[ \t]*\[|\Z)", b"", manifest)


_TABLES = (Manifest, Exercise, Question, Limits, Late, PerStudent)


def read_toml(path: Path, kind: type[_Kind], name: str, tables: tuple[Any, ...]) -> _Kind:
    """
    Read a file of the course, all of whose entries must be known.

    Args:
        name: What to call it at the beginning of a message.

        tables: Where a misspelt entry may belong.

    Raises:
        CourseError: If it cannot be read, is no TOML, or has an entry that is not understood.
    """
    try:
        return msgspec.toml.decode(path.read_bytes(), type=kind)
    except OSError as error:
        raise CourseError(
            f"{name} cannot be read.", where=str(path), found=error.strerror or ""
        ) from None
    except msgspec.ValidationError as error:
        raise CourseError(
            f"{name} has an entry that is not understood.",
            where=str(path),
            found=f"Found: {error}.",
            todo=_field_hint(str(error), tables),
        ) from None
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise CourseError(
            f"{name} is not valid TOML.", where=str(path), found=f"Found: {error}."
        ) from None


def _field_hint(error: str, tables: tuple[Any, ...]) -> str:
    known = {field for table in tables for field in table.__struct_fields__}
    if match := re.search(r"unknown field `([^`]*)`", error):
        return nearest(match[1], sorted(known))
    if match := re.search(r"missing required field `([^`]*)`", error):
        return f"Add {match[1]} = ... there."
    return "See docs/manifest.md for the entries and their types."


def is_name(text: str) -> bool:
    """Whether a text can name an assignment, an exercise or a question."""
    return _NAME.match(text) is not None


def _validate(manifest: Manifest, path: Path) -> None:
    def wrong(message: str, found: str = "", todo: str = "") -> CourseError:
        return CourseError(message, where=str(path), found=found, todo=todo)

    ids = [e.id for e in manifest.exercise] + [q.id for q in manifest.question]
    for id in ids:
        if not is_name(id):
            raise wrong(f'"{id}" is no valid id', todo="Use letters, digits and underscores.")
        if ids.count(id) > 1:
            raise wrong(f'the id "{id}" stands there {ids.count(id)} times', todo="Rename one.")
    if (late := manifest.late) is not None:
        if late.due is not None and late.due.tzinfo is None:
            raise wrong("[late] due has no time zone", todo="Write 2026-03-01T23:59:00+01:00.")
        percents = (late.percent_per_day, late.cap_percent)
        if late.grace_minutes < 0 or not all(0 <= percent <= 100 for percent in percents):
            raise wrong("[late] has impossible numbers", todo="Percents are 0 to 100.")
    if manifest.per_student is not None and not manifest.per_student.variable.isidentifier():
        raise wrong(f'"{manifest.per_student.variable}" cannot name the data of a student')
    for exercise in manifest.exercise:
        where = f'exercise "{exercise.id}"'
        if len(exercise.hints) != HINTS or not all(h.strip() for h in exercise.hints):
            raise wrong(
                f"{where} needs {HINTS} hints that are not empty",
                f"Found {len(exercise.hints)}.",
                "A question, then a tool, then the shape of the solution.",
            )
        if exercise.points <= 0 or exercise.minutes <= 0 or not 1 <= exercise.difficulty <= 5:
            raise wrong(
                f"{where} has impossible numbers",
                f"Found points = {exercise.points:g}, minutes = {exercise.minutes}, "
                f"difficulty = {exercise.difficulty}.",
                "Points and minutes are above 0, difficulty is 1 to 5.",
            )
