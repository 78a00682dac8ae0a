"""What students read, word for word, as text and as HTML."""

import os
import re
from html.parser import HTMLParser
from importlib.metadata import version
from pathlib import Path

import pytest
from running import answer

from autograde.student import api
from autograde.student.shown import Note, wants_colour

GOLDEN = Path(__file__).with_name("golden")

RIGHT = "def double(x):\n    return 2 * x"
CODE = {
    "pass": (RIGHT, 'check("double")'),
    "not_yet": ("def double(x):\n    return x * x", 'check("double")'),
    "raised": ("def double(x):\n    return x @ torch.zeros(3, 3)", 'check("double")'),
    "returns_nothing": ("def double(x):\n    print(2 * x)", 'check("double")'),
    "to_do": ("def double(x):\n    raise NotImplementedError()", 'check("double")'),
    "all": ("def fit_slope(x, y):\n    return y / x", "check()"),
    "progress": (RIGHT + '\ncheck("double")', "progress()"),
    "progress_done": (RIGHT + "\ndef fit_slope(x, y):\n    return 3.0\ncheck()", "progress()"),
    "hint_1": ("", 'hint("double")'),
    "hint_3": ("", 'hint("double", 3)'),
    "explain": ("", 'explain("AG-G005")'),
    "unknown_exercise": ("", 'check("duoble")'),
    "unknown_code": ("", 'explain("AG-S999")'),
}


@pytest.mark.parametrize("name", CODE)
def test_messages_are_as_reviewed(notebook, name):
    """The text of each kind of answer; GOLDEN=write writes it anew, to be read and committed."""
    before, call = CODE[name]
    notebook.run_cell(before, silent=True)

    text = answer(notebook, call).text()

    path = GOLDEN / f"{name}.txt"
    if os.environ.get("GOLDEN") == "write":
        path.write_text(text + "\n", encoding="utf-8")
    assert text + "\n" == path.read_text(encoding="utf-8")
    assert max(map(len, text.split("\n"))) <= 80


class Outline(HTMLParser):
    """What a reader without eyes gets: text, headings, and whether all elements are closed."""

    def __init__(self, html):
        super().__init__()
        self.open, self.headings, self.words, self.tags = [], [], [], set()
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        attrs = dict(attrs)
        if attrs.get("role") == "heading":
            self.headings.append(int(attrs["aria-level"]))
        if tag != "img":
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.tags.add(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if "style" not in self.open:
            self.words.append(data)


@pytest.mark.parametrize("name", CODE)
def test_html_says_what_the_text_says(notebook, name):
    """Well-formed, with headings that do not skip a level, and every word of the text in it."""
    before, call = CODE[name]
    notebook.run_cell(before, silent=True)
    shown = answer(notebook, call)

    outline = Outline(shown.html())

    assert outline.open == []
    assert outline.headings[0] == 3
    assert all(b - a <= 1 for a, b in zip(outline.headings, outline.headings[1:], strict=False))
    assert not outline.tags & {"script", "iframe", "object", "link", "form", "input", "button"}
    said = re.findall(r"[a-z]{4,}", " ".join(outline.words))
    assert set(re.findall(r"[a-z]{4,}", shown.text())) <= set(said)


def test_the_first_failure_is_open_and_the_rest_folded(notebook):
    """Of all exercises the first that fails is shown; the others wait behind their first line."""
    notebook.run_cell("def double(x):\n    return x\ndef fit_slope(x, y):\n    return None")

    html = answer(notebook, "check()").html()

    shown = html.split("<details>")[0]
    assert "double(tensor([1.0, -2.0]))" in shown
    assert "fit_slope" not in shown
    assert "<summary>NOT YET  fit_slope: 0 of 1 check passes</summary>" in html


def test_terminals_are_not_acted_upon(notebook):
    """Control characters and reversed text of a student's are shown, not obeyed."""
    notebook.run_cell("def double(x):\n    raise ValueError('\\x1b]0;x\\x07 \\u202e gnp')")

    shown = answer(notebook, 'check("double")')

    assert "gnp" in shown.text()
    for text in (shown.text(), shown.html(), shown.text(colour=True)):
        assert "\u202e" not in text
        assert "\x1b]" not in text
        assert "\x07" not in text


def test_colour_only_repeats_words(notebook):
    """In a terminal the outcome is also coloured; without colours the text is the same."""
    notebook.run_cell(RIGHT)
    report = answer(notebook, 'check("double")')

    coloured = report.text(colour=True)

    assert coloured.startswith("\x1b[1;32mPASS\x1b[0m")
    assert re.sub(r"\x1b\[[\d;]*m", "", coloured) == report.text()
    assert "\x1b" not in repr(report)


@pytest.mark.parametrize(
    ("setting", "terminal", "wanted"),
    [
        ({}, True, True),
        ({"NO_COLOR": "1"}, True, False),
        ({"NO_COLOR": ""}, True, True),
        ({"TERM": "dumb"}, True, False),
        ({}, False, False),
    ],
)
def test_no_color_is_honoured(monkeypatch, setting, terminal, wanted):
    """Colour only in a terminal, and never against NO_COLOR."""

    class Stream:
        def isatty(self):
            return terminal

    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    for name, value in setting.items():
        monkeypatch.setenv(name, value)

    assert wants_colour(Stream()) is wanted


def test_a_broken_check_is_our_fault(notebook, tmp_path):
    """A check that fails itself says so, costs nothing, and gives an id that leads to details."""
    path = tmp_path / "test_public.py"
    path.write_text(path.read_text().replace("got = student", "1 / 0\n    got = student"))
    notebook.run_cell(RIGHT)

    text = " ".join(answer(notebook, 'check("double")').text().split())

    assert text.startswith("ERROR double")
    found = re.search(
        r"The checker failed \(not your code, no points lost\)\. "
        r"Send this id to staff: ([0-9a-f]{4})\.",
        text,
    )
    assert found
    assert "ZeroDivisionError" not in text
    details = answer(notebook, f'explain("{found[1]}")').text()
    assert "ZeroDivisionError" in details
    assert f"torch {version('torch')}" in details


def test_a_bug_in_check_itself_is_told_the_same_way(notebook, monkeypatch):
    """Whatever goes wrong in the kit, the notebook shows no traceback of ours."""

    def broken(*_args, **_kwargs):
        raise RuntimeError("collecting went wrong")

    monkeypatch.setattr(api, "collect", broken)

    shown = answer(notebook, 'check("double")')

    assert shown.title == "ERROR"
    assert "not your code, no points lost" in shown.text()
    assert "collecting went wrong" in shown.html()


def test_a_long_error_is_cut(notebook):
    """The first lines of an exception that fills a screen."""
    notebook.run_cell("def double(x):\n    raise ValueError('\\n'.join(map(str, range(100))))")

    text = answer(notebook, 'check("double")').text()

    assert "ValueError: 0\n" in text
    assert "99" not in text


def test_a_note_keeps_code_as_code():
    """Examples are blocks that can be copied; sentences around them wrap freely."""
    html = Note("Title", ("One sentence that", "goes on.", "    a = 1", "    b = 2")).html()

    assert "<p>One sentence that goes on.</p>" in html
    assert '<pre dir="ltr">a = 1\nb = 2</pre>' in html
