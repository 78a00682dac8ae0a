"""
A student's notebook as a page of its own, for an ``<iframe sandbox>``: nothing in it acts.

The page is delivered under ``PAGE_POLICY``: no script, no request of any kind, pictures only as
data, the one style sheet that is ours. What a student wrote is cleaned besides, links included:
whoever reads is not to leave the page by a click.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable
from html import escape
from importlib.resources import files
from typing import Any

import nh3
from markdown_it import MarkdownIt
from pygments import highlight
from pygments.formatters.html import HtmlFormatter
from pygments.lexers.python import PythonLexer

from autograde.grade.document import clean_outputs
from autograde.model import CellRun, Status
from autograde.notebook import Notebook, grade_id
from autograde.submission import CHECK, HINTS, TEXT

_STYLE = files("autograde.review").joinpath("static/notebook.css").read_text(encoding="utf-8")
_DIGEST = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
PAGE_POLICY = (
    f"sandbox; default-src 'none'; img-src data:; style-src 'sha256-{_DIGEST}'; "
    "form-action 'none'; base-uri 'none'; frame-ancestors 'self'"
)
_TAGS = {
    *("b", "blockquote", "br", "caption", "code", "dd", "details", "div", "dl", "dt", "em"),
    *("h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img", "li", "ol", "p", "pre", "s", "small"),
    *("span", "strong", "sub", "summary", "sup", "table", "tbody", "td", "tfoot", "th", "thead"),
    *("tr", "u", "ul"),
}
_ATTRIBUTES = {
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "img": {"src", "alt"},
}
_PICTURES = {"image/png": "png", "image/jpeg": "jpeg"}
_DATA = re.compile(r"data:image/(?:png|jpeg);base64,[A-Za-z0-9+/=]+\Z")
_ANSI = re.compile(r"\x1b(?:\[[0-9;?]*[ -/]*[@-~]|\][^\x07]*\x07|.)")
_MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable("table")
_HIGHLIGHT = HtmlFormatter(nowrap=True)
_MAX_TEXT = 100_000


def clean(html: str) -> str:
    """HTML that shows text, tables and pictures given as data, and does nothing."""

    def keep(tag: str, attribute: str, value: str) -> str | None:
        return value if attribute != "src" or _DATA.match(value) else None

    return nh3.clean(
        html, tags=_TAGS, attributes=_ATTRIBUTES, attribute_filter=keep, url_schemes={"data"}
    )


def page(notebook: Notebook, exercise: str | None, title: str, *, named: bool = False) -> str:
    """
    The page of a graded notebook.

    Args:
        exercise: Only its part: from its text up to the next one's; None for everything.

        title: Of the page.

        named: Whether it stands above the cells as well.
    """
    cells = notebook["cells"] if exercise is None else part(notebook["cells"], exercise)
    body = "".join(_cell(cell) for cell in cells) or "<p>There is nothing of it in here.</p>"
    body = f"<h1>{escape(title)}</h1>{body}" if named else body
    return (
        '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title><style>{_STYLE}</style></head>"
        f'<body><main tabindex="0" aria-label="{escape(title)}">{body}</main></body></html>'
    )


def part(cells: list[dict[str, Any]], exercise: str) -> list[dict[str, Any]]:
    """The cells that belong to an exercise: what stands behind its check, figures say, as well."""
    own = {exercise, exercise + TEXT, exercise + CHECK, exercise + HINTS}
    ids = [grade_id(cell) for cell in cells]
    first = next((n for n, id in enumerate(ids) if id in own), None)
    if first is None:
        return []
    others = (n for n in range(first, len(ids)) if _begins_another(ids[n], own, cells[n]))
    return cells[first : next(others, len(ids))]


def _begins_another(id: str | None, own: set[str], cell: dict[str, Any]) -> bool:
    if id is None or id in own:
        return False
    marks = cell["metadata"].get("nbgrader", {})
    return id.endswith(TEXT) or bool(marks.get("solution")) or bool(marks.get("grade"))


def _cell(cell: dict[str, Any]) -> str:
    source = _plain(cell.get("source"))
    id = grade_id(cell) or ""
    if cell["cell_type"] == "markdown":
        return f'<section class="text">{_markdown(source, cell.get("attachments"))}</section>'
    if cell["cell_type"] != "code":
        return f"<section><pre>{escape(source)}</pre></section>"
    if id.endswith(CHECK):
        code = ""  # what it says matters, not the call
    else:
        code = f"<pre class='code'>{highlight(source, PythonLexer(), _HIGHLIGHT)}</pre>"
    outputs = cell.get("outputs")
    safe = clean_outputs(
        CellRun(Status.PASSED, tuple(outputs if isinstance(outputs, list) else ()))
    )
    shown = "".join(_output(output) for output in safe)
    name = f"<p class='name'>{escape(id)}</p>" if id else ""
    return f"<section>{name}{code}{shown}</section>"


def _output(output: dict[str, Any]) -> str:
    kind = output["output_type"]
    if kind == "stream":
        return f"<pre class='{output['name']}'>{_text(output['text'])}</pre>"
    if kind == "error":
        trace = "\n".join(output["traceback"]) or f"{output['ename']}: {output['evalue']}"
        return f"<pre class='stderr'>{_text(trace)}</pre>"
    data = output["data"]
    for mime in _PICTURES:
        if mime in data:
            alt = escape(_plain(data.get("text/plain"))[:200] or "A figure of the notebook")
            return f'<img src="data:{mime};base64,{data[mime]}" alt="{alt}">'
    if "text/html" in data:
        return f"<div class='html'>{clean(data['text/html'])}</div>"
    if "text/markdown" in data:
        return f"<div class='html'>{_markdown(data['text/markdown'], None)}</div>"
    return f"<pre>{_text(next(iter(data.values())))}</pre>"


def _markdown(text: str, attachments: Any) -> str:
    html = _MARKDOWN.render(text)
    for name, uri in _attached(attachments):
        html = html.replace(f'src="attachment:{name}"', f'src="{uri}"')
    return clean(html)


def _attached(attachments: Any) -> Iterable[tuple[str, str]]:
    if not isinstance(attachments, dict):
        return
    for name, data in attachments.items():
        output = {"output_type": "display_data", "data": data}
        for good in clean_outputs(CellRun(Status.PASSED, (output,))):
            for mime in _PICTURES:
                if mime in good["data"] and re.fullmatch(r"[\w.-]+", name):
                    yield name, f"data:{mime};base64,{good['data'][mime]}"


def _plain(value: Any) -> str:
    if isinstance(value, list):
        value = "".join(v for v in value if isinstance(v, str))
    return value[:_MAX_TEXT] if isinstance(value, str) else ""


def _text(text: str) -> str:
    more = "\n... cut off here" if len(text) > _MAX_TEXT else ""
    return escape(_ANSI.sub("", text[:_MAX_TEXT]) + more)
