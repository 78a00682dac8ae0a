"""check, hint, explain and progress, as a notebook calls them."""

import re
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
import torch
from running import answer

import autograde
from autograde.manifest import Exercise
from autograde.model import CheckResult, Status
from autograde.student.explanations import EXPLANATIONS
from autograde.student.overview import Progress
from autograde.student.report import Report

GOOD = "def double(x):\n    return 2 * x"
BAD = "def double(x):\n    return x * x"


def typed(notebook, code):
    """What a cell gives that is run as a person runs it: it becomes part of the history."""
    return notebook.run_cell(code, store_history=True).result


def test_a_right_answer_passes(notebook):
    """The outcome comes first, then what comes next."""
    notebook.run_cell(GOOD)

    text = answer(notebook, 'check("double")').text()

    assert text.splitlines()[0].startswith("PASS  double: 1 check passes")
    assert "Hidden checks with other data also run at grading." in text
    assert 'Next: exercise 2, "Fit a slope".' in text


def test_a_wrong_answer_is_explained(notebook):
    """Title, got, expected, one thing to try, a hint and a code; no traceback of ours."""
    notebook.run_cell(BAD)

    text = answer(notebook, 'check("double")').text()

    assert text.startswith("NOT YET  double: 0 of 1 check passes")
    assert "double gives twice the values." in text
    assert "called     double(tensor([1.0, -2.0]))" in text
    assert "got        tensor([1.0, 4.0])" in text
    assert "expected   tensor([2.0, -4.0])" in text
    assert "your line  return x * x" in text
    assert "Try: what is 1 doubled?" in text
    assert 'hint("double")' in text
    assert 'explain("AG-V001")' in text
    assert "Traceback" not in text


def test_an_error_shows_the_students_line(notebook):
    """What the code raised, with the line as it was written."""
    notebook.run_cell("def double(x):\n    return x + 'a'  # why not?")

    text = answer(notebook, 'check("double")').text()

    assert "raised     TypeError" in text
    assert "your line  return x + 'a'  # why not?" in text


def test_what_cannot_be_compared_is_told(notebook):
    """A result without a value form is the answer's fault, not the checker's."""
    notebook.run_cell("import numpy as np\ndef double(x):\n    return np.array(['a', 'b'])")

    text = answer(notebook, 'check("double")').text()

    assert text.startswith("NOT YET")
    assert "cannot be compared here" in " ".join(text.split())


def test_an_untouched_exercise_is_to_do(notebook):
    """No reproach for what was not attempted."""
    notebook.run_cell("def double(x):\n    raise NotImplementedError()")

    text = answer(notebook, 'check("double")').text()

    assert text.startswith("TO DO  double: not attempted yet")
    assert "NotImplementedError" not in text


def test_pytorchs_own_not_implemented_is_an_attempt(notebook):
    """A module without a forward was tried: what PyTorch raised is shown, and what to look at."""
    notebook.run_cell(
        "class Net(torch.nn.Module):\n    def foward(self, x):\n        return 2 * x\n"
        "def double(x):\n    return Net()(x)"
    )

    text = " ".join(answer(notebook, 'check("double")').text().split())

    assert text.startswith("NOT YET double")
    assert 'missing the required "forward" function' in text
    assert "your line return Net()(x)" in text
    assert "does the class have a `forward`" in text
    assert 'explain("AG-R007")' in text


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("def double(x):\n    return 2 * (x", "in line 2 of the cell"),
        ("def double(x):\n    y = 2 * x\nreturn y", "'return' outside function, in line 3"),
        ("def double(x):\nreturn 2 * x", "in line 2 of the cell"),
    ],
)
@pytest.mark.parametrize("call", ['check("double")', "check()"])
def test_a_cell_that_python_could_not_read_is_told_of(notebook, code, reason, call):
    """A cell that could not run leaves the function as it was; whatever it is, that is said."""
    typed(notebook, GOOD)
    typed(notebook, code)

    shown = typed(notebook, call)
    text = " ".join(shown.text().split())

    assert "Python could not read the cell of double when you last ran it" in text
    assert text.count("Python could not read") == 1
    assert reason in text
    assert "Python could not read the cell of double" in shown.html()

    typed(notebook, BAD)
    assert "could not read" not in typed(notebook, call).text()


def test_a_cell_that_was_not_run_is_thought_of(notebook):
    """What was typed but not run is still to do: the student is told to run it."""
    typed(notebook, "def double(x):\n    raise NotImplementedError()")
    assert "Then run its cell first." in typed(notebook, 'check("double")').text()

    typed(notebook, "def double(x):\n    return (")
    text = typed(notebook, 'check("double")').text()
    assert "Then run its cell first." not in text
    assert text.startswith("TO DO")
    assert "could not read" in text


def test_a_missing_function_says_what_to_run(notebook):
    """A name that is not defined is told in words."""
    text = answer(notebook, 'check("double")').text()

    assert text.startswith("TO DO")


def test_all_exercises_at_once(notebook):
    """check() without a name reports on every exercise."""
    notebook.run_cell(GOOD)

    text = answer(notebook, "check()").text()

    assert "PASS  double" in text
    assert "TO DO  fit_slope" in text


def test_an_unknown_name_leads_to_the_nearest(notebook):
    """A typo in the name is a friendly line."""
    assert 'Did you mean "double"?' in answer(notebook, 'check("duoble")').text()
    assert 'Did you mean "double"?' in answer(notebook, 'hint("doubl")').text()


def test_hints_come_one_after_the_other(notebook):
    """Level 1, 2, 3, and then again from the start."""
    titles = [answer(notebook, 'hint("double")').title for _ in range(4)]

    assert titles == [f"Hint {n} of 3 for double" for n in (1, 2, 3, 1)]
    assert answer(notebook, 'hint("double", 3)').title == "Hint 3 of 3 for double"


def test_progress_counts_what_has_passed(notebook):
    """Each exercise with its last outcome."""
    notebook.run_cell(GOOD)
    answer(notebook, 'check("double")')

    text = answer(notebook, "progress()").text()

    assert text.startswith("Tiny: 1 of 2 exercises pass")
    assert "1. PASS         double" in text
    assert "2. not checked  fit_slope" in text
    assert 'Next: exercise 2, "Fit a slope", about 5 minutes: check("fit_slope")' in text


def test_every_code_is_explained(notebook):
    """Each code has a title and a text; an unknown one leads to the nearest."""
    for code in EXPLANATIONS:
        note = answer(notebook, f'explain("{code}")')
        assert note.title.startswith(code)
        assert note.lines
    assert "AG-S001" in answer(notebook, 'explain("ag-s01")').text()


def test_what_is_no_code_is_answered_with_the_kinds_of_codes(notebook):
    """Nothing is guessed: what a code looks like, and one line for each kind that there is."""
    note = answer(notebook, 'explain("AG-X")')

    assert note.title == 'There is no code "AG-X".'
    assert "Did you mean" not in note.text()
    kinds = {code[:4] for code in EXPLANATIONS}
    assert {line.strip()[:4] for line in note.lines[1:]} == kinds


def test_codes_in_use_are_explained():
    """No message of the package or of the course's checks names a code that is not explained."""
    package = Path(autograde.__file__).parent
    course = Path(__file__).parents[2] / "grader_tests"
    used = {
        code
        for path in [*package.rglob("*.py"), *course.rglob("*.py"), *course.rglob("*.toml")]
        for code in re.findall(r"AG-[A-Z]\d{3}", path.read_text())
    }

    assert used <= EXPLANATIONS.keys()


def test_a_notebook_without_its_files_is_told_so(notebook, tmp_path):
    """A notebook that was moved away from its manifest says what to keep together."""
    (tmp_path / "assignment.toml").unlink()

    assert "assignment.toml" in answer(notebook, 'check("double")').text()


def test_on_colab_it_is_told_how_to_bring_the_files(notebook, tmp_path, monkeypatch):
    """Colab opens the notebook alone."""
    (tmp_path / "assignment.toml").unlink()
    monkeypatch.setitem(sys.modules, "google.colab", sys)

    text = " ".join(answer(notebook, "progress()").text().split())

    assert "upload assignment.toml and test_public.py too" in text


def test_the_notebooks_randomness_is_left_alone(notebook):
    """Checks seed generators; the notebook's own draws go on as if nothing had happened."""
    notebook.run_cell(GOOD)
    torch.manual_seed(3)
    expected = torch.rand(2)
    torch.manual_seed(3)

    answer(notebook, 'check("double")')

    assert torch.equal(torch.rand(2), expected)


def test_output_is_static_and_escaped(notebook):
    """HTML without script, event handler or anything to load; what a student wrote is escaped."""
    notebook.run_cell("def double(x):\n    return '<script>alert(1)</script>'")

    bundle = answer(notebook, 'check("double")')._repr_mimebundle_()

    assert set(bundle) == {"text/plain", "text/html"}
    assert "<script" not in bundle["text/html"]
    assert not re.search(r"\son\w+=|https?:|javascript:|url\((?!#)", bundle["text/html"])
    assert "&lt;script" in bundle["text/html"]


def test_at_grading_check_has_nothing_to_do(notebook, monkeypatch):
    """Inside the grader's process check() answers at once."""
    monkeypatch.setenv("AUTOGRADE_GRADING", "1")

    assert "while grading" in answer(notebook, 'check("double")').text()
    # The manifest does not lie beside it there, which is no fault of the student's.
    assert "while grading" in answer(notebook, 'hint("double")').text()
    assert "while grading" in answer(notebook, "progress()").text()


def test_importing_the_package_loads_nothing_heavy():
    """`import autograde` brings neither torch nor pytest."""
    code = (
        "import sys, autograde; "
        "sys.exit(any(m in sys.modules for m in ('torch', 'pytest', 'numpy', 'IPython')))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


ENDLESS = "def double(x):\n    x = []\n    x.append(x)\n    return x"
SULKING = """
class Sulking(list):
    def __iter__(self):
        raise ValueError("do not look")
def double(x):
    return Sulking()
"""


@pytest.mark.parametrize(
    ("code", "why"),
    [(ENDLESS, "the value is nested too deeply"), (SULKING, "looking at it raises ValueError")],
)
def test_a_value_that_cannot_be_looked_at_is_told_as_what_it_is(notebook, code, why):
    """Nothing was raised: the message says what came back, and none of our own names."""
    notebook.run_cell(code)

    text = " ".join(answer(notebook, 'check("double")').text().split())

    assert f"got something that a check cannot look at: {why}" in text
    assert "CannotReturn" not in text
    assert "raised" not in text
    assert 'explain("AG-T001")' in text


def test_a_narrow_exercise_keeps_its_number_in_the_picture():
    """An exercise of few minutes that passes is numbered, if there is no room for its tick too."""
    exercises = tuple(
        Exercise(id=f"e{m}", title="E", points=1, minutes=m, difficulty=1, hints=())
        for m in (2, 98)
    )
    passed = CheckResult("c", "e2", "C", Status.PASSED, 1, 1, False)
    manifest = SimpleNamespace(
        title="T", exercise=exercises, question=(), points=2, manual_points=0
    )

    picture = Progress(manifest, {"e2": Report(exercises[0], (passed,))}).html()

    assert ">1</text>" in picture
    assert ">2</text>" in picture
