"""What a check raises decides whose doing it is; marks and files are read strictly."""

import textwrap

import pytest
import torch

from autograde import checks, values
from autograde.checks import Subject, collect
from autograde.errors import (
    CourseError,
    StudentKilled,
    StudentMissing,
    StudentRaised,
    StudentTimedOut,
    ZygoteDied,
)
from autograde.expect import Unmet
from autograde.model import Status
from autograde.namespace import Namespace
from autograde.outcomes import Check, outcome
from autograde.proxy import Student

PUBLIC = Check("test_a", "e", "a title", 2.0, hidden=False, path="t.py")
HIDDEN = Check("test_b", "e", "a title", 2.0, hidden=True, path="t.py")


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (None, Status.PASSED),
        (Unmet("f(1) returned 2", advice="add"), Status.FAILED),
        (AssertionError("assert 1 == 2"), Status.FAILED),
        (StudentRaised(("ValueError", "Exception"), "bad"), Status.RAISED),
        (StudentRaised(("NotImplementedError", "RuntimeError"), ""), Status.NOT_ATTEMPTED),
        (StudentRaised(("NotImplementedError",), "no forward", own=False), Status.RAISED),
        (StudentMissing("f"), Status.NOT_ATTEMPTED),
        (StudentTimedOut("late"), Status.TIMED_OUT),
        (StudentKilled("memory"), Status.KILLED),
        (TypeError("a bug in the test"), Status.GRADER_ERROR),
        (ZygoteDied("gone"), Status.GRADER_ERROR),
    ],
)
def test_blame_follows_from_what_was_raised(error, status):
    """Each kind of exception gives its status; only a pass gives points."""
    result = outcome(PUBLIC, error)

    assert result.status is status
    assert result.points == (2.0 if error is None else 0.0)


def test_a_hidden_check_tells_its_title_and_one_thing_to_try():
    """Inputs, values and the student's exception text of a hidden check stay with staff."""
    unmet = Unmet("f(tensor([41.5])) returned 83", expected="84.25", advice="look at the units.")
    raised = StudentRaised(("ValueError",), "41.5 is odd", line="return g(x)", call="f(41.5)")

    for error in (unmet, raised, StudentTimedOut("late")):
        result = outcome(HIDDEN, error)
        assert "41.5" not in result.message
        assert "84.25" not in result.message
        assert result.message.startswith("a title")
    assert outcome(HIDDEN, unmet).message == "a title\nTry: look at the units."
    known = Unmet("f(41.5) returned 83", advice="look at the units.", mistake="it was doubled.")
    assert outcome(HIDDEN, known).message == "a title\nPerhaps: it was doubled."
    asked = Unmet("f(41.5) returned 83", mistake="which of the two comes first? One wins.")
    assert outcome(HIDDEN, asked).message == (
        "a title\nTry: which of the two comes first? One wins."
    )
    assert "return g(x)" in outcome(HIDDEN, raised).message
    assert "41.5" in outcome(HIDDEN, unmet).detail


def test_our_own_fault_says_so():
    """A bug in a check tells the student that no points are lost, with an id for staff."""
    result = outcome(PUBLIC, TypeError("x"))

    assert "not your code, no points lost" in result.message
    assert "TypeError" in result.detail


def write(folder, name, text):
    path = folder / name
    path.write_text("import pytest\nfrom autograde import expect\n" + textwrap.dedent(text))
    return path


def run(files, source="def f(x):\n    return x\n", **options):
    scope = {"torch": torch}
    exec(source, scope)
    namespace = Namespace(scope)
    subject = Subject(
        lambda check: Student(
            lambda request: values.copy(
                namespace.answer(values.copy(request, namespace.keep)), namespace.keep
            )
        ),
        **options,
    )
    found = []
    collect(files, lambda collected: found.extend((collected.run(subject), collected.run(subject))))
    return found


def test_collected_checks_run_again_and_again(tmp_path):
    """Checks collected once give the same results for every notebook."""
    file = write(
        tmp_path,
        "test_public.py",
        '''
        pytestmark = pytest.mark.exercise("e")

        @pytest.mark.points(2)
        @pytest.mark.parametrize("n", [1, 2])
        def test_same(student, fresh, n):
            """f gives back what it got."""
            import torch
            expect.close(student.f(torch.rand(3, generator=fresh)), torch.zeros(3), atol=n - 1)
        ''',
    )

    first, second = run([file])

    assert first == second
    assert [(r.id, r.status, r.points) for r in first] == [
        ("test_same[1]", Status.FAILED, 0.0),
        ("test_same[2]", Status.PASSED, 2.0),
    ]


def test_fresh_data_follow_from_the_seed_alone(tmp_path):
    """The same seed draws the same data, another seed others; so does another check."""
    file = write(
        tmp_path,
        "test_hidden.py",
        '''
        pytestmark = pytest.mark.exercise("e")
        import torch

        def test_one(student, fresh):
            """one"""
            expect.that(False, str(torch.rand((), generator=fresh).item()))

        def test_two(student, fresh):
            """two"""
            expect.that(False, str(torch.rand((), generator=fresh).item()))
        ''',
    )

    def drawn(seed):
        return [r.detail for r in run([file], seeds={"e": seed})[0]]

    assert drawn("a") == drawn("a")
    assert len({*drawn("a"), *drawn("b")}) == 4


def test_files_beside_the_tests_are_not_loaded(tmp_path):
    """No conftest.py, no settings file and no module that a student ships is loaded."""
    for name in ("conftest.py", "sitecustomize.py", "torch.py", "expect.py"):
        (tmp_path / name).write_text("raise SystemExit('loaded')\n")
    (tmp_path / "pytest.ini").write_text("[pytest]\naddopts = --collect-only\n")
    file = write(
        tmp_path,
        "test_public.py",
        '''
        @pytest.mark.exercise("e")
        def test_it(student):
            """It works."""
            expect.equal(student.f(3), 3)
        ''',
    )

    assert [r.status for r in run([file])[0]] == [Status.PASSED]


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ('def test_x(student):\n    """x"""\n', "without an exercise"),
        ('@pytest.mark.exercise("e")\ndef test_x(student):\n    pass\n', "without a docstring"),
        (
            '@pytest.mark.exercise("e")\n@pytest.mark.points("two")\n'
            'def test_x(student):\n    """x"""\n',
            "takes one value",
        ),
        ("def test_x(:\n", "cannot be collected"),
        ("import nothing_of_this_name\n", "cannot be collected"),
        (
            '@pytest.mark.exercse("e")\ndef test_x(student):\n    """x"""\n',
            "cannot be collected",
        ),
    ],
)
def test_a_bad_test_file_is_a_course_error(tmp_path, body, message):
    """One clear message says where and what."""
    file = write(tmp_path, "test_hidden.py", body)

    with pytest.raises(CourseError, match=message) as caught:
        run([file])
    assert "test_hidden.py" in str(caught.value)


def test_device_checks_are_left_out_where_there_is_no_device(tmp_path):
    """A check that asks for the accelerator gives no result where there is none."""
    file = write(
        tmp_path,
        "test_hidden.py",
        '''
        @pytest.mark.exercise("e")
        def test_gpu(student_on_gpu):
            """It runs on a device."""
        ''',
    )

    assert run([file])[0] == []


def test_hidden_is_whatever_is_not_public(tmp_path):
    """Only test_public*.py is ever given to students."""
    assert not checks.is_hidden(tmp_path / "test_public.py")
    assert not checks.is_hidden(tmp_path / "test_public_extra.py")
    assert checks.is_hidden(tmp_path / "test_hidden.py")
    assert checks.is_hidden(tmp_path / "test_anything.py")
