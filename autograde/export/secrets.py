"""
What must not become public, and whether something holds any of it.

Secret is every line of a solution, of a hidden check (its expected values stand in it), of the bank
and of the rubric, and what the executed solutions printed; but not what students get anyway: the
text around the solutions, and the public checks. A line counts however it is indented, quoted as
JSON or marked by a diff, in notebooks, texts and zips. What cannot be looked into is not proven to
be harmless, so it is reported as well.
"""

from __future__ import annotations

import fnmatch
import hashlib
import io
import json
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from autograde.course import Assignment, Course
from autograde.manifest import MANIFEST
from autograde.notebook import read_notebook
from autograde.suite import is_hidden, iter_test_files

# Shorter ones, like "x = x + 1", stand anywhere.
_SHORTEST = 16
_MAX_UNPACKED = 256 << 20
_NAMES = (
    "grader_tests", "bank", "solutions", "submitted", "autograded", "feedback", "unplaced",
    "rubric*", "gradebook.db*", "extensions.csv", "test_hidden*", "wrong_*.py", "right_*.py",
)  # fmt: skip
_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".ico", ".webp", ".woff2")
_REGION = re.compile(r"(?s)### BEGIN (SOLUTION|HIDDEN TESTS|MARK SCHEME)(.*?)### END \1")


@dataclass(frozen=True)
class Secrets:
    """
    What must not become public.

    Args:
        lines: Each secret line, and the file that it comes from.

        files: SHA-256 of whole secret files, and their names.
    """

    lines: dict[str, str]
    files: dict[str, str]


def secrets_of(course: Course) -> Secrets:
    """Everything secret of all assignments of a course."""
    secret: dict[str, str] = {}
    files: dict[str, str] = {}
    public: set[str] = set()
    for name in course.assignments:
        assignment = course.assignment(name)
        for path, text in _secret_texts(assignment):
            where = path.relative_to(course.root).as_posix()
            for line in _lines(text):
                secret.setdefault(line, where)
            files[hashlib.sha256(path.read_bytes()).hexdigest()] = where
        for text in _public_texts(assignment):
            public.update(line for way in _candidates(text) for line in _lines(way))
    lines = {li: where for li, where in secret.items() if li not in public and _tells(li)}
    return Secrets(lines, files)


def _tells(line: str) -> bool:
    return len(line) >= _SHORTEST and re.search(r"\w.*\w", line) is not None


def _secret_texts(assignment: Assignment) -> Iterator[tuple[Path, str]]:
    for cell in read_notebook(assignment.notebook)["cells"]:
        for match in _REGION.finditer(cell["source"]):
            yield assignment.notebook, match[2]
    solution = assignment.solutions / assignment.notebook.name
    if solution.is_file():
        for cell in read_notebook(solution)["cells"]:
            yield solution, "\n".join(_outputs(cell.get("outputs", [])))
    for path in sorted(assignment.tests.rglob("*")):
        public_test = path.name.startswith("test_") and not is_hidden(path)
        if path.is_file() and "__pycache__" not in path.parts and not public_test:
            yield path, path.read_text(encoding="utf-8", errors="replace")


def _public_texts(assignment: Assignment) -> Iterator[str]:
    for cell in read_notebook(assignment.notebook)["cells"]:
        yield _REGION.sub("", cell["source"])
    yield (assignment.folder / MANIFEST).read_text(encoding="utf-8")
    for path in iter_test_files(assignment.tests):
        if not is_hidden(path):
            yield path.read_text(encoding="utf-8")


def _outputs(outputs: Iterable[object]) -> Iterator[str]:
    for output in outputs:
        if not isinstance(output, dict):
            continue
        data = output.get("data")
        for text in (output.get("text"), *(data.values() if isinstance(data, dict) else ())):
            yield "".join(text) if isinstance(text, list) else str(text or "")


def _lines(text: str) -> Iterator[str]:
    """Lines as they are compared: without indentation, doubled spaces and comment at the end."""
    for line in text.splitlines():
        words = " ".join(line.split())
        if words:
            yield words


def findings(secrets: Secrets, name: str, data: bytes, depth: int = 0) -> list[str]:
    """
    Why a file must not become public.

    Args:
        name: Its path.

    Returns:
        A sentence for the name, and for the first secrets in it; empty if there are none.
    """
    found = name_findings(name)
    if (origin := secrets.files.get(hashlib.sha256(data).hexdigest())) is not None:
        return [*found, f"{name} is {origin}."]
    if data.startswith(b"PK\x03\x04"):
        return found + _in_zip(secrets, name, data, depth)
    text = _text(data)
    if text is None:
        if not name.casefold().endswith(_PICTURES):
            found.append(f"{name} is binary and cannot be looked into.")
        return found
    hits: dict[str, str] = {}
    for candidate in _candidates(text):
        for line in _lines(candidate):
            if line in secrets.lines:
                hits.setdefault(secrets.lines[line], line)
    return found + [f"{name} holds a line of {w}: {li[:60]}" for w, li in list(hits.items())[:3]]


def name_findings(name: str) -> list[str]:
    """Whether a path alone tells that it is secret."""
    for part in name.split("/"):
        for pattern in _NAMES:
            if fnmatch.fnmatch(part.casefold(), pattern):
                return [f"{name} has a name of what is not public ({pattern})."]
    return []


def _text(data: bytes) -> str | None:
    for mark, encoding in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    if b"\0" in data or data[:2] == b"\x1f\x8b" or data[:3] == b"BZh" or data[:6] == b"\xfd7zXZ\0":
        return None
    return data.decode("utf-8-sig", "replace")


def _candidates(text: str) -> Iterator[str]:
    """A text in all the ways in which a secret line may stand in it."""
    yield text
    yield re.sub(r"(?m)^\s*[+>-]\s?", "", text)  # a diff, a quotation
    if '"' in text:
        # Source as JSON has it, also where the file as a whole is broken.
        for string in re.findall(r'"((?:[^"\\\n]|\\.)*)"', text):
            try:
                yield json.loads(f'"{string}"')
            except ValueError:
                yield string


def _in_zip(secrets: Secrets, name: str, data: bytes, depth: int) -> list[str]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = [i for i in archive.infolist() if not i.is_dir()]
            if depth > 2 or sum(i.file_size for i in infos) > _MAX_UNPACKED:
                return [f"{name} is too large or too deep to be looked into."]
            found = []
            for info in infos:
                inner = f"{name}/{info.filename}"
                found += findings(secrets, inner, archive.read(info), depth + 1)
            return found
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError, OSError):
        return [f"{name} is an archive that cannot be looked into."]
