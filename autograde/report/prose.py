"""What students and TAs wrote, for a page or for Markdown, so that nothing of it acts."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Any

import nh3
from markdown_it import MarkdownIt
from markupsafe import Markup

from autograde.grade.document import clean_html

MAX_PROSE = 20_000
# They change the direction of what follows, so that a line reads as something else.
_TURNING = {*map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A))), "\u200e", "\u200f"}
_STAFF_TAGS = {"a", "blockquote", "br", "code", "em", "hr", "li", "ol", "p", "pre", "strong", "ul"}
_CODE = re.compile(r"(?<![`\\])`([^`\n]+)`(?!`)")
_ENTITY = re.compile(r"&(?=#?\w+;)")


def plain(text: str, limit: int = MAX_PROSE) -> str:
    """
    A text whose every character is seen, and whose direction is its own.

    Args:
        limit: Characters; what is longer is cut off, and says so.
    """
    if len(text) > limit:
        text = text[:limit] + " [cut off here]"
    text = text.replace("\r\n", "\n").encode("utf-8", "replace").decode()
    return "".join(_visible(c) for c in text) if not text.isascii() or not _is_clean(text) else text


def _is_clean(text: str) -> bool:
    return all(line.isprintable() for line in text.replace("\t", " ").split("\n"))


def _visible(c: str) -> str:
    if c in "\n\t":
        return c
    return "\ufffd" if c in _TURNING or unicodedata.category(c) in ("Cc", "Cs") else c


def prose(text: str) -> Markup:
    """A student's Markdown as HTML: emphasis, lists and code; links and pictures as written."""
    return Markup(clean_html(_STUDENT.render(plain(text))))


def comment(text: str) -> Markup:
    """A TA's Markdown as HTML; links may lead out of the page, nothing is loaded."""
    html = nh3.clean(
        _STAFF.render(plain(text)),
        tags=_STAFF_TAGS,
        attributes={"a": {"href"}},
        url_schemes={"http", "https", "mailto"},
    )
    return Markup(html)


def _renderer(*forbidden: str) -> MarkdownIt:
    # HTML stays text. What stands in a section of the page opens no section of its own.
    markdown = MarkdownIt("commonmark", {"html": False}).disable(["image", *forbidden])
    markdown.add_render_rule("heading_open", _bold_open)
    markdown.add_render_rule("heading_close", _bold_close)
    return markdown


def _bold_open(self: Any, tokens: Sequence[Any], i: int, options: Any, env: Any) -> str:
    return "<p><strong>"


def _bold_close(self: Any, tokens: Sequence[Any], i: int, options: Any, env: Any) -> str:
    return "</strong></p>\n"


_STUDENT = _renderer("link", "autolink", "reference")
_STAFF = _renderer()


def with_code(text: str) -> Markup:
    """A line of the course's authors, who write code between backquotes."""
    parts = _CODE.split(plain(text))
    return Markup("").join(
        Markup("<code>{}</code>").format(part) if i % 2 else part for i, part in enumerate(parts)
    )


class Verbatim(str):
    """Text that is Markdown already."""

    __slots__ = ()


def in_markdown(text: object) -> str:
    """A value as Markdown that shows it as it is, and that also reads well where it is no more
    than text."""
    if isinstance(text, Verbatim):
        return text
    parts = _CODE.split(" ".join(plain(str(text)).split()))
    return "".join(f"`{p}`" if i % 2 else _escaped(p, first=not i) for i, p in enumerate(parts))


def _escaped(words: str, *, first: bool) -> str:
    words = re.sub(r"[\\`<\[\]~$]", r"\\\g<0>", words)
    # Emphasis needs a word beside it; "w * miles" and "fit_neuron" have none to give.
    words = re.sub(r"\*(?=\S)|(?<=\S)\*|(?<!\w)_(?=\S)|(?<=\S)_(?!\w)", r"\\\g<0>", words)
    if first:
        words = re.sub(r"^([#>+=-]|\d+(?=[.)]))", r"\\\1", words)
    return _ENTITY.sub("&amp;", words)


def fenced(text: str) -> Verbatim:
    """A text as a block of code that it cannot end."""
    text = plain(text).rstrip("\n")
    longest = max((len(run) for run in re.findall(r"`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return Verbatim(f"{fence}\n{text}\n{fence}")


def quoted(text: str) -> Verbatim:
    """Markdown as a quotation; its HTML and pictures shown as text."""
    text = re.sub(r"<(?=[a-zA-Z/!?])", "&lt;", plain(text)).replace("![", "!\\[")
    return Verbatim("\n".join(f"> {line}".rstrip() for line in text.split("\n")))
