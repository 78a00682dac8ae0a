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
from autograde.grade.store import Store, Stored
from autograde.notebook import grade_id, read_notebook


class Line(msgspec.Struct, frozen=True):
    """
    A student was given a result.

    Args:
        result: Its key in the store.

        at: When, in UTC.

        entered: Whether it went into a gradebook.
    """

    student: str
    result: str
    at: datetime
    entered: bool = True


class Given:
    """What the students of one assignment were given; `out` is the ``--out`` of grading."""

    def __init__(self, out: Path, assignment: Assignment) -> None:
        self.path = out / ".autograde" / "given" / f"{assignment.name}.jsonl"

    def last(self) -> dict[str, str]:
        """The key of each student's last result."""
        return {line.student: line.result for line in self._lines()}

    def entered(self) -> dict[str, str]:
        """The key of each student's last result that went into a gradebook."""
        return {line.student: line.result for line in self._lines() if line.entered}

    def add(self, results: Iterable[tuple[str, str]], *, entered: bool = True) -> None:
        """
        Write down what is given now; what is the last already, and a fault of ours, which has no
        key, is left out.

        Args:
            results: (student, key) of each.

            entered: Whether they went into a gradebook.
        """
        last, now = {line.student: line for line in self._lines()}, datetime.now(UTC)
        new = [
            Line(student, key, now, entered)
            for student, key in results
            if key and not _says(last.get(student), key, entered)
        ]
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


def _says(line: Line | None, key: str, entered: bool) -> bool:
    return line is not None and line.result == key and line.entered >= entered


def changed_since(former: str | None, stored: Stored, store: Store) -> frozenset[str] | None:
    """
    The cells that a student has written otherwise since an earlier result.

    Args:
        former: The key of the earlier one; None if there is none.

        stored: The result of now.

        store: Where both lie.

    Returns:
        Their grade ids; None if that cannot be told.
    """
    if former is None:
        return None
    if former == stored.key:
        return frozenset()
    known = store.get(former)
    if known is None or known.notebook is None or stored.notebook is None:
        return None
    before, now = _sources(known.notebook), _sources(stored.notebook)
    return frozenset(id for id in now if now[id] != before.get(id))


def _sources(path: Path) -> dict[str, object]:
    cells = read_notebook(path)["cells"]
    return {id: cell.get("source") for cell in cells if (id := grade_id(cell)) is not None}
