"""
nbgrader's exchange: ``inbound/{student}+{assignment}+{timestamp}[+{random}]/``.

Each folder holds the notebook and ``timestamp.txt``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime

from autograde.collect.archive import File, Source
from autograde.collect.handed import Handed, Left, Wanted
from autograde.gradebook.writer import parse_timestamp

NAME = "nbgrader"
TIMESTAMP = "timestamp.txt"
_FOLDER = re.compile(
    r"(?P<student>.+)\+(?P<assignment>[^+]+)"
    r"\+(?P<time>\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d+)? \w+)(\+.*)?\Z"
)


def recognises(files: list[File]) -> bool:
    """Whether any folder is one of the exchange."""
    return any(_FOLDER.match(part) for file in files for part in file.parts[:-1])


def claims(source: Source, files: list[File], wanted: Wanted) -> Iterable[Handed | Left]:
    """Whose each file is; see `autograde.collect.handed.Format`."""
    stamps = timestamps(source, files)
    for file in files:
        match = next((m for part in file.parts[:-1] if (m := _FOLDER.match(part))), None)
        if match is None:
            yield Left(file, "its folder's name is not one of the exchange")
        elif match["assignment"] != wanted.assignment:
            yield Left(file, f"it belongs to {match['assignment']}", keep=False)
        elif file.last != TIMESTAMP:
            student = match["student"]
            time = stamps.get(file.parts[:-1]) or parse_timestamp(match["time"])
            yield Handed(file, file.last, student, (student,), student, submitted=time)


def timestamps(source: Source, files: list[File]) -> dict[tuple[str, ...], datetime | None]:
    """What each ``timestamp.txt`` says, by its folder."""
    return {
        file.parts[:-1]: parse_timestamp(source.read(file, 200).decode("utf-8", "replace").strip())
        for file in files
        if file.last == TIMESTAMP
    }
