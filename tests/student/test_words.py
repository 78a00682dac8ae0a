"""Ready for translation: with every message translated, no English of ours is left over."""

import gettext
import re

import pytest
from running import answer

from autograde import words
from autograde.student import terminal
from autograde.student.fresh import FreshRun, StoppedCell
from autograde.student.handing_in import examine
from autograde.student.watch import Watch

OPEN, CLOSE = "⟦", "⟧"


class Pseudo(gettext.NullTranslations):
    """Every message in brackets, so that what stands outside of them was left out."""

    def gettext(self, message):
        return f"{OPEN}{message}{CLOSE}"

    def ngettext(self, one, many, n):
        return f"{OPEN}{one if n == 1 else many}{CLOSE}"

    def info(self):
        return {"language": "fa"}


@pytest.fixture
def pseudo(notebook, monkeypatch):
    """A notebook whose reader's language is the pseudo-locale."""
    monkeypatch.setattr(gettext, "translation", lambda *_args, **_kwargs: Pseudo())
    return notebook


def left_out(text, *known):
    """Words outside of all brackets that no course, student or traceback wrote."""
    while True:
        shorter = re.sub(f"{OPEN}[^{OPEN}{CLOSE}]*{CLOSE}", " ", text)
        if shorter == text:
            break
        text = shorter
    assert OPEN not in text
    return set(re.findall(r"[A-Za-z]{3,}", text)) - set(
        re.findall(r"[A-Za-z]{3,}", " ".join(known))
    )


WRONG = "def double(x):\n    return x * x"


@pytest.mark.parametrize(
    ("before", "call"),
    [
        ("def double(x):\n    return 2 * x", 'check("double")'),
        (WRONG, 'check("double")'),
        ("def double(x):\n    return x @ torch.zeros(3, 3)", 'check("double")'),
        ("def double(x):\n    raise NotImplementedError()", 'check("double")'),
        ("del_me = 1", 'check("double")'),
        (WRONG + "\ndef fit_slope(x, y):\n    return 3.0", "check()"),
        (WRONG + '\ncheck("double")', "progress()"),
        ("", "progress()"),
        ("", 'hint("double")'),
        ("", 'explain("AG-G005")'),
        ("", 'explain("AG-S001")'),
        ("", 'check("duoble")'),
        ("", 'explain("AG-S999")'),
        ("import os; os.chdir('/')", "progress()"),
    ],
)
def test_no_english_of_ours_is_left(pseudo, tiny, before, call):
    """What stands outside the translated sentences is the course's or the student's."""
    pseudo.run_cell(before, silent=True)
    course = [(tiny.release / n).read_text() for n in ("assignment.toml", "test_public.py")]
    raised = "RuntimeError: mat1 and mat2 shapes cannot be multiplied"

    text = answer(pseudo, call).text()

    assert OPEN in text
    assert left_out(text, before, call, raised, *course) == set()


def test_html_is_translated_and_turned(pseudo):
    """A right-to-left language turns the answer; code inside stays left to right."""
    pseudo.run_cell(WRONG)

    html = answer(pseudo, 'check("double")').html()

    assert 'lang="fa" dir="rtl"' in html
    assert '<code dir="ltr">tensor([1.0, 4.0])</code>' in html


def test_the_terminal_is_translated(pseudo, tiny):
    """The page of `autograde check`, and a cell that stopped."""
    words.use(Pseudo())
    page = terminal.Page(tiny.manifest, colour=False)
    page.stopped = (StoppedCell("7", "NameError: x", "x + 1"),)

    assert left_out(page.text(), tiny.manifest.title, "NameError") == set()


def test_submit_check_is_translated(pseudo, tiny, tmp_path, monkeypatch):
    """Every finding about the untouched release."""
    from autograde.student import handing_in

    monkeypatch.setattr(handing_in, "run_fresh", lambda *_: FreshRun())
    words.use(Pseudo())

    text = "\n".join(f.line() for f in examine(tiny.release / "tiny.ipynb"))

    assert left_out(text) == set()


def test_likely_causes_are_translated(pseudo):
    """What is noticed while code runs."""
    import torch

    words.use(Pseudo())
    with Watch() as watch:
        torch.nn.functional.mse_loss(torch.ones(3, 1), torch.ones(3))
        cause = watch.causes()[0]

    assert left_out(cause) == set()


def test_placeholders_are_named():
    """A translator may change their order: no message has an unnamed or numbered one."""
    import ast
    from pathlib import Path

    import autograde

    for path in Path(autograde.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            called = isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
            if not called or node.func.id not in ("_", "N_", "plural"):
                continue
            for argument in node.args:
                # A message must be a literal, or nothing can find it for translation.
                if isinstance(argument, ast.JoinedStr):
                    raise AssertionError(f"{path}:{node.lineno}: an f-string cannot be translated")
                if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                    if node.func.id == "N_":
                        continue  # examples of code have brackets of their own
                    names = re.findall(r"\{([^{}:!]*)", argument.value)
                    assert all(name.isidentifier() for name in names), argument.value


def test_grading_speaks_english_everywhere(monkeypatch):
    """A grader's own locale changes no message: nothing is translated unless asked to."""
    monkeypatch.setenv("LANGUAGE", "fa")

    assert words._("PASS") == "PASS"
