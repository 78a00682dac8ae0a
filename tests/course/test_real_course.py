"""The real course: every assignment's files fit together. `autograde doctor` proves the rest."""

from pathlib import Path

import pytest

from autograde.authoring import missing
from autograde.bank import read_bank
from autograde.checks import collect
from autograde.course import Course
from autograde.doctor import course_complaints, stale_table
from autograde.doctor.headers import idle_checks, lying_headers
from autograde.generate import check_master, solution_text_in
from autograde.grade.one import match
from autograde.notebook import read_notebook
from autograde.submission import role_of
from autograde.suite import iter_test_files

COURSE = Course(Path(__file__).resolve().parents[2])
assignments = pytest.mark.parametrize("name", COURSE.assignments)


@assignments
def test_manifest_notebook_and_checks_fit(name):
    """Cells, points and marks agree with the manifest."""
    assignment = COURSE.assignment(name)

    check_master(assignment)
    collect(
        list(iter_test_files(assignment.tests)),
        lambda checks: match(assignment.manifest, checks.all, name),
    )


@assignments
def test_every_hidden_check_earns_its_place(name):
    """By a wrong answer that fails nothing else, or by a reason; and headers name real checks."""
    assignment = COURSE.assignment(name)
    bank = read_bank(assignment)
    complaints = []

    def look(checks):
        complaints.extend(lying_headers(bank, checks.all) + idle_checks(bank, checks.all))

    collect(list(iter_test_files(assignment.tests)), look)
    assert complaints == []


@assignments
def test_nothing_is_unfinished(name):
    """No TODO is left in what students, staff or the grader read."""
    assert [str(m) for m in missing(COURSE.assignment(name))] == []


def test_the_course_adds_up_and_has_no_stray_file():
    """Points are those of course.toml, and every file belongs to something."""
    assert course_complaints(COURSE) == []


def test_the_table_of_the_bank_is_current():
    """docs/bank.md, where it is, counts the files that are there."""
    assert stale_table(COURSE) == []


@assignments
def test_every_exercise_has_known_answers(name):
    """At least four wrong and two unusual right answers for each exercise."""
    assignment = COURSE.assignment(name)
    bank = read_bank(assignment)

    for exercise in assignment.manifest.exercise:
        own = [a.right for a in bank if a.exercise == exercise.id]
        assert own.count(False) >= 4, exercise.id
        assert own.count(True) >= 2, exercise.id


@assignments
def test_the_release_holds_no_secret(name):
    """No solution, no hidden test, no output lies in what students get."""
    assignment = COURSE.assignment(name)
    names = {p.name for p in assignment.release.iterdir()}

    assert solution_text_in(assignment) == []
    assert names == {f"{name}.ipynb", "assignment.toml", "test_public.py"}
    for cell in read_notebook(assignment.release / f"{name}.ipynb")["cells"]:
        assert not cell.get("outputs")
        if role_of(cell) == "check":
            assert cell["metadata"]["nbgrader"]["locked"]


@assignments
def test_there_is_a_rubric_for_the_prose_question(name):
    """A person who grades the question finds levels with points."""
    rubric = COURSE.assignment(name).tests / "rubric.md"

    assert "point" in rubric.read_text(encoding="utf-8")
