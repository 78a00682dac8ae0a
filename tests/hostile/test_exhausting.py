"""Exhausting time, memory, processes, output and disk (20 to 28 of the list of attacks)."""

import os
import resource
import textwrap
from pathlib import Path

import pytest
from extended_course import own_cell
from hostile import attack, grade_class

# Every bomb has an end of its own, so that a hole in the sandbox harms nobody's machine.
SWALLOWING = """
import signal, time
for number in (signal.SIGTERM, signal.SIGALRM, signal.SIGHUP):
    signal.signal(number, signal.SIG_IGN)
start = time.monotonic()
while time.monotonic() < start + 120:
    try:
        while time.monotonic() < start + 120:
            pass
    except BaseException:
        pass
"""
RIGHT = "\ndef double(x):\n    return 2 * x\n"
SLOW_BOMB = """
kept = []
for _ in range(300):
    kept.append(bytearray(b"x" * (10 << 20)))
"""


def before_double(number, name, code, **ends):
    """An attack in the cell of `double`, ahead of a right answer."""
    return attack(number, name, code_double=code, then=RIGHT, **ends)


def in_double(number, name, code, **ends):
    """An attack in the function `double`."""
    body = textwrap.indent(textwrap.dedent(code).strip("\n"), "    ")
    return attack(number, name, code_double=f"def double(x):\n{body}\n    return x", **ends)


TIME = [
    before_double(
        20, "a loop without end", "while True: pass", double="timed_out", says="3 seconds"
    ),
    before_double(
        *(20, "a loop that swallows interrupts", SWALLOWING),
        double="timed_out",
        says="did not end within 3 seconds",
        note="The cell double was stopped",
    ),
    in_double(
        20,
        "a function without end",
        "while True: pass",
        double="timed_out",
        says="within 6 seconds",
    ),
    attack(
        *(28, "sleeping for an hour at the start"),
        first="import time\ntime.sleep(3600)",
        # Whether it was interrupted or killed depends on how soon it hears of it.
        note="did not end within 3 seconds",
    ),
    before_double(28, "sleeping in its cell", "import time\ntime.sleep(3600)", double="timed_out"),
    attack(
        *(25, "sleeping threads and daemons"),
        first="""
        import os, signal, threading, time
        for _ in range(8):
            threading.Thread(target=time.sleep, args=(120,)).start()
        for _ in range(4):
            if os.fork() == 0:
                os.setsid()
                if os.fork():
                    os._exit(0)
                for number in (1, 2, 3, 15):
                    signal.signal(number, signal.SIG_IGN)
                end = time.monotonic() + 120
                while time.monotonic() < end:
                    time.sleep(1)
                os._exit(0)
        """,
    ),
]
MEMORY = [
    before_double(
        *(21, "40 GB at once", "kept = bytearray(40 << 30)"), double="raised", says="MemoryError"
    ),
    before_double(
        *(21, "40 GB of a tensor at once", "kept = torch.zeros(10 << 30)"),
        double="raised",
        says="allocate",
    ),
    before_double(
        *(21, "memory slowly", SLOW_BOMB), double="killed", says="more than 400 MB of memory"
    ),
    in_double(21, "memory slowly, in a call", SLOW_BOMB, double="killed", says="more than 400 MB"),
    before_double(
        *(21, "memory of many processes"),
        """
        import os, time
        for _ in range(20):
            if os.fork() == 0:
                kept = bytearray(b"x" * (100 << 20))
                time.sleep(60)
                os._exit(0)
        time.sleep(60)
        """,
        double="killed",
        says="more than 400 MB of memory",
    ),
    before_double(
        *(22, "a fork bomb"),
        """
        import os, time
        for _ in range(400):
            if os.fork() == 0:
                time.sleep(60)
                os._exit(0)
        """,
        double="raised|killed",
    ),
    before_double(
        *(22, "ten thousand threads"),
        """
        import threading, time
        for _ in range(10_000):
            threading.Thread(target=time.sleep, args=(60,), daemon=True).start()
        """,
        double="raised|killed",
    ),
    in_double(26, "recursion without end", "return double(x)", double="raised", says="Recursion"),
    in_double(
        *(26, "recursion without end or limit"),
        """
        import sys
        sys.setrecursionlimit(10 ** 9)
        return [double(x) for _ in x]
        """,
        double="lost",
    ),
]
OUTPUT = [
    before_double(
        *(23, "printing without end", "while True: print('x' * 100_000)"), double="timed_out"
    ),
    before_double(23, "one line of 2 GB", "print('x' * (2 << 30))", double="lost"),
    before_double(23, "a long line", "print('x' * (20 << 20))"),
    before_double(
        *(23, "much on stderr, straight to the descriptor"),
        """
        import os, sys
        sys.stderr.write("y" * (20 << 20))
        for _ in range(15):
            os.write(2, b"z" * (1 << 20))
            os.write(1, b"z" * (1 << 20))
        """,
    ),
    before_double(
        23,
        "a flood of displays",
        "for _ in range(20_000):\n    display({'text/html': 'x' * 500}, raw=True)",
    ),
    before_double(
        *(23, "100,000 figures"),
        """
        import matplotlib.pyplot as plt
        for i in range(100_000):
            plt.figure()
        """,
        double="lost",
    ),
]
DISK = [
    before_double(
        *(24, "filling the disk"),
        """
        with open("full", "wb") as file:
            for _ in range(2000):
                file.write(b"x" * (1 << 20))
        """,
        double="raised",
        says="OSError",
    ),
    before_double(
        *(24, "many full files"),
        """
        for i in range(2000):
            open(f"full{i}", "wb").write(b"x" * (1 << 20))
        """,
        double="raised",
        says="No space left",
    ),
    before_double(
        *(24, "files without number"),
        """
        import os
        for i in range(100_000):
            os.close(os.open(f"empty{i}", os.O_CREAT))
        """,
        double="raised|timed_out",
    ),
    before_double(
        *(24, "a sparse file of 10 GB", "open('sparse', 'wb').truncate(10 << 30)"),
        double="raised",
        says="File too large",
    ),
]


def _padded(size):
    def make(notebook):
        notebook["metadata"]["padding"] = "x" * size
        return notebook

    return make


def _with_cells(count):
    def make(notebook):
        notebook["cells"] += [own_cell("1", f"c{i}") for i in range(count)]
        return notebook

    return make


def _with_outputs(count):
    def make(notebook):
        output = {"output_type": "stream", "name": "stdout", "text": "x"}
        notebook["cells"][1]["outputs"] = [output] * count
        return notebook

    return make


LARGE = [
    attack(27, "200 MB", make=_padded(200 << 20), refused=True, note="larger than 50 MB"),
    attack(27, "50,000 cells", make=_with_cells(50_000), refused=True, note="more than 2000 cells"),
    attack(27, "a million outputs", make=_with_outputs(10**6), refused=True, note="larger than 50"),
    attack(27, "outputs below the limit", make=_with_outputs(200_000)),
]

# Each takes its whole time, several times over, or makes gigabytes; another one tries the same in a
# smaller way, or tests/engine/test_process.py does by itself.
LONG = [
    one
    for one in (*TIME, *OUTPUT, *DISK, *LARGE)
    if one.name
    in (
        *("a loop without end", "a function without end", "sleeping in its cell"),
        *("a loop that swallows interrupts", "printing without end"),
        *("one line of 2 GB", "100,000 figures", "many full files", "files without number"),
        "a million outputs",
    )
]
FAST = [a for a in (*TIME, *MEMORY, *OUTPUT, *DISK, *LARGE) if a not in LONG]


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    return grade_class(tmp_path_factory, FAST)


@pytest.mark.parametrize("attack", FAST, ids=str)
def test_a_limit_is_hit_and_named(graded, attack):
    """The exercise is lost with a reason, or the excess is cut off; the others are graded."""
    graded.check(attack)


def test_output_is_cut_off_and_says_so(graded):
    """No cell shows more than its half MB, and readers see that something is missing."""
    for student in ("23 a long line", "23 a flood of displays"):
        assert len(str(graded.outputs(student))) < 1 << 20, student
    assert "cut off" in str(graded.outputs("23 a long line"))


def test_the_neighbours_have_their_scores(graded):
    """A bomb next door costs nobody a point."""
    graded.check_neighbours()


def test_nothing_outside_has_changed(graded):
    """No process, thread or file of a bomb is left."""
    graded.check_world()


def test_the_grader_itself_stays_small(graded):
    """No process of ours has swollen by what students made or handed in."""
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss < 3 << 20
    assert not list(Path("/tmp").glob("core*")), os.listdir("/tmp")


@pytest.mark.slow("waits for deadlines; smaller attacks of each kind are fast tests")
def test_what_takes_long(tmp_path_factory):
    """The same for attacks that take their whole time, several times over."""
    assert len(LONG) == 10
    graded = grade_class(tmp_path_factory, LONG)

    for one in LONG:
        graded.check(one)
    assert len(str(graded.outputs("23 printing without end"))) < 1 << 20
    graded.check_neighbours()
    graded.check_world()
