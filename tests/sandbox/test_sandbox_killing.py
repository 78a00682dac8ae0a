"""After the end of a student, of the zygote or of the grader nothing is left running."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from confined import HERE, REPOSITORY, Student, Zygote, all_end
from conftest import Place

from autograde.run.sandbox import Policy, Tier, default_read_only_paths, has_ended
from autograde.run.sandbox.process import tree

DAEMON = """
import os, signal, time
reader, writer = os.pipe()
if os.fork() == 0:
    try: os.setsid()
    except OSError: pass
    if os.fork() == 0:
        for number in (1, 2, 3, 15): signal.signal(number, signal.SIG_IGN)
        os.write(writer, b"x")
        time.sleep(30)
    os._exit(0)
os.read(reader, 1)
os.wait()
answer = 1
"""
MINE = [("namespaces", False), ("landlock", True), ("landlock", False), ("none", False)]


@contextlib.contextmanager
def started(tier: Tier, allow_fork: bool, place: Place, tiers: list[Tier]) -> Iterator[Zygote]:
    if tier != "none" and tier not in tiers:
        pytest.skip(f"this machine has no {tier} tier")
    policy = Policy(
        tier=tier,
        read_only=default_read_only_paths(),
        scratch=place.scratch(0),
        allow_fork=allow_fork,
    )
    zygote = Zygote(policy)
    assert zygote.greeting == "ready"
    try:
        yield zygote
    finally:
        zygote.process.kill()
        zygote.close()


Watch = Callable[[int], list[int]]


@pytest.fixture
def watch() -> Iterator[Watch]:
    """
    Opens pidfds of a process and its descendants; what outlives the test is killed after it.
    """
    pidfds: list[int] = []

    def opened(pid: int) -> list[int]:
        fresh = [os.pidfd_open(member) for member in tree(pid)]
        pidfds.extend(fresh)
        return fresh

    yield opened
    for pidfd in pidfds:
        with contextlib.suppress(ProcessLookupError):
            signal.pidfd_send_signal(pidfd, signal.SIGKILL)
        os.close(pidfd)


def busy(zygote: Zygote) -> Student:
    """A student with a daemon, where it can have one, in an endless loop."""
    student = zygote.spawn()
    if zygote.policy.tier != "landlock" or zygote.policy.allow_fork:
        student.run(DAEMON)
        assert len(list(tree(student.pid))) == 2
    student.start("while True: pass")
    return student


@pytest.mark.parametrize(("tier", "allow_fork"), MINE)
def test_killing_a_student_kills_its_daemons(
    tier: Tier, allow_fork: bool, place: Place, tiers: list[Tier], watch: Watch
) -> None:
    """A daemon that left its parent and its session, and ignores signals, is dead as well."""
    with started(tier, allow_fork, place, tiers) as zygote:
        student = busy(zygote)
        everybody = watch(student.pid)
        assert student.kill()
        assert all_end(everybody, 0.5)
        student.close()


@pytest.mark.parametrize("tier", ["namespaces", "landlock"])
def test_a_daemon_does_not_outlive_a_student_that_ended(
    tier: Tier, place: Place, tiers: list[Tier], watch: Watch
) -> None:
    """A daemon whose student has ended by itself, long before anybody kills it, is found."""
    with started(tier, True, place, tiers) as zygote:
        student = zygote.spawn()
        student.run(DAEMON)
        everybody = watch(student.pid)
        student.start("os._exit(0)")
        assert has_ended(student.pidfd, 5)
        zygote.spawn().close()  # the zygote waits for the dead now
        assert student.kill()
        assert all_end(everybody, 0.5)
        student.close()


@pytest.mark.parametrize(("tier", "allow_fork"), [("namespaces", False), ("landlock", False)])
def test_nothing_outlives_the_zygote(
    tier: Tier, allow_fork: bool, place: Place, tiers: list[Tier], watch: Watch
) -> None:
    """kill -9 of the zygote takes its students and their daemons along."""
    with started(tier, allow_fork, place, tiers) as zygote:
        students = [busy(zygote), busy(zygote)]
        everybody = watch(zygote.process.pid)
        zygote.process.kill()
        assert all_end(everybody)
        for student in students:
            student.close()


@pytest.mark.parametrize("tier", ["namespaces", "landlock"])
def test_nothing_outlives_the_grader(
    tier: Tier, place: Place, tiers: list[Tier], watch: Watch
) -> None:
    """kill -9 of the grader ends the zygote, its students and their daemons."""
    if tier not in tiers:
        pytest.skip(f"this machine has no {tier} tier")
    policy = Policy(tier=tier, read_only=default_read_only_paths(), scratch=place.scratch(0))
    code = (
        "import sys, time; import test_sandbox_killing as t\n"
        "from autograde.run.sandbox import Policy\n"
        "zygote = t.Zygote(Policy.from_json(sys.argv[1]))\n"
        "kept = [t.busy(zygote), t.busy(zygote)]\n"
        "print('busy', flush=True); time.sleep(60)"
    )
    grader = subprocess.Popen(
        [sys.executable, "-c", code, policy.to_json()],
        env=os.environ | {"PYTHONPATH": f"{REPOSITORY}{os.pathsep}{HERE}"},
        stdout=subprocess.PIPE,
    )
    assert grader.stdout is not None
    assert grader.stdout.readline() == b"busy\n"
    everybody = watch(grader.pid)
    assert len(everybody) >= 4
    grader.send_signal(signal.SIGKILL)
    grader.wait()
    grader.stdout.close()
    assert all_end(everybody)


def test_a_student_that_was_waited_for_can_be_killed_again(namespace_zygote: Zygote) -> None:
    """Killing what is dead, and has been waited for, is no error and hits nobody else."""
    student = namespace_zygote.spawn()
    assert student.kill()
    namespace_zygote.spawn().close()
    time.sleep(0.05)
    assert student.kill()
    student.close()


def test_none_tier_runs_without_confinement(place: Place, tiers: list[Tier]) -> None:
    """--no-sandbox confines nothing, but tidies: own directory, own descriptors, environment."""
    with started("none", False, place, tiers) as zygote:
        student = zygote.spawn()
        assert student.run(f"answer = open({str(place.hidden_test)!r}).read()") == "SECRET = 42\n"
        assert student.run("import os; answer = os.getcwd()").startswith(zygote.policy.scratch)
        student.close()
        assert not list(Path(zygote.policy.scratch).glob("student-*"))
