"""A master notebook and its release, held against the manifest and each other."""

from __future__ import annotations

from typing import Any

from autograde.course import Assignment
from autograde.errors import CourseError
from autograde.notebook import Notebook, grade_id, read_notebook
from autograde.per_student import CELL, MODULE
from autograde.submission import CHECK, role_of
from autograde.words import nearest

_BEGIN = "### BEGIN SOLUTION"


def check_master(assignment: Assignment) -> Notebook:
    """
    Compare a master notebook with its manifest.

    Raises:
        CourseError: If a cell is missing, stands there twice, or has the wrong points, lock or
            text.
    """
    where = str(assignment.notebook)
    notebook = read_notebook(assignment.notebook)
    cells: dict[str, dict[str, Any]] = {}
    for cell in notebook["cells"]:
        id = grade_id(cell)
        if id is None:
            continue
        if id in cells:
            raise CourseError(f'two cells have the grade_id "{id}"', where=where)
        cells[id] = cell
    manifest = assignment.manifest
    for exercise in manifest.exercise:
        _require(cells, exercise.id, "solution", where)
        check = _require(cells, exercise.id + CHECK, "check", where)
        points = check["metadata"]["nbgrader"].get("points")
        if points != exercise.points:
            raise CourseError(
                f'the check cell of "{exercise.id}" is worth {points} points, the manifest says '
                f"{exercise.points:g}",
                where=where,
            )
        if check["source"].strip() != f'check("{exercise.id}")':
            raise CourseError(
                f'the check cell of "{exercise.id}" holds something else than a check',
                where=where,
                found=f"Found: {check['source'].strip()[:80]}",
                todo=f'Write check("{exercise.id}") there, and tests into grader_tests/.',
            )
        if not check["metadata"]["nbgrader"].get("locked"):
            raise CourseError(f'the check cell of "{exercise.id}" is not locked', where=where)
    if manifest.per_student is not None:
        _require(cells, CELL, "given", where)
        module = assignment.tests / MODULE
        if not module.is_file():
            raise CourseError(
                "the assignment gives each student data of their own, but nothing makes them",
                where=str(module),
                todo="Define make(seed: int) -> dict[str, list] there.",
            )
    for question in manifest.question:
        _require(cells, question.id, "manual", where)
    known = {e.id for e in manifest.exercise} | {q.id for q in manifest.question}
    for id, cell in cells.items():
        if role_of(cell) in ("solution", "manual") and id not in known:
            raise CourseError(
                f'the cell "{id}" is for students to fill in, but not in the manifest',
                where=where,
                todo=nearest(id, sorted(known)),
            )
    return notebook


def _require(cells: dict[str, dict[str, Any]], id: str, role: str, where: str) -> dict[str, Any]:
    cell = cells.get(id)
    if cell is None:
        raise CourseError(
            f'there is no cell with the grade_id "{id}"', where=where, todo=nearest(id, list(cells))
        )
    if role_of(cell) != role:
        raise CourseError(
            f'the cell "{id}" should be a {role} cell', where=where, found=f"It is {role_of(cell)}."
        )
    return cell


def solution_text_in(assignment: Assignment) -> list[str]:
    """
    Lines of solutions that the release holds outside the instructor's own cells.

    Returns:
        One sentence for each solution cell of the release that is not just a stub.
    """
    leaks = []
    master = {grade_id(c): c for c in read_notebook(assignment.notebook)["cells"]}
    for cell in read_notebook(assignment.release / assignment.notebook.name)["cells"]:
        if role_of(cell) != "solution":
            continue
        id = grade_id(cell)
        if _BEGIN in cell["source"]:
            leaks.append(f"The cell {id} still has a solution region.")
        elif _BEGIN in master[id]["source"]:
            body = master[id]["source"].split(_BEGIN)[1].split("### END SOLUTION")[0]
            lines = [line.strip() for line in body.splitlines() if len(line.strip()) > 12]
            leaks += [f"The cell {id} holds: {li}" for li in lines if li in cell["source"]]
    return leaks
