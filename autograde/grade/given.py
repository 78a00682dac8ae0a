"""
Which result each student was given last, and before: one line for each change, never rewritten.

``.autograde/given/<assignment>.jsonl`` below ``--out``; a line names a student, the result's file
in ``.autograde/results/<assignment>`` and the time. Results stay there, so whatever a student was
given once can be read again.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from autograde.course import Assignment


class Line(msgspec.Struct, frozen=True):
    """
    A student was given a result.

    Args:
        result: Its key in the store.

        at: When, in UTC.
    """

    student: str
    result: str
    at: datetime


class Given:
    """What the students of one assignment were given; `out` is the ``--out`` of grading."""

    def __init__(self, out: Path, assignment: Assignment) -> None:
        self.path = out / ".autograde" / "given" / f"{assignment.name}.jsonl"

    def last(self) -> dict[str, str]:
        """The key of each student's last result."""
        return {line.student: line.result for line in self._lines()}

    def add(self, results: Iterable[tuple[str, str]]) -> None:
        """Write down (student, key) of results that are given now; what is the last already, and
        a fault of ours, which has no key, is left out."""
        last, now = self.last(), datetime.now(UTC)
        new = [Line(s, key, now) for s, key in results if key and last.get(s) != key]
        if not new:
            return
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with self.path.open("ab") as file:  # whole lines, also if several write at once
            file.write(b"".join(b"\n" + msgspec.json.encode(line) for line in new) + b"\n")
            file.flush()
            os.fsync(file.fileno())

    def _lines(self) -> Iterable[Line]:
        try:
            data = self.path.read_bytes()
        except OSError:
            return
        for text in data.splitlines():
            try:
                yield msgspec.json.decode(text, type=Line)
            except msgspec.DecodeError:
                continue  # an empty line, or half of one after a crash
