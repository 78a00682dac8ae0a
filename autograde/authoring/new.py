"""
Stubs: ``source/<assignment>/`` and ``grader_tests/<assignment>/``, and nothing else is touched.

Everything is worked out before the first byte is written; a file that is there already is only
added to where that is the purpose (manifest, notebook, public tests).
"""

from __future__ import annotations

import json
import keyword
import tempfile
from pathlib import Path
from typing import Any

from autograde.authoring import stubs
from autograde.course import Assignment, Course
from autograde.errors import CourseError, UsageError
from autograde.manifest import MANIFEST, is_name, read_manifest
from autograde.notebook import Notebook, grade_id, read_notebook
from autograde.submission import CHECK, TEXT

_KERNEL = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}
_END = "end"
_MAX_NAME = 60  # a cell's id has at most 64 characters, "-check" among them


def new_assignment(course: Course, name: str) -> list[Path]:
    """
    Write an assignment without exercises.

    Returns:
        The files that were written.

    Raises:
        UsageError: If the name is none, or taken.
    """
    _check_name(name, "assignment")
    assignment = Assignment(course, name)
    for folder in (assignment.folder, assignment.tests):
        if folder.exists() or folder.is_symlink():
            raise UsageError(
                f'there is already something called "{name}"',
                where=str(folder),
                todo="Choose another name, or add to it with autograde new-exercise.",
            )
    cells = [
        _cell("intro", "markdown", stubs.INTRO),
        _cell("setup", "code", stubs.SETUP),
        _cell("how-to", "markdown", stubs.HOW_TO),
        _cell(_END, "code", stubs.FINISH),
    ]
    notebook = {"cells": cells, "metadata": _KERNEL, "nbformat": 4, "nbformat_minor": 5}
    return _write(
        {
            assignment.folder / MANIFEST: stubs.MANIFEST.format(title=name),
            assignment.notebook: _text(notebook),
            assignment.tests / "test_public.py": stubs.PUBLIC_HEAD,
        }
    )


def new_exercise(assignment: Assignment, id: str) -> list[Path]:
    """
    Write an exercise: cells, manifest entry, a public and a hidden check, two known answers.

    The cells come behind those of the last exercise, or before the cell ``end``.

    Returns:
        The files that were written or added to.

    Raises:
        UsageError: If the id is none, or taken.

        CourseError: If the assignment's files do not fit together as it is.
    """
    _check_name(id, "exercise")
    manifest = assignment.manifest
    notebook = read_notebook(assignment.notebook)
    hidden = assignment.tests / f"test_hidden_{id}.py"
    bank = assignment.bank / id
    public = assignment.tests / "test_public.py"
    taken = {e.id for e in manifest.exercise} | {q.id for q in manifest.question}
    for cell in notebook["cells"]:
        taken |= {str(grade_id(cell)), cell["id"]}
    clash = taken & {id, id + TEXT, id + CHECK}
    if clash or hidden.exists() or bank.exists():
        raise UsageError(
            f'there is already something called "{id}"',
            where=str(assignment.notebook if clash else hidden if hidden.exists() else bank),
            todo="Choose another id.",
        )
    known = public.read_text(encoding="utf-8") if public.exists() else stubs.PUBLIC_HEAD
    words = {"id": id, "title": id.replace("_", " ")}
    cells = notebook["cells"]
    at = _behind(cells, [e.id for e in manifest.exercise])
    cells[at:at] = [
        _cell(id + TEXT, "markdown", stubs.STATEMENT.format(**words)),
        _cell(id, "code", stubs.SOLUTION.format(**words), solution=True),
        _cell(id + CHECK, "code", f'check("{id}")', points=2),
    ]
    return _write(
        {
            assignment.folder / MANIFEST: _with_entry(assignment, stubs.EXERCISE.format(**words)),
            assignment.notebook: _text(notebook),
            public: known.rstrip("\n") + "\n" + stubs.PUBLIC.format(**words),
            hidden: stubs.HIDDEN.format(**words),
            bank / "wrong_todo.py": stubs.WRONG.format(**words),
            bank / "right_todo.py": stubs.RIGHT.format(**words),
        }
    )


def _check_name(name: str, kind: str) -> None:
    if is_name(name) and not keyword.iskeyword(name) and len(name) <= _MAX_NAME:
        return
    raise UsageError(
        f"{name[:80]!r} cannot name an {kind}",
        todo=f"Use up to {_MAX_NAME} letters, digits and underscores, no digit first, and none "
        "of Python's own words.",
    )


def _behind(cells: list[dict[str, Any]], exercises: list[str]) -> int:
    """Where the cells of another exercise come."""
    ids = [grade_id(cell) or "" for cell in cells]
    own = [n for n, id in enumerate(ids) for e in exercises if id == e or id.startswith(f"{e}-")]
    if own:
        return max(own) + 1
    return ids.index(_END) if _END in ids else len(cells)


def _cell(
    id: str, kind: str, source: str, *, solution: bool = False, points: int = 0
) -> dict[str, Any]:
    """A cell with nbgrader's metadata: locked, unless it is a solution."""
    nbgrader: dict[str, Any] = {
        "grade": points > 0,
        "grade_id": id,
        "locked": not solution,
        "schema_version": 3,
        "solution": solution,
        "task": False,
    }
    if points:
        nbgrader["points"] = points
    cell = {"cell_type": kind, "id": id, "metadata": {"nbgrader": nbgrader}, "source": source}
    return cell | ({"execution_count": None, "outputs": []} if kind == "code" else {})


def _text(notebook: Notebook) -> str:
    """As `write_notebook` writes it."""
    return json.dumps(notebook, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _with_entry(assignment: Assignment, entry: str) -> str:
    """The manifest with one more exercise: before the questions, its comments kept."""
    path = assignment.folder / MANIFEST
    text = path.read_text(encoding="utf-8")
    lines = text.rstrip("\n").split("\n")
    questions = [n for n, line in enumerate(lines) if line.strip() == "[[question]]"]
    at = questions[0] if questions else len(lines)
    head = "\n".join(lines[:at]).rstrip("\n")
    tail = "\n".join(lines[at:])
    changed = f"{head}\n{entry}" + (f"\n{tail}\n" if tail else "")
    with tempfile.TemporaryDirectory(prefix="autograde-new-") as folder:
        copy = Path(folder) / MANIFEST
        copy.write_text(changed, encoding="utf-8")
        try:
            read_manifest(copy)
        except CourseError as error:
            raise CourseError(
                "another exercise cannot be added to the manifest",
                where=str(path),
                found=error.found or error.message,
                todo="Write its exercises as [[exercise]] tables.",
            ) from None
    return changed


def _write(files: dict[Path, str]) -> list[Path]:
    for path, text in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = path.with_name(f".{path.name}.new")
        temporary.write_text(text, encoding="utf-8")
        temporary.replace(path)
    return list(files)
