"""
A notebook that was handed in, put back into the form in which it was given out.

The release decides: its locked cells are restored word for word, its check cells are never run,
and a student's own cells run where the student put them. Cells that belong to the assignment are
found by nbgrader's id; those that lost it by what they define, their text, place or likeness. A
notebook that was made from an older release is mended against that one. Everything that was done
is noted for the student and for staff; nothing that a student wrote is dropped.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from autograde import mending
from autograde.course import Assignment
from autograde.errors import CourseError, SubmissionRefused
from autograde.model import Cell, Submission
from autograde.notebook import Notebook, grade_id, read_notebook
from autograde.words import _

# What follows an exercise's id in the grade_id of the cells around its solution.
TEXT, HINTS, CHECK = "-text", "-hints", "-check"


_VERSION = re.compile(r"[A-Za-z0-9]{1,64}\Z")  # it names a file
_GRADING = ("grade", "solution", "locked", "points")


@dataclass(frozen=True)
class Release:
    """
    What students were given.

    Args:
        cells: In order, with their roles.

        metadata: nbgrader's metadata of each cell of the assignment, by grade id.

        version: A hash of what was released, from the notebook's metadata.

        path: The notebook's file; older versions of it are kept beside the release, see
            `kept_version`.
    """

    assignment: str
    cells: tuple[Cell, ...]
    metadata: dict[str, dict[str, Any]]
    version: str | None = None
    path: Path | None = None

    @classmethod
    def of(cls, assignment: Assignment) -> Release:
        """
        What students of an assignment are given today.

        Raises:
            CourseError: If it was never generated, or is broken.
        """
        path = assignment.release / assignment.notebook.name
        if not path.is_file():
            raise CourseError(
                "the assignment has not been generated",
                where=str(path),
                todo=f"Run: autograde generate {assignment.name}",
            )
        return cls.read(path, assignment.name)

    @classmethod
    def read(cls, path: Path, assignment: str) -> Release:
        """
        Read a released notebook.

        Raises:
            CourseError: If it is not there or broken.
        """
        try:
            notebook = read_notebook(path)
        except SubmissionRefused as error:
            raise CourseError(
                "The released notebook cannot be read.",
                where=str(path),
                found=str(error),
                todo=f"Run: autograde generate {assignment}",
            ) from None
        cells, metadata = [], {}
        for cell in notebook["cells"]:
            id = grade_id(cell)
            role = role_of(cell)
            kind, source, pictures = cell["cell_type"], cell["source"], cell.get("attachments")
            cells.append(Cell(id or cell["id"], kind, source, id, role, pictures))
            if id is not None:
                metadata[id] = cell["metadata"]["nbgrader"]
        return cls(assignment, tuple(cells), metadata, version_of(notebook), path)

    def of_version(self, version: str | None) -> Release | None:
        """
        What a notebook of some version was made from.

        Args:
            version: From the notebook's metadata; None where that was lost.

        Returns:
            This release, an older one, or None for a version that is not kept.
        """
        if version is None or self.version is None or version == self.version:
            return self
        if self.path is None:
            return None
        kept = kept_version(self.path, version)
        return Release.read(kept, self.assignment) if kept.is_file() else None

    def source(self, id: str) -> str:
        """Text of one of its cells."""
        return next(c.source for c in self.cells if c.grade_id == id)


def version_of(notebook: Notebook) -> str | None:
    """The version of the release that a notebook was made from."""
    ours = notebook["metadata"].get("autograde")
    version = ours.get("version") if isinstance(ours, dict) else None
    return version if isinstance(version, str) and _VERSION.match(version) else None


def kept_version(release: Path, version: str) -> Path:
    """
    Where a version of a released notebook is kept: ``release/.versions/<assignment>/``.

    Args:
        release: The released notebook, ``release/<assignment>/<assignment>.ipynb``.

        version: Letters and digits.
    """
    folder = release.parent
    return folder.parent / ".versions" / folder.name / f"{version}.ipynb"


def role_of(cell: dict[str, Any]) -> str:
    """What a cell of a release is for, by its nbgrader metadata."""
    nbgrader = cell["metadata"].get("nbgrader")
    if not isinstance(nbgrader, dict):
        return "own"
    if nbgrader.get("solution"):
        return "manual" if nbgrader.get("grade") else "solution"
    if nbgrader.get("grade"):
        return "check"
    return "given"


def read_submission(path: Path, student: str, release: Release) -> Submission:
    """
    Read a notebook that was handed in and repair it against its release.

    Args:
        path: The file.

        student: Whose it is, for the record.

    Raises:
        SubmissionRefused: If it is no notebook, or holds no cell of the assignment at all.
    """
    return repair(read_notebook(path), path, student, release)


def repair(notebook: Notebook, path: Path, student: str, release: Release) -> Submission:
    """Put a notebook's cells back into the form of its release; see the module."""
    notes: list[str] = []
    version = version_of(notebook)
    given = release.of_version(version)
    if given is None:
        given = release
        notes.append(_("The notebook was made from another release of the assignment."))
    elif given is not release:
        note = _(
            "The notebook was made from an older release of the assignment, {version}; it was "
            "mended against that one."
        )
        notes.append(note.format(version=version))
    known = {c.grade_id: c for c in given.cells if c.grade_id is not None}
    cells = mending.identified(notebook["cells"], known, notes)
    if not any(c.grade_id for c in cells):
        names = mending.names_in(cells)
        if not any(c.grade_id in names for c in given.cells if c.role == "solution"):
            raise SubmissionRefused(
                f"the notebook has no cell of the assignment {release.assignment}",
                where=path.name,
                found=f"It has {len(cells)} cells, none of them with an id of the assignment.",
                todo="Hand in the notebook that you were given.",
            )
    _note_changes(notebook, cells, given, notes)
    _note_order(notebook, notes)
    cells = mending.without_duplicates(cells, known, notes)
    cells = mending.restored(cells, known, notes)
    cells = mending.placed(cells, given.cells, notes)
    cells = mending.restored(cells, known, notes)
    cells = mending.with_missing(cells, given.cells, notes)
    if given is not release:
        cells = _brought_up_to(release, cells, notes)
        known = {c.grade_id: c for c in release.cells if c.grade_id is not None} | known
    untouched = frozenset(
        c.grade_id
        for c in cells
        if c.grade_id is not None
        and c.role in ("solution", "manual")
        and c.source.strip() == known[c.grade_id].source.strip()
    )
    return Submission(
        student,
        release.assignment,
        str(path),
        mending.with_unique_ids(cells),
        untouched,
        tuple(notes),
        version,
    )


def _brought_up_to(release: Release, cells: list[Cell], notes: list[str]) -> list[Cell]:
    """Cells of an older release among those of the current one, whose checks grade them."""
    roles = {c.grade_id: c.role for c in release.cells if c.grade_id is not None}
    kept = []
    for cell in cells:
        if cell.grade_id is None or roles.get(cell.grade_id) == cell.role:
            kept.append(cell)
        elif cell.role != "check":
            kept.append(replace(cell, grade_id=None, role="own"))
    return mending.with_missing(kept, release.cells, notes)


def _note_changes(
    notebook: Notebook, cells: list[Cell], release: Release, notes: list[str]
) -> None:
    """Note what the release overrules: metadata of grading, and the text of locked cells."""
    edited, put_back = [], []
    for raw, cell in zip(notebook["cells"], cells, strict=True):
        id = cell.grade_id
        if id is None:
            continue
        theirs, ours = raw["metadata"].get("nbgrader"), release.metadata[id]
        if isinstance(theirs, dict) and any(
            name in theirs and theirs[name] != ours.get(name) for name in _GRADING
        ):
            edited.append(id)
        if cell.role in ("given", "check") and cell.source.strip() != release.source(id).strip():
            put_back.append(id)
    if edited:
        note = _("Metadata had been changed; the release's count: {cells}.")
        notes.append(note.format(cells=", ".join(edited)))
    if put_back:
        note = _("Locked cells had been changed and were put back: {cells}.")
        notes.append(note.format(cells=", ".join(put_back)))


def _note_order(notebook: Notebook, notes: list[str]) -> None:
    """Note it if the student had run the cells in another order than grading does."""
    counts = [cell.get("execution_count") for cell in notebook["cells"]]
    ran = [count for count in counts if type(count) is int]
    if ran != sorted(ran):
        notes.append(
            _("The cells had been run in another order; they were graded from top to bottom.")
        )


_DRAWS = re.compile(r"\bplt\.(show|subplots|figure|plot)\b")


def code_to_run(submission: Submission, *, draw: bool = True) -> list[tuple[str, str]]:
    """
    The cells that grading runs: all code, top to bottom, but check cells.

    Args:
        draw: Whether to run the instructor's own cells that draw figures.

    Returns:
        (id, source) of each.
    """
    return [
        (cell.id, cell.source)
        for cell in submission.cells
        if cell.kind == "code"
        and cell.role != "check"
        and cell.source.strip()
        and (draw or cell.role != "given" or not _DRAWS.search(cell.source))
    ]
