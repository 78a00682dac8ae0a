"""Scores as a CSV file of our own, or into a column of anybody's."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from autograde.collect.roster import STUDENT_COLUMNS, Roster, key
from autograde.course import Assignment
from autograde.csvtable import Table, neutral
from autograde.export.filling import Report, column_named, decimal_of, fill, scale_for
from autograde.export.scores import Scores
from autograde.files import write_whole

COLUMNS = ("student", "score", "max_score", "late_penalty", "status")


def write_scores(path: Path, scores: Scores) -> None:
    """Write ``student,score,max_score,late_penalty,status``; formulas in names are neutralised."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    for student, score in scores.items():
        points = "" if score.points is None else f"{score.points:.2f}"
        status = score.why or ("late" if score.late else "graded")
        row = (neutral(student), points, f"{score.max_points:.2f}", f"{score.late:.2f}", status)
        writer.writerow(row)
    write_whole(path, text.getvalue().encode())


def fill_plain(
    table: Table,
    assignment: Assignment,
    scores: Scores,
    roster: Roster,
    *,
    column: str | None = None,
    scale: bool | None = None,
) -> Report:
    """
    Fill a column of a file of any kind with a header; students stand in the column ``student``,
    or in the first.

    Args:
        column: Its header; ``score``, the assignment's name or its title by default.

    Raises:
        UsageError: If the column is not certain.
    """
    wanted = [column] if column else ["score", assignment.name, assignment.manifest.title]
    at = column_named(table, wanted, table.where)
    # One column alone: somewhere else in a row the same number may mean another thing.
    who = next((i for i, h in enumerate(table.header) if key(h) in STUDENT_COLUMNS), 0)
    rows = [r for r in range(1, len(table.rows)) if any(v.strip() for v in table.values(r))]
    maximum = next(iter(scores.values())).max_points
    decimal = decimal_of([v for r in rows for v in table.values(r)], table.delimiter)
    return fill(
        table,
        rows,
        at,
        lambda row: [table.value(row, who)],
        scores,
        roster,
        scale_for(maximum, None, decimal, scale, table.where),
        show=lambda row: table.value(row, who),
    )
