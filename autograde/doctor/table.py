"""The table of the bank, ``docs/bank.md``: what is in it, and what became of it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from autograde.authoring import unfinished
from autograde.bank import read_bank
from autograde.course import Course
from autograde.doctor.examine import Examination
from autograde.files import write_whole

_HEAD = """\
# What the checks catch, and what they accept

Written by `autograde doctor --write-table`; not to be edited. Every answer of the bank,
`grader_tests/<assignment>/bank/`, was put into the instructor's own solution and graded like a
submission, under {seeds} of fresh data{quick}. A wrong answer is caught if
it fails a check of its exercise under each of them, a right one is accepted if it passes all of
them, under each.

| assignment | exercise | wrong | caught | right | accepted |
|---|---|---:|---:|---:|---:|
"""
_ROW = re.compile(r"\| (\w+) \| (\w+) \| +(\d+) \| +\d+ \| +(\d+) \| +\d+ \|\Z")


def table_path(course: Course) -> Path:
    """Where the table lies."""
    return course.root / "docs" / "bank.md"


def write_table(
    course: Course, examinations: Sequence[Examination], *, seeds: int, quick: bool
) -> Path:
    """
    Write the table of a whole course.

    Returns:
        Where it lies.
    """
    head = _HEAD.format(
        seeds="one seed" if seeds == 1 else f"{seeds} seeds",
        quick=",\nwith the checks of its own exercise" if quick else ",\nwith all checks",
    )
    rows = [
        f"| {found.assignment} | {exercise} | " + " | ".join(f"{n:3d}" for n in counts) + " |"
        for found in examinations
        for exercise, counts in found.counts.items()
    ]
    columns = zip(*(c for found in examinations for c in found.counts.values()), strict=True)
    sums = " | ".join(f"**{sum(column)}**" for column in columns)
    text = head + "\n".join([*rows, f"| **all** | | {sums} |"]) + "\n"
    write_whole(table_path(course), text.encode())
    return table_path(course)


def stale_table(course: Course) -> list[str]:
    """A sentence for each exercise whose numbers of files are not those of the table, if any."""
    path = table_path(course)
    if not path.exists():
        return []
    lines = path.read_text(encoding="utf-8").splitlines()
    rows = [match.groups() for match in map(_ROW.match, lines) if match]
    told = {(a, x): (int(wrong), int(right)) for a, x, wrong, right in rows}
    there: dict[tuple[str, str], tuple[int, int]] = {}
    for name in course.assignments:
        assignment = course.assignment(name)
        number = Counter((a.exercise, a.right) for a in read_bank(assignment))
        left_out = unfinished(assignment)
        for exercise in assignment.manifest.exercise:
            if (id := exercise.id) not in left_out:
                there[name, id] = number[id, False], number[id, True]
    return [
        f"{path} says {_words(told.get(key))} for {key[0]}, {key[1]}; there is "
        f"{_words(there.get(key))}. Run: autograde doctor --write-table"
        for key in dict.fromkeys((*there, *told))
        if told.get(key) != there.get(key)
    ]


def _words(numbers: tuple[int, int] | None) -> str:
    return f"{numbers[0]} wrong and {numbers[1]} right" if numbers else "nothing"
