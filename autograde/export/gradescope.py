"""
Gradescope's grades, "Download Grades" of an assignment or of the course.

``First Name,Last Name,SID,Email,Sections,...``; an assignment's own file has ``Total Score`` and
``Max Points``, the course's has ``Title`` and ``Title - Max Points`` for each.
"""

from __future__ import annotations

from autograde.collect.roster import Roster, key
from autograde.course import Assignment
from autograde.csvtable import Table
from autograde.export.filling import Report, column_named, decimal_of, fill, number, scale_for
from autograde.export.scores import Scores


def fill_gradescope(
    table: Table,
    assignment: Assignment,
    scores: Scores,
    roster: Roster,
    *,
    column: str | None = None,
    scale: bool | None = None,
) -> Report:
    """
    Fill the scores of an assignment.

    Raises:
        UsageError: If the columns are not certain, or the maxima differ.
    """
    wanted = [column] if column else [assignment.name, assignment.manifest.title, "Total Score"]
    at = column_named(table, wanted, table.where)
    header = [key(h) for h in table.header]
    ids = [i for i, h in enumerate(header) if h in ("sid", "email")]
    first, last = (header.index(h) if h in header else None for h in ("first name", "last name"))
    top = next(
        (header.index(h) for h in (f"{header[at]} - max points", "max points") if h in header), None
    )
    rows = [r for r in range(1, len(table.rows)) if any(v.strip() for v in table.values(r))]
    maxima = [table.value(r, top) for r in rows] if top is not None else []
    theirs = next((n for m in maxima if (n := number(m)) is not None), None)

    def full(row: int) -> str:
        if first is None or last is None:
            return table.value(row, ids[0]) if ids else table.value(row, 0)
        return f"{table.value(row, first)} {table.value(row, last)}".strip()

    return fill(
        table,
        rows,
        at,
        lambda row: [*(table.value(row, c) for c in ids), full(row)],
        scores,
        roster,
        scale_for(
            next(iter(scores.values())).max_points,
            theirs,
            decimal_of(maxima, table.delimiter),
            scale,
            table.where,
        ),
        show=full,
    )
