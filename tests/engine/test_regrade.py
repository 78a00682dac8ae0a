"""After an edit only what it touches is graded again; scores change when a person says so."""

from __future__ import annotations

import hashlib
import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from desk import TINY, Desk

from autograde.bank import with_answers
from autograde.cli import main
from autograde.course import Course
from autograde.generate import generate
from autograde.grade.batch import Batch
from autograde.gradebook.reader import read_standings
from autograde.model import CheckResult, ExerciseResult, Status
from autograde.notebook import read_notebook
from autograde.record import record
from autograde.regrade import accept, look, reason
from autograde.workflow import Places, grade

pytestmark = pytest.mark.usefixtures("warm_engine")

TRIPLES = "def double(x):\n    return 3 * x"
IN_PLACE = "def double(x):\n    x *= 2\n    return x"


@pytest.fixture(scope="module")
def graded(tmp_path_factory, warm_engines):
    """A miniature course with a small graded class."""
    root = tmp_path_factory.mktemp("regrade") / "course"
    shutil.copytree(TINY, root, ignore=shutil.ignore_patterns("*.db", "__pycache__", ".autograde"))
    assignment = Course(root).assignment("tiny")
    generate(assignment, solutions=False)
    desk = Desk(assignment, root / "submitted")
    desk.hand_in("right")
    desk.hand_in("triples", double=TRIPLES)
    desk.hand_in("in place", double=IN_PLACE)
    with warm_engines.lent():
        grade(assignment, Places.of_course(root), slots=1)
    return root


@pytest.fixture
def course(graded, tmp_path):
    """A copy of it, to be edited."""
    root = tmp_path / "course"
    shutil.copytree(graded, root)
    return Course(root).assignment("tiny")


@pytest.fixture
def ran(monkeypatch):
    """Whose notebooks are run, and which exercises' checks."""
    orders = []
    real = Batch.grade

    def watched(self, jobs):
        jobs = list(jobs)
        orders.extend((job.student, job.only) for job in jobs)
        return real(self, jobs)

    monkeypatch.setattr(Batch, "grade", watched)
    return orders


def places_of(assignment):
    return Places.of_course(assignment.course.root)


def edit(path, old, new):
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


def stop_minding_the_input(assignment):
    """The hidden check of `double` no longer minds that its argument is changed."""
    edit(assignment.tests / "test_hidden.py", "    expect.unchanged(call)\n", "")


def untimed(results):
    return {r.student: record(replace(r, timing={})) for r in results}


def contents(root):
    """Hashes of all files but those of a preview."""
    return {
        path: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in root.rglob("*")
        if path.is_file() and ".autograde/regrade" not in path.as_posix()
    }


def run(*arguments):
    return CliRunner().invoke(main, [str(a) for a in arguments])


def test_only_the_touched_exercise_is_graded_again(course, ran, tmp_path):
    """The others keep their results; all is as if everything had been graded again."""
    stop_minding_the_input(course)
    places = places_of(course)

    part = grade(course, places, slots=1, diagnosis=False)
    assert sorted(ran) == [(s, ("double",)) for s in ("in place", "right", "triples")]
    ran.clear()
    whole = grade(course, replace(places, out=tmp_path / "out"), slots=1, diagnosis=False)

    assert {only for _, only in ran} == {()}
    assert untimed(part.results) == untimed(whole.results)
    assert {r.student: r.score for r in part.results} == {
        "right": 5, "triples": 3.5, "in place": 5,
    }  # fmt: skip
    for student in ("right", "triples", "in place"):
        one, other = (
            read_notebook(out / "autograded" / student / "tiny" / "tiny.ipynb")
            for out in (places.out, tmp_path / "out")
        )
        assert one == other


def test_nothing_is_run_again_after_the_edit_is_taken_back(course, ran):
    """Former results are still there."""
    before = grade(course, places_of(course), slots=1)
    path = course.tests / "test_hidden.py"
    text = path.read_text()
    stop_minding_the_input(course)
    path.write_text(text)

    assert grade(course, places_of(course), slots=1) == before
    assert ran == []


def test_force_grades_everything_again(course, ran):
    """Also what no edit has touched."""
    grade(course, places_of(course), slots=1, force=True)

    assert [job for job in ran if job[1]] == []
    assert len(ran) == 3


def test_another_engine_keeps_nothing(course, ran, monkeypatch):
    """What is not the tests' is everybody's."""
    monkeypatch.setattr("autograde.grade.basis.engine_digest", lambda: "other engine")

    preview = look(course, places_of(course), slots=1)

    assert {only for _, only in ran} == {()}
    assert (len(preview.changes), preview.same, preview.renewed) == (0, 3, 3)


def test_a_look_changes_nothing_and_says_why(course):
    """Old and new points for each exercise and the first reason; no file but its own is written."""
    stop_minding_the_input(course)
    before = contents(course.course.root)

    preview = look(course, places_of(course), slots=1)

    assert contents(course.course.root) == before
    (change,) = preview.changes
    (exercise,) = change.exercises
    assert (change.student, change.old, change.new, preview.same) == ("in place", 4.5, 5, 2)
    assert (exercise.exercise, exercise.old, exercise.new) == ("double", 1.5, 2)
    assert exercise.reason.startswith("test_double_fresh now passes: double works for any shape")
    assert change.cause == "checks of double have been edited"


def test_what_was_looked_at_counts_once_it_is_accepted(course, ran):
    """Without another run; the former results can still be read."""
    stop_minding_the_input(course)
    places = places_of(course)
    preview = look(course, places, slots=1)
    ran.clear()

    grading = accept(course, places)

    bank = str(course.bank)
    assert [student for student, _ in ran if not student.startswith(bank)] == []
    assert {r.student: r.score for r in grading.results}["in place"] == 5
    assert read_standings(places.db_url, "tiny")["in place"].score == 5
    former = json.loads(Path(preview.changes[0].former).read_bytes())
    assert former["result"]["score"] == 4.5
    ran.clear()
    again = look(course, places, slots=1)
    assert (again.changes, again.renewed, ran) == ((), 0, [])


def test_points_of_the_manifest_and_a_new_submission_are_reasons(course):
    """Each is told from the other."""
    edit(course.folder / "assignment.toml", "points = 3", "points = 4")
    edit(course.tests / "test_hidden.py", "points(2)", "points(3)")
    path = course.course.root / "submitted" / "triples" / "tiny" / "tiny.ipynb"
    edit(path, "return 3 * x", "return 2 * x")

    changes = {c.student: c for c in look(course, places_of(course), slots=1).changes}

    assert changes["right"].cause == (
        "the manifest has been edited; checks of fit_slope have been edited"
    )
    reasons = {e.exercise: e.reason for e in changes["right"].exercises}
    assert reasons == {"fit_slope": "test_fit_slope_learns is worth 3 instead of 2"}
    assert changes["triples"].cause.startswith("handed in anew")
    assert {e.exercise for e in changes["triples"].exercises} == {"double", "fit_slope"}


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ({"a": 1}, {"a": 1, "b": 1}, "new check b passes: what b is for"),
        ({"a": 1}, {"a": 1, "b": 0}, "new check b fails: what b is for"),
        ({"a": 1}, {"a": 0}, "a now fails: what a is for"),
        ({"a": 1, "b": 1}, {"a": 1}, "b is no longer checked"),
        ({"a": 0, "b": 1}, {"a": 1}, "a now passes: what a is for"),
        ({"a": 1}, {"a": 1}, ""),
        ({}, {"a": 1}, ""),
    ],
)
def test_the_first_thing_that_changed_points_is_the_reason(before, after, words):
    """A check that is new, gone, or ends otherwise; nothing where the former checks are unknown."""

    def result(points):
        checks = tuple(
            CheckResult(
                id, "double", f"what {id} is for",
                Status.PASSED if got else Status.FAILED, got, 1, hidden=True,
            )
            for id, got in points.items()
        )  # fmt: skip
        return ExerciseResult("double", sum(points.values()), len(points), Status.PASSED, checks)

    assert reason(result(before), result(after)) == words
    assert reason(None, result(after)) == ""


def test_points_that_a_person_gave_are_named(course):
    """They stay, whatever the checks say."""
    from nbgrader.api import Gradebook

    places = places_of(course)
    with Gradebook(places.db_url) as gradebook:
        grades = gradebook.find_submission_notebook("tiny", "tiny", "in place").grades
        next(g for g in grades if g.name == "double-check").manual_score = 2.0
        gradebook.db.commit()
    stop_minding_the_input(course)

    (change,) = look(course, places, slots=1).changes
    accept(course, places)

    assert change.exercises[0].by_hand == 2.0
    assert read_standings(places.db_url, "tiny")["in place"].marks["double"].score == 2.0


def waiting(places, *, decide=()):
    """(student, cell) that wait for a person; `decide` gives some a score before."""
    from nbgrader.api import Gradebook

    found = set()
    with Gradebook(places.db_url) as gradebook:
        for submission in gradebook.assignment_submissions("tiny"):
            for cell in submission.notebooks[0].grades:
                key = submission.student.id, cell.name
                if key in decide:
                    cell.manual_score, cell.needs_manual_grade = 1.0, False
                if cell.needs_manual_grade:
                    found.add(key)
        gradebook.db.commit()
    return found


def test_what_a_person_decided_waits_again_only_where_something_changed(course):
    """Other points from the checks, or another answer, ask for a look; nothing else does: a class
    that was reviewed is not to be reviewed again for each late submission."""
    places, prose = places_of(course), {"why": "It is a rate."}
    desk = Desk(course, places.submitted)
    students = ("in place", "right", "triples")
    for student, code in zip(students, (IN_PLACE, None, TRIPLES), strict=True):
        answers = {"double": code} if code else {}
        shutil.rmtree(places.submitted / student)
        desk.hand_in(student, with_answers(desk.notebook(**answers), prose))
    grade(course, places, slots=1, diagnosis=False)
    decided = {(s, cell) for s in students for cell in ("why", "double-check")}
    assert waiting(places, decide=decided) == set()

    stop_minding_the_input(course)
    grade(course, places, slots=1, diagnosis=False)
    assert waiting(places) == {("in place", "double-check")}

    shutil.rmtree(places.submitted / "right")
    desk.hand_in("right", with_answers(desk.notebook(), {"why": "A rate, in minutes a mile."}))
    grade(course, replace(places, db_url=None), slots=1, diagnosis=False)
    grade(course, places, slots=1, diagnosis=False)
    assert waiting(places) == {("in place", "double-check"), ("right", "why")}
    grade(course, places, slots=1, diagnosis=False)
    assert waiting(places) == {("in place", "double-check"), ("right", "why")}


def test_without_a_terminal_nothing_is_written(course, tmp_path):
    """The table and the JSON tell all; --yes writes; after that there is nothing to do."""
    stop_minding_the_input(course)
    root, file = course.course.root, tmp_path / "changes.jsonl"
    before = contents(root)
    command = ("regrade", "--course", root, "--jobs", 1)

    first = run(*command, "--json", file)
    assert first.exit_code == 1
    assert "in place" in first.stdout
    assert "Nothing was written" in first.stderr
    assert contents(root) == before
    (line,) = map(json.loads, file.read_text().splitlines())
    assert (line["assignment"], line["student"], line["old"], line["new"]) == (
        "tiny", "in place", 4.5, 5,
    )  # fmt: skip

    second = run(*command, "tiny", "--yes")
    assert second.exit_code == 0, second.output
    assert read_standings(places_of(course).db_url, "tiny")["in place"].score == 5

    third = run(*command)
    assert third.exit_code == 0
    assert "nothing to write" in third.stdout


def test_a_class_that_was_never_graded_is_told_so(tiny_copy, tmp_path):
    """There is nothing to compare with."""
    Desk(tiny_copy, tmp_path / "submitted").hand_in("a")

    result = run(
        "regrade", "tiny", "--course", tiny_copy.course.root,
        "--submitted", tmp_path / "submitted", "--no-gradebook",
    )  # fmt: skip

    assert result.exit_code == 2
    assert "autograde grade tiny" in result.stderr
