"""A course's files are read strictly; each mistake is one message that says what to do."""

import pytest

from autograde.bank import own_solutions, read_bank, with_answers
from autograde.course import Course
from autograde.errors import CourseError, UsageError
from autograde.manifest import read_manifest
from autograde.notebook import read_notebook


def edit(path, old, new, count=1):
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, count))


def test_the_manifest_adds_up(tiny):
    """Points and minutes are sums over exercises and questions."""
    manifest = tiny.manifest

    assert (manifest.points, manifest.manual_points, manifest.minutes) == (5, 2, 8)
    assert [e.id for e in manifest.exercise] == ["double", "fit_slope"]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("points = 2", "pionts = 2", 'Did you mean "points"'),
        ("points = 2", "", "Add points = "),
        ("points = 2", 'points = "two"', "Expected `float`, got `str`"),
        ("points = 2", "points = 0", "impossible numbers"),
        ("points = 2", "points = 2 =", "not valid TOML"),
        ("difficulty = 1", "difficulty = 9", "impossible numbers"),
        ('"One line, one product."', '" "', "3 hints that are not empty"),
        ('"One line, one product."', "", "3 hints that are not empty"),
        ('id = "double"', 'id = "fit_slope"', "stands there 2 times"),
        ('id = "double"', 'id = "dou ble"', "no valid id"),
        ("[limits]", "[limit]", 'Did you mean "limits"'),
    ],
)
def test_a_typo_in_the_manifest_is_one_clear_message(tiny_copy, old, new, message):
    """Where, what was found, and what was probably meant."""
    path = tiny_copy.folder / "assignment.toml"
    edit(path, old, new)

    with pytest.raises(CourseError, match=message) as caught:
        read_manifest(path)
    assert str(path) in str(caught.value)


def test_unknown_names_lead_to_the_nearest(tiny):
    """A wrong assignment or exercise names the one that was probably meant."""
    with pytest.raises(UsageError, match='Did you mean "tiny"'):
        tiny.course.assignment("tinny")
    with pytest.raises(UsageError, match='Did you mean "fit_slope"'):
        tiny.manifest.find("fit_slop")


def test_a_course_is_found_from_inside(tiny, tmp_path):
    """From any folder of a course the course is found; elsewhere the message says what to do."""
    assert Course.find(tiny.folder).root == tiny.course.root
    with pytest.raises(UsageError, match="--course"):
        Course.find(tmp_path)


def test_the_bank_is_read(tiny):
    """Each file becomes an answer with its header."""
    answers = {(a.exercise, a.slug): a for a in read_bank(tiny)}

    squares = answers["double", "squares"]
    assert not squares.right
    assert squares.fails == {"test_double_small", "test_double_fresh"}
    assert squares.code == "def double(x):\n    return x * x"
    assert answers["double", "adds"].right


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("double/bad.py", "", "name is wrong_<slug>"),
        ("double/wrong_x.py", "def double(x): ...", "header of a bank file is not complete"),
        ("double/right_x.py", "# title: x\n# fails: y\n", "header of a bank file is not complete"),
        ("duoble/right_x.py", "# title: x\n", "belongs to no exercise"),
        ("stray.py", "# title: x\n", "belongs to no exercise"),
    ],
)
def test_a_misplaced_bank_file_is_refused(tiny_copy, name, text, message):
    """Files that belong nowhere, or have no complete header, are named."""
    path = tiny_copy.bank / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text)

    with pytest.raises(CourseError, match=message):
        read_bank(tiny_copy)


def test_a_bank_file_that_is_no_text_is_refused(tiny_copy):
    """It is named like every other mistake."""
    (tiny_copy.bank / "double" / "wrong_x.py").write_bytes(b"# title: \xff\n")

    with pytest.raises(CourseError, match="cannot be read") as caught:
        read_bank(tiny_copy)
    assert "wrong_x.py" in str(caught.value)


def test_own_solutions_are_what_a_student_types(tiny):
    """The markers of solution regions are gone, the code stays."""
    solutions = own_solutions(read_notebook(tiny.notebook))

    assert solutions["double"].endswith('"""\n    return 2 * x\n')
    assert "SOLUTION" not in "".join(solutions.values())


def test_answers_replace_cells_of_a_copy(tiny):
    """with_answers leaves the notebook alone that it was given."""
    release = read_notebook(tiny.release / "tiny.ipynb")
    changed = with_answers(release, {"double": "x"})

    assert [c["source"] for c in changed["cells"] if c["id"] == "double"] == ["x"]
    assert "NotImplementedError" in next(
        c["source"] for c in release["cells"] if c["id"] == "double"
    )
