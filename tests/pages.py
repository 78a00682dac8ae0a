"""The project's Markdown pages, and the code in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / ".github").rglob("*.md"), *ROOT.glob("docs/**/*.md")])

_FENCE = re.compile(r"^(?P<indent> *)(?P<mark>```+)(?P<kind>.*?)\n(?P<body>.*?)^ *(?P=mark) *$",
                    re.M | re.S)  # fmt: skip
_INDENTED = re.compile(r"(?:^|(?<=\n\n))((?:    .*\n|\n(?=    ))+)")
_SPAN = re.compile(r"(?<!`)`([^`]+)`(?!`)")


@dataclass(frozen=True)
class Block:
    """A fenced block of code: its language (``yaml``), its text and where it stands."""

    page: Path
    kind: str
    text: str

    def __str__(self) -> str:
        return f"{self.page.relative_to(ROOT)}: {self.text[:60]!r}"


def blocks(page: Path) -> Iterator[Block]:
    """The fenced blocks of a page, without their indentation or a directive's options."""
    for fence in _FENCE.finditer(page.read_text(encoding="utf-8")):
        indent, kind = fence["indent"], fence["kind"].strip()
        lines = [line.removeprefix(indent) for line in fence["body"].split("\n")]
        if kind.startswith("{"):
            kind = kind.partition("}")[2].strip()
            while lines and re.match(r":[\w-]+:", lines[0]):
                lines.pop(0)
        yield Block(page, kind, "\n".join(lines))


def code_lines(page: Path) -> Iterator[str]:
    """Lines of all code on a page: fenced, indented, and spans within a line."""
    text = page.read_text(encoding="utf-8")
    for block in blocks(page):
        yield from block.text.replace("\\\n", " ").split("\n")
    text = _FENCE.sub("\n", text)
    for indented in _INDENTED.findall(text):
        yield from indented.replace("\\\n", " ").split("\n")
    yield from (" ".join(span.split()) for span in _SPAN.findall(_INDENTED.sub("\n", text)))


def links(page: Path) -> Iterator[str]:
    """Where the links and pictures of a page lead, out of code."""
    text = _SPAN.sub("", _FENCE.sub("", page.read_text(encoding="utf-8")))
    yield from re.findall(r"\]\(\s*<?([^)\s>]+)", text)
