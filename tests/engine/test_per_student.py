"""Each student has data of their own, and an answer that fits somebody else's is told to staff."""

import json
import stat

import pytest
from click.testing import CliRunner
from desk import Desk

from autograde.cli import main
from autograde.course import Course
from autograde.errors import CourseError, UsageError
from autograde.generate import check_master, generate, generate_for, stale
from autograde.notebook import grade_id, read_notebook
from autograde.per_student import own_data
from autograde.record import record
from autograde.workflow import Places, grade

OWN_DATA = """
import random

def make(seed):
    slope = 1 + 4 * random.Random(seed).random()
    return {"x": [1.0, 2.0, 3.0], "y": [slope, 2 * slope, 3 * slope]}
"""
CHECK = '''"""What each student's own data give."""
import pytest

from autograde import expect


@pytest.mark.exercise("fit_slope")
@pytest.mark.stays("asks for the student's own data")
def test_my_slope(student, own_data):
    """my_slope belongs to your own data."""
    # Trained in float32; slopes of two students differ by more than 1e-3 but by chance.
    expect.close(expect.number(student["my_slope"]), own_data["y"][0], atol=1e-3)
'''
MINE = "\nmy_slope = fit_slope(*(torch.tensor(own[k]).reshape(-1, 1) for k in 'xy'))\n"


@pytest.fixture
def course(tiny_copy):
    """The tiny course, with data of each student's own."""
    notebook = json.loads(tiny_copy.notebook.read_text())
    cells = notebook["cells"]
    cell = json.loads(json.dumps(cells[1]))
    cell["id"] = cell["metadata"]["nbgrader"]["grade_id"] = "own-data"
    cell["source"] = 'own = {"x": [1.0, 2.0], "y": [3.0, 6.0]}'
    cells.insert(2, cell)
    tiny_copy.notebook.write_text(json.dumps(notebook))
    manifest = tiny_copy.folder / "assignment.toml"
    manifest.write_text(manifest.read_text() + "\n[per_student]\n")
    (tiny_copy.tests / "own_data.py").write_text(OWN_DATA)
    (tiny_copy.tests / "test_hidden_own.py").write_text(CHECK)
    return Course(tiny_copy.course.root).assignment("tiny")


def cells(folder):
    return {grade_id(c): c for c in read_notebook(folder / "tiny.ipynb")["cells"]}


def run(course, *arguments):
    return CliRunner().invoke(main, [*arguments, "--course", str(course.course.root)])


def test_each_student_gets_data_of_their_own(course, tmp_path):
    """Different for each, the same again; the common release and its version stay as they are."""
    generate(course, solutions=False)
    roster = tmp_path / "roster.txt"
    roster.write_text("Noether, Emmy\n\nGauss\n")

    result = run(course, "generate", "tiny", "--roster", str(roster), "--student", "Erdős, Paul")

    assert result.exit_code == 0, result.output
    place = course.course.root / "release-for"
    assert sorted(p.name for p in place.iterdir()) == ["Erdős, Paul", "Gauss", "Noether, Emmy"]
    common, gauss = cells(course.release), cells(place / "Gauss" / "tiny")
    noether = cells(place / "Noether, Emmy" / "tiny")
    assert {id for id in common if common[id] != gauss[id]} == {"own-data"}
    assert gauss["own-data"]["source"] != noether["own-data"]["source"]
    names = {}
    exec(gauss["own-data"]["source"], names)
    assert names["own"] == own_data(course).of("Gauss")
    given = {p.name for p in (place / "Gauss" / "tiny").iterdir()}
    assert given == {"tiny.ipynb", "assignment.toml", "test_public.py"}
    assert not any("release" in line for line in stale(course))


def test_the_salt_is_secret_and_is_not_made_twice(course):
    """Readable by its owner alone, in no release, and needed for the data of a name."""
    first = own_data(course)
    path = course.course.root / "grader_tests" / ".salt"
    generate(course, solutions=False)

    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert own_data(course).of("Gauss") == first.of("Gauss")
    salt = path.read_text().strip()
    assert len(salt) == 64
    for file in course.release.iterdir():
        assert salt not in file.read_text()
        assert "random.Random" not in file.read_text()
    path.unlink()
    assert own_data(course).of("Gauss") != first.of("Gauss")


@pytest.mark.slow("an engine of its own; the data are tested without one")
def test_somebody_elses_answer_is_told_to_staff(course, tmp_path):
    """It fails as any wrong answer does; whose it is stands in no notebook and no message."""
    generate(course, solutions=False)
    generate_for(course, ["Ada", "Bob", "Cleo", "Dora"])
    own = own_data(course)
    desk = Desk(course, tmp_path / "submitted")
    solution = desk.solutions["fit_slope"]
    desk.hand_in("Ada", fit_slope=solution + MINE)
    desk.hand_in("Bob", fit_slope=f"{solution}\nmy_slope = {own.of('Ada')['y'][0]!r}\n")
    notebook = desk.notebook(fit_slope=solution + MINE)
    for cell in notebook["cells"]:
        if cell["id"] == "own-data":
            cell["source"] = own.source("Ada")
    desk.hand_in("Cleo", notebook)
    desk.hand_in("Dora", fit_slope=f"{solution}\nmy_slope = 99.0\n")
    places = Places(tmp_path / "submitted", tmp_path / "out", None)

    results = {r.student: r for r in grade(course, places, slots=1).results}

    failed = {
        name: [c.id for e in r.exercises for c in e.checks if c.status != "passed"]
        for name, r in results.items()
    }
    # Cleo's notebook is Ada's, and is run with Cleo's own data: it was code that was copied.
    assert failed == {"Ada": [], "Bob": ["test_my_slope"], "Cleo": [], "Dora": ["test_my_slope"]}
    assert {name: r.staff_notes for name, r in results.items()} == {
        "Ada": (),
        "Bob": ("test_my_slope fails for the student's own data and passes for those of Ada.",),
        "Cleo": ("The notebook that was handed in is the one made for Ada.",),
        "Dora": (),
    }
    assert results["Bob"].score == 5
    assert "staff_notes" in record(results["Bob"])
    assert "staff_notes" not in record(results["Dora"])
    for name in ("Bob", "Cleo"):
        graded = (tmp_path / "out" / "autograded" / name / "tiny" / "tiny.ipynb").read_text()
        assert "Ada" not in graded
        assert "Ada" not in " ".join(results[name].notes)

    again = run(
        course, "grade", "tiny", "--submitted", str(places.submitted), "--out", str(places.out),
        "--no-gradebook",
    )  # fmt: skip
    assert "For staff alone: Bob: test_my_slope fails" in again.stderr
    assert "For staff alone" not in again.stdout


def test_a_lost_salt_is_not_replaced_once_releases_are_out(course):
    """With another salt everybody's data would be others: the message says what to do."""
    generate(course, solutions=False)
    own_data(course)
    (course.course.root / "release-for" / "Gauss" / "tiny").mkdir(parents=True)
    (course.course.root / "grader_tests" / ".salt").unlink()

    with pytest.raises(CourseError, match="salt that they were made with is gone"):
        own_data(course)


def test_a_broken_salt_is_told(course):
    """Half a salt is none."""
    (course.course.root / "grader_tests" / ".salt").write_text("abc")

    with pytest.raises(CourseError, match="this is no salt"):
        own_data(course)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "has no attribute 'make'"),
        ("make = 1 / 0", "ZeroDivisionError"),
        ("def make(seed): return [1]", "gives no data"),
        ("def make(seed): return {'x': 1}", "gives no data"),
        ("def make(seed): return {}", "It has to be something"),
        ("def make(seed): return {'x': [0.5] * 100_000}", "at most 200000 bytes"),
        ("def make(seed): return {'x': [object()]}", "gives no data"),
        ("def make(seed): raise ValueError('no')", "ValueError: no"),
    ],
)
def test_a_module_that_makes_no_data_is_one_message(course, text, message):
    """Its name, and what was found."""
    (course.tests / "own_data.py").write_text(text)

    with pytest.raises(CourseError, match=message) as caught:
        own_data(course).of("Gauss")
    assert "own_data.py" in str(caught.value)


def test_the_parts_of_it_must_be_there(course):
    """The cell and the module are asked for by name."""
    (course.tests / "own_data.py").unlink()
    with pytest.raises(CourseError, match="nothing makes them"):
        check_master(course)
    course.notebook.write_text(course.notebook.read_text().replace("own-data", "some-data"))
    with pytest.raises(CourseError, match='no cell with the grade_id "own-data"'):
        check_master(course)


@pytest.mark.parametrize("name", ["", ".", "..", "../x", "a/b", "a\\b", "-x", "a\nb", "x" * 101])
def test_a_name_that_is_no_folder_is_refused(course, name):
    """Nothing is written, not for the others either."""
    generate(course, solutions=False)

    with pytest.raises(UsageError, match="cannot name a student"):
        generate_for(course, ["Gauss", name])
    assert not (course.course.root / "release-for").exists()


def test_an_assignment_that_has_not_opted_in_has_nothing_to_give(tiny_copy):
    """The message says how to opt in."""
    result = run(tiny_copy, "generate", "tiny", "--student", "Gauss")

    assert result.exit_code == 2
    assert "[per_student] in the manifest" in result.stderr
    assert own_data(tiny_copy) is None


def test_a_stale_release_is_given_to_nobody(course):
    """Students get what the sources give now."""
    with pytest.raises(CourseError, match="Run: autograde generate tiny"):
        generate_for(course, ["Gauss"])
