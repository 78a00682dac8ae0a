"""What nbgrader's gradebook holds of a class, read in four queries."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

from autograde.gradebook.settings import find_tools
from autograde.model import Mark, Standing
from autograde.submission import CHECK


def read_standings(db_url: str, assignment: str) -> dict[str, Standing]:
    """
    Scores, late penalties and comments of an assignment, by student.

    Args:
        db_url: SQLAlchemy's URL of the gradebook.

        assignment: Its name.

    Returns:
        Nothing where there is no gradebook, or it does not know the assignment.
    """
    if _is_missing_file(db_url):
        return {}  # nbgrader would make one
    find_tools()
    from nbgrader import api

    s, n, g, c, cell = (
        api.SubmittedAssignment,
        api.SubmittedNotebook,
        api.Grade,
        api.Comment,
        api.BaseCell,
    )
    with api.Gradebook(db_url) as gradebook:
        query = gradebook.db.query
        row = query(api.Assignment).filter(api.Assignment.name == assignment).one_or_none()
        if row is None:
            return {}
        own = s.assignment_id == row.id
        totals = query(s.student_id, s.score, s.late_submission_penalty).filter(own).all()
        grades = (
            query(s.student_id, cell.name, g.auto_score, g.manual_score, g.extra_credit,
                  g.needs_manual_grade)
            .select_from(s).join(n, n.assignment_id == s.id).join(g, g.notebook_id == n.id)
            .join(cell, cell.id == g.cell_id).filter(own).all()
        )  # fmt: skip
        comments = (
            query(s.student_id, cell.name, c.manual_comment)
            .select_from(s).join(n, n.assignment_id == s.id).join(c, c.notebook_id == n.id)
            .join(cell, cell.id == c.cell_id).filter(own, c.manual_comment.is_not(None)).all()
        )  # fmt: skip
        maximum = float(row.max_score)
    said: dict[str, dict[str, str]] = defaultdict(dict)
    for student, name, text in comments:
        said[student][name.removesuffix(CHECK)] = text.strip()
    marks: dict[str, dict[str, Mark]] = defaultdict(dict)
    for student, name, auto, manual, extra, waits in grades:
        id = name.removesuffix(CHECK)
        points = auto if manual is None else manual
        marks[student][id] = Mark(
            None if points is None else float(points) + float(extra or 0.0),
            bool(waits),
            manual is not None,
            float(extra or 0.0),
            said[student].get(id, ""),
        )
    return {
        student: Standing(float(score) - float(late), maximum, float(late), marks[student])
        for student, score, late in totals
    }


def _is_missing_file(db_url: str) -> bool:
    prefix = "sqlite:///"
    return db_url.startswith(prefix) and not Path(db_url.removeprefix(prefix)).is_file()
