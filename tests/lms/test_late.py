"""Late penalties, extensions, excused students: by policy, the same everywhere."""

import shutil
import subprocess
import sys
from datetime import UTC, datetime, timedelta, timezone

import pytest
from desk import TINY, Desk
from hypothesis import given
from hypothesis import strategies as st

from autograde.course import Course
from autograde.errors import CourseError
from autograde.feedback import write_nbgraders_pages
from autograde.generate import generate
from autograde.gradebook.late import penalty, read_extensions
from autograde.manifest import MANIFEST, Late, graded_part, read_manifest
from autograde.workflow import Places, grade

POLICY = """\
[late]
due = 2026-03-01T23:59:00+01:00
grace_minutes = 10
percent_per_day = 20
cap_percent = 60

"""


def with_policy(path, text=POLICY):
    manifest = path.read_text()
    path.write_text(manifest.replace("[limits]", text + "[limits]", 1))


@pytest.mark.parametrize(
    ("seconds", "points"),
    [
        (-5, 0), (0, 0), (600, 0), (601, 2), (86400, 2), (86401, 4), (3 * 86400, 6), (1e9, 6),
    ],
)  # fmt: skip
def test_penalty_by_day(seconds, points):
    """Grace, then 20 % of the score for each day begun, at most 60 %."""
    policy = Late(grace_minutes=10, percent_per_day=20, cap_percent=60)

    # 10 points: two for each day.
    assert penalty(policy, 10.0, seconds) == pytest.approx(points)


@given(
    st.builds(Late, grace_minutes=st.floats(0, 1e4), percent_per_day=st.floats(0, 100),
              cap_percent=st.floats(0, 100)),
    st.floats(0, 1e4), st.floats(-1e6, 1e9), st.floats(0, 1e6),
)  # fmt: skip
def test_a_penalty_is_part_of_the_score_and_grows(policy, score, seconds, more):
    """Never negative, never above the score, never smaller for who is later."""
    first, later = penalty(policy, score, seconds), penalty(policy, score, seconds + more)

    assert 0 <= first <= later <= score * (1 + 1e-12)


def test_a_policy_that_makes_no_sense_is_refused(tiny_copy):
    """No zone, percents above 100, a typo: one message each."""
    path = tiny_copy.folder / MANIFEST
    original = path.read_text()
    for text, message in (
        ("[late]\ndue = 2026-03-01T23:59:00\n", "no time zone"),
        ("[late]\npercent_per_day = 120\n", "impossible numbers"),
        ("[late]\npercent_a_day = 1\n", 'Did you mean "percent_per_day"'),
    ):
        path.write_text(original)
        with_policy(path, text)
        with pytest.raises(CourseError, match=message):
            read_manifest(path)


def test_a_moved_due_date_changes_no_release(tiny_copy):
    """The part of the manifest that counts for the version is the same with and without it."""
    path = tiny_copy.folder / MANIFEST
    before = graded_part(path.read_bytes()).split()
    with_policy(path)

    assert graded_part(path.read_bytes()).split() == before
    assert read_manifest(path).late.due.isoformat() == "2026-03-01T23:59:00+01:00"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("who,what\n", "the columns are not those"),
        ("student,assignment,until,excused\na,tiny,tomorrow,\n", "row 2.*is no time"),
        ("student,assignment,until,excused\na,tiny,2026-03-01T10:00,\n", "no time zone"),
        ("student,assignment,until,excused\na,tiny,,perhaps\n", "yes or no"),
        ("student,assignment,until,excused\na,tiny,,\na,tiny,,yes\n", "twice"),
    ],
)
def test_extensions_that_make_no_sense_are_refused(tmp_path, text, message):
    """Where, what was found, what to write."""
    (tmp_path / "extensions.csv").write_text(text)

    with pytest.raises(CourseError, match="(?s)" + message):
        read_extensions(tmp_path, "tiny")


def test_extensions_are_read(tmp_path):
    """Any zone, names with commas, other assignments left out."""
    (tmp_path / "extensions.csv").write_text(
        "\ufeffstudent;assignment;until;excused\r\n"
        '"Noether, Emmy";tiny;2026-03-05T12:00+02:00;\r\n"b;c";tiny;;yes\r\nd;other;;x\r\n'
    )

    found = read_extensions(tmp_path, "tiny")

    assert set(found) == {"Noether, Emmy", "b;c"}
    assert found["Noether, Emmy"].until == datetime(2026, 3, 5, 10)
    assert found["b;c"].excused


@pytest.fixture(scope="module")
def course(tmp_path_factory, warm_engines):
    """A graded class of the miniature course with a policy; times are those of timestamp.txt."""
    root = tmp_path_factory.mktemp("late") / "course"
    shutil.copytree(TINY, root, ignore=shutil.ignore_patterns("*.db", "__pycache__"))
    with_policy(root / "source" / "tiny" / MANIFEST)
    (root / "extensions.csv").write_text(
        "student,assignment,until,excused\nextended,tiny,2026-03-04T23:59+01:00,\nsick,tiny,,yes\n"
    )
    assignment = Course(root).assignment("tiny")
    generate(assignment, solutions=False)
    desk = Desk(assignment, root / "submitted")
    due = datetime(2026, 3, 1, 22, 59, tzinfo=UTC)
    for student, late in (
        ("intime", timedelta(minutes=9)), ("day", timedelta(hours=3)), ("sick", timedelta(9)),
        ("extended", timedelta(days=4, seconds=-1)), ("weeks", timedelta(30)),
    ):  # fmt: skip
        folder = desk.hand_in(student).parent
        moment = (due + late).astimezone(timezone(timedelta(hours=-5)))
        (folder / "timestamp.txt").write_text(moment.isoformat())
    desk.hand_in("unknown")
    places = Places.of_course(root)
    with warm_engines.lent():
        grade(assignment, places, slots=1)
    return assignment, places


def totals(places):
    """(score, penalty) of each student, as nbgrader's gradebook has them."""
    from nbgrader.api import Gradebook

    with Gradebook(places.db_url, "tiny") as gradebook:
        rows = gradebook.assignment_submissions("tiny")
        return {r.student_id: (r.score, r.late_submission_penalty) for r in rows}


# All are worth 5; 20 % a day, at most 60 %; "extended" is a day late by their own due date.
EXPECTED = {
    "intime": (5, 0), "day": (5, 1), "extended": (5, 1), "weeks": (5, 3), "sick": (5, 0),
    "unknown": (5, 0),
}  # fmt: skip


def test_grading_enters_penalties(course):
    """Due date, grace, extension, cap, excused, and no penalty where the time is not known."""
    _, places = course

    assert totals(places) == EXPECTED


def test_feedback_and_manual_points_agree(course):
    """A score that a person changes changes the penalty; the page shows what is left."""
    from nbgrader.api import Gradebook

    assignment, places = course
    with Gradebook(places.db_url, "tiny") as gradebook:
        row = gradebook.find_submission_notebook("tiny", "tiny", "weeks")
        cell = next(g for g in row.grades if g.name == "fit_slope-check")
        cell.manual_score = 0.0
        gradebook.db.commit()

    write_nbgraders_pages(assignment, places)

    assert totals(places)["weeks"] == (2, pytest.approx(1.2))
    page = (places.out / "feedback/weeks/tiny/tiny.html").read_text()
    assert "Score: 0.8 / 7.0" in page
    with Gradebook(places.db_url, "tiny") as gradebook:
        row = gradebook.find_submission_notebook("tiny", "tiny", "weeks")
        next(g for g in row.grades if g.name == "fit_slope-check").manual_score = None
        gradebook.db.commit()
    grade(assignment, places, slots=1)
    assert totals(places) == EXPECTED


@pytest.mark.slow("nbgrader's own command; our own grading is tested faster")
def test_nbgraders_own_command_agrees(course, tmp_path):
    """`nbgrader autograde` gives the same penalties, through its plug-in."""
    assignment, _ = course
    root = tmp_path / "course"
    shutil.copytree(assignment.course.root, root)
    for name in ("autograded", "feedback"):
        shutil.rmtree(root / name, ignore_errors=True)
    (root / "gradebook.db").unlink()
    for stamp in root.glob("submitted/*/tiny/timestamp.txt"):
        moment = datetime.fromisoformat(stamp.read_text()).astimezone(UTC)
        stamp.write_text(f"{moment:%Y-%m-%d %H:%M:%S.%f} UTC")
    generate(Course(root).assignment("tiny"), solutions=False)

    run = subprocess.run(
        [sys.executable, "-m", "nbgrader", "autograde", "tiny"],
        cwd=root, capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert run.returncode == 0, run.stderr
    assert totals(Places.of_course(root)) == EXPECTED
