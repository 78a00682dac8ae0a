"""
The test files of an assignment: which are there, which are hidden, and what each exercise owes to
them.

A result of one exercise depends on the checks of that exercise and on whatever these may use, not
on the checks of its neighbours. So a test file is taken apart without being run: its top-level
tests that are marked with one exercise are that exercise's, everything else in the file is shared
by all exercises that have checks in it. Where this cannot be told from the text, the file counts
for every exercise. What is a hash of an exercise's parts here, decides which submissions are graded
again after an edit, and what its fresh data are drawn from: both stay as they are when a
neighbour's checks change.
"""

from __future__ import annotations

import ast
import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

_TEST = re.compile(r"test_.*\.py\Z")
# Beside the tests, and read by people alone.
_TEXTS = {".md", ".txt", ".rst"}


def is_hidden(path: Path) -> bool:
    """Whether a test file is never released: every one but ``test_public*.py``."""
    return re.match(r"test_public", path.name) is None


def iter_test_files(folder: Path) -> Iterator[Path]:
    """The test files of an assignment: public ones first, then hidden ones, each by name."""
    yield from sorted(folder.glob("test_*.py"), key=lambda p: (is_hidden(p), p.name))


@dataclass(frozen=True)
class _Parts:
    """
    One test file, taken apart.

    Args:
        shared: Its text without the tests in `own`.

        own: The text of each exercise's tests.

        marked: Exercises that something in `shared` is marked with; None if that cannot be told.
    """

    name: str
    hidden: bool
    shared: str
    own: dict[str, list[str]] = field(default_factory=dict)
    marked: frozenset[str] | None = None

    def has(self, exercise: str) -> bool:
        """Whether the file has checks of an exercise, or may have."""
        return exercise in self.own or self.marked is None or exercise in self.marked

    def text(self, exercise: str) -> str:
        """What of the file an exercise depends on."""
        return "\0".join([self.name, self.shared, *self.own.get(exercise, [])])


class Suite:
    """
    The test files of an assignment.

    Args:
        folder: Where they lie.

        besides: A folder in it that holds no part of the tests, the bank.
    """

    def __init__(self, folder: Path, besides: Path | None = None) -> None:
        self.files = tuple(iter_test_files(folder))
        self._folder, self._besides = folder, besides

    def of(self, exercise: str) -> tuple[Path, ...]:
        """The files that have checks of an exercise, or may have."""
        pairs = zip(self.files, self._parts, strict=True)
        return tuple(path for path, parts in pairs if parts.has(exercise))

    def digest(self, exercise: str) -> str:
        """Hash of everything in the tests that the result of an exercise depends on."""
        digest = hashlib.sha256(self._helpers.encode())
        digest.update("\0".join(self._texts(exercise)).encode())
        return digest.hexdigest()

    def seed(self, exercise: str, number: int = 0) -> str:
        """
        What an exercise's fresh data are drawn from: the same for every student and every run,
        yet not to be known by whoever has not read the hidden tests.

        Args:
            number: Another one draws other data.
        """
        digest = hashlib.sha256(f"{number}\0{exercise}\0".encode())
        digest.update("\0".join(self._texts(exercise)).encode())
        return digest.hexdigest()

    @property
    def asks_for_device(self) -> bool:
        """Whether any check asks for an accelerator."""
        return any("student_on_gpu" in path.read_text(encoding="utf-8") for path in self.files)

    def _texts(self, exercise: str) -> list[str]:
        own = [parts for parts in self._parts if parts.has(exercise)]
        if not any(parts.hidden for parts in own):  # then it alone would be no secret
            own += [parts for parts in self._parts if parts.hidden]
            return [p.text(exercise) if p.has(exercise) else _whole(p) for p in own]
        return [parts.text(exercise) for parts in own]

    @cached_property
    def _parts(self) -> list[_Parts]:
        return [_take_apart(path) for path in self.files]

    @cached_property
    def _helpers(self) -> str:
        """Hash of what tests may import or read: whatever else lies with them."""
        files = [p for p in self._folder.rglob("*") if self._is_helper(p)]
        files += self._folder.parent.glob("*.py")
        return files_digest(sorted(files))

    def _is_helper(self, path: Path) -> bool:
        inside = path.relative_to(self._folder)
        if path in self.files or path.suffix in _TEXTS or not path.is_file():
            return False
        if self._besides is not None and self._besides in path.parents:
            return False
        return not any(part.startswith((".", "__pycache__")) for part in inside.parts)


def files_digest(files: Iterable[Path]) -> str:
    """Hash of files: of their names without folders, and of what stands in them."""
    digest = hashlib.sha256()
    for path in files:
        data = path.read_bytes()
        digest.update(f"{path.name}\0{len(data)}\0".encode())
        digest.update(data)
    return digest.hexdigest()


def _whole(parts: _Parts) -> str:
    return "\0".join([parts.name, parts.shared, *(t for own in parts.own.values() for t in own)])


def _take_apart(path: Path) -> _Parts:
    text = path.read_text(encoding="utf-8", errors="replace")
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError):  # collecting it says what is wrong
        return _Parts(path.name, is_hidden(path), text)
    lines = text.splitlines(keepends=True)
    used = _names_used(tree)
    named = Counter(n.name for n in tree.body if isinstance(n, ast.FunctionDef))
    owned: set[int] = set()  # numbers of lines, with the blank ones after a test
    own: dict[str, list[str]] = {}
    for n, node in enumerate(tree.body):
        if not isinstance(node, ast.FunctionDef) or not node.name.startswith("test"):
            continue
        exercise = _only_exercise(node)
        if exercise is None or named[node.name] > 1 or node.name in used:
            continue
        first = min([node.lineno, *(d.lineno for d in node.decorator_list)])
        last = node.end_lineno or node.lineno
        before, after = tree.body[n - 1 : n], tree.body[n + 1 : n + 2]
        if any((b.end_lineno or b.lineno) >= first for b in before):
            continue  # two statements on one line
        if any(a.lineno <= last for a in after):
            continue
        own.setdefault(exercise, []).append("".join(lines[first - 1 : last]))
        while last < len(lines) and not lines[last].strip():
            last += 1
        owned.update(range(first, last + 1))
    rest = [node for node in tree.body if node.lineno not in owned]
    shared = "".join(line for n, line in enumerate(lines, 1) if n not in owned)
    return _Parts(path.name, is_hidden(path), shared, own, _marked(rest, bool(own)))


def _names_used(tree: ast.Module) -> set[str]:
    """Names that a file reads: a test that is one of them is more than a test."""
    names = {n.id for n in ast.walk(tree) if isinstance(n, ast.Name)}
    return names | {n.attr for n in ast.walk(tree) if isinstance(n, ast.Attribute)}


def _only_exercise(test: ast.FunctionDef) -> str | None:
    """The exercise of a test that has one mark ``exercise``, on itself; else None."""
    marks = [n for n in ast.walk(test) if isinstance(n, ast.Attribute) and n.attr == "exercise"]
    found = [e for d in test.decorator_list if (e := _exercise_of(d)) is not None]
    return found[0] if len(marks) == len(found) == 1 else None


def _exercise_of(node: ast.AST) -> str | None:
    """The exercise in a call ``....exercise("id")``."""
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
        return None
    if node.func.attr != "exercise" or len(node.args) != 1 or node.keywords:
        return None
    value = node.args[0]
    known = isinstance(value, ast.Constant) and isinstance(value.value, str)
    return value.value if known else None  # type: ignore[attr-defined]


def _marked(nodes: Iterable[ast.stmt], some_are_owned: bool) -> frozenset[str] | None:
    """Exercises that statements mark with, None if that cannot be told from the text."""
    walked = [inner for node in nodes for inner in ast.walk(node)]
    found = [e for node in walked if (e := _exercise_of(node)) is not None]
    marks = sum(isinstance(n, ast.Attribute) and n.attr == "exercise" for n in walked)
    tests = any(
        isinstance(n, ast.FunctionDef | ast.ClassDef) and n.name.lower().startswith("test")
        for n in walked
    )
    if marks != len(found) or (tests and not found) or not (found or some_are_owned):
        return None
    return frozenset(found)
