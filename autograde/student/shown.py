"""
Answers that show themselves: as plain text, and as static HTML where there is any.

The HTML has no script and needs no style: colours and borders only repeat what the words say, so
it survives every cleaner, follows the theme of JupyterLab, VS Code or the browser, and is
readable without colour and by a screen reader. Text and background are the page's own.
"""

from __future__ import annotations

import os
import re
import sys
import textwrap
from abc import ABC, abstractmethod
from dataclasses import dataclass
from html import escape
from typing import Any

from autograde import words

# Bidirectional overrides can make a line read as something else than it is.
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")

WIDEST, _NARROWEST = 80, 40
_columns = WIDEST

# The accents are told apart on white and on black alike; the theme's own come first.
_STYLE = """<style>
.ag-answer{--ag-good:#2e8b57;--ag-wait:#b8720a;--ag-bad:#c8453a;max-width:60em;margin:.2em 0;
padding:.1em 0 .1em .8em;border-inline-start:.3em solid currentColor;color:inherit}
@media (prefers-color-scheme:dark){.ag-answer{--ag-good:#4fb47c;--ag-wait:#d99a3a;--ag-bad:#e0685e}}
.ag-good{border-color:var(--jp-success-color1,var(--vscode-testing-iconPassed,var(--ag-good)))}
.ag-wait{border-color:var(--jp-warn-color1,var(--vscode-editorWarning-foreground,var(--ag-wait)))}
.ag-bad{border-color:var(--jp-error-color1,var(--vscode-testing-iconFailed,var(--ag-bad)))}
.ag-answer p,.ag-answer ul,.ag-answer dl,.ag-answer details,.ag-answer pre{margin:.35em 0}
div.ag-answer dl{display:grid;grid-template-columns:max-content 1fr;gap:.15em .9em}
div.ag-answer dl dt{font-weight:normal;font-style:italic;margin:0;width:auto;white-space:nowrap}
div.ag-answer dl dd{margin:0;min-width:0;width:auto}
.ag-answer code,.ag-answer pre{background:none;color:inherit;font-family:
var(--jp-code-font-family,var(--vscode-editor-font-family,monospace));
white-space:pre-wrap;overflow-wrap:anywhere}
.ag-answer summary{cursor:pointer}.ag-answer svg,.ag-answer img{max-width:100%;height:auto}
</style>"""


class Shown(ABC):
    """Shows itself in a notebook: as HTML, and as text where there is none."""

    accent = ""

    @abstractmethod
    def text(self, *, colour: bool = False) -> str:
        """
        As plain text, at most about 80 columns wide.

        Args:
            colour: Whether to mark the outcome by colour as well, for a terminal.
        """

    @abstractmethod
    def body(self) -> str:
        """As HTML, without the frame around it."""

    def html(self) -> str:
        """As HTML that stands for itself."""
        marks = f'class="ag-answer{" ag-" + self.accent if self.accent else ""}" role="group"'
        tongue = f'lang="{escape(words.language())}" dir="{words.direction()}"'
        return f'{_STYLE}<div {marks} {tongue} aria-label="{label(self)}">{self.body()}</div>'

    def __repr__(self) -> str:
        return self.text()

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, str]:
        return {"text/plain": self.text(), "text/html": self.html()}


def label(shown: Shown) -> str:
    """What a screen reader calls an answer: its first line."""
    return text_of(" ".join(shown.text().split("\n", 1)[0].split()))


def visible(text: str) -> str:
    """Text without characters that act on a terminal or turn the reading order."""
    return _UNSEEN.sub(lambda match: f"\\x{ord(match[0]):02x}", text)


def text_of(text: str) -> str:
    """Text as HTML."""
    return escape(visible(text))


def prose_of(text: str) -> str:
    """A sentence as HTML; what stands between backticks is code."""
    return re.sub(r"`([^`]+)`", r'<code dir="ltr">\1</code>', text_of(text))


def code_of(text: str) -> str:
    """What is code or a value, as HTML: left to right, whatever is around it."""
    return f'<code dir="ltr">{text_of(text)}</code>'


def heading(text: str, level: int) -> str:
    """
    A heading for a screen reader, without a notebook's own size of headings.

    Args:
        text: HTML.
    """
    return f'<p role="heading" aria-level="{level}"><strong>{text}</strong></p>'


def paragraphs(lines: list[str]) -> str:
    """Lines of text as HTML."""
    return "".join(f"<p>{prose_of(line)}</p>" for line in lines)


def folded(summary: str, inside: str) -> str:
    """
    Something that is opened by whoever wants to see it.

    Args:
        summary: Text.

        inside: HTML.
    """
    return f"<details><summary>{text_of(summary)}</summary>{inside}</details>"


def wants_colour(stream: Any = None) -> bool:
    """Whether a stream is a terminal that shows colours, and nobody has said NO_COLOR."""
    stream = sys.stdout if stream is None else stream
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    return bool(getattr(stream, "isatty", lambda: False)())


def fit(width: int) -> None:
    """
    Write plain text for a terminal from now on.

    Args:
        width: In columns; text is never wider than 80, nor narrower than 40.
    """
    global _columns
    _columns = min(max(width, _NARROWEST), WIDEST)


def columns() -> int:
    """How wide plain text may be."""
    return _columns


def wrapped(text: str, first: str = "", rest: str = "") -> list[str]:
    """
    Text in lines that fit below a title.

    Args:
        first, rest: What the first line and the others begin with.
    """
    lines = []
    for line in text.split("\n"):
        lines += textwrap.wrap(
            line,
            columns() - 4,  # it stands below a title
            initial_indent=first,
            subsequent_indent=rest,
            break_long_words=False,
            break_on_hyphens=False,
            drop_whitespace=True,
        ) or [first.rstrip()]
        first = rest
    return lines


_COLOURS = {"good": "32", "wait": "33", "bad": "31"}


def painted(text: str, accent: str, colour: bool) -> str:
    """Text in bold and in the colour of an accent, or as it is."""
    if not colour or accent not in _COLOURS:
        return text
    return f"\x1b[1;{_COLOURS[accent]}m{text}\x1b[0m"


@dataclass(frozen=True, repr=False)
class Note(Shown):
    """
    A short text in answer to a call, with a title.

    Args:
        lines: Sentences; those that begin with four blanks are code, shown as one block.

        more: Something long for those who want it: a title and its lines.
    """

    title: str
    lines: tuple[str, ...] = ()
    more: tuple[str, str] | None = None
    accent: str = ""

    def text(self, *, colour: bool = False) -> str:
        """The note as plain text."""
        lines = []
        for is_code, run in _runs(self.lines):
            shown = run if is_code else wrapped(" ".join(run))
            lines += [f"  {visible(line)}" for line in shown]
        if self.more is not None:
            lines.append(f"  {visible(self.more[0])}")
            lines += [f"    {visible(line)}" for line in self.more[1].splitlines()]
        return "\n".join([painted(visible(self.title), self.accent, colour), *lines])

    def body(self) -> str:
        """The note as HTML: sentences as paragraphs, code as blocks."""
        parts = [heading(text_of(self.title), 3)]
        for is_code, lines in _runs(self.lines):
            if is_code:
                inside = text_of("\n".join(line[4:] for line in lines))
                parts.append(f'<pre dir="ltr">{inside}</pre>')
            else:
                parts.append(f"<p>{prose_of(' '.join(lines))}</p>")
        if self.more is not None:
            parts.append(folded(self.more[0], f'<pre dir="ltr">{text_of(self.more[1])}</pre>'))
        return "".join(parts)


def _runs(lines: tuple[str, ...]) -> list[tuple[bool, list[str]]]:
    """Neighbouring lines of one kind together: code, or sentences that wrap over lines."""
    runs: list[tuple[bool, list[str]]] = []
    for line in lines:
        is_code = line.startswith("    ")
        # A line that follows a full sentence is one of its own.
        wraps = runs and runs[-1][0] == is_code and (is_code or runs[-1][1][-1][-1:] not in ".?!")
        if wraps:
            runs[-1][1].append(line)
        else:
            runs.append((is_code, [line]))
    return runs
