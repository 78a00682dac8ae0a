"""A release for each student, with data of their own."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path

from autograde.course import Assignment
from autograde.errors import CourseError, UsageError
from autograde.generate._comparing import stale_release
from autograde.manifest import MANIFEST
from autograde.notebook import grade_id, read_notebook, write_notebook
from autograde.per_student import CELL, PLACE, check_student, own_data


def generate_for(assignment: Assignment, students: Iterable[str]) -> list[Path]:
    """
    Write ``release-for/<student>/<assignment>/``: the release with each student's own data.

    Args:
        students: Their names, as they will stand in ``submitted/``.

    Returns:
        The folders.

    Raises:
        UsageError: If the assignment has not opted in, or a name cannot be used.

        CourseError: If the release is stale, or data cannot be made.
    """
    import nbformat
    from nbgrader.utils import compute_checksum

    names = [check_student(name) for name in students]
    own = own_data(assignment)
    if own is None:
        raise UsageError(
            f"{assignment.name} has the same data for everybody",
            where=str(assignment.folder / MANIFEST),
            todo="[per_student] in the manifest changes that; see docs/manifest.md.",
        )
    found, _ = stale_release(assignment)
    if found:
        raise CourseError(
            "the release is not what its sources give",
            where=str(assignment.release),
            found=found[0],
            todo=f"Run: autograde generate {assignment.name}",
        )
    folders = []
    for name in names:
        folder = assignment.course.root / PLACE / name / assignment.name
        notebook = read_notebook(assignment.release / assignment.notebook.name)
        for cell in notebook["cells"]:
            if grade_id(cell) == CELL:
                cell["source"] = own.source(name)
                checksum = compute_checksum(nbformat.from_dict(cell))
                cell["metadata"]["nbgrader"]["checksum"] = checksum
        shutil.copytree(assignment.release, folder, dirs_exist_ok=True)
        write_notebook(folder / assignment.notebook.name, notebook)
        folders.append(folder)
    return folders
