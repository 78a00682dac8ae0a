"""A class is graded whatever some of it does, and whatever happens to our own processes."""

import os
import signal
import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest

from autograde.checks import collect
from autograde.errors import CourseError
from autograde.grade.batch import Batch
from autograde.grade.jobs import Job, find_jobs
from autograde.grade.one import match
from autograde.grade.setup import imported_modules, open_batch, policy_for
from autograde.model import Outcome, Status
from autograde.record import record
from autograde.run.sandbox import choose_tier, probe_machine
from autograde.suite import iter_test_files

KILLER = "import os\ndef double(x):\n    os._exit(1)"
SLEEPER = "import time\ntime.sleep(100)\ndef double(x):\n    return 2 * x"


@pytest.fixture(scope="module")
def batch(tmp_path_factory):
    from desk import TINY

    from autograde.course import Course

    assignment = Course(TINY).assignment("tiny")
    with open_batch(assignment, slots=2, staging=tmp_path_factory.mktemp("staging")) as batch:
        yield batch


def grade(batch, desk):
    jobs = find_jobs(desk.folder, "tiny")
    return {done.job.student: done for done in batch.grade(jobs)}


def exercise(done, id):
    return next(e for e in done.result.exercises if e.id == id)


def untimed(result):
    return record(replace(result, timing={}))


def processes_of(pid):
    """All descendants of a process."""
    found, todo = [], [pid]
    while todo:
        current = todo.pop()
        try:
            tasks = os.listdir(f"/proc/{current}/task")
            for task in tasks:
                children = Path(f"/proc/{current}/task/{task}/children").read_text().split()
                todo += map(int, children)
                found += map(int, children)
        except OSError:
            continue
    return found


def test_a_mixed_class(batch, desk):
    """Each submission gets its own verdict; none hurts another."""
    desk.hand_in("right")
    desk.hand_in("untouched", desk.release)
    desk.hand_in("truncated", b'{"nbformat": 4, "cells": [')
    desk.hand_in("killer", double=KILLER)
    desk.hand_in("loop", double="while True:\n    pass")
    desk.hand_in("wrong", double="def double(x):\n    return x * x")
    desk.hand_in("raises", double="def double(x):\n    return x.nonsense")
    desk.hand_in("broken cell", double="def double(x:\n    return 2 * x")
    (desk.folder / "empty" / "tiny").mkdir(parents=True)
    (desk.folder / "empty" / "tiny" / "homework.ipynb").write_text("{}")

    done = grade(batch, desk)

    scores = {s: (d.result.score, exercise(d, "double").status) for s, d in done.items()}
    assert scores == {
        "right": (5, Status.PASSED),
        "untouched": (0, Status.NOT_ATTEMPTED),
        "truncated": (0, Status.NOT_ATTEMPTED),
        "killer": (3, Status.KILLED),
        "loop": (3, Status.TIMED_OUT),
        "wrong": (3.5, Status.FAILED),
        "raises": (3, Status.RAISED),
        "broken cell": (3, Status.RAISED),
        "empty": (0, Status.NOT_ATTEMPTED),
    }
    refused = {s for s, d in done.items() if d.result.status is Outcome.REFUSED}
    assert refused == {"truncated", "empty"}
    assert "homework.ipynb" in done["empty"].result.notes[0]
    message = exercise(done["broken cell"], "double").checks[0].message
    assert "did not run" in message
    assert "def double(x:" in message


def test_without_a_device_only_the_device_checks_wait(batch, desk, monkeypatch):
    """No device on this machine: the other checks count, these are a person's, and once tried."""
    desk.hand_in("a")
    desk.hand_in("b", double="def double(x):\n    return 3 * x")
    monkeypatch.setattr(batch.zygote, "device", "")
    monkeypatch.setattr(batch.zygote, "device_reason", "no executable memory here")
    monkeypatch.setattr(batch, "_alone", lambda job: pytest.fail("tried again for nothing"))

    done = grade(batch, desk)

    result = done["a"].result
    checks = {c.id: c for c in exercise(done["a"], "double").checks}
    device = checks.pop("test_double_on_device")
    assert result.status is Outcome.GRADER_ERROR
    assert result.device == "unavailable (no executable memory here)"
    assert device.status is Status.GRADER_ERROR
    assert "Device check unavailable here" in device.message
    assert "No points lost" in device.message
    assert all(c.status is Status.PASSED and c.points == c.max_points for c in checks.values())
    assert result.score == result.max_score - device.max_points
    assert "1 device check could not be run here" in result.notes[-1]
    assert exercise(done["b"], "double").checks[0].status is Status.FAILED


def test_what_the_device_checks_ran_on_is_said(batch, desk):
    """Each result names the tier."""
    desk.hand_in("a")

    said = grade(batch, desk)["a"].result.device

    assert said in ("simulated CUDA device", "PrivateUse1 device")


def test_the_same_submission_gets_the_same_record(batch, desk):
    """Twice the same notebook gives twice the same result, whoever grades it."""
    for i in range(6):
        desk.hand_in(f"s{i}", double="def double(x):\n    return 2 * x + torch.rand(())")

    done = grade(batch, desk)

    records = [untimed(replace(d.result, student="s")) for d in done.values()]
    assert all(r == records[0] for r in records)


def test_a_cell_that_kills_costs_itself_alone(batch, desk):
    """Cells after one that ends the process are run without it."""
    desk.hand_in("a", double="import os\nos._exit(0)")

    result = grade(batch, desk)["a"]

    assert exercise(result, "fit_slope").score == 3
    assert exercise(result, "double").status is Status.KILLED


def test_hidden_inputs_stay_hidden(batch, desk):
    """What a hidden check tells the student holds no number but the student's own."""
    desk.hand_in("a", double="def double(x):\n    return x * 3")

    hidden = exercise(grade(batch, desk)["a"], "double").checks[1]

    assert hidden.hidden
    assert hidden.message.startswith("double works for any shape")
    assert "tensor" not in hidden.message
    assert "tensor" in hidden.detail


@pytest.mark.skipif(
    choose_tier(probe_machine()) != "namespaces",
    reason="in the weaker tiers a process can send SIGKILL to itself",
)
def test_a_student_process_killed_from_outside_costs_no_points(batch, desk):
    """Whoever ends a student's process, a person or the kernel out of memory, it is tried again."""
    desk.hand_in("slow", double="import time\ntime.sleep(1.5)\ndef double(x):\n    return 2 * x")
    killer = threading.Thread(target=kill_a_student_of, args=(batch,))
    killer.start()

    done = grade(batch, desk)
    killer.join()

    assert done["slow"].result.score == 5


def kill_a_student_of(batch):
    end = time.monotonic() + 20
    while time.monotonic() < end:
        for pid in processes_of(batch.zygote.process.pid):
            time.sleep(0.5)  # it is in its first cells now
            os.kill(pid, signal.SIGKILL)
            return


def test_a_killed_grader_costs_no_points(batch, desk):
    """Graders that die in the middle of a submission are replaced, and it is graded again."""
    for i in range(6):
        desk.hand_in(f"s{i}")
    jobs = find_jobs(desk.folder, "tiny")
    done = []
    killed = False
    for one in batch.grade(jobs):
        done.append(one)
        if not killed:
            killed = True
            for pid in processes_of(batch._server.pid):
                os.kill(pid, signal.SIGKILL)

    assert sorted(d.job.student for d in done) == [f"s{i}" for i in range(6)]
    assert {d.result.score for d in done} == {5}


def test_a_killed_grading_server_costs_no_points(batch, desk):
    """The server that graders come from dies with all of them: it is started again."""
    for i in range(6):
        desk.hand_in(f"s{i}")
    done = []
    before = batch._server
    for one in batch.grade(find_jobs(desk.folder, "tiny")):
        done.append(one)
        if len(done) == 1:
            for pid in [before.pid, *processes_of(before.pid)]:
                os.kill(pid, signal.SIGKILL)

    assert sorted(d.job.student for d in done) == [f"s{i}" for i in range(6)]
    assert {d.result.score for d in done} == {5}
    assert batch._server is not before


@pytest.mark.slow("two engines of its own, and deadlines to wait for")
def test_limits_of_time_grow_on_a_slow_machine(tiny_copy, desk, tmp_path):
    """A call that takes twice its limit is late, but not on a machine that is four times slower."""
    tests = tiny_copy.tests / "test_hidden.py"
    tests.write_text(tests.read_text().replace("seconds(5)", "seconds(0.5)"))
    slow = desk.hand_in(
        "slow",
        fit_slope="import time\ndef fit_slope(x, y):\n    time.sleep(1)\n"
        "    return float((x * y).sum() / (x * x).sum())",
    )
    ended = []
    for slowness in (1.0, 4.0):
        with Batch(
            tiny_copy,
            policy_for(tiny_copy, tmp_path),
            slots=1,
            staging=tmp_path,
            slowness=slowness,
        ) as batch:
            (done,) = batch.grade([Job("slow", slow)])
            checks = exercise(done, "fit_slope").checks
            ended.append(next(c.status for c in checks if c.id == "test_fit_slope_learns"))

    assert ended == [Status.TIMED_OUT, Status.PASSED]


def test_a_killed_zygote_costs_no_points(batch, desk):
    """A zygote that dies in mid-batch is started again and everything is graded."""
    for i in range(6):
        desk.hand_in(f"s{i}")
    jobs = find_jobs(desk.folder, "tiny")
    done = []
    before = batch.zygote
    for one in batch.grade(jobs):
        done.append(one)
        if batch.zygote is before and len(done) == 1:
            for pid in [*processes_of(before.process.pid), before.process.pid]:
                try:
                    os.kill(pid, signal.SIGKILL)
                except ProcessLookupError:
                    continue

    assert sorted(d.job.student for d in done) == [f"s{i}" for i in range(6)]
    assert {d.result.score for d in done} == {5}
    assert batch.zygote is not before


def test_what_our_own_code_fails_on_is_tried_again_then_queued(batch, desk, tmp_path):
    """A fault of ours gives grader_error without points lost, after a second try."""
    fine = desk.hand_in("fine")
    unreadable = Job("ours", Path("/proc/self/mem"))

    done = {d.job.student: d.result for d in batch.grade([unreadable, Job("fine", fine)])}

    assert done["fine"].score == 5
    assert done["ours"].status in (Outcome.REFUSED, Outcome.GRADER_ERROR)


def test_nothing_is_left_when_a_batch_closes(batch):
    """close() leaves no process. The last test of this batch, after all that was killed of it."""
    ours = [batch.zygote.process.pid, batch._server.pid]
    ours += processes_of(ours[0]) + processes_of(ours[1])
    batch.close()
    end = time.monotonic() + 20
    while (left := [p for p in ours if Path(f"/proc/{p}").exists()]) and time.monotonic() < end:
        time.sleep(0.05)

    assert left == []


def fit_together(assignment):
    """What the grading server does first: collect the checks, compare them with the manifest."""
    files = list(iter_test_files(assignment.tests))
    collect(files, lambda checks: match(assignment.manifest, checks.all, "assignment.toml"))


@pytest.mark.parametrize(
    ("edit", "message"),
    [
        (('exercise("double")', 'exercise("duoble")'), "not in the manifest"),
        (("points(1)", "points(2)"), "worth 3 points in all"),
        (("test_double_small", "test_double_fresh"), "two tests are called"),
        (("import torch", "import torchh"), "cannot be collected"),
        (('exercise("fit_slope")', 'exercise("double")'), "worth 3 points in all"),
    ],
)
def test_checks_that_do_not_fit_the_manifest_are_refused(tiny_copy, edit, message):
    """A wrong mark, points that do not add up and a broken test are one message each."""
    path = tiny_copy.tests / "test_public.py"
    path.write_text(path.read_text().replace(*edit))

    with pytest.raises(CourseError, match=message):
        fit_together(tiny_copy)


def test_an_exercise_without_tests_is_refused(tiny_copy):
    """The message names the exercise."""
    (tiny_copy.tests / "test_hidden.py").unlink()
    path = tiny_copy.tests / "test_public.py"
    path.write_text(path.read_text().split('@pytest.mark.exercise("fit_slope")')[0])
    manifest = tiny_copy.folder / "assignment.toml"
    manifest.write_text(manifest.read_text().replace("points = 2", "points = 1", 1))

    with pytest.raises(CourseError, match='"fit_slope" has no tests'):
        fit_together(tiny_copy)


def test_a_course_error_of_the_server_reaches_the_conductor(tiny_copy, tmp_path):
    """What the grading server finds wrong is raised where the batch is opened."""
    (tiny_copy.tests / "test_public.py").write_text("import nothing_of_this_name")

    with pytest.raises(CourseError, match="cannot be collected"):
        open_batch(tiny_copy, slots=1, staging=tmp_path)


def test_the_zygote_imports_what_the_master_imports(tiny):
    """Modules for the zygote come from the instructor's notebook."""
    assert imported_modules(tiny.notebook) == ("matplotlib.pyplot", "torch")
