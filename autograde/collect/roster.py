"""
Who is who: from the names and numbers that an LMS uses to the student ids of the course.

A roster is a CSV file with a header. One column holds the student ids; whatever else stands in a
student's row names the same student. So an LMS's own export is a roster: Canvas's gradebook with
the column "SIS Login ID", Moodle's grading worksheet with the column of e-mail addresses.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from autograde.collect.names import student_complaint
from autograde.csvtable import Table
from autograde.errors import UsageError
from autograde.words import nearest

STUDENT_COLUMNS = ("student", "student_id", "student id", "id")


def key(text: str) -> str:
    """A name or number as it is compared: no case, no doubled spaces, composed."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


def squeezed(text: str) -> str:
    """A name as Canvas writes it into file names: letters and digits only, no case."""
    return "".join(c for c in unicodedata.normalize("NFC", text).casefold() if c.isalnum())


@dataclass(frozen=True)
class Roster:
    """
    The students of a course.

    Args:
        students: By key; None where two students share it.

        where: The file, for messages; empty for no roster at all.
    """

    students: dict[str, str | None]
    where: str = ""

    @classmethod
    def read(cls, path: Path, column: str | None = None) -> Roster:
        """
        Read a roster.

        Args:
            column: The header of the column with the student ids; ``student`` by default.

        Raises:
            UsageError: If there is no such column, or an id cannot be a folder's name.
        """
        table = Table.read(path)
        header = [key(h) for h in table.header]
        wanted = [key(column)] if column is not None else list(STUDENT_COLUMNS)
        at = next((header.index(w) for w in wanted if w in header), None)
        if at is None:
            raise UsageError(
                f'the roster has no column "{column or "student"}"',
                where=str(path),
                found=f"Its columns: {', '.join(table.header)}.",
                todo=nearest(column, table.header) if column else "Name one: --student-column.",
            )
        prefix = None if at == 0 else participant_prefix(table)
        students: dict[str, str | None] = {}
        for row in range(1, len(table.rows)):
            values = table.values(row)
            student = values[at].strip() if at < len(values) else ""
            if not student:
                continue
            if why := student_complaint(student):
                raise UsageError(
                    f"the roster has {why}", where=f"{path}, row {row + 1}", found=repr(student)
                )
            for name in names_in(table, row, prefix):
                if students.setdefault(name, student) != student:
                    students[name] = None
        return cls(students, str(path))

    def find(self, *names: str) -> str | None:
        """
        The student that these names belong to; None if nobody is known by them, or if they
        belong to different students, as the participant numbers of another assignment do.
        """
        found = set()
        for name in names:
            known = (self.students.get(k) for k in (key(name), squeezed(name)) if k)
            found.add(next((student for student in known if student is not None), None))
        found.discard(None)
        return found.pop() if len(found) == 1 else None


def participant(number: str) -> str:
    """The key of a participant of a Moodle assignment."""
    return f"participant {number}"


def participant_prefix(table: Table) -> str | None:
    """
    What stands before the number in Moodle's identifiers, in whatever language.

    Returns:
        For instance ``Participant `` with its space; None if the first column holds no such
        identifiers.
    """
    prefixes = set()
    for row in range(1, len(table.rows)):
        value = table.value(row, 0).strip()
        if value:
            match = re.fullmatch(r"(\D*[^\W\d_]\D*?)\d+", value)
            prefixes.add(match[1] if match else None)
    return prefixes.pop() if len(prefixes) == 1 else None


def names_in(table: Table, row: int, prefix: str | None, *, but: int | None = None) -> set[str]:
    """
    Whatever a row may call a student, as keys.

    Args:
        prefix: See `participant_prefix`.

        but: A column that names nobody.
    """
    values = table.values(row)
    names = _keys([value for i, value in enumerate(values) if i != but])
    if prefix is not None and (number := values[0].strip()[len(prefix) :]):
        names.add(participant(number))
    return names


def _keys(values: list[str]) -> set[str]:
    keys = set()
    for value in values:
        keys |= {key(value), squeezed(value)}
        # Sorted names: "Noether, Emmy" is "Emmy Noether" elsewhere.
        last, comma, first = value.partition(",")
        if comma and first.strip():
            keys.add(key(f"{first} {last}"))
    return keys - {""}


NOBODY = Roster({})
