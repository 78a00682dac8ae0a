"""
``autograde repair``: a student's notebook mended into a fresh copy of its release.

What is done to the cells is what grading does (`autograde.submission.repair`); here the result is
written as a notebook to go on with, outputs included.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograde.course import Course
from autograde.errors import UsageError
from autograde.mending import LOCKED
from autograde.model import Cell
from autograde.notebook import Notebook, grade_id, read_notebook, write_notebook
from autograde.submission import Release, kept_version, repair, version_of
from autograde.words import _


@dataclass(frozen=True)
class Repaired:
    """
    What became of a notebook.

    Args:
        notes: What was done, in sentences; empty if nothing had to be.

        backup: Where the notebook lies as it was; None if nothing was written over.
    """

    notes: tuple[str, ...]
    backup: Path | None


def repair_file(path: Path, *, release: Path | None = None, out: Path | None = None) -> Repaired:
    """
    Mend a notebook.

    Args:
        path: The notebook.

        release: A fresh copy of what was given out; by default that of the course that the
            notebook lies in.

        out: Where to write; by default in the notebook's place, after a copy was set aside.

    Raises:
        SubmissionRefused: If it is no notebook of the assignment.

        UsageError: If no fresh copy is found.
    """
    notebook = read_notebook(path)
    fresh = release or find_release(path, notebook)
    known = Release.read(fresh, _assignment(notebook, fresh))
    submission = repair(notebook, path, "", known)
    given = known.of_version(version_of(notebook)) or known
    mended = _as_notebook(submission.cells, notebook, [fresh, given.path or fresh])
    notes = submission.notes + _put_back(submission.cells, notebook)
    if not notes and _same(mended, notebook) and out is None:
        return Repaired((), None)
    backup = None
    if out is None:
        backup = _set_aside(path)
    write_notebook(out or path, mended)
    return Repaired(notes, backup)


def find_release(path: Path, notebook: Notebook) -> Path:
    """
    The release that a notebook was made from, in the course that it lies in.

    Raises:
        UsageError: If there is none.
    """
    name = _assignment(notebook, path)
    try:
        course = Course.find(path.resolve().parent)
        released = course.assignment(name).release / f"{name}.ipynb"
    except UsageError:
        released = None
    if released is None or not released.is_file() or released.resolve() == path.resolve():
        version = version_of(notebook)
        kept = kept_version(path.resolve(), version) if version else None
        if kept is not None and kept.is_file():
            return kept
        raise UsageError(
            _("there is no fresh copy to mend the notebook against"),
            where=str(path),
            todo=_(
                "Download the assignment's notebook once more, under another name, and name it: "
                "autograde repair {notebook} --release FRESH.ipynb"
            ).format(notebook=path.name),
        )
    return released


def _assignment(notebook: Notebook, path: Path) -> str:
    ours = notebook["metadata"].get("autograde")
    name = ours.get("assignment") if isinstance(ours, dict) else None
    return name if isinstance(name, str) and name.isidentifier() else path.stem


def _put_back(cells: tuple[Cell, ...], original: Notebook) -> tuple[str, ...]:
    """A note on the given cells that were missing; grading does not need one."""
    names = {name for c in original["cells"] for name in (grade_id(c), c["id"])}
    texts = {c["source"].strip() for c in original["cells"]}
    missing = [
        str(c.grade_id)
        for c in cells
        if c.role in LOCKED and c.grade_id not in names and c.source.strip() not in texts
    ]
    if not missing:
        return ()
    text = _("Cells that you were given were missing and are there again: {cells}.")
    return (text.format(cells=", ".join(missing)),)


def _as_notebook(cells: tuple[Cell, ...], original: Notebook, releases: list[Path]) -> Notebook:
    """Cells with their metadata as it was given out, and the outputs that they had."""
    fresh = read_notebook(releases[0])
    metadata: dict[str, Any] = {}
    for path in releases:
        for cell in read_notebook(path)["cells"]:
            metadata.setdefault(str(grade_id(cell)), cell["metadata"])
    outputs = {(c["id"], c["source"]): c["outputs"] for c in original["cells"] if "outputs" in c}
    own = {c["id"]: c["metadata"] for c in original["cells"] if grade_id(c) is None}
    written = []
    for cell in cells:
        now: dict[str, Any] = {
            "cell_type": cell.kind,
            # What is kept beside an answer must not be taken for it the next time.
            "id": cell.id if cell.grade_id or cell.id not in metadata else f"{cell.id}-kept",
            "metadata": metadata[cell.grade_id] if cell.grade_id else own.get(cell.id, {}),
            "source": cell.source,
        }
        if cell.kind == "markdown" and cell.attachments:
            now["attachments"] = cell.attachments
        if cell.kind == "code":
            now["execution_count"] = None
            now["outputs"] = outputs.get((cell.id, cell.source), [])
        written.append(now)
    return {**fresh, "cells": written}


def _same(one: Notebook, other: Notebook) -> bool:
    """Whether two notebooks hold the same cells, outputs and unknown metadata left aside."""

    def essence(notebook: Notebook) -> list[Any]:
        return [
            (c["cell_type"], c["source"], c["metadata"].get("nbgrader")) for c in notebook["cells"]
        ]

    return essence(one) == essence(other)


def _set_aside(path: Path) -> Path:
    """Copy a file beside itself under a name that is not taken."""
    number = 1
    while True:
        mark = ".before-repair" + (f"-{number}" if number > 1 else "")
        backup = path.with_name(f"{path.stem}{mark}{path.suffix}")
        try:
            with backup.open("xb") as target, path.open("rb") as source:
                shutil.copyfileobj(source, target)
        except FileExistsError:
            number += 1
            continue
        return backup
