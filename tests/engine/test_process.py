"""One student's process: what its cells show, and how it ends."""

import os
import subprocess
import sys
import time
from dataclasses import replace

import pytest
import torch

from autograde.errors import StudentKilled, StudentProtocol, StudentRaised, StudentTimedOut
from autograde.model import Status
from autograde.proxy import Student
from autograde.run.cells import RunLimits
from autograde.run.forkserver import ForkClient
from autograde.run.pool import Zygote
from autograde.run.process import StudentProcess
from autograde.run.sandbox import (
    Policy,
    StudentGroup,
    choose_tier,
    default_read_only_paths,
    probe_machine,
)
from autograde.run.sandbox.cgroup import own_group

# No test comes near total_seconds, on however busy a machine.
LIMITS = RunLimits(cell_seconds=2, total_seconds=1000, memory_mb=300, output_chars=100_000)


@pytest.fixture(scope="module")
def zygote(tmp_path_factory):
    policy = Policy(
        tier=choose_tier(probe_machine()),
        read_only=default_read_only_paths(),
        scratch=str(tmp_path_factory.mktemp("scratch")),
        memory_mb=300,
    )
    zygote = Zygote(policy)
    zygote.wait_ready()
    yield zygote
    zygote.close()


@pytest.fixture
def process(zygote):
    process = StudentProcess(ForkClient(zygote.controls[0]), zygote.policy, LIMITS.memory_mb)
    yield process
    process.close()


def run(process, *sources):
    cells = [(f"c{i}", source) for i, source in enumerate(sources)]
    return list(process.run(cells, LIMITS).cells.values())


def kinds(cell):
    return [o["output_type"] for o in cell.outputs]


def test_outputs_are_those_of_a_notebook(process):
    """Prints, results, figures, displays and errors become nbformat outputs."""
    printed, result, figure, shown, error = run(
        process,
        "print('a'); print('b')",
        "1 + 1",
        "import matplotlib.pyplot as plt\nplt.plot([1, 2]);",
        "from IPython.display import HTML\ndisplay(HTML('<b>x</b>'))",
        "def f():\n    return 1 / 0\nf()",
    )

    assert printed.outputs == ({"output_type": "stream", "name": "stdout", "text": "a\nb\n"},)
    assert result.outputs[0]["data"] == {"text/plain": "2"}
    assert figure.outputs[0]["data"]["image/png"].startswith("iVBOR")
    assert shown.outputs[0]["data"]["text/html"] == "<b>x</b>"
    assert kinds(error) == ["error"]
    assert (error.status, error.error) == (Status.RAISED, "ZeroDivisionError: division by zero")
    assert error.line == "return 1 / 0"


def test_a_cell_that_raises_does_not_stop_the_next(process):
    """Cells after an error run, as the student ran them."""
    first, second = run(process, "undefined_name", "x = 3\nx")

    assert (first.status, second.status) == (Status.RAISED, Status.PASSED)


def test_magics_and_shell_commands(process):
    """Magics work; `!` is refused in words and fails nothing."""
    inline, timed, shell, question = run(
        process, "%matplotlib inline", "%time sum(range(10))", "!ls", "answer = input('?')"
    )

    assert inline.status is Status.PASSED
    assert timed.status is Status.PASSED
    assert shell.status is Status.PASSED
    assert "not available while grading" in shell.outputs[0]["text"]
    assert question.status is Status.RAISED
    assert "not available while grading" in question.error


def test_text_that_is_none_is_shown_all_the_same(process):
    """Half of a surrogate pair, printed, raised or returned, breaks nothing."""
    printed, raised, following = run(
        process,
        "print('a\\ud800b')",
        "raise ValueError('\\ud800')",
        "def f():\n    return '\\ud800'",
    )

    assert printed.outputs[0]["text"] == "a?b\n"
    assert raised.error == "ValueError: ?"
    assert following.status is Status.PASSED
    assert Student(lambda request: process.ask(request, 5)).f() == "?"


def test_a_syntax_error_shows_its_line(process):
    """A cell that is no Python raises in words and hurts no other."""
    bad, good = run(process, "def f(:\n    pass", "1")

    assert bad.status is Status.RAISED
    assert bad.line == "def f(:"
    assert good.status is Status.PASSED


def test_endless_output_is_cut(process):
    """A cell may print for ever: it is cut, then interrupted, and the next one runs."""
    flood, following = run(process, "while True: print('x' * 1000)", "1")

    assert flood.status is Status.TIMED_OUT
    assert sum(len(o.get("text", "")) for o in flood.outputs) < 110_000
    assert "cut off" in flood.outputs[-1 if kinds(flood)[-1] == "stream" else -2]["text"]
    assert following.status is Status.PASSED


def test_an_endless_loop_is_interrupted(process):
    """The interrupted cell says so; the process lives on."""
    loop, following = run(process, "while True:\n    pass", "1")

    assert (loop.status, loop.error) == (Status.TIMED_OUT, "It did not end within 2 seconds.")
    assert following.status is Status.PASSED
    assert process.alive


def test_a_loop_that_swallows_interrupts_is_killed(process):
    """SIGINT, two seconds of grace, SIGKILL."""
    source = (
        "import signal\nfor s in (signal.SIGINT, signal.SIGTERM, signal.SIGALRM):\n"
        "    signal.signal(s, signal.SIG_IGN)\nwhile True:\n    pass"
    )
    loop, following = run(process, source, "1")

    assert loop.status is Status.TIMED_OUT
    assert following.status is Status.NOT_ATTEMPTED
    assert loop.error == "A cell did not end within 2 seconds."
    assert not process.alive


def test_a_notebook_that_takes_too_long_is_killed(process):
    """No cell is late by itself, all of them together are."""
    limits = replace(LIMITS, cell_seconds=100, total_seconds=1)
    cells = [(f"c{i}", "import time; time.sleep(0.4)") for i in range(400)]
    runs = list(process.run(cells, limits).cells.values())

    assert runs[0].status is Status.PASSED
    assert {r.error for r in runs if r.status is Status.TIMED_OUT} == {
        "The notebook did not end within 1 seconds."
    }
    assert runs[-1].status is Status.NOT_ATTEMPTED
    assert not process.alive


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("import os; os._exit(0)", "ended its own process"),
        ("import ctypes; ctypes.string_at(0)", "SIGSEGV"),
        ("x = []\nwhile True: x.append(b'a' * 10_000_000)", "more than 300 MB"),
        ("x = bytearray(1 << 30)\nx[::4096] = b'a' * len(x[::4096])", "more than 300 MB"),
    ],
)
def test_a_cell_that_ends_its_process_is_told_why(process, source, reason):
    """Exit, crash and memory are told apart."""
    (cell,) = run(process, source)

    assert cell.status is Status.KILLED
    assert reason in cell.error
    assert not process.alive


def test_quit_ends_the_notebook_only(process):
    """quit() ends the run of the cells; what was defined can still be called."""
    first, _, third = run(process, "x = 1", "quit()", "x = 2")

    assert first.status is Status.PASSED
    assert third.status is Status.NOT_ATTEMPTED
    assert Student(lambda r: process.ask(r, 5))["x"] == 1


def test_time_without_a_processor_does_not_count(process):
    """A call whose processor others have taken is given the time that it could not use."""
    run(process, "import time\ndef f():\n    end = time.process_time() + 0.6\n"
                 "    while time.process_time() < end: pass\n    return 1")  # fmt: skip
    core = min(os.sched_getaffinity(0))
    os.sched_setaffinity(process.pid, {core})
    busy = f"import os\nos.sched_setaffinity(0, [{core}])\nwhile True: pass"
    others = [subprocess.Popen([sys.executable, "-c", busy]) for _ in range(3)]
    try:
        start = time.monotonic()
        answer = Student(lambda request: process.ask(request, 1)).f()
        took = time.monotonic() - start
    finally:
        for other in others:
            other.kill()
            other.wait()

    assert answer == 1
    assert took > 1, "the others did not keep it from running: nothing was tested"


def test_a_process_in_a_group_ends_with_it(zygote):
    """Where groups can be made, a student process has its own, which is gone afterwards."""
    try:
        parent = own_group()
        StudentGroup(parent, Policy()).remove()
    except OSError as error:
        pytest.skip(f"no cgroup can be made here: {error}")
    policy = replace(zygote.policy, cgroup=str(parent))
    process = StudentProcess(ForkClient(zygote.controls[0]), policy, 300)
    (group,) = parent.glob(f"student-{os.getpid()}-*")
    members = (group / "cgroup.procs").read_text().split()
    (cell,) = run(
        process, "import os, time\nif os.fork() == 0:\n    os.setsid()\n    time.sleep(99)\n1"
    )
    process.close()

    assert members == [str(process.pid)]
    assert cell.status is Status.PASSED
    assert not group.exists()


def test_calls_have_deadlines_of_their_own(process):
    """A call that does not end is a timeout, and the process is ended."""
    run(process, "def f():\n    while True: pass")
    student = Student(lambda request: process.ask(request, 0.5))

    with pytest.raises(StudentTimedOut, match=r"within 0\.5 seconds"):
        student.f()
    with pytest.raises(StudentKilled, match=r"within 0\.5 seconds"):
        student.f()


def test_a_call_that_exits_is_told_from_one_that_raises(process):
    """SystemExit is raised, os._exit kills."""
    run(process, "import os\ndef f():\n    raise SystemExit(3)\ndef g():\n    os._exit(3)")
    student = Student(lambda request: process.ask(request, 5))

    with pytest.raises(StudentRaised, match="SystemExit"):
        student.f()
    with pytest.raises(StudentKilled, match="ended its own process"):
        student.g()


def test_junk_on_the_wire_is_the_students_fault(process):
    """Code that finds the socket and writes to it fails its own call, nothing else."""
    run(
        process,
        "import os\ndef f():\n"
        "    for fd in range(3, 64):\n"
        "        try: os.write(fd, b'junk' * 100)\n"
        "        except OSError: pass\n    return 1",
    )
    with pytest.raises(StudentProtocol):
        Student(lambda request: process.ask(request, 5)).f()


def test_values_cross_between_processes(process):
    """Tensors, gradients and modules come from the other process as from a live notebook."""
    run(process, "import torch\nfrom torch import nn\ndef f(x):\n    return (x ** 2).sum()\n"
                 "def make():\n    return nn.Linear(3, 1)")  # fmt: skip
    student = Student(lambda request: process.ask(request, 5))
    x = torch.tensor([1.0, 2.0], requires_grad=True)

    assert student.f(x).item() == 5
    assert student.backward("f", x).gradients[0].tolist() == [2, 4]
    assert student.make().describe().trainable == 4


def test_what_cannot_be_returned_is_told(process):
    """A result that nests for ever raises CannotReturn in words."""
    run(process, "def f():\n    x = []\n    x.append(x)\n    return x")

    with pytest.raises(StudentRaised, match="CannotReturn"):
        Student(lambda request: process.ask(request, 5)).f()


def test_nothing_is_left_of_a_process(zygote):
    """close() ends daemons too, and frees every descriptor."""
    client = ForkClient(zygote.controls[0])
    before = len(os.listdir("/proc/self/fd"))
    process = StudentProcess(client, zygote.policy, 300)
    run(process, "import os, time\nif os.fork() == 0:\n    os.setsid()\n    time.sleep(100)")
    ended = process.close()

    assert ended is not None
    assert len(os.listdir("/proc/self/fd")) == before


def test_two_processes_know_nothing_of_each_other(zygote):
    """Names and files of one student are not there for the next."""
    client = ForkClient(zygote.controls[0])
    for _ in range(2):
        process = StudentProcess(client, zygote.policy, 300)
        (cell,) = run(
            process,
            "import os, torch\nassert 'secret' not in globals() and not os.path.exists('mine')\n"
            "assert not hasattr(torch, 'mine')\n"
            "secret = torch.mine = 1\nopen('mine', 'w').close()",
        )
        process.close()
        assert (cell.status, cell.error) == (Status.PASSED, "")
