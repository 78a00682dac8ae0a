"""
Moodle, "Download all submissions": a folder for each participant.

``{full name}_{N}_assignsubmission_file[_]/{name}``; before Moodle 4.1 with a trailing ``_``, and
without folders ``{full name}_{N}_assignsubmission_file_{name}``. N is a number of this assignment
alone; the grading worksheet joins it, as ``Participant N``, with names and addresses. Moodle
writes no ``_`` into the name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from autograde.collect.archive import File, Source
from autograde.collect.handed import Handed, Left, Wanted
from autograde.collect.roster import participant

NAME = "moodle"
PART = re.compile(
    r"(?P<who>[^_]+)_(?P<number>\d+)_assignsubmission_(?P<kind>[a-z]+)(_(?P<rest>.*))?\Z"
)


def recognises(files: list[File]) -> bool:
    """Whether any name is Moodle's."""
    return any(PART.match(part) for file in files for part in file.parts)


def claims(source: Source, files: list[File], wanted: Wanted) -> Iterable[Handed | Left]:
    """Whose each file is; see `autograde.collect.handed.Format`."""
    for file in files:
        match = next((m for part in file.parts if (m := PART.match(part))), None)
        if match is None:
            yield Left(file, "its folder's name is not one of Moodle's")
            continue
        # With groups, "group-full name"; a worksheet knows the full name alone.
        who, number = match["who"].strip(), match["number"]
        name = match["rest"] if match.string == file.last and match["rest"] else file.last
        names = (participant(number), who)
        yield Handed(file, name, number, names, who)
