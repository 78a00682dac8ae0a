"""
What does grading cost beyond running the notebook and its checks?

    python benchmarks/overhead.py [--more 6] [--rounds 5] [ASSIGNMENT ...]

Processor time of one more submission of the instructor's solution, graded as a class is (all layers
of the sandbox, device checks, the graded notebook and the stored result), over bare execution: the
same cells with their figures, then the same checks on their names, as `check()` runs them, in one
warm process: without IPython, confinement, transport or a device. Both take one core, in one run.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import warnings
from pathlib import Path

from throughput import one_more

from autograde.checks import Checks, Subject, collect
from autograde.course import Assignment, Course
from autograde.notebook import read_notebook
from autograde.student.api import live_student
from autograde.suite import Suite
from autograde.workflow import Places

ROOT = Path(__file__).resolve().parents[1]


def ours(assignment: Assignment, more: int) -> float:
    """Processor seconds of one more submission."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        places = Places(root / "submitted", root / "out", None)
        for number in range(2 + more):
            target = places.submitted / f"s{number}" / assignment.name
            shutil.copytree(assignment.solutions, target)
        lap = one_more(assignment, places, 2, 2 + more, slots=1)
    return (lap.rest[1] + lap.closing[1]) / more


def bare(assignment: Assignment, rounds: int) -> float:
    """Processor seconds of the cells and the checks in this process, which is warm by then."""
    import matplotlib

    matplotlib.use("agg")
    import matplotlib.pyplot as plt
    import torch

    torch.set_num_threads(1)
    warnings.simplefilter("ignore")
    cells = [
        compile(cell["source"], "<cell>", "exec")
        for cell in read_notebook(assignment.solutions / assignment.notebook.name)["cells"]
        if cell["cell_type"] == "code" and "%" not in cell["source"][:1]
    ]
    suite = Suite(assignment.tests, assignment.bank)
    seeds = {e.id: suite.seed(e.id) for e in assignment.manifest.exercise}
    times: list[float] = []

    def body(checks: Checks) -> None:
        for _ in range(1 + rounds):
            start = time.process_time()
            names: dict[str, object] = {"__name__": "__main__"}
            with contextlib.redirect_stdout(io.StringIO()):
                for cell in cells:
                    exec(cell, names)
                    for number in plt.get_fignums():
                        figure = plt.figure(number)
                        figure.savefig(io.BytesIO(), format="png", bbox_inches="tight")
                    plt.close("all")
                results = checks.run(Subject(live_student(names), seeds=seeds))
            times.append(time.process_time() - start)
            if failed := [r.id for r in results if r.points < r.max_points]:
                raise SystemExit(f"the solution of {assignment.name} fails {', '.join(failed)}")

    os.environ["AUTOGRADE_GRADING"] = "1"  # the notebook's own check() cells are not run twice
    with contextlib.chdir(assignment.solutions):
        collect(suite.files, body)
    return statistics.median(times[1:])


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[1])
    parser.add_argument("assignments", nargs="*")
    parser.add_argument("--more", type=int, default=6)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--bare", help=argparse.SUPPRESS)
    options = parser.parse_args()
    course = Course.find(ROOT)
    if options.bare:
        print(bare(course.assignment(options.bare), options.rounds))
        return
    for name in options.assignments or course.assignments:
        command = [sys.executable, __file__, "--bare", name, "--rounds", str(options.rounds)]
        threads = {**os.environ, "OMP_NUM_THREADS": "1"}
        run = subprocess.run(command, env=threads, check=True, capture_output=True, text=True)
        limit = float(run.stdout.split()[-1])
        used = ours(course.assignment(name), options.more)
        print(f"{name:12} {used:6.2f} / {limit:6.2f} s   {used / limit:5.2f} x", flush=True)


if __name__ == "__main__":
    main()
