"""nbgrader's gradebook, feedback and commands agree with `autograde grade`."""

import datetime
import json
import os
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from autograde.bank import own_solutions, with_answers
from autograde.course import Course
from autograde.errors import CourseError, GraderFault, UsageError
from autograde.feedback import write_nbgraders_pages
from autograde.generate import generate
from autograde.gradebook.writer import Entry, read_timestamp, write_class
from autograde.model import Outcome, Status
from autograde.notebook import read_notebook
from autograde.workflow import Places, grade, json_lines

TRIPLES = "def double(x):\n    return 3 * x"


@pytest.fixture(scope="module")
def course(tmp_path_factory, warm_engines):
    """A generated copy of the miniature course with a gradebook and a small graded class."""
    from desk import TINY, Desk

    root = tmp_path_factory.mktemp("gradebook") / "course"
    shutil.copytree(TINY, root, ignore=shutil.ignore_patterns("*.db", "__pycache__"))
    assignment = Course(root).assignment("tiny")
    generate(assignment, solutions=False)
    desk = Desk(assignment, root / "submitted")
    desk.hand_in("Noether, Emmy")
    desk.hand_in("d'Alembert, Jean", double=TRIPLES)
    desk.hand_in("Poincaré, Henri", desk.release)
    desk.hand_in("Turing, Alan", b"{")
    desk.hand_in("Erdős, Paul", with_answers(desk.notebook(), {"why": "It is a *rate*."}))
    places = Places.of_course(root)
    with warm_engines.lent():
        grading = grade(assignment, places, slots=1)
    return assignment, places, grading


def rows(places, student):
    """Auto score and "needs manual grade" of each cell of a student."""
    from nbgrader.api import Gradebook

    with Gradebook(places.db_url, "tiny") as gradebook:
        submission = gradebook.find_submission_notebook("tiny", "tiny", student)
        return {g.name: (g.auto_score, g.needs_manual_grade) for g in submission.grades}


def test_a_gradebook_of_something_else_is_named(course, tmp_path):
    """One without the assignment, and a file that is none: each is told with what to do, and the
    file is left as it is."""
    assignment, _, grading = course
    entries = [Entry(r, frozenset(r.untouched), None) for r in grading.results]
    other = tmp_path / "other.db"
    other.write_text("what a class has written down")

    with pytest.raises(CourseError, match=r'not know the assignment "tiny"(?s:.)*generate tiny'):
        write_class(f"sqlite:///{tmp_path}/empty.db", "", assignment.name, entries)
    with pytest.raises(GraderFault, match=r"cannot be written(?s:.)*not a database"):
        write_class(f"sqlite:///{other}", "", assignment.name, entries)

    assert other.read_text() == "what a class has written down"


def test_an_assignment_that_is_in_no_gradebook_is_told_before_anything_runs(course, tmp_path):
    """A fresh clone holds the release but no gradebook: no class is graded for nothing."""
    assignment, places, _ = course

    def never(*_):
        pytest.fail("grading has begun")

    with pytest.raises(CourseError, match="autograde generate tiny"):
        grade(
            assignment,
            Places(places.submitted, tmp_path / "out", f"sqlite:///{tmp_path}/empty.db"),
            slots=1,
            progress=never,
        )


def test_scores_reach_the_gradebook(course):
    """One row for each check cell and question; prose that was written waits for a person."""
    _, places, grading = course

    assert grading.written == 5
    assert rows(places, "Noether, Emmy") == {
        "double-check": (2.0, False),
        "fit_slope-check": (3.0, False),
        "why": (0.0, False),
    }
    assert rows(places, "d'Alembert, Jean")["double-check"] == (0.5, False)
    assert rows(places, "Poincaré, Henri")["why"] == (0.0, False)
    assert rows(places, "Erdős, Paul")["why"] == (None, True)


def test_refused_submissions_wait_for_a_person(course):
    """A file that is no notebook is in the gradebook without a score, marked for a person."""
    _, places, grading = course

    assert [r.student for r in grading.needs_person] == ["Turing, Alan"]
    assert set(rows(places, "Turing, Alan").values()) == {(None, True)}


def test_grading_again_changes_nothing_that_a_person_entered(course):
    """Manual scores and comments survive, and what is decided stays so: nothing is new."""
    from nbgrader.api import Gradebook

    assignment, places, _ = course
    with Gradebook(places.db_url, "tiny") as gradebook:
        row = gradebook.find_submission_notebook("tiny", "tiny", "d'Alembert, Jean")
        cell = next(g for g in row.grades if g.name == "double-check")
        cell.manual_score, cell.extra_credit = 1.5, 0.25
        cell.needs_manual_grade = False
        next(c for c in row.comments if c.name == "double").manual_comment = "Nearly."
        gradebook.db.commit()

    grade(assignment, places, students=["d'Alembert, Jean"])

    with Gradebook(places.db_url, "tiny") as gradebook:
        row = gradebook.find_submission_notebook("tiny", "tiny", "d'Alembert, Jean")
        cell = next(g for g in row.grades if g.name == "double-check")
        assert (cell.auto_score, cell.manual_score, cell.score) == (0.5, 1.5, 1.75)
        assert not cell.needs_manual_grade
        comments = {c.name: c.comment for c in row.comments}
        assert comments["double"] == "Nearly."
        cell.manual_score = cell.extra_credit = None
        cell.needs_manual_grade = False
        gradebook.db.commit()


def test_a_class_is_written_whole_or_not_at_all(course):
    """A failure in the middle leaves the gradebook as it was."""
    _, places, grading = course
    good = replace(grading.results[0], student="new student")

    class Broken:
        result = replace(good, student="broken")
        untouched = property(lambda self: 1 / 0)
        submitted = None

    with pytest.raises(ZeroDivisionError):
        write_class(places.db_url, "tiny", "tiny", [Entry(good), Broken()])
    from nbgrader.api import Gradebook

    with Gradebook(places.db_url, "tiny") as gradebook:
        assert "new student" not in {s.id for s in gradebook.students}


def test_an_unknown_assignment_is_a_course_error(tmp_path):
    """An empty gradebook says which command to run."""
    with pytest.raises(CourseError, match="autograde generate tiny"):
        write_class(f"sqlite:///{tmp_path}/new.db", "tiny", "tiny", [])


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-03-01 12:30:00.000000 UTC", datetime.datetime(2026, 3, 1, 12, 30)),
        ("2026-03-01T12:30:00+02:00", datetime.datetime(2026, 3, 1, 10, 30)),
        ("yesterday", None),
        ("\x00\xff", None),
    ],
)
def test_timestamps_are_read_or_noted(tmp_path, text, moment):
    """A garbage timestamp gives a note, not an error."""
    (tmp_path / "timestamp.txt").write_text(text)

    got, note = read_timestamp(tmp_path)

    assert got == moment
    assert bool(note) is (moment is None)


def test_feedback_shows_score_and_explanation(course):
    """nbgrader's page holds the report, and what a student wrote cannot act in it."""
    assignment, places, _ = course

    assert write_nbgraders_pages(assignment, places) == 4
    page = (places.out / "feedback" / "d'Alembert, Jean" / "tiny" / "tiny.html").read_text()
    assert "NOT YET" in page
    assert "double gives twice the values" in page
    assert "what is 1 doubled?" in page
    assert "test_hidden" not in page
    assert "torch.rand(3, 2, generator=fresh)" not in page


def test_graded_notebooks_keep_what_nbgrader_needs(course):
    """The graded notebook validates, and each check cell has exactly one numeric result."""
    import nbformat

    _, places, _ = course
    path = places.out / "autograded" / "Noether, Emmy" / "tiny" / "tiny.ipynb"
    notebook = nbformat.read(path, 4)
    nbformat.validate(notebook)

    for cell in notebook.cells:
        if cell.metadata.get("nbgrader", {}).get("grade") and cell.cell_type == "code":
            results = [o for o in cell.outputs if o.output_type == "execute_result"]
            assert float(results[0].data["text/plain"]) == cell.metadata.nbgrader.points
            assert len(results) == 1


@pytest.mark.slow("nbgrader's own command; our plug-in is tested faster")
def test_nbgraders_own_command_gives_the_same_scores(course, tmp_path):
    """`nbgrader autograde` in the same course: same scores, same needs, through our grader."""
    assignment, places, _ = course
    root = tmp_path / "course"
    shutil.copytree(assignment.course.root, root)
    for name in ("autograded", "feedback"):
        shutil.rmtree(root / name, ignore_errors=True)
    (root / "gradebook.db").unlink()
    shutil.rmtree(root / "submitted" / "Turing, Alan")
    again = Course(root).assignment("tiny")
    generate(again, solutions=False)
    tools = Path(sys.executable).parent
    environment = {**os.environ, "PATH": f"{tools}:{os.environ['PATH']}"}
    run = subprocess.run(
        [tools / "nbgrader", "autograde", "tiny"],
        cwd=root,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )

    assert run.returncode == 0, run.stderr
    theirs = Places.of_course(root)
    for student in ("Noether, Emmy", "d'Alembert, Jean", "Poincaré, Henri", "Erdős, Paul"):
        assert rows(theirs, student) == rows(places, student)


def test_a_server_that_runs_for_weeks_grades_with_the_checks_as_they_are(
    tiny_copy, monkeypatch, warm_engines
):
    """formgrader's grading processes wait for the next press, and start anew after a change."""
    from autograde.gradebook import preprocessors

    monkeypatch.chdir(tiny_copy.course.root)
    monkeypatch.setattr(preprocessors, "open_batch", warm_engines.start)
    try:
        first = preprocessors._grading("tiny")
        assert preprocessors._grading("tiny") is first
        checks = tiny_copy.tests / "test_hidden.py"
        checks.write_text(checks.read_text() + "\n# changed\n")
        second = preprocessors._grading("tiny")

        assert second is not first
        assert not first.staging.exists()
        assert preprocessors._grading("tiny") is second
    finally:
        preprocessors._close_all()


@pytest.mark.usefixtures("warm_engine")
def test_nbgraders_autograde_names_mistakes_from_what_is_known(
    tiny_copy, monkeypatch, warm_engines
):
    """formgrader shows the same explanation as our feedback, and never waits for the bank unless
    it is told to."""
    from desk import Desk

    from autograde.gradebook import preprocessors

    root = tiny_copy.course.root
    path = Desk(tiny_copy, root / "submitted").hand_in(
        "a", double="def double(x):\n    return x * x"
    )
    names = {"student": "a", "assignment": "tiny", "notebook": "tiny"}
    names["db_url"] = f"sqlite:///{root / 'gradebook.db'}"
    resources = {"nbgrader": names, "metadata": {"path": str(path.parent)}}
    monkeypatch.chdir(root)
    monkeypatch.setattr(preprocessors, "open_batch", warm_engines.start)

    def report(**options):
        grader = preprocessors.GradeNotebook(**options)
        notebook, _ = grader.preprocess(None, resources)
        cell = next(c for c in notebook.cells if c.metadata.nbgrader.grade_id == "double-check")
        return cell.outputs[0].data["text/plain"]

    try:
        unnamed = report()
        learnt = report(learn_mistakes=True)
        # Kept where `autograde grade` keeps it: from now on it costs nothing.
        monkeypatch.setattr(preprocessors.Namer, "learn", None)
        named = report(learn_mistakes=True)
    finally:
        preprocessors._close_all()

    assert "seems to have happened" not in unnamed
    assert "What seems to have happened: Twice x is x + x" in learnt
    assert "What may help: A tensor can be multiplied." in learnt
    assert named == learnt


@pytest.mark.usefixtures("warm_engine")
def test_jobs_do_not_change_the_record(tiny, desk, tmp_path):
    """--jobs 1 and --jobs 2 write the same JSON but for "timing"."""
    desk.hand_in("a")
    desk.hand_in("b", double=TRIPLES)
    desk.hand_in("c", fit_slope="def fit_slope(x, y):\n    return torch.rand(())")

    def lines(slots):
        places = Places(desk.folder, tmp_path / f"out{slots}", None)
        records = [
            json.loads(line)
            for line in json_lines(grade(tiny, places, slots=slots).results).splitlines()
        ]
        return [{k: v for k, v in r.items() if k != "timing"} for r in records]

    assert lines(1) == lines(2)


@pytest.mark.usefixtures("warm_engine")
def test_without_a_gradebook_nothing_else_is_written(tiny, desk, tmp_path):
    """Only --out gets files (the store is hidden in it); the course stays as it is."""

    def tree():
        root = tiny.course.root
        return {p: p.stat().st_mtime_ns for p in root.rglob("*") if "__pycache__" not in p.parts}

    desk.hand_in("a")
    before = tree()
    grade(tiny, Places(desk.folder, tmp_path / "out", None), slots=1)

    assert tree() == before
    assert {p.name for p in (tmp_path / "out").iterdir()} == {"autograded", ".autograde"}


def test_nothing_handed_in_is_wrong_usage(tiny, tmp_path):
    """An empty folder and a missing student are told with what was found."""
    with pytest.raises(UsageError, match="no such folder"):
        grade(tiny, Places(tmp_path / "submitted", tmp_path, None))
    (tmp_path / "submitted").mkdir()
    with pytest.raises(UsageError, match="The folder is empty"):
        grade(tiny, Places(tmp_path / "submitted", tmp_path, None))
    with pytest.raises(UsageError, match="nothing was handed in by nobody"):
        grade(tiny, Places(tmp_path / "submitted", tmp_path, None), students=["nobody"])


def test_solutions_are_typed_as_students_type(course):
    """The class was made from the instructor's solutions without their markers."""
    assignment, _, grading = course

    assert "BEGIN SOLUTION" not in "".join(
        own_solutions(read_notebook(assignment.notebook)).values()
    )
    by_student = {r.student: r for r in grading.results}
    assert by_student["Noether, Emmy"].status is Outcome.GRADED
    assert by_student["Poincaré, Henri"].exercises[0].status is Status.NOT_ATTEMPTED


def test_a_check_that_waits_for_a_device_is_finished_by_grading_again(
    course, tmp_path, monkeypatch, warm_engines
):
    """Without a device the exercise has no score yet; grading where there is one completes it."""
    from desk import Desk

    from autograde.run.pool import Zygote

    assignment, places, _ = course
    desk = Desk(assignment, tmp_path / "submitted")
    desk.hand_in("Lamarr, Hedy")
    places = Places(desk.folder, tmp_path / "out", places.db_url)
    wait_ready = Zygote.wait_ready

    def without_device(zygote):
        wait_ready(zygote)
        zygote.device, zygote.device_reason = "", "none here"

    with monkeypatch.context() as patched:
        patched.setattr(Zygote, "wait_ready", without_device)
        first = grade(assignment, places, slots=1)
    before = rows(places, "Lamarr, Hedy")
    with warm_engines.lent():
        second = grade(assignment, places, slots=1)
    after = rows(places, "Lamarr, Hedy")

    assert [r.student for r in first.needs_person] == ["Lamarr, Hedy"]
    assert before["double-check"] == (None, True)
    assert before["fit_slope-check"] == (3.0, False)
    assert second.needs_person == ()
    assert after["double-check"] == (2.0, False)
