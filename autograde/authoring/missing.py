"""
What an author has not written yet: wherever a TODO stands in the two folders of an assignment.

Stubs are full of them (see `new`). An exercise with a TODO is unfinished: ``autograde doctor``
lists what is missing instead of judging it, and ``autograde generate`` gives it to nobody.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec

from autograde.course import Assignment
from autograde.manifest import Manifest
from autograde.notebook import grade_id, read_notebook
from autograde.submission import CHECK, TEXT
from autograde.suite import iter_test_files

TODO = "TODO"
_TODO = re.compile(rf"\b{TODO}\b")


@dataclass(frozen=True)
class Missing:
    """
    Something that an author still has to write.

    Args:
        exercise: Whose it is; empty for what belongs to the assignment as a whole.

        what: Where it stands, for people.
    """

    exercise: str
    what: str

    def __str__(self) -> str:
        return f"{self.exercise}: {self.what}" if self.exercise else self.what


def missing(assignment: Assignment) -> list[Missing]:
    """
    What of an assignment is not written yet, by exercise in the manifest's order.

    Raises:
        CourseError: If its manifest cannot be read.

        SubmissionRefused: If its master notebook is no notebook.
    """
    manifest = assignment.manifest
    order = {exercise.id: n for n, exercise in enumerate(manifest.exercise)}
    found = [
        *_in_manifest(manifest),
        *_in_notebook(assignment, manifest),
        *_in_tests(assignment),
        *_in_bank(assignment),
    ]
    if not manifest.exercise:
        add = f"autograde new-exercise {assignment.name} ID"
        found.append(Missing("", f"it has no exercise yet: {add}"))
    return sorted(found, key=lambda m: order.get(m.exercise, -1))


def unfinished(assignment: Assignment) -> set[str]:
    """Ids of the exercises that something is missing of."""
    return {m.exercise for m in missing(assignment)} - {""}


def _stands_in(value: object) -> bool:
    return _TODO.search(msgspec.json.encode(value).decode().replace("\\n", " ")) is not None


def _in_manifest(manifest: Manifest) -> Iterator[Missing]:
    for exercise in manifest.exercise:
        for field in ("title", "hints", "stretch", "concepts"):
            if _stands_in(getattr(exercise, field)):
                yield Missing(exercise.id, f"{field} in the manifest")
    if _stands_in((manifest.title, manifest.summary, manifest.question)):
        yield Missing("", "title, summary or a question in the manifest")


def _in_notebook(assignment: Assignment, manifest: Manifest) -> Iterator[Missing]:
    owners = {
        exercise.id + end: exercise.id
        for exercise in manifest.exercise
        for end in ("", TEXT, CHECK)
    }
    for cell in read_notebook(assignment.notebook)["cells"]:
        if _TODO.search(cell["source"]):
            id = grade_id(cell) or cell["id"]
            yield Missing(owners.get(id, ""), f"the cell {id} of {assignment.notebook.name}")


def _in_tests(assignment: Assignment) -> Iterator[Missing]:
    for path in iter_test_files(assignment.tests):
        text = path.read_text(encoding="utf-8", errors="replace")
        if not _TODO.search(text):
            continue
        try:
            tree = ast.parse(text)
        except SyntaxError:
            yield Missing("", path.name)
            continue
        rest = text
        for node in tree.body:
            source = _with_decorators(node, text)
            if isinstance(node, ast.FunctionDef) and _TODO.search(source):
                rest = rest.replace(source, "")
                yield Missing(_exercise_of(node, tree), f"{node.name} in {path.name}")
        if _TODO.search(rest):
            yield Missing("", path.name)


def _with_decorators(node: ast.stmt, text: str) -> str:
    first = min([node.lineno, *(d.lineno for d in getattr(node, "decorator_list", []))])
    return "\n".join(text.split("\n")[first - 1 : node.end_lineno])


def _exercise_of(function: ast.FunctionDef, tree: ast.Module) -> str:
    """The exercise that a test is marked with, itself or by the whole file's ``pytestmark``."""
    marks = [
        node.value
        for node in tree.body
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "pytestmark"
    ]
    for mark in (*function.decorator_list, *marks):
        for call in ast.walk(mark):
            if isinstance(call, ast.Call) and ast.unparse(call.func) == "pytest.mark.exercise":
                return str(getattr(call.args[0], "value", "")) if call.args else ""
    return ""


def _in_bank(assignment: Assignment) -> Iterator[Missing]:
    for path in sorted(assignment.tests.rglob("*")):
        of_bank = path.suffix == ".py" and assignment.bank in path.parents
        if (of_bank or path.name == "rubric.md") and _holds(path):
            exercise = path.parent.name if of_bank else ""
            yield Missing(exercise, str(path.relative_to(assignment.tests)))


def _holds(path: Path) -> bool:
    """With its colon only: a student may well hand in a TODO, and then the bank holds one."""
    return f"{TODO}:" in path.read_text(encoding="utf-8", errors="replace")
