"""
What happens when student code takes all it can. Every bomb here is bounded, so that a sandbox
that fails its test does not take the machine down.
"""

import os
import time

import pytest
from confined import Gone, Student, Zygote

from autograde.run.sandbox import TreeMeter, has_ended, tree_memory_kb

FORK_BOMB = """
import os, time
answer = 0
try:
    for _ in range(400):
        if os.fork() == 0:
            time.sleep(20); os._exit(0)
        answer += 1
except OSError: pass
"""
THREAD_BOMB = """
import threading
done, answer = threading.Event(), 0
threading.stack_size(1 << 16)
try:
    for _ in range(10_000):
        threading.Thread(target=done.wait, daemon=True).start()
        answer += 1
except RuntimeError: pass
done.set()
"""


def test_a_fork_bomb_stops_at_the_limit(boxed: Student) -> None:
    """Forking ends with an error at the limit, and killing the student ends all of them."""
    assert 0 < boxed.run(FORK_BOMB) < boxed.policy.processes
    usage = TreeMeter(boxed.pid).read()
    assert 1 < usage.processes <= boxed.policy.processes
    assert boxed.kill()
    assert TreeMeter(boxed.pid).read().processes == 1  # itself, a zombie until waited for


def test_limits_are_counted_for_each_student(namespace_zygote: Zygote) -> None:
    """A neighbour's fork bomb leaves a student its own processes."""
    bomb, neighbour = namespace_zygote.spawn(), namespace_zygote.spawn()
    try:
        bomb.run(FORK_BOMB)
        assert neighbour.run(THREAD_BOMB) > neighbour.policy.processes // 2
    finally:
        bomb.close()
        neighbour.close()


def test_forking_is_refused_without_namespaces(walled: Student) -> None:
    """Where nobody could be sure to end them, there are no more processes, but threads."""
    walled.refuses("__import__('os').fork()")
    walled.refuses("__import__('os').posix_spawn('/bin/true', ['true'], {})")
    walled.refuses("__import__('os').setpgid(0, 0)")
    walled.refuses("__import__('os').setsid()")
    assert walled.run("import threading; t = threading.Thread(); t.start(); answer = 1") == 1


def test_ten_thousand_threads_are_not_had(student: Student) -> None:
    """Starting threads ends with an error, and the student goes on."""
    running = student.run(THREAD_BOMB)
    # In the landlock tier the user's other processes count and come and go.
    assert 0 < running < student.policy.processes + 100
    assert student.run("answer = 1") == 1


def test_memory_at_once(student: Student) -> None:
    """Asking for 8 GB is a MemoryError, in Python and in torch."""
    student.refuses("len(bytes(8 << 30))", "MemoryError")
    student.refuses(
        "__import__('torch').ones(2 * 10**9)", "RuntimeError", "DefaultCPUAllocatorError"
    )
    assert student.run("answer = 1") == 1


def test_memory_slowly(student: Student) -> None:
    """A student that keeps growing is seen by the meter and killed by whoever polls it."""
    limit_kb = 200 << 10
    meter = TreeMeter(student.pid)
    student.start(
        "import time\nkept = []\n"
        "for _ in range(150): kept.append(b'x' * (10 << 20)); time.sleep(0.01)"
    )
    end = time.monotonic() + 20
    while (usage := meter.read(limit_kb)).memory_kb <= limit_kb:
        assert time.monotonic() < end
        time.sleep(0.02)
    assert usage.memory_kb < limit_kb + (300 << 10)
    assert student.kill()
    assert meter.read().memory_kb == 0


def test_what_the_zygote_has_does_not_count(student: Student) -> None:
    """A fresh student has next to no memory of its own, though a process with torch is large."""
    meter = TreeMeter(student.pid)
    student.run("x = b'x' * (64 << 20)")
    assert 60 << 10 < meter.read().memory_kb < 100 << 10
    assert tree_memory_kb(student.pid) > meter.read().memory_kb


def test_workers_are_not_charged_for_shared_memory_each(boxed: Student) -> None:
    """Four forks of a process with 64 MB have 64 MB, once somebody looks closely."""
    meter = TreeMeter(boxed.pid)
    boxed.run(
        "import os, time\nx = b'x' * (64 << 20)\n"
        "for _ in range(4):\n  if os.fork() == 0: time.sleep(20); os._exit(0)"
    )
    quick = meter.read().memory_kb
    close = meter.read(limit_kb=128 << 10).memory_kb
    assert quick > 300 << 10
    assert 50 << 10 < close < 100 << 10


def test_processor_time_is_limited(boxed: Student) -> None:
    """A loop without end is killed by the kernel once its seconds are used up."""
    boxed.run("import resource as r; r.setrlimit(r.RLIMIT_CPU, (1, 1))")
    with pytest.raises(Gone):
        boxed.run("while True: pass")
    assert has_ended(boxed.pidfd, 5)


def test_endless_recursion_harms_nobody(zygote: Zygote) -> None:
    """Recursion raises; with the limit on it removed the student may die, and only it."""
    student, neighbour = zygote.spawn(), zygote.spawn()
    try:
        student.refuses("(f := lambda n: f(n + 1))(0)", "RecursionError")
        with pytest.raises(Gone):
            student.run(
                "import sys; sys.setrecursionlimit(10**8)\n"
                "class A:\n  def __repr__(self): return repr([self])\n"
                "repr(A())"
            )
        assert neighbour.run("answer = 1") == 1
    finally:
        student.close()
        neighbour.close()


@pytest.mark.parametrize(
    "code",
    ["os._exit(0)", "os.abort()", "os.kill(os.getpid(), 9)", "ctypes.string_at(0)", "sys.exit(0)"],
)
def test_ending_itself_ends_nobody_else(zygote: Zygote, code: str) -> None:
    """However a student ends its process, its neighbour and the zygote go on."""
    student, neighbour = zygote.spawn(), zygote.spawn()
    try:
        student.start(f"import ctypes, os, sys; {code}")
        if "sys" not in code and not (code.startswith("os.kill") and student_is_process_1(student)):
            assert has_ended(student.pidfd, 5)
        assert neighbour.run("answer = 1") == 1
    finally:
        student.close()
        neighbour.close()


def student_is_process_1(student: Student) -> bool:
    """Process 1 of a pid namespace cannot kill itself by a signal; it can only exit."""
    return student.policy.tier == "namespaces"


def test_a_stopped_student_can_be_killed(student: Student) -> None:
    """SIGSTOP to itself and ignored signals do not keep a student alive."""
    student.start(
        "import os, signal\n"
        "for n in range(1, 65):\n"
        "  try: signal.signal(n, signal.SIG_IGN)\n"
        "  except (OSError, ValueError): pass\n"
        "os.kill(os.getpid(), signal.SIGSTOP)\nwhile True: pass"
    )
    time.sleep(0.1)
    os.kill(student.pid, 15)
    assert not has_ended(student.pidfd, 0.1)
    assert student.kill()
