"""
The class that is looked at: its results, who sees whom, and what there is to do.

Students are named in addresses by a hash, so that no name gets into a browser's history.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from autograde.course import Assignment
from autograde.csvtable import Table
from autograde.errors import CourseError, UsageError
from autograde.grade.store import results_folder
from autograde.model import ExerciseResult, Outcome, Result, Status
from autograde.review.book import Grade
from autograde.review.records import Claim, Review
from autograde.review.scoring import parts
from autograde.workflow import Places, graded_before

_FAILED = {Status.FAILED, Status.RAISED, Status.TIMED_OUT, Status.KILLED}


def key_of(student: str) -> str:
    """A student's name in addresses."""
    return hashlib.sha256(student.encode("utf-8", "replace")).hexdigest()[:16]


@dataclass(frozen=True)
class Row:
    """
    One answer in the list of an exercise.

    Args:
        who: Reviewed it; empty for nobody.

        taken: Who else has it open.

        mistake: The known mistake that it makes, or perhaps makes, as a sentence; empty if none.
    """

    student: str
    key: str
    status: str
    grade: Grade
    who: str
    taken: Claim | None = None
    mistake: str = ""

    @property
    def kind(self) -> str:
        """What a filter asks for: ``waiting``, ``reviewed`` or ``rest``."""
        return "waiting" if self.grade.waiting else "reviewed" if self.who else "rest"

    @property
    def words(self) -> str:
        """What a search looks through."""
        return f"{self.student} {self.status} {self.mistake} {self.who}"


@dataclass(frozen=True)
class Line:
    """An exercise in the overview."""

    id: str
    title: str
    points: float
    question: bool
    waiting: int
    failed: int
    reviewed: int


@dataclass(frozen=True)
class Classroom:
    """
    The results of a class at one moment.

    Args:
        results: By student.

        missing: Students whose submission has no current result.

        mark: Changes when results are written; see `mark_of`.
    """

    assignment: Assignment
    places: Places
    results: dict[str, Result]
    missing: tuple[str, ...]
    by_key: dict[str, str]
    mark: int

    @classmethod
    def read(
        cls, assignment: Assignment, places: Places, only: frozenset[str] | None = None
    ) -> Classroom:
        """
        Read what has been graded.

        Args:
            only: Students that may be seen; None for all.

        Raises:
            UsageError: If nothing has been graded, or nothing of who may be seen.
        """
        mark = mark_of(assignment, places)
        results, missing = graded_before(assignment, places)
        seen = {r.student: r for r in results if only is None or r.student in only}
        if not seen:
            raise UsageError(
                "nobody of these sections has handed in something that is graded",
                where=str(places.submitted),
            )
        absent = tuple(s for s in missing if only is None or s in only)
        return cls(assignment, places, seen, absent, {key_of(s): s for s in seen}, mark)

    def is_current(self) -> bool:
        """Whether no result has been written since."""
        return mark_of(self.assignment, self.places) == self.mark

    def exercise(self, student: str, exercise: str) -> ExerciseResult | None:
        """What checks found out; None for a submission that could not be graded."""
        found = (e for e in self.results[student].exercises if e.id == exercise)
        return next(found, None)

    def rows(
        self,
        exercise: str,
        grades: dict[str, Grade],
        reviews: dict[str, Review],
        taken: dict[str, Claim],
    ) -> list[Row]:
        """
        The answers to an exercise, sorted by student.

        Args:
            taken: What others have open.
        """
        rows = []
        for student, result in self.results.items():
            known = self.exercise(student, exercise)
            graded = result.status is Outcome.GRADED and known is not None
            status = str(known.status if graded and known else result.status).replace("_", " ")
            review = reviews.get(student)
            grade = grades.get(student, Grade())
            if graded and known and not known.checks:
                status = "not attempted" if grade.auto == 0 else "written answer"
            who = review.who if review else ""
            mistake = _mistake(known) if graded and known else ""
            row = Row(student, key_of(student), status, grade, who, taken.get(student), mistake)
            rows.append(row)
        return rows

    def lines(
        self, waiting: Iterable[tuple[str, str]], reviewed: Iterable[tuple[str, str]]
    ) -> list[Line]:
        """
        The overview, questions first.

        Args:
            waiting, reviewed: (exercise, student) of the gradebook and of the reviews.
        """
        waits = Counter(e for e, student in waiting if student in self.results)
        done = Counter(e for e, student in reviewed if student in self.results)
        failed = Counter(
            e.id for r in self.results.values() for e in r.exercises if e.status in _FAILED
        )
        manifest = self.assignment.manifest
        questions = {q.id for q in manifest.question}
        return [
            Line(e.id, e.title, e.points, e.id in questions, waits[e.id], failed[e.id], done[e.id])
            for e in parts(manifest).values()
        ]


def _mistake(exercise: ExerciseResult) -> str:
    """The tutor's sentence about the mistake of an answer, hedged where several act alike."""
    if exercise.says or not exercise.possibly:
        return exercise.says
    return f"Perhaps: {' / '.join(exercise.possibly)}"


def mark_of(assignment: Assignment, places: Places) -> int:
    """Changes whenever a result is added: the latest time of the folders that hold them."""
    folder = results_folder(places.out, assignment)
    if not folder.is_dir():
        return 0
    return max(p.stat().st_mtime_ns for p in (folder, *(f for f in folder.iterdir() if f.is_dir())))


def read_sections(path: Path, wanted: Iterable[str]) -> frozenset[str]:
    """
    The students of some sections.

    Args:
        path: A CSV file with columns ``student`` and ``section``; a student may be in several.

    Raises:
        UsageError: If it cannot be read, or one of the sections is not in it.
    """
    table = Table.read(path)
    header = [h.strip().casefold() for h in table.header]
    if "student" not in header or "section" not in header:
        raise CourseError(
            "the columns are not those of sections",
            where=str(path),
            found=f"Found {', '.join(table.header)}.",
            todo="Begin it with: student,section",
        )
    student, section = header.index("student"), header.index("section")
    members: dict[str, set[str]] = {}
    for row in range(1, len(table.rows)):
        name = table.value(row, section).strip()
        members.setdefault(name, set()).add(table.value(row, student).strip())
    if unknown := sorted(set(wanted) - members.keys()):
        raise UsageError(
            f"there is no section {', '.join(unknown)}",
            where=str(path),
            found=f"There are: {', '.join(sorted(members))}.",
        )
    return frozenset().union(*(members[name] for name in wanted))
