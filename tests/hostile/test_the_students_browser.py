"""Our feedback page and its Markdown, made of what attacks a reader (36 and 37 of the list)."""

import base64
import re
import struct

import pytest
from hostile import NEIGHBOURS, hand_in_right_as
from markdown_it import MarkdownIt
from test_the_tas_browser import HTML, MARKDOWN, SHOWING, acting

from autograde.csvtable import neutral
from autograde.feedback import page_path, write_pages
from autograde.gradebook.reader import read_standings
from autograde.report.feedback import feedback_of
from autograde.report.pictures import pictures_of
from autograde.report.prose import comment, fenced, in_markdown, plain, prose, quoted
from autograde.report.rendering import as_html, as_markdown

FORMULA = "=cmd|' C calc'!A0"
NAMES = [FORMULA, "@SUM(1+1)", "[x](javascript:owned())", "‮gpj.exe", "`` ` ``"]
ATTACKS = SHOWING
STUDENTS = sorted([*map(str, SHOWING), *NAMES, *NEIGHBOURS])


def prepare(submitted):
    hand_in_right_as(submitted, NAMES)


@pytest.fixture(scope="module")
def pages(graded):
    """Our page of each of these students."""
    write_pages(graded.assignment, graded.places, students=STUDENTS)
    return {student: page_path(graded.places.out, student, "tiny") for student in STUDENTS}


def test_nothing_acts_in_our_page(pages):
    """Whatever a notebook and its outputs hold, the page holds no script, handler or load."""
    for student, path in pages.items():
        page = path.read_text(encoding="utf-8")
        assert acting(page) == [], student
        assert "<script" not in page.lower()
        loads = re.findall(r'\s(?:src|href|data|action|srcdoc|style)="([^"]*)"', page)
        assert [u for u in loads if not u.startswith(("data:image/png;base64,", "#"))] == []


def test_nothing_acts_in_our_markdown(pages):
    """Rendered with HTML allowed, as some systems do, it holds nothing that acts."""
    renderer = MarkdownIt("gfm-like", {"html": True, "linkify": False})
    for student, path in pages.items():
        text = path.with_suffix(".md").read_text(encoding="utf-8")
        html = renderer.render(text)
        assert acting(html) == [], student
        assert not re.findall(r"<(?!/?(?:h[1-6]|p|ul|ol|li|strong|em|pre|code|blockquote)\b)", html)


def test_no_file_opens_as_a_formula(pages):
    """The Markdown of a student whose name is a formula begins with no formula, nor any line."""
    for path in pages.values():
        text = path.with_suffix(".md").read_text(encoding="utf-8")
        assert neutral(text) == text
        assert not [line for line in text.splitlines() if line.startswith(("=", "@", "+", "\t"))]


@pytest.mark.parametrize("text", [*HTML, *MARKDOWN], ids=range(len(HTML) + len(MARKDOWN)))
def test_prose_and_comments_are_inert(text):
    """A student's answer has no links; a TA's has only those that lead to the web."""
    for html in (prose(text), comment(text)):
        assert acting(html) == []
        assert not re.search(r"<(?:img|svg|style|iframe|form|object|math|base|meta|link)\b", html)
    assert "<a" not in prose(text)
    assert not re.search(r'href="(?!https?://|mailto:)', comment(text))


@pytest.mark.parametrize("text", [*HTML, *MARKDOWN], ids=range(len(HTML) + len(MARKDOWN)))
def test_values_in_markdown_are_inert(text):
    """A value is shown as it is: in a line, in a block, and in a quotation."""
    renderer = MarkdownIt("commonmark", {"html": True})
    for written in (in_markdown(text), fenced(text), quoted(text)):
        html = renderer.render(f"- {written}" if written == in_markdown(text) else written)
        assert acting(html) == [], written
        assert "<img" not in html
    assert "<a" not in renderer.render(f"- {in_markdown(text)}")


def test_a_fence_cannot_be_closed():
    """A value that holds fences stays within its own."""
    html = MarkdownIt("commonmark").render(fenced("```\n# out\n`````\n<b>"))

    assert html.count("<pre>") == 1
    assert "<h1>" not in html


def test_characters_that_deceive_are_seen():
    """Control characters and those that turn the direction of a line become visible."""
    assert plain("a\x00b\x1b[31m\u202egpj.exe\u2066") == "a\ufffdb\ufffd[31m\ufffdgpj.exe\ufffd"
    assert plain("naïve 数 🎉 שלום\n\tx") == "naïve 数 🎉 שלום\n\tx"
    assert plain("\ud800").encode() == b"?"


def png(width, height, length=100):
    head = b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sII", 13, b"IHDR", width, height)
    return base64.b64encode(head + b"\0" * length).decode()


@pytest.mark.parametrize(
    "data",
    [
        png(100_000, 100_000),  # a small file that fills the memory of who looks at it
        png(0, 10),
        png(10, 10, 2_000_000),
        base64.b64encode(b"<svg onload=owned()>" * 4).decode(),
        'iVBORw0KGgo="><script>owned()</script>',
        "iVBORw0KGgo",
        7,
        None,
    ],
)
def test_pictures_that_are_none_are_left_out(data):
    """What is no PNG of a sensible size is not in the page; the rest is."""
    outputs = [
        {"output_type": "display_data", "data": {"image/png": picture}}
        for picture in (data, png(10, 20))
    ]
    cell = {"cell_type": "code", "source": "", "metadata": {}, "outputs": outputs}

    found = pictures_of({"cells": [cell]}, ["double"])

    assert [(p.width, p.height) for p in found.shown] == [(10, 20)]


def test_a_hundred_thousand_figures_do_not_fill_a_page():
    """The first dozen is shown; the rest is counted."""
    outputs = [{"output_type": "display_data", "data": {"image/png": png(9, 9)}}] * 1000
    cell = {"cell_type": "code", "source": "", "metadata": {}, "outputs": outputs}

    found = pictures_of({"cells": [cell]}, ["double"])

    assert (len(found.shown), found.left_out) == (12, 988)


@pytest.mark.slow("a Chromium; the pages' text is looked at faster")
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_does_anything_in_a_browser(pages, scheme):
    """Opened in Chromium, with everything unfolded: nothing runs, nothing is loaded, and axe-core
    finds nothing."""
    from chromium import chromium_page, violations

    with chromium_page(color_scheme=scheme) as page:
        events = []
        page.on("dialog", lambda d: (events.append(d.message), d.dismiss()))
        page.on("console", lambda m: events.append(m.text) if "owned" in m.text else None)
        page.on(
            "request",
            lambda r: events.append(r.url) if not r.url.startswith(("file:", "data:")) else None,
        )
        page.add_init_script("window.owned = () => { document.title = 'owned' }")
        for student, path in pages.items():
            page.goto(path.as_uri())
            page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
            assert page.title() != "owned", student
            assert violations(page) == [], student
        assert events == []
        page.set_content("<img src=x>")
        assert violations(page)  # the test's own eyes


def test_the_gradebook_is_read_as_it_is(graded):
    """Every student has a standing, whatever they are called."""
    standings = read_standings(graded.places.db_url, "tiny")

    assert standings.keys() == graded.results.keys()
    assert standings["00 right"].score == graded.results["00 right"].score


def test_hostile_comments_of_a_ta_are_inert(graded):
    """A comment pasted from a student's notebook cannot act on the page either."""
    from autograde.model import Mark, Standing

    result = graded.results["00 right"]
    marks = {"double": Mark(2.0, comment="\n\n".join(MARKDOWN))}
    feedback = feedback_of(graded.assignment.manifest, result, None, Standing(5.0, 7.0, 0.0, marks))

    assert acting(as_html(feedback)) == []
    html = MarkdownIt("commonmark", {"html": True}).render(as_markdown(feedback))
    assert acting(html) == []
