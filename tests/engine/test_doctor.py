"""doctor finds what is wrong with a course, and grades only what has changed."""

import os
import signal
import subprocess
import sys
import time

import pytest
from click.testing import CliRunner

from autograde.cli import main
from autograde.doctor import course_complaints, examine, stale_table, write_table
from autograde.doctor.examine import Examination
from autograde.generate import generate

pytestmark = pytest.mark.usefixtures("warm_engine")

ANSWERS = 6 + 2  # of the tiny course's bank; the solution, the release


def edit(path, old, new):
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))


def doctor(assignment, *arguments):
    root = ("--course", str(assignment.course.root), "--jobs", "1")
    return CliRunner().invoke(main, ["doctor", *arguments, *root])


# ------------------------------------------------------------------------------- the cache
def test_what_is_known_is_not_graded_again(tiny_copy):
    """A second run grades nothing and says the same; a full result serves a quick run."""
    first = examine(tiny_copy, slots=1)
    second = examine(tiny_copy, slots=1)
    quick = examine(tiny_copy, slots=1, quick=True)

    assert first.complaints == second.complaints == quick.complaints == []
    assert (first.known, first.graded) == (0, ANSWERS)
    assert (second.known, second.graded) == (quick.known, quick.graded) == (ANSWERS, 0)
    assert first.counts == second.counts == quick.counts
    assert first.counts == {"double": [3, 3, 1, 1], "fit_slope": [1, 1, 1, 1]}


@pytest.mark.slow("grades a bank again and again; test_what_is_known is the fast one")
def test_only_what_a_change_touches_is_graded_again(tiny_copy):
    """A bank file costs itself, a check its own exercise, a text nothing, --force everything."""
    examine(tiny_copy, slots=1, quick=True)

    edit(tiny_copy.bank / "double" / "wrong_squares.py", "return x * x", "return x ** 2")
    assert examine(tiny_copy, slots=1, quick=True).graded == 1

    edit(tiny_copy.folder / "assignment.toml", "One line, one product.", "One product.")
    edit(tiny_copy.notebook, "gives twice the tensor", "gives two times the tensor")
    generate(tiny_copy, solutions=False)
    assert examine(tiny_copy, slots=1, quick=True).graded == 0

    (tiny_copy.tests / "test_hidden_more.py").write_text(
        '"""More."""\nimport pytest\n\n@pytest.mark.exercise("double")\n'
        '@pytest.mark.stays("a test of the cache")\n'
        'def test_double_more(student):\n    """double is there."""\n    assert student.double\n'
    )
    again = examine(tiny_copy, slots=1, quick=True)
    # The answers to "double", and the solution and the release, which all checks are run on.
    assert (again.graded, again.known) == (4 + 2, 2)

    forced = examine(tiny_copy, slots=1, quick=True, force=True)
    assert (forced.graded, forced.known) == (ANSWERS, 0)


@pytest.mark.slow("grades a bank again and again")
def test_a_complaint_is_looked_into_again(tiny_copy):
    """What is not as it should be is not kept: the machine may have been too busy."""
    edit(tiny_copy.bank / "double" / "wrong_squares.py", "return x * x", "return 2 * x")
    first = examine(tiny_copy, slots=1, quick=True)

    again = examine(tiny_copy, slots=1, quick=True)

    assert len(first.complaints) == 2
    assert (first.complaints, again.graded, again.known) == (again.complaints, 1, ANSWERS - 1)


REMEMBERS = """# title: right the first time only
# says: A name outside the function keeps its value between calls.
# fails: test_fit_slope_learns
# may_fail: test_fit_slope_is_a_number
calls = []
def fit_slope(x, y):
    calls.append(x)
    return float((x * y).sum() / (x * x).sum()) if len(calls) == 1 else None
"""


def test_an_answer_that_remembers_calls_may_fail_more(tiny_copy):
    """The cell that draws calls it first in a full run, and not at all in a quick one."""
    path = tiny_copy.bank / "fit_slope" / "wrong_remembers.py"
    path.write_text(REMEMBERS)
    full = examine(tiny_copy, exercises=["fit_slope"], slots=1)
    quick = examine(tiny_copy, exercises=["fit_slope"], slots=1, quick=True, force=True)
    edit(path, "# may_fail: test_fit_slope_is_a_number\n", "")
    told = examine(tiny_copy, exercises=["fit_slope"], slots=1)

    assert full.complaints == quick.complaints == []
    assert "fails test_fit_slope_is_a_number, which its header does not name" in told.complaints[0]


@pytest.mark.slow("grades a bank twice")
def test_a_quick_result_does_not_serve_a_full_run(tiny_copy):
    """Quick results know nothing of the other exercises, so a full run grades again."""
    examine(tiny_copy, slots=1, quick=True)

    full = examine(tiny_copy, slots=1)

    # The solution and the release are never quick.
    assert (full.graded, full.known) == (ANSWERS - 2, 2)


@pytest.mark.slow("grades a bank three times")
def test_each_seed_is_graded_by_itself(tiny_copy):
    """A second seed costs as much as the first, and the table counts each answer once."""
    examine(tiny_copy, slots=1, quick=True)

    both = examine(tiny_copy, slots=1, quick=True, seeds=2)

    assert (both.known, both.graded) == (ANSWERS, ANSWERS)
    assert both.counts["double"] == [3, 3, 1, 1]


@pytest.mark.slow("three doctors at once")
def test_two_at_once_and_one_that_is_killed(tiny_copy):
    """Three doctors share a cache, one is killed in the middle; what it leaves is sound."""
    command = [
        sys.executable, "-m", "autograde.cli", "doctor", "tiny", "--seeds", "3", "--jobs", "1",
        "--course", str(tiny_copy.course.root),
    ]  # fmt: skip
    cache = tiny_copy.course.root / ".autograde" / "doctor" / "tiny"

    def start():
        quiet = subprocess.DEVNULL
        return subprocess.Popen(command, stdout=quiet, stderr=quiet, start_new_session=True)

    doomed = start()
    deadline = time.monotonic() + 120
    while not list(cache.glob("*/*.json")) and time.monotonic() < deadline:
        time.sleep(0.01)
    os.killpg(doomed.pid, signal.SIGKILL)
    doomed.wait()
    left = len(list(cache.glob("*/*.json")))
    assert 0 < left < 3 * ANSWERS

    others = [start(), start()]
    assert [process.wait(300) for process in others] == [0, 0]
    after = examine(tiny_copy, slots=1, seeds=3)
    assert after.complaints == []
    assert (after.known, after.graded) == (3 * ANSWERS, 0)


def test_the_cache_is_not_for_git(tiny_copy):
    """The folder of the cache ignores itself, in any course."""
    examine(tiny_copy, exercises=["fit_slope"], quick=True, slots=1)

    assert (tiny_copy.course.root / ".autograde/doctor/.gitignore").read_text() == "*\n"


@pytest.mark.slow("grades a bank for each lie; headers alone are judged faster")
@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        ("double/wrong_squares.py", ", test_double_fresh", "", "which its header does not name"),
        ("double/wrong_squares.py", "return x * x", "return 2 * x", "passes test_double_small"),
        (
            "double/right_adds.py",
            "x + x",
            "x - x",
            "right_adds.py (seed 0) fails test_double_small",
        ),
        ("double/wrong_squares.py", "test_double_small", "test_doble", "is no check of double"),
        (
            "fit_slope/right_closed_form.py",
            "def fit_slope",
            "def double(x):\n    return x\n\n\ndef fit_slope",
            "fails test_double_small",
        ),
    ],
)
def test_a_lying_bank_file_is_one_complaint(tiny_copy, file, old, new, message):
    """What an answer does and its header does not say, or the reverse, is told with its name."""
    edit(tiny_copy.bank / file, old, new)

    result = doctor(tiny_copy, "tiny")

    assert result.exit_code == 1
    assert message in result.output
    assert file.split("/")[1] in result.output


# --------------------------------------------------------------------- files that do not fit
@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        ("source/tiny/assignment.toml", "difficulty", "dificulty", 'Did you mean "difficulty"'),
        (
            "grader_tests/tiny/test_hidden.py",
            'exercise("fit_slope")',
            'exercise("fit_slop")',
            'marked exercise("fit_slop"), which is not in the manifest',
        ),
        (
            "source/tiny/assignment.toml",
            'id = "fit_slope"',
            'id = "fit_slopes"',
            'no cell with the grade_id "fit_slopes"',
        ),
        (
            "grader_tests/tiny/bank/double/wrong_squares.py",
            "# says: ",
            "# said: ",
            "the header of a bank file is not complete",
        ),
        ("grader_tests/tiny/test_public.py", "points(1)", "points(3)", "points in all"),
    ],
)
def test_files_that_do_not_fit_are_one_message(tiny_copy, file, old, new, message):
    """Where, what was found and what to do; nothing is run."""
    edit(tiny_copy.course.root / file, old, new)

    result = doctor(tiny_copy, "tiny")

    assert result.exit_code == 2
    assert message in result.stderr
    assert result.stderr.count("autograde: ") == 1
    assert "Traceback" not in result.output


def test_an_exercise_without_tests_is_one_message(tiny_copy):
    """Its name, and the mark that was expected."""
    for path in tiny_copy.tests.glob("test_*.py"):
        text = path.read_text()
        path.write_text(text.split('@pytest.mark.exercise("fit_slope")')[0])

    result = doctor(tiny_copy, "tiny")

    assert result.exit_code == 2
    assert 'exercise "fit_slope" has no tests' in result.stderr


def test_an_assignment_that_was_never_generated_is_one_message(tiny_copy):
    """It says what to run."""
    (tiny_copy.release / "tiny.ipynb").unlink()

    result = doctor(tiny_copy, "tiny")

    assert result.exit_code == 2
    assert "autograde generate tiny" in result.stderr


# ------------------------------------------------------------------------ the course as whole
def test_the_tiny_course_has_no_file_for_nothing(tiny):
    """Nothing in the miniature course belongs to nothing."""
    assert course_complaints(tiny.course) == []


@pytest.mark.parametrize(
    "path",
    [
        "source/notes.txt",
        "source/old/old.ipynb",
        "source/tiny/plan.txt",
        "release/old/old.ipynb",
        "solutions/tiny/plot.png",
        "grader_tests/old/test_public.py",
        "grader_tests/tiny/notes.md",
        "grader_tests/tiny/helpers.py",
    ],
)
def test_a_stray_file_is_named(tiny_copy, path):
    """Whatever belongs to nothing is told by its path."""
    file = tiny_copy.course.root / path
    file.parent.mkdir(exist_ok=True)
    file.write_text("")

    complaints = course_complaints(tiny_copy.course)

    assert len(complaints) == 1
    assert path.rsplit("/", 1)[0].split("/old")[0] in complaints[0]


def test_what_something_names_is_no_stray(tiny_copy):
    """A picture that the notebook shows, and a module that a test imports, belong there."""
    (tiny_copy.folder / "map.png").write_bytes(b"")
    edit(tiny_copy.notebook, "gives twice", "(![](map.png)) gives twice")
    (tiny_copy.tests / "oracles.py").write_text("")
    edit(tiny_copy.tests / "test_hidden.py", "import pytest", "import oracles\nimport pytest")

    assert course_complaints(tiny_copy.course) == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("points = 5\nmanual_points = 2", None),
        ("points = 6\nmanual_points = 2", "points = 6, but the manifests add up to 5 (tiny 5)"),
        ("points = 5", "manual_points = 0, but the manifests add up to 2"),
    ],
)
def test_points_must_add_up_to_what_the_course_says(tiny_copy, text, message):
    """course.toml states the sums; another sum is a complaint with the parts."""
    (tiny_copy.course.root / "course.toml").write_text(text)

    complaints = course_complaints(tiny_copy.course)

    assert len(complaints) == (message is not None)
    assert message is None or message in complaints[0]


def test_a_typo_in_the_courses_file_is_one_message(tiny_copy):
    """course.toml is read as strictly as a manifest."""
    (tiny_copy.course.root / "course.toml").write_text("pionts = 5")

    with pytest.raises(Exception, match='Did you mean "points"'):
        course_complaints(tiny_copy.course)


# ------------------------------------------------------------------------------- the table
def test_the_table_is_written_and_known_to_be_stale(tiny_copy):
    """It says how it was made; another file in the bank makes it stale."""
    counts = {"double": [3, 3, 1, 1], "fit_slope": [1, 1, 1, 1]}
    path = write_table(tiny_copy.course, [Examination("tiny", counts=counts)], seeds=5, quick=False)
    text = path.read_text()

    assert path == tiny_copy.course.root / "docs" / "bank.md"
    assert "under 5 seeds" in text
    assert "| tiny | double |   3 |   3 |   1 |   1 |" in text
    assert "| **all** | | **4** | **4** | **2** | **2** |" in text
    assert stale_table(tiny_copy.course) == []

    (tiny_copy.bank / "double" / "right_more.py").write_text("# title: more\ndef double(x): ...\n")
    complaints = stale_table(tiny_copy.course)
    assert len(complaints) == 1
    assert "3 wrong and 1 right for tiny, double; there is 3 wrong and 2 right" in complaints[0]


def test_the_table_is_of_the_whole_course(tiny_copy):
    """--write-table with an assignment is wrong usage."""
    result = doctor(tiny_copy, "tiny", "--write-table")

    assert result.exit_code == 2
    assert "whole course" in result.stderr
