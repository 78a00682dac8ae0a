"""Ready for translation: with every message translated, no English of ours is left over."""

import ast
import gettext
import math
import re
from pathlib import Path

import pytest
import torch
from running import answer

import autograde
from autograde import expect, words
from autograde.errors import StudentRaised
from autograde.outcomes import Check, outcome
from autograde.student import api, terminal
from autograde.student.fresh import FreshRun, StoppedCell
from autograde.student.handing_in import examine
from autograde.student.message import Message
from autograde.student.watch import Watch
from autograde.submission import Release, repair

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


def call_of(source, *args):
    """A call of student code, as a check makes it."""
    scope = {"torch": torch}
    exec(f"def f(*a):\n    {source}", scope)
    return api.live_student(scope)(None).call("f", *args)


def value_of(source, *args):
    return call_of(source, *args).value


def slope_of(source):
    """A call with a gradient for its argument."""
    scope = {"torch": torch}
    exec(f"def f(x):\n    {source}", scope)
    return api.live_student(scope)(None).backward("f", torch.ones(2, requires_grad=True))


def raising(kinds, error=None):
    with expect.raises(*kinds, doing="(1)"):
        if error is not None:
            raise error


TWO = torch.zeros(2)
UNMET = {
    "none": lambda: expect.close(value_of("return None"), TWO, atol=0.1),
    "another type": lambda: expect.is_a(value_of("return 3"), float, str),
    "a NumPy scalar": lambda: expect.is_a(value_of("import numpy; return numpy.int64(3)"), int),
    "no value": lambda: expect.is_a(3, float),
    "another shape": lambda: expect.tensor(value_of("return torch.zeros(3)"), shape=(2,)),
    "another dtype": lambda: expect.tensor(value_of("return torch.zeros(2)"), dtype=torch.int64),
    "another device": lambda: expect.tensor(value_of("return torch.zeros(2)"), device="cuda"),
    "no real numbers": lambda: expect.floats(value_of("return torch.zeros(2) * 1j")),
    "no number": lambda: expect.number(value_of("return torch.zeros(2)")),
    "too few numbers": lambda: expect.numbers(value_of("return 1.0"), 2, ("w", "b")),
    "in a tuple": lambda: expect.numbers(value_of("return None, 1.0"), 2),
    "not a list": lambda: expect.series(value_of("return 3"), 2),
    "one entry": lambda: expect.series(value_of("return [1.0]"), 3),
    "one entry more": lambda: expect.series(value_of("return [1.0, 2.0]"), 1),
    "twice as long": lambda: expect.series(value_of("return [1.0] * 4"), 2),
    "tensors in a list": lambda: expect.series(value_of("return [torch.ones(1)]"), 1, plain=True),
    "no module": lambda: expect.module(value_of("return 3")),
    "not close": lambda: expect.close(value_of("return torch.ones(2)"), TWO, atol=0.1, rtol=0.1),
    "not finite": lambda: expect.close(value_of("return torch.ones(2) / 0"), TWO, atol=0.1),
    "not equal": lambda: expect.equal(value_of("return 3"), 4),
    "pairs": lambda: expect.numbers_close(
        value_of("return 1.0, 2.0"), (3.0, 4.0), names=("w", "b"), atol=0.1
    ),
    "argument changed": lambda: expect.unchanged(call_of("a[0].add_(1)", torch.ones(2))),
    "graph cut": lambda: expect.graph_kept(slope_of("return x.detach()")),
    "no gradient": lambda: expect.gradient(slope_of("return x * 2"), 1, TWO, atol=0.1),
    "another gradient": lambda: expect.gradient(slope_of("return x * 2"), 0, TWO, atol=0.1),
    "nothing raised": lambda: raising(["ValueError", "TypeError"]),
    "something else raised": lambda: raising(["ValueError"], StudentRaised(("KeyError",), "3")),
    "far from the best line": lambda: expect.near_best_line(
        1.0, 2.0, torch.arange(3.0), 9 * torch.arange(3.0), within=0.1, unit="s", what="(1)"
    ),
    "line that grew": lambda: expect.near_best_line(
        math.inf, 2.0, torch.arange(3.0), torch.arange(3.0), within=0.1, unit="s", what="(1)"
    ),
    "too large": lambda: value_of("return 1 << 200_000"),
    "no value form": lambda: value_of("import numpy; return numpy.array(['1'])"),
}


@pytest.mark.parametrize("name", UNMET)
def test_assertions_are_translated(pseudo, name):
    """Each of `autograde.expect`, as `check()` takes its message apart and shows it."""
    words.use(Pseudo())
    with pytest.raises((expect.Unmet, StudentRaised)) as caught:
        UNMET[name]()
    check = Check("test_1", "e", "(1)", 1.0, hidden=False, path="t.py")

    text = " ".join(Message.read(outcome(check, caught.value)).text())

    types = "float str int torch float32 int64 complex64 tensor ValueError TypeError KeyError inf"
    assert left_out(text, types, "None nan numpy") == set()


def test_notes_on_mending_are_translated(desk, tiny):
    """What was done to a notebook, as `autograde repair` lists it."""
    notebook = desk.notebook()
    by_id = {c["id"]: c for c in notebook["cells"]}
    by_id["double"].update(cell_type="markdown")
    by_id["fit_slope"].update(id="x1", metadata={})
    by_id["setup"]["source"] += "\n1"
    by_id["double-check"]["metadata"]["nbgrader"]["points"] = 99
    notebook["cells"] = [c for c in notebook["cells"] if c["id"] != "why"]
    notebook["metadata"]["autograde"]["version"] = "0"
    release = Release.read(tiny.release / "tiny.ipynb", "tiny")
    before = words.use(Pseudo())

    try:
        notes = repair(notebook, tiny.release, "", release).notes
    finally:
        words.use(before)

    ids = " ".join(cell.grade_id or "" for cell in release.cells)
    assert len(notes) >= 6
    assert left_out(" ".join(notes), ids) == set()


MARKED = ("_", "N_", "plural")


def plain_texts(node):
    """English in an expression that is not marked for translation."""
    if isinstance(node, ast.Call) and getattr(node.func, "id", "") in (*MARKED, "getattr"):
        return
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        if re.search("[A-Za-z]{3,}", re.sub(r"\{\w+\}", "", node.value)):
            yield node.value
        return
    for child in ast.iter_child_nodes(node):
        yield from plain_texts(child)


def test_no_assertion_has_an_unmarked_sentence():
    """Nor a note on mending: those of devices alone are seen at grading only, in English."""
    package = Path(autograde.__file__).parent
    files = {*(package / "expect").glob("_*.py"), package / "mending.py", package / "submission.py"}
    found = []
    for path in files - {package / "expect" / n for n in ("_devices.py", "_device_models.py")}:
        for node in ast.walk(ast.parse(path.read_text())):
            if not isinstance(node, ast.Call):
                continue
            called = getattr(node.func, "id", getattr(node.func, "attr", ""))
            of_notes = called == "append" and getattr(node.func.value, "id", "") == "notes"
            if called == "Unmet" or of_notes:
                shown = [k.value for k in node.keywords if k.arg not in ("code", "line", "picture")]
                texts = [t for part in (*node.args, *shown) for t in plain_texts(part)]
                # What `autograde.student.message` reads, and makes labels of.
                found += [(path.name, node.lineno, t) for t in texts if t.strip() != "returned"]

    assert found == []


def test_html_is_translated_and_turned(pseudo):
    """A right-to-left language turns the answer; code inside stays left to right."""
    pseudo.run_cell(WRONG)

    html = answer(pseudo, 'check("double")').html()

    assert 'lang="fa" dir="rtl"' in html
    assert '<code dir="ltr">tensor([1.0, 4.0])</code>' in html


def test_the_terminal_is_translated(pseudo, tiny):
    """The page of `autograde check`, and a cell that stopped."""
    words.use(Pseudo())
    page = terminal.Page(tiny.manifest, "tiny.ipynb", colour=False)
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
    words.use(Pseudo())
    with Watch() as watch:
        torch.nn.functional.mse_loss(torch.ones(3, 1), torch.ones(3))
        cause = watch.causes()[0]

    assert left_out(cause) == set()


def test_placeholders_are_named():
    """A translator may change their order: no message has an unnamed or numbered one."""
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
