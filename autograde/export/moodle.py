"""
Moodle's grading worksheet: "Download grading worksheet", filled, "Upload grading worksheet".

The importer needs the columns Identifier, Grade and Last modified (grade), by their names in the
language of whoever uploads it, so headers stay as they are. It skips in silence: a blank grade,
one out of range, one that has not changed, one that is locked, and one that was changed in Moodle
since the download. The first three are told here; for the others download a fresh worksheet.
"""

from __future__ import annotations

from autograde.collect.roster import Roster, key, participant, participant_prefix
from autograde.course import Assignment
from autograde.csvtable import Table
from autograde.errors import UsageError
from autograde.export.filling import Report, column_named, decimal_of, fill, number, scale_for
from autograde.export.scores import Scores

# "Grade" and "Maximum grade" as Moodle's language packs have them.
_GRADE = (
    "Grade", "Bewertung", "Note", "Calificación", "Valutazione", "Cijfer", "Nota", "Karakter",
    "Betyg", "Ocena", "Známka", "Hodnocení", "Оценка", "Оцінка", "评分", "成绩", "評点", "성적",
    "التقدير", "الدرجة", "ציון", "Not", "Arvosana", "Osztályzat", "Βαθμός", "Qualificació",
)  # fmt: skip


def fill_moodle(
    table: Table,
    assignment: Assignment,
    scores: Scores,
    roster: Roster,
    *,
    column: str | None = None,
    scale: bool | None = None,
) -> Report:
    """
    Fill the grades of a worksheet.

    Args:
        column: The header of the grades; found by its name in many languages, or as the column
            before the maximum grade, by default.

    Raises:
        UsageError: If it is no worksheet, the column is not certain, or the maxima differ.
    """
    prefix = participant_prefix(table)
    if prefix is None or len(table.rows) < 2:
        raise UsageError(
            "this is no grading worksheet of Moodle",
            where=table.where,
            found=f"Its first column is {table.header[0]!r}; expected participants and numbers.",
            todo="In Moodle: the assignment, View all submissions, Download grading worksheet.",
        )
    rows = [r for r in range(1, len(table.rows)) if table.value(r, 0).strip()]
    at, top = _columns(table, rows, column)
    maxima = [table.value(r, top) for r in rows] if top is not None else []
    theirs = number(maxima[0]) if maxima else None
    texts = [*maxima, *(table.value(r, at) for r in rows)]
    maximum = next(iter(scores.values())).max_points
    return fill(
        table,
        rows,
        at,
        # What stands before the grade: number, name, identity fields, status.
        lambda row: [
            participant(table.value(row, 0).strip()[len(prefix) :]),
            *(table.value(row, c) for c in range(1, at)),
        ],
        scores,
        roster,
        scale_for(maximum, theirs, decimal_of(texts, table.delimiter), scale, table.where),
        show=lambda row: table.value(row, 1) if at > 1 else table.value(row, 0),
    )


def _columns(table: Table, rows: list[int], column: str | None) -> tuple[int, int | None]:
    """Where the grade stands, and the maximum grade."""
    numeric = []
    for c in range(1, len(table.header)):
        values = {number(table.value(r, c)) for r in rows}
        if len(values) == 1 and (value := values.pop()) is not None and value > 0:
            numeric.append(c)
    if column is not None:
        at = column_named(table, [column], table.where)
    else:
        named = [i for i, h in enumerate(table.header) if key(h) in set(map(key, _GRADE))]
        before = [c - 1 for c in numeric if c - 1 > 0 and _may_be_grades(table, rows, c - 1)]
        found = named if len(named) == 1 else [c for c in before if not named or c in named]
        if len(found) != 1:
            raise UsageError(
                "which column holds the grades is not certain",
                where=table.where,
                found=f"The columns: {', '.join(table.header)[:1500]}.",
                todo="Name it: --column HEADER.",
            )
        at = found[0]
    return at, at + 1 if at + 1 in numeric else None


def _may_be_grades(table: Table, rows: list[int], column: int) -> bool:
    values = [table.value(r, column).strip() for r in rows]
    return all(value in ("", "-") or number(value) is not None for value in values)
