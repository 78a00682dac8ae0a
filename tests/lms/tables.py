"""Tables of LMSs as they export them, and scores to fill into them."""

from __future__ import annotations

import csv
import io

from lms import importers

from autograde.csvtable import Table
from autograde.export.scores import Score


def score(student, points, maximum=7.0, **more):
    return student, Score(student, points, maximum, **more)


def csv_bytes(rows, delimiter=",", mark="\ufeff", end="\r\n"):
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter, lineterminator=end).writerows(rows)
    return (mark + out.getvalue()).encode()


def canvas_file(people, *, delimiter=",", decimal=".", column="Tiny (42)", filled=""):
    """An export as Canvas writes it: byte order mark, points row with blanks, test student."""
    points = f"7{decimal}00"
    rows = [
        ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", "Intro (41)", column,
         "Final Score"],
        ["    Points Possible", "", "", "", "", f"3{decimal}00", points, "(read only)"],
    ]  # fmt: skip
    for p in people:
        rows.append(
            [p.sorted_name, p.number, f"S{p.number}", p.login, "A, B", f"2{decimal}50", filled, ""]
        )
    rows.append(["Student, Test", 999, "", "abc", "A", "", "", ""])
    return csv_bytes(rows, delimiter)


def moodle_file(people, language="en", *, top="7.00", grades=None):
    """A worksheet as Moodle writes it, in a language, quoted where a comma asks for it."""
    words = importers.MOODLE_WORDS[language]
    rows = [list(words[1:])]
    for p in people:
        rows.append(
            [f"{words[0]}{p.number + 9000}", p.full, p.email, "Submitted for grading",
             (grades or {}).get(p.login, ""), top, "Yes", "Sunday, 1 March 2026, 10:00 PM", "-", ""]
        )  # fmt: skip
    return csv_bytes(rows, mark="", end="\n")


def untouched(before, after, column, delimiter=","):
    """Whether all but one column is the same, byte by byte."""

    def without(data):
        table = Table.parse(data)
        return (
            [
                [raw for i, raw in enumerate(row.raw) if i != column] + [row.end]
                for row in table.rows
            ],
            table.mark,
            table.delimiter,
        )

    return without(before) == without(after)
