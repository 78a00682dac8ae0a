"""
Canvas's gradebook: "Export Entire Gradebook", filled, "Import".

``Student,ID,[SIS User ID,SIS Login ID,...],Section,Title (number)...``, then rows without a number
("Points Possible", sometimes "Manual Posting"), then students. The importer finds students by ID,
then the SIS columns, then the exact name; an assignment's column by the number in its header. A
header that it does not know would become a new assignment, so headers are never written.
"""

from __future__ import annotations

import re

from autograde.collect.roster import Roster, key
from autograde.course import Assignment
from autograde.csvtable import Table
from autograde.errors import UsageError
from autograde.export.filling import Report, decimal_of, fill, number, scale_for
from autograde.export.scores import Scores

_ASSIGNMENT = re.compile(r"(?P<title>.*)\s\((?P<id>\d+)\)\Z", re.DOTALL)
_NAME, _ID = 0, 1
EXCUSED = "EX"


def fill_canvas(
    table: Table,
    assignment: Assignment,
    scores: Scores,
    roster: Roster,
    *,
    column: str | None = None,
    scale: bool | None = None,
) -> Report:
    """
    Fill the column of an assignment.

    Args:
        column: Its header, its title in Canvas, or its number; found by the assignment's name or
            title by default.

    Raises:
        UsageError: If it is no gradebook of Canvas, the column is not certain or cannot be
            written to, or the maxima differ.
    """
    first = next((i for i, h in enumerate(table.header) if _ASSIGNMENT.match(h)), None)
    if first is None or first < 3 or len(table.rows) < 3:
        raise UsageError(
            "this is no gradebook of Canvas",
            where=table.where,
            found=f"Its columns: {', '.join(table.header)[:500]}.",
            todo="In Canvas: Grades, Export, Export Entire Gradebook.",
        )
    at = _column(table, assignment, column)
    students = [r for r in range(1, len(table.rows)) if table.value(r, _ID).strip().isdigit()]
    above = [r for r in range(1, len(table.rows)) if r < min(students, default=0)]
    if any("read only" in table.value(r, at).casefold() for r in above):
        raise UsageError(
            "Canvas ignores what is written into this column",
            where=table.where,
            found=f"{table.header[at]} is marked as read only.",
        )
    possible = [table.value(r, at) for r in above]
    theirs = next((n for text in reversed(possible) if (n := number(text)) is not None), None)
    maximum = next(iter(scores.values())).max_points
    others = [table.value(r, c) for r in above for c in range(first, len(table.header))]
    decimal = decimal_of([*possible, *others], table.delimiter)
    return fill(
        table,
        [r for r in students if not _is_test(table, r)],
        at,
        # All of them but the section, which is the last before the assignments.
        lambda row: [
            *(table.value(row, c) for c in range(_ID, first - 1)),
            table.value(row, _NAME),
        ],
        scores,
        roster,
        scale_for(maximum, theirs, decimal, scale, table.where),
        excused=EXCUSED,
        show=lambda row: table.value(row, _NAME),
    )


def _is_test(table: Table, row: int) -> bool:
    """Canvas's own student for trying things out."""
    return key(table.value(row, _NAME)) == "student, test"


def _column(table: Table, assignment: Assignment, column: str | None) -> int:
    wanted = {key(column)} if column else {key(assignment.name), key(assignment.manifest.title)}
    columns = [(i, m) for i, h in enumerate(table.header) if (m := _ASSIGNMENT.match(h))]
    found = [
        i
        for i, match in columns
        if wanted & {key(match["title"]), key(match.string), *({match["id"]} if column else ())}
    ]
    if len(found) == 1:
        return found[0]
    listed = "; ".join(match.string for _, match in columns)
    raise UsageError(
        f"{len(found) or 'no'} assignments of Canvas are called {' or '.join(sorted(wanted))}",
        where=table.where,
        found=f"There are: {listed[:1500]}.",
        todo='Name one: --column "Title (123)", or by its number alone.',
    )
