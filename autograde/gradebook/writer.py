"""
The whole class into nbgrader's gradebook, in one transaction.

nbgrader itself commits once for each cell and opens nine engines for each submission. Here all
submissions of a batch become rows of one session and one commit: either all of it is written or
nothing is. What a person has entered (manual scores, comments, extra credit) is never touched.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograde.errors import CourseError, GraderFault
from autograde.gradebook.late import Extension, assess, enter
from autograde.gradebook.settings import find_tools
from autograde.manifest import Late
from autograde.model import ExerciseResult, Outcome, Result, Status
from autograde.submission import CHECK

MAX_ATTEMPTS = 5
_AT_ONCE = 200
# What PostgreSQL says of a transaction that others were in the way of: serialization, deadlock.
_TRY_AGAIN = {"40001", "40P01"}
_TIMESTAMPS = ("%Y-%m-%d %H:%M:%S.%f UTC", "%Y-%m-%d %H:%M:%S UTC", "%Y-%m-%d %H:%M:%S.%f %Z")


@dataclass(frozen=True)
class Entry:
    """
    One submission for the gradebook.

    Args:
        untouched: Ids of solution and manual cells that are as they were given out.

        submitted: When it was handed in, if that is known.

        changed: Ids of cells that the student has written otherwise since the gradebook was
            written; None if that is not known.
    """

    result: Result
    untouched: frozenset[str] = frozenset()
    submitted: datetime.datetime | None = None
    changed: frozenset[str] | None = None


def read_timestamp(folder: Path) -> tuple[datetime.datetime | None, str]:
    """
    When a submission was handed in, from nbgrader's ``timestamp.txt``.

    Returns:
        The time in UTC, or None; and a note if the file is there but makes no sense.
    """
    path = folder / "timestamp.txt"
    if path.is_symlink() or (path.exists() and not path.is_file()):
        return None, "timestamp.txt is no regular file; the time is not known."
    try:
        with path.open("rb") as file:
            text = file.read(200).decode("utf-8", "replace").strip()
    except OSError:
        return None, ""
    moment = parse_timestamp(text)
    if moment is None:
        return None, f"timestamp.txt makes no sense ({text[:40]!r}); the time is not known."
    return moment, ""


def parse_timestamp(text: str) -> datetime.datetime | None:
    """A time as nbgrader or ISO 8601 write it, in UTC; None if it is none."""
    for form in _TIMESTAMPS:
        try:
            return datetime.datetime.strptime(text, form)
        except ValueError:
            continue
    try:
        moment = datetime.datetime.fromisoformat(text)
        if moment.tzinfo is not None:
            moment = moment.astimezone(datetime.UTC).replace(tzinfo=None)
    except (ValueError, OverflowError):
        return None
    return moment


def must_know(db_url: str, assignment: str) -> None:
    """
    Tell before a class is graded that its results could not be entered.

    A gradebook that cannot be opened is no reason to stop here: results are kept, and `write_class`
    says what is wrong with it.

    Raises:
        CourseError: If the gradebook does not know the assignment.
    """
    find_tools()
    from nbgrader.api import Gradebook, MissingEntry
    from sqlalchemy.exc import DatabaseError

    try:
        with suppress(DatabaseError), Gradebook(db_url, "") as gradebook:
            gradebook.find_assignment(assignment)
    except MissingEntry:
        raise _unknown(db_url, assignment) from None


def _unknown(db_url: str, assignment: str) -> CourseError:
    return CourseError(
        f'the gradebook does not know the assignment "{assignment}"',
        where=db_url,
        todo=f"Run: autograde generate {assignment}",
    )


def write_class(
    db_url: str,
    course_id: str,
    assignment: str,
    entries: Iterable[Entry],
    late: Late | None = None,
    extensions: Mapping[str, Extension] | None = None,
) -> int:
    """
    Write results into the gradebook.

    Args:
        db_url: SQLAlchemy's URL of the gradebook.

        course_id: nbgrader's name of the course; may be empty.

        assignment: Its name; it must have been generated before.

        entries: Graded submissions. Refused ones and those that the grader failed on are written
            as "needs manual grade" and without a score, so that nobody overlooks them.

        late, extensions: What becomes of late submissions.

    Returns:
        How many submissions were written.

    Raises:
        CourseError: If the gradebook does not know the assignment.

        GraderFault: If it cannot be read or written; then nothing is written.
    """
    find_tools()
    from nbgrader.api import MissingEntry
    from sqlalchemy.exc import DatabaseError, IntegrityError

    # Graders that write the same students wait for each other: in one order, never in a circle.
    entries = sorted(entries, key=lambda entry: entry.result.student)
    try:
        for attempt in range(MAX_ATTEMPTS):
            try:
                return _write_once(db_url, course_id, assignment, entries, late, extensions or {})
            except DatabaseError as error:
                # Another grader has entered the same student meanwhile.
                met = isinstance(error, IntegrityError)
                met = met or getattr(error.orig, "sqlstate", None) in _TRY_AGAIN
                if not met or attempt + 1 == MAX_ATTEMPTS:
                    raise
    except MissingEntry:
        raise _unknown(db_url, assignment) from None
    except DatabaseError as error:
        raise GraderFault(
            "the gradebook cannot be written",
            where=db_url,
            found=f"{error.orig}. The results are kept beside the graded notebooks.",
            todo="Mend or move it (autograde generate makes a new one); then run this again.",
        ) from error
    raise AssertionError("an attempt returns or raises")


def _write_once(
    db_url: str,
    course_id: str,
    assignment: str,
    entries: list[Entry],
    late: Late | None,
    extensions: Mapping[str, Extension],
) -> int:
    from nbgrader.api import Gradebook

    with Gradebook(db_url, course_id) as gradebook:
        session, count = gradebook.db, 0
        with session.no_autoflush:
            for start in range(0, max(1, len(entries)), _AT_ONCE):
                some = entries[start : start + _AT_ONCE]
                notebook = gradebook.find_notebook(assignment, assignment)
                writer = _Writer(session, notebook, [e.result.student for e in some])
                count += sum(writer.write(entry) for entry in some)
                session.flush()
                session.expunge_all()  # a class costs what some of it do
            if late is not None or extensions:
                # Read anew: scores are sums that the database computes.
                row = gradebook.find_assignment(assignment)
                enter(row, late, extensions)
                assess(row, late, extensions)
            session.commit()
    return count


def _changed(entry: Entry, cell: str) -> bool:
    return entry.changed is None or cell.removesuffix(CHECK) in entry.changed


class _Writer:
    def __init__(self, session: Any, notebook: Any, students: list[str]) -> None:
        from nbgrader import api
        from sqlalchemy.orm import selectinload

        self.api, self.session, self.notebook = api, session, notebook
        self.grade_cells = {c.name: c for c in notebook.grade_cells}
        self.solution_cells = {c.name: c for c in notebook.solution_cells}
        known = session.query(api.Student).filter(api.Student.id.in_(students))
        self.students = {s.id: s for s in known}
        # A handful of queries for all, instead of three for each.
        rows = selectinload(api.SubmittedAssignment.notebooks)
        submissions = (
            session.query(api.SubmittedAssignment)
            .filter(
                api.SubmittedAssignment.assignment_id == notebook.assignment.id,
                api.SubmittedAssignment.student_id.in_(students),
            )
            .options(
                rows.selectinload(api.SubmittedNotebook.grades),
                rows.selectinload(api.SubmittedNotebook.comments),
            )
        )
        self.submissions = {s.student_id: s for s in submissions}

    def write(self, entry: Entry) -> int:
        result = entry.result
        submitted = self._submission(result.student)
        submitted.timestamp = entry.submitted
        row = next(n for n in submitted.notebooks if n.notebook is self.notebook)
        grades = {g.cell_id: g for g in row.grades}
        exercises = {e.id: e for e in result.exercises}
        for name, cell in self.grade_cells.items():
            exercise = exercises.get(name.removesuffix(CHECK))
            grade = grades[cell.id]
            former = grade.auto_score
            grade.auto_score = self._score(exercise, result, name in entry.untouched)
            if grade.manual_score is None:
                grade.needs_manual_grade = grade.auto_score is None
            elif former != grade.auto_score or _changed(entry, name):
                # What a person gave stands, but they judged something else.
                grade.needs_manual_grade = True
        comments = {c.cell_id: c for c in row.comments}
        for name, cell in self.solution_cells.items():
            silent = name in entry.untouched
            comments[cell.id].auto_comment = "No response." if silent else None
        return 1

    def _score(
        self, exercise: ExerciseResult | None, result: Result, untouched: bool
    ) -> float | None:
        if result.status is Outcome.REFUSED or exercise is None:
            return None
        if exercise.checks:
            return None if exercise.status is Status.GRADER_ERROR else exercise.score
        return 0.0 if untouched and result.status is Outcome.GRADED else None

    def _submission(self, student: str) -> Any:
        """The rows of a submission, made as nbgrader makes them."""
        if student in self.submissions:
            return self.submissions[student]
        api = self.api
        if student not in self.students:
            self.students[student] = api.Student(id=student)
            self.session.add(self.students[student])
        submission = api.SubmittedAssignment(
            assignment=self.notebook.assignment, student=self.students[student]
        )
        row = api.SubmittedNotebook(notebook=self.notebook, assignment=submission)
        for cell in self.grade_cells.values():
            api.Grade(cell_id=cell.id, notebook=row)
        for cell in self.solution_cells.values():
            api.Comment(cell_id=cell.id, notebook=row)
        self.session.add(submission)
        self.submissions[student] = submission
        return submission
