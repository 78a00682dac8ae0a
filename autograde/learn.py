"""
A student's mistake becomes one that the bank knows.

The student's cell is made anonymous (comments and docstrings go, and whatever holds the student's
name), put into the instructor's solution, and graded: which checks it fails becomes its header.
Nothing is written before a person has read it.
"""

from __future__ import annotations

import ast
import re
import tempfile
from dataclasses import dataclass
from pathlib import Path

from autograde.bank import Answer
from autograde.canonical import parsed, without_docstrings
from autograde.course import Assignment
from autograde.errors import UsageError
from autograde.files import write_whole
from autograde.grade.diagnosis import diagnose
from autograde.grade.fingerprints import compute, evidence_of, observe
from autograde.grade.setup import open_batch
from autograde.graded import read_graded
from autograde.words import nearest
from autograde.workflow import Places

_SLUG = re.compile(r"[a-z][a-z0-9_]{2,59}\Z")
_SHORTEST_NAME = 3


@dataclass(frozen=True)
class Draft:
    """
    A bank file that has not been written.

    Args:
        path: Where it would lie.

        warnings: What the reader should know before it is written.
    """

    path: Path
    text: str
    warnings: tuple[str, ...] = ()

    def write(self) -> None:
        """Write it."""
        write_whole(self.path, self.text.encode())


def draft(
    assignment: Assignment,
    places: Places,
    student: str,
    exercise: str,
    *,
    slug: str,
    says: str,
    title: str = "",
) -> Draft:
    """
    Make a bank file from a graded answer.

    Args:
        places: Where it was graded.

        slug: Name of the mistake, for instance ``bias_never_updated``.

        says: A tutor's sentence to the student who makes it.

        title: A few words for staff; by default made from the slug.

    Raises:
        UsageError: If there is no such answer, it did not fail, it is not plain Python, fails no
            check on its own, or is known already under this or another name.
    """
    known = [e.id for e in assignment.manifest.exercise]
    if exercise not in known:
        raise UsageError(f'there is no exercise "{exercise}"', todo=nearest(exercise, known))
    path = assignment.bank / exercise / f"wrong_{slug}.py"
    if not _SLUG.match(slug) or path.exists():
        raise UsageError(
            f"{slug} cannot be the name of a new mistake",
            where=str(path),
            found="It is in the bank already." if path.exists() else "",
            todo="Choose another: small letters, digits and underscores.",
        )
    for text in (says, title):
        if "\n" in text or (text and not text.strip()):
            raise UsageError("a title or a tutor's sentence is one line of text")
    graded = next((k for k in read_graded(assignment, places) if k.result.student == student), None)
    if graded is None:
        raise UsageError(f"nothing current is graded of {student}", where=str(places.submitted))
    found = next(e for e in graded.result.exercises if e.id == exercise)
    own = evidence_of(found)
    if not own:
        raise UsageError(f"{student} has not failed {exercise}: {found.status}")
    if found.diagnosis:
        raise UsageError(f"this mistake is known already: {found.diagnosis}", found=found.says)
    code = anonymous(graded.source(exercise), student)
    answer = Answer(exercise, slug, False, title or slug.replace("_", " "), code, str(path), says)
    with (
        tempfile.TemporaryDirectory(prefix="autograde-learn-") as folder,
        open_batch(assignment, slots=1, staging=Path(folder)) as batch,
    ):
        runs, _ = observe(assignment, [answer], batch, Path(folder))[answer.path]
        others = next(iter(compute(assignment, [exercise], batch, Path(folder))))
    fails = sorted(runs[0]) if runs else []
    if not fails:
        raise UsageError(
            "in the instructor's solution this cell fails no check",
            todo="The mistake lies in another cell of the notebook.",
        )
    if (twin := diagnose(runs[0], others)).slug:
        raise UsageError(f"this mistake is known already: {twin.slug}", found=twin.says)
    warnings = []
    if set(fails) != own.keys():
        warnings.append(
            f"In the student's own notebook other checks fail ({', '.join(sorted(own))}): other "
            "cells play a part, and this student will not be recognised."
        )
    header = f"# title: {answer.title}\n# says: {says}\n# fails: {', '.join(fails)}\n"
    return Draft(path, f"{header}{code}\n", tuple(warnings))


def anonymous(source: str, student: str) -> str:
    """
    A cell without comments, docstrings and the student's name.

    The name goes from texts and from what the student has named; what only looks like it, such
    as the ``Linear`` of a student called Linear, stays where it belongs to a library.

    Raises:
        UsageError: If it is not plain Python.
    """
    tree = parsed(source)
    if tree is None:
        raise UsageError(
            "the cell is not plain Python, so it cannot be made anonymous",
            todo="Write the bank file by hand; CONTRIBUTING.md shows how.",
        )
    parts = {p.lower() for p in re.split(r"[\W\d_]+", student) if len(p) >= _SHORTEST_NAME}
    tree = without_docstrings(tree)
    _Anonymous(parts, _own_names(tree)).visit(tree)
    return ast.unparse(tree)


def _own_names(tree: ast.Module) -> set[str]:
    """What the cell itself gives a name to, but the functions and classes it was asked for."""
    own = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Name | ast.Attribute) and isinstance(node.ctx, ast.Store):
            own.add(node.id if isinstance(node, ast.Name) else node.attr)
        elif isinstance(node, ast.arg):
            own.add(node.arg)
        elif isinstance(node, ast.FunctionDef | ast.ClassDef):
            own.add(node.name)
    return own


class _Anonymous(ast.NodeTransformer):
    """Puts ``someone`` where a part of a name stands."""

    def __init__(self, parts: set[str], own: set[str]) -> None:
        self.parts, self.own = parts, own

    def identifier(self, name: str) -> str:
        """An identifier of the cell's own without the name in it."""
        if name not in self.own:
            return name
        words = re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+|_+", name)
        return "".join("someone" if w.lower() in self.parts else w for w in words) or name

    def generic_visit(self, node: ast.AST) -> ast.AST:
        for field in ("id", "attr", "arg", "name"):
            value = getattr(node, field, None)
            if isinstance(value, str):
                setattr(node, field, self.identifier(value))
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            words = re.split(r"(\W+)", node.value)
            node.value = "".join("someone" if w.lower() in self.parts else w for w in words)
        return super().generic_visit(node)
