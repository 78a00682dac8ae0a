"""
Folders and files as people make them.

``[...]/{student}/{assignment}/{file}`` (nbgrader's own), ``[...]/{student}/[...]/{file}``, or one
folder of ``{student}.ipynb``, ``{student}_{assignment}.ipynb``, ``{assignment}_{student}.ipynb``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import takewhile

from autograde.collect.archive import File, Source
from autograde.collect.handed import Handed, Left, Wanted
from autograde.collect.nbgrader import TIMESTAMP, timestamps

NAME = "plain"


def recognises(files: list[File]) -> bool:
    """It is the last to be asked."""
    return True


def claims(source: Source, files: list[File], wanted: Wanted) -> Iterable[Handed | Left]:
    """Whose each file is; see `autograde.collect.handed.Format`."""
    stamps = timestamps(source, files)
    notebooks = [f for f in files if ".ipynb" in f.last.casefold()]
    top = _common([f.parts[:-1] for f in notebooks])
    flat = _is_flat(notebooks, wanted)
    if len({f.parts[:-1] for f in notebooks}) == 1 and not flat:
        parts = notebooks[0].parts
        top = len(parts) - (3 if len(parts) > 2 and parts[-2] == wanted.assignment else 2)
    for file in files:
        if file.last == TIMESTAMP:
            continue
        inner = file.parts[top:]
        if len(inner) > 2 and inner[1] in wanted.others:
            yield Left(file, f"it belongs to {inner[1]}", keep=False)
        elif flat:
            student = _student_in(file.last, wanted)
            if student and file.last.casefold().endswith(".ipynb"):
                yield Handed(file, wanted.notebook, file.name, (student,), student)
            else:
                yield Left(file, "no student's name in its path")
        elif len(inner) < 2:
            yield Left(file, "no student's name in its path")
        else:
            student = inner[0]
            time = stamps.get(file.parts[:-1])
            yield Handed(file, file.last, student, (student,), student, submitted=time)


def _common(folders: list[tuple[str, ...]]) -> int:
    """How many folders all notebooks have in common."""
    levels = zip(*folders, strict=False)
    return len(list(takewhile(lambda level: len(set(level)) == 1, levels)))


def _is_flat(notebooks: list[File], wanted: Wanted) -> bool:
    """Whether all notebooks lie in one folder, under names that cannot be one student's."""
    if len({f.parts[:-1] for f in notebooks}) != 1:
        return False
    if len(notebooks[0].parts) == 1:
        return True
    return len(notebooks) > 1 and not any(wanted.is_notebook(f.last) for f in notebooks)


def _student_in(name: str, wanted: Wanted) -> str:
    stem = re.sub(r"\.ipynb\Z", "", name, flags=re.IGNORECASE)
    word = re.escape(wanted.assignment)
    if re.fullmatch(word, stem, re.IGNORECASE):
        return ""
    stem = re.sub(rf"\A{word}[-_ ]+|[-_ ]+{word}\Z", "", stem, flags=re.IGNORECASE)
    return stem.strip()
