"""
What a student waits for: check() against the work of the tests themselves.

    python benchmarks/student.py [ASSIGNMENT]

For each exercise the public tests are called as plain functions on the same notebook, and then by
check(), text and HTML included; both in one process, in turns, the best of several. Also: a failed
check with a picture, and the first call in a fresh process beyond importing torch, NumPy and
matplotlib, which every notebook does. All are seconds of the processor, so a busy machine matters
little.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "docs"))

from make_messages import Desk  # noqa: E402

from autograde import calls  # noqa: E402
from autograde.checks import collect, read_marks  # noqa: E402
from autograde.course import Course  # noqa: E402
from autograde.outcomes import Check  # noqa: E402
from autograde.student import api  # noqa: E402

ROUNDS = 5
FIRST = """
import sys, time
from IPython.core.interactiveshell import InteractiveShell
shell = InteractiveShell.instance()
shell.history_manager.enabled = False
shell.run_cell(sys.argv[1])
import torch, numpy, matplotlib.pyplot
start = time.process_time()
from autograde import check
shown = check(sys.argv[2])
shown.text(), shown.html()
print(time.process_time() - start)
"""


def seconds(work: Any) -> float:
    """How long something takes."""
    start = time.process_time()
    work()
    return time.process_time() - start


def plain_tests(folder: Path) -> dict[str, list[tuple[Check, Any]]]:
    """The public tests as functions, by exercise."""
    found: dict[str, list[tuple[Check, Any]]] = {}

    def take(checks: Any) -> None:
        for item in checks._items:
            check = read_marks(item, lambda _: False)
            if set(item.fixturenames) == {"student"}:
                found.setdefault(check.exercise, []).append((check, item.obj))

    collect([folder / api.PUBLIC_TESTS], take)
    return found


def run_plain(tests: list[tuple[Check, Any]], names: dict[str, Any]) -> None:
    """Call tests without pytest, reports or pictures."""
    for check, function in tests:
        calls.forget_calls()
        student = api.live_student(names)(check)
        student.seed(1)
        with suppress(AssertionError):
            function(student)


def show(exercise: str) -> None:
    """What a cell with check() does, up to what the front end gets."""
    api.check(exercise)._repr_mimebundle_()


def first_call(desk: Desk, exercise: str) -> float:
    """Seconds of the first check() in a new process, importing torch not counted."""
    command = [sys.executable, "-c", FIRST, desk.solutions[exercise], exercise]
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    return float(run.stdout.strip().split("\n")[-1])


def main() -> None:
    """Measure and print."""
    name = sys.argv[1] if len(sys.argv) > 1 else "neuron"
    assignment = Course.find(ROOT).assignment(name)
    desk = Desk(assignment)
    names = desk.shell.user_ns
    tests = plain_tests(assignment.release)
    added, total, own = [], 0.0, 0.0
    print(f"{'exercise':24}{'tests alone':>14}{'check()':>12}{'added':>10}   ms, best of {ROUNDS}")
    for exercise, some in tests.items():
        plain, checked = [], []
        for _ in range(ROUNDS):
            plain.append(seconds(lambda some=some: run_plain(some, names)))
            checked.append(seconds(lambda exercise=exercise: show(exercise)))
        a, b = min(plain) * 1e3, min(checked) * 1e3
        added.append(b - a)
        total, own = total + b, own + a
        print(f"{exercise:24}{a:14.1f}{b:12.1f}{b - a:10.1f}")
    print(f"added: median {statistics.median(added):.1f} ms, most {max(added):.1f} ms")
    print(f"check() of all takes {total / own:.2f} x the tests alone")
    if "fit_neuron" in tests:
        desk.type("def fit_neuron(x, y):\n    return 3.4, 5.2")
        plain_failed = min(seconds(lambda: run_plain(tests["fit_neuron"], names)) for _ in range(9))
        with_picture = min(seconds(lambda: show("fit_neuron")) for _ in range(9))
        print(f"a failure with a picture adds {(with_picture - plain_failed) * 1e3:.1f} ms")
    exercise = assignment.manifest.exercise[0].id
    os.chdir(assignment.release)
    first = min(first_call(desk, exercise) for _ in range(3))
    print(f"first check() in a fresh process, beyond importing torch: {first:.2f} s")


if __name__ == "__main__":
    main()
