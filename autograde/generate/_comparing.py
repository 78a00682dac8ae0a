"""Whether what was generated is still what its sources give."""

from __future__ import annotations

import tempfile
from pathlib import Path

from autograde.authoring import missing
from autograde.course import Assignment
from autograde.generate._making import released_below
from autograde.notebook import read_notebook
from autograde.submission import version_of


def stale(assignment: Assignment) -> list[str]:
    """
    What of the generated files is no longer what its sources give.

    The release is generated anew beside it and compared byte for byte; of the solution, whose
    figures differ between machines, the version and the cells are compared.

    Returns:
        One sentence for each difference, or for what is unfinished; empty if all is current.
    """
    if todo := missing(assignment):
        return [f"{assignment.name} is unfinished: {m}." for m in todo]
    found, wanted = stale_release(assignment)
    solution = assignment.solutions / assignment.notebook.name
    if not solution.is_file():
        found.append(f"{solution} is not there.")
    elif version_of(read_notebook(solution)) != wanted:
        found.append(f"{solution} was made from other sources.")
    return found


def stale_release(assignment: Assignment) -> tuple[list[str], str | None]:
    """A sentence for each difference to what the sources give, and the version of the latter."""
    with tempfile.TemporaryDirectory(prefix="autograde-generate-") as folder:
        again = released_below(Path(folder), assignment)
        version = version_of(read_notebook(again.release / assignment.notebook.name))
        return _differences(again.release, assignment.release), version


def _differences(wanted: Path, got: Path) -> list[str]:
    found = []
    names = {
        p.relative_to(top)
        for top in (wanted, got)
        if top.is_dir()
        for p in top.rglob("*")
        if p.is_file() and not {"__pycache__", ".ipynb_checkpoints"} & set(p.parts)
    }
    for name in sorted(names):
        if not (got / name).is_file():
            found.append(f"{got / name} is not there.")
        elif not (wanted / name).is_file():
            found.append(f"{got / name} does not come from the sources.")
        elif (wanted / name).read_bytes() != (got / name).read_bytes():
            found.append(f"{got / name} differs from what its sources give.")
    return found
