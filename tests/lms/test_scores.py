"""Scores come from nbgrader's gradebook, with what people entered in it."""

import shutil

import pytest
from click.testing import CliRunner
from desk import TINY, Desk

from autograde.cli import main
from autograde.course import Course
from autograde.errors import UsageError
from autograde.export.scores import UNGRADED, from_gradebook
from autograde.generate import generate
from autograde.workflow import Places, grade


@pytest.fixture(scope="module")
def course(tmp_path_factory, warm_engines):
    """A graded class: everything right, a mistake, prose that waits, a broken upload."""
    root = tmp_path_factory.mktemp("scores") / "course"
    shutil.copytree(TINY, root, ignore=shutil.ignore_patterns("*.db", "__pycache__"))
    assignment = Course(root).assignment("tiny")
    generate(assignment, solutions=False)
    desk = Desk(assignment, root / "submitted")
    desk.hand_in("Noether, Emmy")
    desk.hand_in("Erdős, Paul", double="def double(x):\n    return 3 * x")
    desk.hand_in("Hopper, Grace", why="It is a rate.")
    desk.hand_in("Turing, Alan", b"{")
    places = Places.of_course(root)
    with warm_engines.lent():
        grade(assignment, places, slots=1)
    return assignment, places


def test_scores_wait_for_people(course):
    """Prose and broken uploads give no score until somebody has looked, or --pending says so."""
    assignment, places = course

    scores = from_gradebook(assignment, places.db_url)

    assert {s.student: (s.points, s.max_points) for s in scores.values()} == {
        "Noether, Emmy": (5.0, 7.0), "Erdős, Paul": (3.5, 7.0), "Hopper, Grace": (None, 7.0),
        "Turing, Alan": (None, 7.0),
    }  # fmt: skip
    assert scores["Turing, Alan"].why == UNGRADED
    pending = from_gradebook(assignment, places.db_url, pending=True)
    assert pending["Hopper, Grace"].points == 5.0


def test_manual_points_count(course):
    """What a person entered in formgrader is in the export; the file is written by the command."""
    from nbgrader.api import Gradebook

    assignment, places = course
    with Gradebook(places.db_url, "tiny") as gradebook:
        row = gradebook.find_submission_notebook("tiny", "tiny", "Hopper, Grace")
        cell = next(g for g in row.grades if g.name == "why")
        cell.manual_score, cell.needs_manual_grade, cell.extra_credit = 1.5, False, 0.25
        gradebook.db.commit()
    root = assignment.course.root

    result = CliRunner().invoke(
        main, ["export", "csv", "tiny", "--into", str(root / "s.csv"), "--course", str(root)]
    )

    assert result.exit_code == 0, result.output
    assert '"Hopper, Grace",6.75,7.00,0.00,graded' in (root / "s.csv").read_text()


def test_nobody_graded(tmp_path, tiny):
    """An empty gradebook says which command to run."""
    with pytest.raises(UsageError, match="autograde grade tiny"):
        from_gradebook(tiny, f"sqlite:///{tmp_path}/new.db")
