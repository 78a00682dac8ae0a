"""Grading on submission: what lands in a folder is graded, whole, and not too often."""

import json
import shutil
import time
import zipfile

import pytest

from autograde.errors import UsageError
from autograde.inbox import Inbox
from autograde.workflow import Places

pytestmark = pytest.mark.usefixtures("warm_engine")

SQUARES = "def double(x):\n    return x * x"
STAMP = "2026-03-01 10:00:00 UTC"


@pytest.fixture
def inbox(tiny, tmp_path):
    (tmp_path / "inbound").mkdir()
    said = []
    inbox = Inbox(
        tmp_path / "inbound",
        tiny,
        Places(tmp_path / "submitted", tmp_path / "out", None),
        slots=1,
        say=said.append,
    )
    inbox.said = said
    return inbox


def land(inbox, desk, student, folder="a", **answers):
    """As nbgrader's exchange has it."""
    notebook = desk.notebook(**answers)
    place = inbox.folder / f"{student}+tiny+{STAMP}+{folder}"
    place.mkdir()
    (place / "tiny.ipynb").write_text(json.dumps(notebook))
    (place / "timestamp.txt").write_text(STAMP)
    return place


def scores(results):
    return {r.student: r.score for r in results}


def test_what_lands_is_graded_once_it_has_stopped_changing(inbox, desk):
    """A file that is still being written waits; nothing is graded twice."""
    assert inbox.look() == ()
    land(inbox, desk, "ada")
    assert inbox.look() == (), "it may still be growing"
    assert scores(inbox.look()) == {"ada": 5}
    assert inbox.look() == ()

    land(inbox, desk, "emmy", double=SQUARES)
    inbox.look()
    assert scores(inbox.look()) == {"emmy": 3.5}


def test_a_student_waits_for_the_pause_and_the_latest_counts(inbox, desk, tmp_path):
    """Within the pause nothing is run for a student; a watcher that is new goes on with it."""
    land(inbox, desk, "ada", double=SQUARES)
    inbox.look()
    assert scores(inbox.look()) == {"ada": 3.5}
    shutil.rmtree(next(inbox.folder.iterdir()))
    land(inbox, desk, "ada", "b")
    inbox.look()
    assert inbox.look() == ()

    again = Inbox(inbox.folder, inbox.assignment, inbox.places, slots=1, say=inbox.say)
    again.look()
    assert again.look() == ()
    again.pause = 0.0
    assert scores(again.look()) == {"ada": 5}


def test_archives_of_an_lms_are_graded_as_they_come(inbox, desk, tmp_path):
    """A good archive is graded; a bad one is told and the service goes on."""
    with zipfile.ZipFile(inbox.folder / "export.zip", "w") as archive:
        archive.writestr("ada/tiny.ipynb", json.dumps(desk.notebook()))
        archive.writestr("emmy/tiny.ipynb", json.dumps(desk.notebook(double=SQUARES)))
    (inbox.folder / "broken.zip").write_bytes(b"PK\x03\x04 not an archive")
    (inbox.folder / "download.zip.part").write_bytes(b"half")
    inbox.look()

    assert scores(inbox.look()) == {"ada": 5, "emmy": 3.5}
    assert any("broken.zip" in line for line in inbox.said)
    assert inbox.look() == ()


def test_an_inbox_that_is_gone_is_told(inbox):
    """The folder was unmounted: an error that names it."""
    inbox.folder.rmdir()
    with pytest.raises(UsageError, match="the inbox cannot be read"):
        inbox.look()


def test_a_spoiled_memory_of_the_pause_is_no_obstacle(inbox, desk):
    """The file of times holds nonsense: everybody may be graded."""
    inbox._file.parent.mkdir(parents=True)
    inbox._file.write_text("[1, 2")
    land(inbox, desk, "ada")
    inbox.look()

    assert scores(inbox.look()) == {"ada": 5}
    assert time.time() - json.loads(inbox._file.read_text())["ada"] < 100
