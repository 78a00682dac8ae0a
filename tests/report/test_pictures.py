"""Pictures in feedback: what a public check saw, and the right figure beside the student's."""

import base64
import json
import re
import shutil

import pytest
from desk import TINY, Desk

from autograde.course import Course
from autograde.feedback import page_path, write_pages
from autograde.generate import generate
from autograde.notebook import grade_id
from autograde.workflow import Places, grade

LINE = """

@pytest.mark.exercise("fit_slope")
@pytest.mark.points(1)
def test_{name}(student):
    \"\"\"{title}\"\"\"
    x = torch.tensor([[1.0], [2.0], [4.0]])

    w = expect.number(student.fit_slope(x, {slope} * x))

    expect.near_best_line(w, 0.0, x, {slope} * x, within=0.1, unit="minutes", what="the line")
"""
SEVEN = "def fit_slope(x, y):\n    return 7.0"


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    """A miniature course whose checks draw, with a student whose slope is always 7."""
    root = tmp_path_factory.mktemp("pictures") / "course"
    shutil.copytree(TINY, root, ignore=shutil.ignore_patterns("*.db", "__pycache__"))
    assignment = Course(root).assignment("tiny")
    manifest = root / "source" / "tiny" / "assignment.toml"
    manifest.write_text(manifest.read_text().replace("points = 3", "points = 5"))
    for file, name, title, slope in (
        ("test_public.py", "slope_of_three", "Three minutes a mile", 3),
        ("test_hidden.py", "slope_of_five", "Another slope", 5),
    ):
        path = assignment.tests / file
        path.write_text(path.read_text() + LINE.format(name=name, title=title, slope=slope))
    master = json.loads(assignment.notebook.read_text())
    at = next(i for i, c in enumerate(master["cells"]) if grade_id(c) == "fit_slope-check")
    master["cells"][at]["metadata"]["nbgrader"]["points"] = 5
    plot = json.loads(json.dumps(master["cells"][at]))
    plot["id"], plot["source"] = (
        "slope-plot",
        (
            "import matplotlib.pyplot as plt\nplt.plot([0, fit_slope(torch.ones(2, 1), "
            "3 * torch.ones(2, 1))])\nplt.show()"
        ),
    )
    plot["metadata"]["nbgrader"] |= {"grade_id": "slope-plot", "grade": False, "locked": True}
    plot["metadata"]["nbgrader"].pop("points", None)
    master["cells"].insert(at + 1, plot)
    assignment.notebook.write_text(json.dumps(master))
    assignment = Course(root).assignment("tiny")
    generate(assignment)
    desk = Desk(assignment, root / "submitted")
    desk.hand_in("seven", fit_slope=SEVEN)
    desk.hand_in("right")
    places = Places(root / "submitted", root, None)
    grading = grade(assignment, places, slots=1, diagnosis=False)
    write_pages(assignment, places)
    return assignment, places, {r.student: r for r in grading.results}


def page(graded, student):
    _, places, _ = graded
    return page_path(places.out, student, "tiny").read_text(encoding="utf-8")


def test_a_public_check_is_drawn_and_a_hidden_one_is_not(graded):
    """The student's line beside the best one, with words for it; nothing of hidden data."""
    _, _, results = graded
    exercise = next(e for e in results["seven"].exercises if e.id == "fit_slope")
    pictures = {c.id: c.picture for c in exercise.checks}

    assert pictures["test_slope_of_five"] is None
    png, words = pictures["test_slope_of_three"]
    assert base64.b64decode(png).startswith(b"\x89PNG")
    assert "7 minutes at the smallest x and 28 minutes at the largest" in words
    assert page(graded, "seven").count(png) == 1
    assert f'alt="{words}"' in page(graded, "seven")


def test_the_picture_is_in_the_notebook_that_staff_and_nbgrader_show(graded):
    """formgrader and nbgrader's feedback show what the page shows, with its words."""
    _, places, _ = graded
    notebook = json.loads((places.out / "autograded/seven/tiny/tiny.ipynb").read_text())
    cell = next(c for c in notebook["cells"] if grade_id(c) == "fit_slope-check")
    shown = [o for o in cell["outputs"] if "image/png" in o.get("data", {})]

    assert len(shown) == 1
    assert "the best one, and yours" in shown[0]["metadata"]["image/png"]["alt"]
    assert page(graded, "seven").count("Figure 1, drawn") == 1  # it is not taken for theirs


def test_a_picture_is_there_after_its_exercise_was_graded_again_alone(graded, tmp_path):
    """An edit of one check grades one exercise again; what it shows is as complete as before."""
    _, _, before = graded
    root = tmp_path / "course"
    shutil.copytree(graded[1].out, root)
    hidden = root / "grader_tests" / "tiny" / "test_hidden.py"
    hidden.write_text(hidden.read_text().replace("Another slope", "A slope of five"))
    places = Places(root / "submitted", root, None)

    after = grade(Course(root).assignment("tiny"), places, slots=1, diagnosis=False).results

    again = {r.student: {e.id: e for e in r.exercises} for r in after}["seven"]["fit_slope"]
    former = next(e for e in before["seven"].exercises if e.id == "fit_slope")
    assert "A slope of five" in [c.title for c in again.checks]
    assert [c.picture and c.picture[1] for c in again.checks] == [
        c.picture and c.picture[1] for c in former.checks
    ]
    notebook = json.loads((root / "autograded/seven/tiny/tiny.ipynb").read_text())
    cell = next(c for c in notebook["cells"] if grade_id(c) == "fit_slope-check")
    assert sum("image/png" in o.get("data", {}) for o in cell["outputs"]) == 1


def test_the_right_figure_stands_beside_a_wrong_one_alone(graded):
    """The same cell of the executed solution, where the exercise is not right yet."""
    assert "Figure 1 where every answer is right." in page(graded, "seven")
    assert "Figure 1, from the cell" in page(graded, "right")
    assert "where every answer is right" not in page(graded, "right")


def test_what_is_right_has_no_picture(graded):
    """Nothing is drawn for a check that passes; all pictures of a page are PNGs in the page."""
    _, _, results = graded
    assert not any(c.picture for e in results["right"].exercises for c in e.checks)
    shown = page(graded, "seven")
    assert shown.count("<img ") == len(re.findall('<img src="data:image/png;base64,iVBOR', shown))
