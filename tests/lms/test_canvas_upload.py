"""Scores through Canvas's interface, against a server that speaks it."""

import json

import pytest
from click.testing import CliRunner
from lms.canvas_server import TOKEN, Canvas
from lms.exports import CLASS

from autograde.cli import main
from autograde.collect.roster import NOBODY
from autograde.errors import AutogradeError, UsageError
from autograde.export.canvas_upload import upload
from autograde.export.scores import Score

# canvasapi says that a Canvas without https may behave unexpectedly.
pytestmark = pytest.mark.filterwarnings("ignore:Canvas may respond unexpectedly")

SCORES = {p.login: Score(p.login, i / 2, 7.0) for i, p in enumerate(CLASS[:6])} | {
    "zc0429": Score("zc0429", None, 7.0, excused=True, why="excused"),
    "cg1777": Score("cg1777", None, 7.0, why="not graded yet"),
    "gone": Score("gone", 1.0, 7.0),
}


@pytest.fixture
def canvas(monkeypatch):
    monkeypatch.setenv("CANVAS_API_TOKEN", TOKEN)
    with Canvas(CLASS) as server:
        yield server


def test_a_dry_run_sends_nothing(canvas):
    """It reads all pages, tells what it would send, and makes no request that changes anything."""
    done = upload(canvas.url, 7, 42, SCORES, NOBODY)

    assert not done.sent
    assert done.title == "Deep learning, Tiny"
    assert done.grades[103] == {"posted_grade": "1.00"}
    assert done.grades[107] == {"excuse": True}
    assert done.unknown == ("gone",)
    assert done.no_score == ("Carl Friedrich, Jr. Gauss",)
    assert {method for method, _ in canvas.requests} == {"GET"}
    assert canvas.grades == {}


def test_sent_grades_arrive_once(canvas):
    """One bulk update, waited for; what is there already is not sent again."""
    assert upload(canvas.url, 7, 42, SCORES, NOBODY, send=True).sent

    expected = {p.number: i / 2 for i, p in enumerate(CLASS[:6])} | {107: "excused"}
    assert canvas.grades == expected
    assert sum(method == "POST" for method, _ in canvas.requests) == 1
    assert canvas.polls == 3
    again = upload(canvas.url, 7, 42, SCORES, NOBODY, send=True)
    assert (again.grades, again.sent, len(again.unchanged)) == ({}, False, 7)


def test_canvas_fails_in_the_background(canvas):
    """A bulk update that Canvas gives up is an error, with its reason."""
    canvas.fail_progress = True

    with pytest.raises(AutogradeError, match="failed: out of order"):
        upload(canvas.url, 7, 42, SCORES, NOBODY, send=True)


def test_other_points_possible_need_a_word(canvas):
    """As with the file."""
    canvas.points = 14.0

    with pytest.raises(UsageError, match="7 points here and 14 there"):
        upload(canvas.url, 7, 42, SCORES, NOBODY)
    done = upload(canvas.url, 7, 42, SCORES, NOBODY, scale=True)
    assert done.grades[103] == {"posted_grade": "2.00"}


@pytest.mark.parametrize(("course", "token"), [(8, TOKEN), (7, "wrong")])
def test_what_canvas_refuses(canvas, monkeypatch, course, token):
    """A course that is not there, a token that is not valid: one message without the token."""
    monkeypatch.setenv("CANVAS_API_TOKEN", token)

    with pytest.raises(AutogradeError, match="Canvas refuses") as caught:
        upload(canvas.url, course, 42, SCORES, NOBODY, send=True)
    assert TOKEN not in str(caught.value)
    assert canvas.grades == {}


def test_nobody_is_there(monkeypatch):
    """A server that does not answer is one message."""
    monkeypatch.setenv("CANVAS_API_TOKEN", TOKEN)
    with Canvas([]) as server:
        url = server.url

    with pytest.raises(AutogradeError, match="Canvas refuses"):
        upload(url, 7, 42, SCORES, NOBODY)


def test_the_command(canvas, monkeypatch, tiny_copy, tmp_path):
    """Dry by default; without a token it says how to get one."""
    record = {
        "schema": 1, "student": CLASS[0].login, "assignment": "tiny", "status": "graded",
        "score": 5.0, "max_score": 5.0, "manual_max_score": 2.0, "exercises": {}, "notes": [],
    }  # fmt: skip
    (tmp_path / "r.jsonl").write_text(json.dumps(record) + "\n")
    arguments = [
        "export", "canvas-upload", "tiny", "--url", canvas.url, "--canvas-course", "7",
        "--canvas-assignment", "42", "--json", str(tmp_path / "r.jsonl"),
        "--course", str(tiny_copy.course.root),
    ]  # fmt: skip

    dry = CliRunner().invoke(main, arguments)
    assert dry.exit_code == 0, dry.output
    assert "1 grades, 0 unchanged\nNothing was sent (--send does)." in dry.stdout
    sent = CliRunner().invoke(main, [*arguments, "--send"])
    assert "Sent." in sent.stdout
    assert canvas.grades == {101: 5.0}
    monkeypatch.delenv("CANVAS_API_TOKEN")
    refused = CliRunner().invoke(main, arguments)
    assert refused.exit_code == 2
    assert "New Access Token" in refused.stderr
