"""
Late submissions by policy: the manifest's ``[late]``, and ``extensions.csv`` of the course.

The gradebook holds the due date, each extension and each penalty where nbgrader has them, so that
formgrader, feedback and every export show the same. A penalty is a part of the score, which a
person may still change, so it is computed anew whenever scores are graded, shown or exported.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from autograde.course import Assignment
from autograde.csvtable import Table
from autograde.errors import CourseError
from autograde.gradebook.settings import find_tools
from autograde.manifest import Late

EXTENSIONS = "extensions.csv"
_COLUMNS = ("student", "assignment", "until", "excused")
_YES, _NO = ("yes", "true", "1", "x"), ("", "no", "false", "0")
_DAY = 86400.0


@dataclass(frozen=True)
class Extension:
    """
    What one student was granted.

    Args:
        until: A due date of their own, UTC; None for the usual one.

        excused: Whether the assignment does not count for them.
    """

    until: datetime | None = None
    excused: bool = False


def penalty(policy: Late, score: float, seconds_late: float) -> float:
    """
    Points that a late submission loses.

    Args:
        score: Points that it reached.

        seconds_late: Since the due date, extension included.

    Returns:
        Between 0 and the score: for each day that has begun `percent_per_day` of the score, at
        most `cap_percent`; nothing within the grace.
    """
    if seconds_late <= policy.grace_minutes * 60 or score <= 0:
        return 0.0
    percent = min(policy.cap_percent, math.ceil(seconds_late / _DAY) * policy.percent_per_day)
    return score * percent / 100


def due_utc(policy: Late | None) -> datetime | None:
    """The manifest's due date as nbgrader stores it: UTC, without a zone."""
    if policy is None or policy.due is None:
        return None
    return policy.due.astimezone(UTC).replace(tzinfo=None)


def read_extensions(root: Path, assignment: str) -> dict[str, Extension]:
    """
    Extensions of one assignment, by student.

    Args:
        root: The course's folder. Without an ``extensions.csv`` there are none.

    Raises:
        CourseError: If a column is missing, or a value makes no sense.
    """
    path = root / EXTENSIONS
    if not path.is_file():
        return {}
    table = Table.read(path)
    header = [h.strip().casefold() for h in table.header]
    if sorted(header) != sorted(_COLUMNS):
        raise CourseError(
            "the columns are not those of extensions",
            where=str(path),
            found=f"Found {', '.join(table.header)}.",
            todo=f"Begin it with: {','.join(_COLUMNS)}",
        )
    found: dict[str, Extension] = {}
    for row in range(1, len(table.rows)):
        values = [v.strip() for v in table.values(row)]
        if not any(values):
            continue
        entry = dict(zip(header, [*values, "", "", ""], strict=False))
        if entry["assignment"] != assignment:
            continue
        where = f"{path}, row {row + 1}"
        if entry["student"] in found:
            raise CourseError(f"{entry['student']} stands there twice", where=where)
        found[entry["student"]] = _extension(entry, where)
    return found


def _extension(entry: dict[str, str], where: str) -> Extension:
    excused = entry["excused"].casefold()
    if excused not in (*_YES, *_NO):
        raise CourseError(
            '"excused" is yes or no', where=where, found=f"Found {entry['excused']!r}."
        )
    until = None
    if entry["until"]:
        try:
            moment = datetime.fromisoformat(entry["until"])
            if moment.tzinfo is None:
                raise ValueError("it has no time zone")
            until = moment.astimezone(UTC).replace(tzinfo=None)
        except (ValueError, OverflowError) as error:
            raise CourseError(
                '"until" is no time',
                where=where,
                found=f"Found {entry['until']!r}: {error}.",
                todo="Write it with its zone, for instance 2026-03-01T23:59+01:00.",
            ) from None
    return Extension(until, excused in _YES)


def enter(row: Any, policy: Late | None, extensions: Mapping[str, Extension]) -> None:
    """
    Enter due date and extensions into the rows of an assignment.

    Args:
        row: nbgrader's assignment, of an open session. What a person granted in the gradebook
            stays for students who are not in `extensions`.
    """
    due = due_utc(policy)
    if due is not None:
        row.duedate = due
    for submission in row.submissions:
        known = extensions.get(submission.student_id)
        if known is not None and row.duedate is not None:
            # nbgrader stores an interval; a due date that lies earlier is none of its extensions.
            wait = known.until - row.duedate if known.until is not None else timedelta(0)
            submission.extension = wait if wait > timedelta(0) else None


def assess(row: Any, policy: Late | None, extensions: Mapping[str, Extension]) -> None:
    """
    Compute the penalties of an assignment from the scores that the session sees.

    Without a policy nothing is touched: the course may have a plug-in of its own.
    """
    if policy is None:
        return
    for submission in row.submissions:
        known = extensions.get(submission.student_id, Extension())
        late = 0.0 if known.excused else submission.total_seconds_late
        for notebook in submission.notebooks:
            points = penalty(policy, float(notebook.score), late) if late > 0 else 0.0
            notebook.late_submission_penalty = points or None


def refresh(assignment: Assignment, db_url: str, course_id: str = "") -> None:
    """
    Bring due date, extensions and penalties of an assignment up to date.

    Raises:
        CourseError: If ``extensions.csv`` makes no sense.
    """
    policy = assignment.manifest.late
    extensions = read_extensions(assignment.course.root, assignment.name)
    if policy is None and not extensions:
        return
    find_tools()
    from nbgrader.api import Gradebook, MissingEntry

    with Gradebook(db_url, course_id) as gradebook:
        try:
            row = gradebook.find_assignment(assignment.name)
        except MissingEntry:
            return
        enter(row, policy, extensions)
        gradebook.db.flush()
        assess(row, policy, extensions)
        gradebook.db.commit()
