"""
nbgrader's gradebook: where the scores and comments of reviews end up, and where others write too.

A person's score is nbgrader's ``manual_score``, a comment its ``manual_comment``; extra credit is
never touched. Whether an answer waits is nbgrader's ``needs_manual_grade``.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

from autograde.course import Assignment
from autograde.errors import CourseError, GraderFault
from autograde.gradebook.late import assess, read_extensions
from autograde.gradebook.settings import find_tools
from autograde.submission import CHECK


@dataclass(frozen=True)
class Grade:
    """
    One cell of one student.

    Args:
        auto: What checks gave.

        manual: What a person gave; it counts instead.

        extra: Added to either.

        waiting: Whether a person has to look.

        comment: A person's comment on the answer.
    """

    auto: float | None = None
    manual: float | None = None
    extra: float | None = None
    waiting: bool = True
    comment: str | None = None

    @property
    def score(self) -> float:
        """Points that count, as nbgrader computes them."""
        base = self.manual if self.manual is not None else self.auto
        return 0.0 if base is None else base + (self.extra or 0.0)

    @property
    def digest(self) -> str:
        """Changes with anything that a person's decision starts from."""
        text = f"{self.auto} {self.manual} {self.comment}"
        return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:12]


class Book:
    """
    The gradebook of a class.

    Args:
        db_url: SQLAlchemy's URL.

        course_id: nbgrader's name of the course; may be empty.
    """

    def __init__(self, db_url: str, course_id: str, assignment: Assignment) -> None:
        find_tools()
        self._url, self._course, self._assignment = db_url, course_id, assignment
        self._checked = {e.id for e in assignment.manifest.exercise}

    def _cell(self, exercise: str) -> str:
        return exercise + CHECK if exercise in self._checked else exercise

    @contextmanager
    def open(self) -> Iterator[Rows]:
        """
        Rows to read and change; what was changed is committed at the end, after an exception
        nothing.

        Raises:
            CourseError: If the gradebook does not know the assignment.

            GraderFault: If it cannot be read or written.
        """
        from nbgrader.api import Gradebook, MissingEntry
        from sqlalchemy.exc import SQLAlchemyError

        name = self._assignment.name
        try:
            with Gradebook(self._url, self._course) as gradebook:
                gradebook.find_notebook(name, name)
                rows = Rows(gradebook.db, self._assignment, self._cell)
                yield rows
                rows.settle()
                gradebook.db.commit()
        except MissingEntry:
            raise CourseError(
                f'the gradebook does not know the assignment "{name}"',
                where=self._url,
                todo=f"Run: autograde generate {name}",
            ) from None
        except SQLAlchemyError as error:
            raise GraderFault(
                "the gradebook cannot be read or written; nothing was changed",
                where=self._url,
                found=f"{getattr(error, 'orig', None) or error}.",
                todo="Try again; if that does not help, close what else has it open.",
            ) from error


class Rows:
    """Rows of an open gradebook."""

    def __init__(self, session: Any, assignment: Assignment, cell: Any) -> None:
        from nbgrader import api

        self._api, self._session, self._assignment, self._cell = api, session, assignment, cell
        self._touched: dict[str, Any] = {}
        self._loaded: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {}

    def _query(self, kind: Any, cells: Any, name: str, *columns: Any) -> Any:
        api = self._api
        return (
            self._session.query(*columns)
            .select_from(kind)
            .join(cells, kind.cell_id == cells.id)
            .join(api.SubmittedNotebook, kind.notebook_id == api.SubmittedNotebook.id)
            .join(
                api.SubmittedAssignment,
                api.SubmittedNotebook.assignment_id == api.SubmittedAssignment.id,
            )
            .join(api.Assignment, api.SubmittedAssignment.assignment_id == api.Assignment.id)
            .filter(api.Assignment.name == self._assignment.name)
            .filter(cells.name == name)
        )

    def _grades(self, exercise: str, *columns: Any) -> Any:
        api = self._api
        return self._query(api.Grade, api.GradeCell, self._cell(exercise), *columns)

    def _comments(self, exercise: str, *columns: Any) -> Any:
        return self._query(self._api.Comment, self._api.SolutionCell, exercise, *columns)

    def grades(self, exercise: str) -> dict[str, Grade]:
        """The cells of an exercise, by student."""
        api = self._api
        student, grade = api.SubmittedAssignment.student_id, api.Grade
        said = dict(
            self._comments(exercise, student, api.Comment.manual_comment)
            .filter(api.Comment.manual_comment.isnot(None))
            .all()
        )
        columns = (grade.auto_score, grade.manual_score, grade.extra_credit)
        rows = self._grades(exercise, student, *columns, grade.needs_manual_grade).all()
        return {
            row[0]: Grade(row[1], row[2], row[3], bool(row[4]), said.get(row[0])) for row in rows
        }

    def load(self, exercise: str) -> None:
        """Fetch an exercise for all students at once: for who is going to touch many."""
        student = self._api.SubmittedAssignment.student_id
        self._loaded[exercise] = (
            dict(self._grades(exercise, student, self._api.Grade).all()),
            dict(self._comments(exercise, student, self._api.Comment).all()),
        )

    def grade(self, student: str, exercise: str) -> Grade | None:
        """The cell of one student, None if nothing of them is there."""
        found = self._rows(student, exercise)
        if found is None:
            return None
        grade, comment = found
        return Grade(
            grade.auto_score,
            grade.manual_score,
            grade.extra_credit,
            bool(grade.needs_manual_grade),
            comment.manual_comment if comment is not None else None,
        )

    def waiting(self) -> list[tuple[str, str]]:
        """(exercise, student) of everything that waits for a person."""
        api = self._api
        rows = (
            self._session.query(api.GradeCell.name, api.SubmittedAssignment.student_id)
            .select_from(api.Grade)
            .join(api.GradeCell, api.Grade.cell_id == api.GradeCell.id)
            .join(api.SubmittedNotebook, api.Grade.notebook_id == api.SubmittedNotebook.id)
            .join(
                api.SubmittedAssignment,
                api.SubmittedNotebook.assignment_id == api.SubmittedAssignment.id,
            )
            .join(api.Assignment, api.SubmittedAssignment.assignment_id == api.Assignment.id)
            .filter(api.Assignment.name == self._assignment.name, api.Grade.needs_manual_grade)
        )
        return [(name.removesuffix(CHECK), student) for name, student in rows]

    def write(self, student: str, exercise: str, manual: float | None, comment: str | None) -> None:
        """
        Enter a person's score and comment.

        Raises:
            GraderFault: If the gradebook knows no such answer.
        """
        found = self._rows(student, exercise)
        if found is None:
            raise GraderFault(
                "the gradebook does not know this answer any more; nothing was changed",
                todo=f"Run: autograde grade {self._assignment.name}",
            )
        grade, row = found
        grade.manual_score = manual
        grade.needs_manual_grade = manual is None and grade.auto_score is None
        if row is not None:
            row.manual_comment = comment
        self._touched[student] = grade.notebook.assignment

    def settle(self) -> None:
        """Compute late penalties anew for who was written."""
        policy = self._assignment.manifest.late
        if policy is None or not self._touched:
            return
        self._session.flush()
        self._session.expire_all()  # scores are sums that the database computes
        extensions = read_extensions(self._assignment.course.root, self._assignment.name)
        assess(SimpleNamespace(submissions=list(self._touched.values())), policy, extensions)

    def _rows(self, student: str, exercise: str) -> tuple[Any, Any] | None:
        if exercise in self._loaded:
            grades, comments = self._loaded[exercise]
            return (grades[student], comments.get(student)) if student in grades else None
        api = self._api
        mine = api.SubmittedAssignment.student_id == student
        grade = self._grades(exercise, api.Grade).filter(mine).one_or_none()
        if grade is None:
            return None
        return grade, self._comments(exercise, api.Comment).filter(mine).one_or_none()
