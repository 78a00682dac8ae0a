"""What has been graded is not graded again until something that it depends on changes."""

import os
import signal
import subprocess
import sys
import time
from dataclasses import replace

import pytest

from autograde.files import write_whole
from autograde.grade.jobs import Done, Job
from autograde.grade.store import Store, open_store
from autograde.model import Outcome, Result
from autograde.workflow import Places, grade


def result(status=Outcome.GRADED):
    return Result("a", "tiny", status, 1.0, 5.0, 2.0)


@pytest.fixture
def store(tmp_path):
    return Store(tmp_path / "store")


def test_a_result_comes_back_with_its_notebook(store, tmp_path):
    """What was put is got, under the same key only."""
    notebook = tmp_path / "1.ipynb"
    notebook.write_text("{}")
    job = Job("a", notebook)
    key = store.key(job)
    store.put(key, Done(job, result(), notebook))

    found = store.get(key)

    assert found.result == result()
    assert found.notebook.read_text() == "{}"
    assert store.get("0" * 64 + "-" + "0" * 16) is None


def test_our_own_faults_are_not_kept(store):
    """A grader_error is tried again next time."""
    job = Job("a", None)
    store.put(store.key(job), Done(job, result(Outcome.GRADER_ERROR), None))

    assert store.get(store.key(job)) is None


def test_a_half_written_result_is_no_result(store, tmp_path):
    """A broken file, or a result without its notebook, is graded again."""
    job = Job("a", None)
    key = store.key(job)
    store.put(key, Done(job, result(), None))
    assert store.get(key) is None
    store.put(key, Done(job, result(Outcome.REFUSED), None))
    assert store.get(key) is not None
    next(store.folder.rglob("*.json")).write_text('{"student": "a", ')
    assert store.get(key) is None


def test_the_key_changes_with_what_was_handed_in(store, tmp_path):
    """Another byte, another student, another file beside it."""
    path = tmp_path / "n.ipynb"
    path.write_text("{}")
    job = Job("a", path, ("n.ipynb",))
    keys = {store.key(job), store.key(replace(job, student="b"))}
    keys.add(store.key(replace(job, found=("n.ipynb", "conftest.py"))))
    path.write_text("{ }")
    keys.add(store.key(job))

    assert len(keys) == 4


def test_the_key_changes_with_whatever_a_result_depends_on(tiny_copy, tmp_path):
    """Checks, manifest, release, seed and tier are all in the key; a due date is not."""
    job = Job("a", None)

    def key(seed=0, tier="namespaces"):
        return open_store(tiny_copy, tmp_path, seed, tier).key(job)

    keys = {key(), key(seed=1), key(tier="landlock")}
    tests, manifest = tiny_copy.tests / "test_public.py", tiny_copy.folder / "assignment.toml"
    for path in (tests, manifest, tiny_copy.release / "tiny.ipynb"):
        path.write_text(path.read_text() + "\n# edited\n")
        keys.add(key())
    manifest.write_text(manifest.read_text() + "[late]\ndue = 2030-01-01T00:00:00Z\n")

    assert len(keys) == 6
    assert key() in keys


def test_files_are_replaced_whole(tmp_path):
    """No temporary file stays, and the old content is there until the new one is."""
    path = tmp_path / "a" / "b.json"
    write_whole(path, b"one")
    write_whole(path, b"two")

    assert path.read_bytes() == b"two"
    assert [p.name for p in path.parent.iterdir()] == ["b.json"]


@pytest.mark.usefixtures("warm_engine")
def test_unchanged_submissions_are_not_run_again(tiny, desk, tmp_path, monkeypatch):
    """The second run gives the same results without starting a process; a change is graded."""
    desk.hand_in("a")
    changed = desk.hand_in("b")
    places = Places(desk.folder, tmp_path / "out", None)
    first = grade(tiny, places, slots=1)

    with monkeypatch.context() as patched:
        patched.setattr(
            "autograde.grade.conduct.open_batch", lambda *_, **__: pytest.fail("started")
        )
        second = grade(tiny, places, slots=1)
    changed.write_text(changed.read_text().replace("return 2 * x", "return 3 * x"))
    third = grade(tiny, places, slots=1)

    assert second == first
    assert [r.score for r in third.results] == [5, 3.5]


def test_a_stopped_run_goes_on_where_it_stopped(tiny, desk, tmp_path):
    """kill -9 of the conductor loses nothing that was done, and leaves no process."""
    for i in range(5):
        desk.hand_in(
            f"s{i}", double="import time\ntime.sleep(0.2)\ndef double(x):\n    return 2 * x"
        )
    out, file = tmp_path / "out", tmp_path / "r.jsonl"
    command = [
        sys.executable, "-m", "autograde.cli", "grade", "tiny", "--course", str(tiny.course.root),
        "--submitted", str(desk.folder), "--out", str(out), "--json", str(file),
        "--no-gradebook", "--jobs", "1",
    ]  # fmt: skip
    run = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    end = time.monotonic() + 60
    while len(done := list(out.rglob("*.json"))) < 2 and time.monotonic() < end:
        time.sleep(0.05)
    os.kill(run.pid, signal.SIGKILL)
    run.wait()
    assert 2 <= len(done) < 5

    again = subprocess.run(command, check=False, capture_output=True, text=True)

    assert again.returncode == 0, again.stderr
    assert len(file.read_text().splitlines()) == 5
    assert "5 graded" in again.stderr
