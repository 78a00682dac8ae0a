"""
A notebook that was handed in, put back into the form in which it was given out.

The release decides: its locked cells are restored word for word, its check cells are never run,
and a student's own cells run where the student put them. Cells that belong to the assignment are
found by nbgrader's id; a solution cell that lost it, by the name that it defines. Everything that
was done is noted for the student and for staff; nothing that a student wrote is dropped.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from autograde.errors import CourseError, SubmissionRefused
from autograde.model import Cell, Submission
from autograde.notebook import Notebook, grade_id, read_notebook

# What follows an exercise's id in the grade_id of the cells around its solution.
TEXT, HINTS, CHECK = "-text", "-hints", "-check"


_GRADING = ("grade", "solution", "locked", "points")


@dataclass(frozen=True)
class Release:
    """
    What students were given.

    Args:
        cells: In order, with their roles.

        metadata: nbgrader's metadata of each cell of the assignment, by grade id.

        version: A hash of what was released, from the notebook's metadata.
    """

    assignment: str
    cells: tuple[Cell, ...]
    metadata: dict[str, dict[str, Any]]
    version: str | None = None

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
        return cls(assignment, tuple(cells), metadata, version_of(notebook))

    def source(self, id: str) -> str:
        """Text of one of its cells."""
        return next(c.source for c in self.cells if c.grade_id == id)


def version_of(notebook: Notebook) -> str | None:
    """The version of the release that a notebook was made from."""
    ours = notebook["metadata"].get("autograde")
    version = ours.get("version") if isinstance(ours, dict) else None
    return version if isinstance(version, str) and version.isalnum() else None


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
    known = {c.grade_id: c for c in release.cells if c.grade_id is not None}
    cells = [_identified(cell, known) for cell in notebook["cells"]]
    if not any(c.grade_id for c in cells):
        names = _names_in(cells)
        if not any(c.grade_id in names for c in release.cells if c.role == "solution"):
            raise SubmissionRefused(
                f"the notebook has no cell of the assignment {release.assignment}",
                where=path.name,
                found=f"It has {len(cells)} cells, none of them with an id of the assignment.",
                todo="Hand in the notebook that you were given.",
            )
    _note_changes(notebook, cells, release, notes)
    _note_order(notebook, notes)
    cells = _without_duplicates(cells, known, notes)
    cells = [_restored(cell, known) for cell in cells]
    cells = _with_missing(cells, release, notes)
    version = version_of(notebook)
    if release.version is not None and version is not None and version != release.version:
        notes.append("The notebook was made from another release of the assignment.")
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
        _with_unique_ids(cells),
        untouched,
        tuple(notes),
        version,
    )


def _identified(cell: dict[str, Any], known: dict[str, Cell]) -> Cell:
    # nbformat's ids survive where metadata was stripped: the release gives both the same name.
    candidates = [id for id in (grade_id(cell), cell["id"]) if id is not None and id in known]
    id = next((id for id in candidates if known[id].kind == cell["cell_type"]), None)
    return Cell(
        cell["id"],
        cell["cell_type"],
        cell["source"],
        id,
        known[id].role if id is not None else "own",
        cell.get("attachments"),
    )


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
        notes.append(f"Metadata had been changed; the release's count: {', '.join(edited)}.")
    if put_back:
        notes.append(f"Locked cells had been changed and were put back: {', '.join(put_back)}.")


def _note_order(notebook: Notebook, notes: list[str]) -> None:
    """Note it if the student had run the cells in another order than grading does."""
    counts = [cell.get("execution_count") for cell in notebook["cells"]]
    ran = [count for count in counts if type(count) is int]
    if ran != sorted(ran):
        notes.append(
            "The cells had been run in another order; they were graded from top to bottom."
        )


def _without_duplicates(cells: list[Cell], known: dict[str, Cell], notes: list[str]) -> list[Cell]:
    """Of several cells with one id keep the last that was worked on; the others stay as own."""
    kept: dict[str, int] = {}
    for i, cell in enumerate(cells):
        if cell.grade_id is None:
            continue
        first = kept.get(cell.grade_id)
        if first is None:
            kept[cell.grade_id] = i
            continue
        touched = cell.source.strip() != known[cell.grade_id].source.strip()
        if cell.role in ("solution", "manual") and touched:
            kept[cell.grade_id] = i
        note = f"The cell {cell.grade_id} stands there more than once; one of them was graded."
        if cell.role in ("solution", "manual") and note not in notes:
            notes.append(note)
    result = []
    for i, cell in enumerate(cells):
        if cell.grade_id is None or kept[cell.grade_id] == i:
            result.append(cell)
        elif cell.role in ("solution", "manual"):
            # Before the one that counts it does no harm, after it it would win.
            position = kept[cell.grade_id]
            own = replace(cell, grade_id=None, role="own")
            result.append(own if i < position else replace(own, kind="raw"))
    return result


def _restored(cell: Cell, known: dict[str, Cell]) -> Cell:
    if cell.grade_id is not None and cell.role in ("given", "check"):
        return known[cell.grade_id]
    return cell


def _with_missing(cells: list[Cell], release: Release, notes: list[str]) -> list[Cell]:
    """Put the release's missing cells back, each behind the one that it followed."""
    present = {c.grade_id for c in cells if c.grade_id is not None}
    names = _names_in(cells)
    cells = list(cells)
    previous: str | None = None
    for wanted in release.cells:
        if wanted.grade_id is None:
            continue
        if wanted.grade_id not in present:
            at = names.get(wanted.grade_id) if wanted.role == "solution" else None
            if at is not None and cells[at].role == "own":
                cells[at] = replace(cells[at], grade_id=wanted.grade_id, role="solution")
                notes.append(
                    f"The cell {wanted.grade_id} had lost its id; it was found by what it defines."
                )
                previous = wanted.grade_id
                continue
            if at is not None:
                # The cell as it was given out would undo the answer.
                place = cells[at].grade_id
                wanted = replace(wanted, source=f"# Answered in the cell {place}.")
                notes.append(f"The cell {wanted.grade_id} is answered in the cell {place}.")
            position = next((i + 1 for i, c in enumerate(cells) if c.grade_id == previous), 0)
            cells.insert(position, wanted)
            names = _names_in(cells)
            if wanted.role in ("solution", "manual") and at is None:
                notes.append(f"The cell {wanted.grade_id} is missing; it counts as not attempted.")
        previous = wanted.grade_id
    return cells


def _names_in(cells: list[Cell]) -> dict[str, int]:
    """Which code cell for answers defines which function or class: the last one counts."""
    pattern = re.compile(r"^(?:def|class)\s+([A-Za-z_]\w*)", re.MULTILINE)
    return {
        name: i
        for i, cell in enumerate(cells)
        if cell.role in ("own", "solution") and cell.kind == "code"
        for name in pattern.findall(cell.source)
    }


def _with_unique_ids(cells: list[Cell]) -> tuple[Cell, ...]:
    seen: set[str] = set()
    unique = []
    for cell in cells:
        id = cell.id
        while id in seen:
            id = f"{cell.id[:50]}-{len(seen)}"
        seen.add(id)
        unique.append(replace(cell, id=id))
    return tuple(unique)


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
