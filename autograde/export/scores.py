"""The scores of a class, from the gradebook or from a file of ``autograde grade --json``."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograde.course import Assignment
from autograde.errors import UsageError
from autograde.gradebook.late import read_extensions, refresh
from autograde.gradebook.settings import find_tools

UNGRADED = "not graded yet: a person has to look"


@dataclass(frozen=True)
class Score:
    """
    What one student gets.

    Args:
        points: Late penalty taken off; None as long as there is no final score.

        max_points: What the assignment is worth, prose included.

        late: Points that were taken off.

        why: Why there is no score; empty if there is one.
    """

    student: str
    points: float | None
    max_points: float
    late: float = 0.0
    excused: bool = False
    why: str = ""


Scores = dict[str, Score]


def from_gradebook(assignment: Assignment, db_url: str, *, pending: bool = False) -> Scores:
    """
    The scores that nbgrader's gradebook holds, manual points and late penalties included.

    Args:
        pending: Also give out scores of students for whom something waits for a person.

    Raises:
        UsageError: If the gradebook does not know the assignment, or nobody was graded.
    """
    refresh(assignment, db_url)
    find_tools()
    from nbgrader import api

    with api.Gradebook(db_url) as gradebook:
        row = (
            gradebook.db.query(api.Assignment)
            .filter(api.Assignment.name == assignment.name)
            .one_or_none()
        )
        if row is None or not row.submissions:
            raise UsageError(
                f'the gradebook has no scores of "{assignment.name}"',
                where=db_url,
                todo=f"Run: autograde grade {assignment.name}",
            )
        maximum = float(row.max_score)
        s = api.SubmittedAssignment
        rows = (
            gradebook.db.query(s.student_id, s.score, s.late_submission_penalty)
            .filter(s.assignment_id == row.id)
            .all()
        )
        waiting = {
            student
            for (student,) in gradebook.db.query(s.student_id)
            .join(api.SubmittedNotebook)
            .join(api.Grade)
            .filter(s.assignment_id == row.id, api.Grade.needs_manual_grade)
        }
    scores = {}
    for student, points, late in rows:
        if student in waiting and not pending:
            scores[student] = Score(student, None, maximum, why=UNGRADED)
        else:
            scores[student] = Score(student, float(points) - float(late), maximum, float(late))
    return _with_excused(scores, assignment, maximum)


def from_json(assignment: Assignment, path: Path, *, pending: bool = False) -> Scores:
    """
    The automatic scores that ``autograde grade --json`` wrote; no manual points, no penalties.

    Args:
        pending: Also give out scores where prose waits for a person.

    Raises:
        UsageError: If it is no such file, or of another assignment.
    """
    scores: Scores = {}
    for record in records(assignment, path):
        student = record["student"]
        maximum = float(record["max_score"]) + float(record["manual_max_score"])
        prose = [e for e in record["exercises"].values() if e["score"] is None]
        if record["status"] != "graded":
            scores[student] = Score(student, None, maximum, why=UNGRADED)
        elif prose and not pending:
            scores[student] = Score(student, None, maximum, why="prose is not graded here")
        else:
            scores[student] = Score(student, float(record["score"]), maximum)
    maximum = assignment.manifest.points + assignment.manifest.manual_points
    return _with_excused(scores, assignment, maximum)


def records(assignment: Assignment, path: Path) -> list[dict[str, Any]]:
    """
    The objects of a ``--json`` file.

    Raises:
        UsageError: If it is no such file, or of another assignment.
    """
    found = []
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError("it cannot be read", where=str(path), found=str(error)) from None
    for number, line in enumerate(lines, 1):
        where = f"{path}, line {number}"
        try:
            record = json.loads(line)
            numbers = [record["score"], record["max_score"], record["manual_max_score"]]
            fine = record["schema"] == 1 and all(math.isfinite(n) for n in numbers)
            fine = fine and isinstance(record["student"], str) and bool(record["status"])
            fine = fine and isinstance(record["exercises"], dict)
        except (ValueError, KeyError, TypeError):
            fine = False
        if not fine:
            raise UsageError(
                "this is no record of a graded submission",
                where=where,
                todo=f"Write the file anew: autograde grade {assignment.name} --json FILE",
            )
        if record["assignment"] != assignment.name:
            raise UsageError(f"it is a record of {record['assignment']}", where=where)
        found.append(record)
    if not found:
        raise UsageError("there are no records in it", where=str(path))
    return found


def _with_excused(scores: Scores, assignment: Assignment, maximum: float) -> Scores:
    for student, extension in read_extensions(assignment.course.root, assignment.name).items():
        if extension.excused:
            scores[student] = Score(student, None, maximum, excused=True, why="excused")
    return dict(sorted(scores.items()))
