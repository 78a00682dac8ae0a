"""Whose each file is, and which of a student's files counts."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from autograde.collect import canvas, gradescope, moodle, nbgrader, plain
from autograde.collect.archive import NESTED, Source, is_junk
from autograde.collect.handed import Format, Handed, Left, Wanted
from autograde.collect.names import student_complaint
from autograde.collect.roster import Roster
from autograde.errors import UsageError
from autograde.notebook import MAX_BYTES
from autograde.words import nearest

# The more particular one is asked first; gradescope's metadata leave no doubt.
FORMATS: tuple[Format, ...] = (gradescope, moodle, nbgrader, canvas, plain)


@dataclass(frozen=True)
class Choice:
    """
    What counts for one student.

    Args:
        note: What a person should know about it; empty for a plain case.
    """

    student: str
    handed: Handed
    note: str = ""


@dataclass(frozen=True)
class Plan:
    """
    What is going to be done.

    Args:
        format: Name of the LMS.

        choices: Sorted by student.

        left: Every other file.
    """

    format: str
    choices: tuple[Choice, ...]
    left: tuple[Left, ...]


def format_named(name: str | None, source: Source) -> Format:
    """
    The LMS that an export comes from.

    Args:
        name: Its name, or None to tell by the names of the files.

    Raises:
        UsageError: If there is no such format.
    """
    files = [f for f in source.files if not is_junk(f)]
    if name is None:
        return next(f for f in FORMATS if f.recognises(files))
    known = {f.NAME: f for f in FORMATS}
    if name not in known:
        raise UsageError(f'there is no format "{name}"', todo=nearest(name, list(known)))
    return known[name]


def choose(source: Source, wanted: Wanted, roster: Roster, format: Format) -> Plan:
    """
    Decide for every file.

    Args:
        roster: Who is who; without one the LMS's own names are the students' ids.

    Raises:
        UsageError: If there is nothing to collect.
    """
    files = [f for f in source.files if not is_junk(f)]
    if not files:
        raise UsageError("there is nothing to collect", where=str(source.where))
    left: list[Left] = []
    by_student: dict[str, list[Handed]] = defaultdict(list)
    for claim in format.claims(source, files, wanted):
        if isinstance(claim, Left):
            left.append(claim)
            continue
        student, why = _student(claim, roster)
        if why:
            left.append(Left(claim.file, why))
        else:
            by_student[student].append(claim)
    choices = []
    for student, claims in sorted(by_student.items()):
        if len({c.identity for c in claims}) > 1:
            why = f"several people of the export would be {student}; a roster tells them apart"
            left += [Left(c.file, why) for c in claims]
            continue
        choice, rest = _one(student, claims, source, wanted)
        choices += [choice] if choice else []
        left += rest
    return Plan(format.NAME, tuple(choices), tuple(left))


def _student(claim: Handed, roster: Roster) -> tuple[str, str]:
    if roster.where:
        found = roster.find(*claim.names)
        called = ", ".join(claim.names)
        return (found, "") if found else ("", f"the roster does not know {called} for certain")
    why = student_complaint(claim.default)
    return claim.default, f"{why}; a roster can give another" if why else ""


def _one(
    student: str, claims: list[Handed], source: Source, wanted: Wanted
) -> tuple[Choice | None, list[Left]]:
    """The file that counts, and the others."""

    def when(claim: Handed) -> tuple[datetime, int, bool, datetime]:
        exact = claim.name == wanted.notebook
        submitted, modified = claim.submitted, claim.file.modified
        return submitted or datetime.min, claim.number, exact, modified or datetime.min

    fitting = sorted((c for c in claims if wanted.is_notebook(c.name)), key=when)
    note = ""
    if not fitting:
        fitting = sorted((c for c in claims if _made_from(c, source, wanted)), key=when)
        note = f"it was called {fitting[-1].name}" if fitting else ""
    if not fitting:
        names = ", ".join(sorted({c.name for c in claims})[:5])
        return None, [
            Left(c.file, f"{_other(c, wanted)} (no {wanted.notebook} among {names})", student)
            for c in claims
        ]
    chosen = fitting[-1]
    if len(fitting) > 1:
        note = f"the latest of {len(fitting)}"
    older = [Left(c.file, "an older submission", student) for c in fitting[:-1]]
    others = [Left(c.file, _other(c, wanted), student) for c in claims if c not in fitting]
    return Choice(student, chosen, note), older + others


def _other(claim: Handed, wanted: Wanted) -> str:
    name = claim.name.casefold()
    if name.endswith(NESTED):
        return "an archive within the archive is not opened"
    if claim.name.removesuffix(".ipynb") in wanted.others:
        return f"it is the notebook of {claim.name.removesuffix('.ipynb')}"
    if name.endswith(".ipynb"):
        return f"another notebook than {wanted.notebook}"
    return "not the notebook"


def _made_from(claim: Handed, source: Source, wanted: Wanted) -> bool:
    """Whether a notebook under another name says that it was made from the release."""
    if not claim.name.casefold().endswith((".ipynb", ".ipynb.txt", ".ipynb.json", ".json")):
        return False
    if claim.file.size > MAX_BYTES:
        return False
    try:
        metadata = json.loads(source.read(claim.file, MAX_BYTES))["metadata"]
        return bool(metadata["autograde"]["assignment"] == wanted.assignment)
    except (ValueError, KeyError, TypeError, RecursionError):
        return False


def students_of(choices: Iterable[Choice]) -> frozenset[str]:
    """The students that have a notebook."""
    return frozenset(choice.student for choice in choices)
