"""nbgrader's formgrader in a real JupyterLab 4, as an instructor uses it."""

import re
import shutil
from pathlib import Path

import nbformat
import nbgrader
import pytest
from chromium import chromium_page
from desk import TINY, Desk
from jupyter_app import START_SECONDS, jupyter

from autograde.course import Course
from autograde.feedback import page_path, write_pages
from autograde.generate import generate
from autograde.gradebook.reader import read_standings
from autograde.notebook import grade_id
from autograde.workflow import Places, grade, graded_before

pytestmark = pytest.mark.slow("a JupyterLab and a Chromium")

SQUARES = "def double(x):\n    return x * x"
REFUSED = "Refused: "
GRADING_SECONDS = 300
# Where nbgrader has put its extensions; another Python's own folders are not searched.
_DATA = Path(nbgrader.__file__).parents[4]


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """A generated copy of the miniature course, handed in to, with nothing graded."""
    root = tmp_path_factory.mktemp("formgrader") / "course"
    shutil.copytree(TINY, root, ignore=shutil.ignore_patterns("*.db", "__pycache__"))
    assignment = Course(root).assignment("tiny")
    generate(assignment, solutions=False)
    desk = Desk(assignment, root / "submitted")
    desk.hand_in("emmy", double=SQUARES)
    desk.hand_in("another", nbformat.writes(nbformat.v4.new_notebook()))
    stamp = root / "submitted" / "emmy" / "tiny" / "timestamp.txt"
    stamp.write_text("2026-03-01 12:30:00.000000 UTC")
    return assignment


@pytest.fixture(scope="module")
def pressed(course, tmp_path_factory):
    """What formgrader says after "Autograde" was pressed for both students, one after the other,
    and the page on which emmy's submission is graded by hand."""
    said = {}
    home = tmp_path_factory.mktemp("home")
    with (
        jupyter("jupyterlab", course.course.root, home, data=_DATA) as (url, token),
        chromium_page(viewport={"width": 1300, "height": 1000}) as page,
    ):
        page.goto(f"{url}/lab?token={token}&reset")
        page.wait_for_selector("#jp-main-dock-panel", timeout=START_SECONDS * 1000)
        page.get_by_role("menuitem", name="Nbgrader", exact=True).click()
        page.get_by_role("menuitem", name=re.compile("Formgrader$")).first.click()
        inside = page.frame_locator("iframe")
        inside.locator(".num-submissions a").click()
        for student in ("emmy", "another"):
            row = inside.locator("tr").filter(has_text=student)
            row.locator(".autograde a").click()
            box = inside.locator(".modal-dialog:visible")
            done = box.get_by_text(re.compile("Successfully autograded|There was an error"))
            done.first.wait_for(timeout=GRADING_SECONDS * 1000)
            said[student] = box.inner_text()
            box.get_by_role("button", name=re.compile("^(OK|Close)$")).last.click()
            box.wait_for(state="hidden")
        said["row"] = inside.locator("tr").filter(has_text="emmy").inner_text()
        inside.get_by_role("link", name="Manual Grading").click()
        inside.get_by_role("link", name="tiny").first.click()
        inside.get_by_role("link", name="tiny").last.click()
        inside.get_by_role("link", name=re.compile("Submission #1")).click()
        inside.get_by_text("NOT YET").first.wait_for()
        said["graded"] = inside.locator("body").inner_text()
        filled_in = inside.locator("input.score[placeholder]:not([placeholder=''])")
        filled_in.first.wait_for(state="attached")  # scores come after the page
        said["score"] = inside.locator("input.score").evaluate_all(
            "boxes => boxes.map(b => [b.value || b.placeholder])"
        )
    return said


def reports(path):
    """Our explanation in each check cell of a graded notebook."""
    return {
        grade_id(cell): cell["outputs"]
        for cell in nbformat.read(path, 4).cells
        if str(grade_id(cell)).endswith("-check")
    }


def test_autograde_gives_the_score_of_the_command(course, pressed, tmp_path):
    """Pressed in formgrader: the same score and explanations as `autograde grade`."""
    root = course.course.root
    assert "Successfully autograded" in pressed["emmy"]
    standing = read_standings(Places.of_course(root).db_url, "tiny")["emmy"]
    out = tmp_path / "out"

    (result,) = grade(
        course,
        Places(root / "submitted", out, None),
        slots=1,
        students=["emmy"],
        diagnosis=False,  # formgrader sees one student at a time, and knows no bank
    ).results

    assert result.score == standing.score == 3.5
    assert {e.id: e.score for e in result.exercises if e.checks} == {
        id: mark.score for id, mark in standing.marks.items() if id != "why"
    }
    notebook = Path("autograded", "emmy", "tiny", "tiny.ipynb")
    assert reports(root / notebook) == reports(out / notebook)


def test_the_page_for_grading_by_hand_shows_the_explanation(pressed):
    """What the check found, and its points, where a TA grades."""
    assert "double(tensor([1.0, -2.0]))" in pressed["graded"]
    assert "tensor([1.0, 4.0])" in pressed["graded"]
    assert "what is 1 doubled?" in pressed["graded"]
    assert ["0.5"] in pressed["score"]
    assert "3.5" in pressed["row"]


def test_a_refused_file_is_told_in_words(pressed):
    """The reason stands in formgrader's own message."""
    assert "There was an error" in pressed["another"]
    assert REFUSED in pressed["another"]


def test_reports_and_feedback_know_what_formgrader_graded(course, pressed):
    """The result is kept: nothing is run again, and a page can be written."""
    places = Places.of_course(course.course.root)

    results, _ = graded_before(course, places)
    write_pages(course, places, students=["emmy"])

    assert [(r.student, r.score) for r in results] == [("emmy", 3.5)]
    page = page_path(places.out, "emmy", "tiny").read_text(encoding="utf-8")
    assert "3.5 of 7 points" in page
    assert "<dt>got</dt><dd>tensor([1.0, 4.0])</dd>" in page
