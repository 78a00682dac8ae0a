"""
Fill one column of a file that an LMS exported, and say about every student what became of them.

What the importers do silently (skip a row, invent an assignment, read ``1,234`` as 1.234) is told
here before it happens.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from autograde.collect.roster import Roster, key
from autograde.csvtable import Table
from autograde.errors import UsageError
from autograde.export.scores import Score, Scores
from autograde.files import write_whole

_SMALLEST = 0.005  # of a point: what two decimals cannot tell apart


@dataclass
class Report:
    """
    What filling did.

    Args:
        written: Students whose cell was set to another value.

        unchanged: Students whose cell held the score already.

        no_row: Students with a score whom the file does not know.

        no_score: Rows without a score, and why.

        problems: What a person has to look at.
    """

    written: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    no_row: list[str] = field(default_factory=list)
    no_score: list[tuple[str, str]] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Scale:
    """
    How points become numbers of the LMS.

    Args:
        ours: What the assignment is worth here.

        theirs: What it is worth there; None if the file does not tell.

        decimal: The decimal mark.
    """

    ours: float
    theirs: float | None
    decimal: str = "."
    proportional: bool = False

    def text(self, points: float) -> str:
        """A score with two decimals and no separator of thousands."""
        factor = self.theirs / self.ours if self.proportional and self.theirs and self.ours else 1.0
        return f"{points * factor:.2f}".replace(".", self.decimal)

    def too_large(self, text: str) -> bool:
        """Whether the LMS would find a score out of range."""
        value = number(text)
        return self.theirs is not None and value is not None and value > self.theirs + 1e-9


def scale_for(
    ours: float, theirs: float | None, decimal: str, scale: bool | None, where: str
) -> Scale:
    """
    How to convert points.

    Args:
        scale: Whether to convert in proportion where the two maxima differ; None refuses then.

    Raises:
        UsageError: If they differ, and nobody said what to do.
    """
    if theirs is not None and abs(theirs - ours) > _SMALLEST and scale is None:
        raise UsageError(
            f"the assignment is worth {ours:g} points here and {theirs:g} there",
            where=where,
            todo="Convert in proportion with --scale, or write the points as they are: --no-scale.",
        )
    return Scale(ours, theirs, decimal, bool(scale))


def number(text: str) -> float | None:
    """A number with a decimal point or a decimal comma; None if it is none."""
    text = text.strip().replace("\u00a0", "")
    if not re.fullmatch(r"-?\d+([.,]\d*)?", text):
        return None
    return float(text.replace(",", "."))


def decimal_of(texts: Sequence[str], delimiter: str) -> str:
    """The decimal mark that numbers of a file are written with."""
    marks = {mark for text in texts if number(text) is not None for mark in ".," if mark in text}
    if len(marks) == 1:
        return marks.pop()
    return "," if delimiter == ";" else "."


def column_named(table: Table, wanted: Sequence[str], where: str, option: str = "--column") -> int:
    """
    The only column with one of these headers.

    Raises:
        UsageError: If there is none, or more than one.
    """
    keys = {key(w) for w in wanted}
    found = [i for i, header in enumerate(table.header) if key(header) in keys]
    if len(found) == 1:
        return found[0]
    listed = ", ".join(repr(h) for h in table.header)
    raise UsageError(
        f"{len(found) or 'no'} columns are called {' or '.join(wanted)}",
        where=where,
        found=f"The columns: {listed[:1500]}.",
        todo=f"Name one: {option} HEADER.",
    )


def fill(
    table: Table,
    rows: Sequence[int],
    column: int,
    names: Callable[[int], Sequence[str]],
    scores: Scores,
    roster: Roster,
    scale: Scale,
    *,
    excused: str | None = None,
    show: Callable[[int], str],
) -> Report:
    """
    Write scores into one column.

    Args:
        rows: Rows of students.

        names: What the row calls its student, the most certain first.

        excused: What the LMS calls excused; None leaves such a cell alone.

        show: What a row's student is called in the report.
    """
    report = Report()
    direct = Roster({key(s): s for s in scores}, "the gradebook")
    owners: dict[str, list[int]] = {}
    for row in rows:
        called = [n for n in names(row) if n.strip()]
        student = roster.find(*called) or direct.find(*called)
        if student in scores:
            owners.setdefault(student, []).append(row)
        else:
            report.no_score.append((show(row), "not among those graded, or not for certain"))
    for student, found in owners.items():
        if len(found) > 1:
            # One of them is somebody else, whose number is this student's id.
            listed = ", ".join(str(row + 1) for row in found)
            report.problems.append(f"{student} could be any of the rows {listed}: nothing written")
            continue
        row = found[0]
        _write(table, row, column, scores[student], scale, excused, report, show(row))
    report.no_row = [
        s for s, score in scores.items() if s not in owners and score.points is not None
    ]
    return report


def _write(
    table: Table,
    row: int,
    column: int,
    score: Score,
    scale: Scale,
    excused: str | None,
    report: Report,
    shown: str,
) -> None:
    if score.excused and excused is not None:
        text = excused
    elif score.points is None:
        report.no_score.append((shown, score.why))
        return
    else:
        text = scale.text(score.points)
        if scale.too_large(text):
            report.problems.append(f"{shown}: {text} is above the maximum of {scale.theirs:g}")
            return
    old = table.value(row, column)
    if old == text or (number(old) is not None and number(old) == number(text)):
        report.unchanged.append(score.student)
        return
    table.set(row, column, text)
    report.written.append(score.student)


def save(table: Table, path: Path, out: Path | None, *, in_place: bool) -> Path:
    """
    Write the filled file.

    Args:
        path: The file that was read.

        out: Where to; beside it as ``NAME-filled.csv`` by default.

        in_place: Overwrite it, and keep what it was as ``NAME.csv.bak``.

    Returns:
        Where it was written.
    """
    target = out or path.with_name(f"{path.stem}-filled{path.suffix}")
    data = table.to_bytes()
    if in_place:
        backup = path.with_name(path.name + ".bak")
        count = 1
        while backup.exists():
            count += 1
            backup = path.with_name(f"{path.name}.bak{count}")
        write_whole(backup, path.read_bytes())
        target = path
    write_whole(target, data)
    return target
