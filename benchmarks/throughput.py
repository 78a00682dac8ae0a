"""
Grading, side by side in one run: `autograde grade` (all sandbox layers), stock `nbgrader
autograde`, `otter run`, and bare execution of the cells in a warm process.

    python benchmarks/throughput.py [--ours 60] [--stock 6] [--otter 3]

Otter gets a virtual environment of its own, .venv-otter, made on the first run; --otter 0 leaves
it out. All run on the same notebook, submissions and cores. Start-up is told apart from the cost
of one more submission: a class pays it once. Prints ratios; the seconds beside them are this
machine's.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import small_course

from autograde.course import Assignment, Course
from autograde.generate import generate
from autograde.grade.jobs import find_jobs
from autograde.grade.setup import open_batch, usable_cores
from autograde.model import Result
from autograde.run.sandbox.process import tree
from autograde.workflow import Places, grade

TOOLS = Path(sys.executable).parent
BARE = """
import io, sys, time
sys.path.insert(0, {folder!r})
import small_course
import matplotlib; matplotlib.use("Agg")
import matplotlib.pyplot as plt, torch
torch.set_num_threads(1)
cells = [s for s in small_course.CELLS.values()]
times = []
for i in range(32):
    start = time.process_time()
    names = {{"__name__": "__main__"}}
    for source in cells:
        exec(compile(source.replace("plt.show()", ""), "<cell>", "exec"), names)
    plt.gcf().savefig(io.BytesIO(), format="png", bbox_inches="tight")
    plt.close("all")
    fit, W = names["fit"], names["W"]
    x = torch.randn(64, 3)
    fit(x, x @ W, steps=60); fit(x, x @ W, steps=1); fit(x, x @ W)
    times.append(time.process_time() - start)
print(sorted(times[2:])[15])
"""


def cpu() -> float:
    """Processor seconds of this process and of all that it has waited for."""
    own, children = (
        resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime


def timed(action: Callable[[], object]) -> tuple[float, float]:
    """Wall and processor seconds of an action."""
    wall, used = time.perf_counter(), cpu()
    action()
    return time.perf_counter() - wall, cpu() - used


def ours(root: Path, few: int, many: int) -> tuple[float, float, float]:
    """Start-up seconds, then wall and processor seconds for one more submission."""
    assignment = Course(root).assignment("fit")
    generate(assignment, solutions=False)
    places = Places.of_course(root)
    laps = []
    for count in (few, many):
        small_course.hand_in(root, count)
        laps.append(one_more(assignment, places, few, count))
    small, large = laps
    wall, used = (
        (large.rest[i] + large.closing[i] - small.closing[i]) / (many - few) for i in (0, 1)
    )
    return small.wall - few * wall, wall, used


class Lap(NamedTuple):
    """
    One run over a class.

    Args:
        wall: Seconds of everything.

        rest: Wall and processor seconds from one of the first results to the last one.

        closing: The same from there on: the gradebook is written, processes end.
    """

    wall: float
    rest: tuple[float, float]
    closing: tuple[float, float]


def one_more(
    assignment: Assignment, places: Places, few: int, count: int, slots: int | None = None
) -> Lap:
    """Grade a class; start-up ends with result number `few`."""
    marks: dict[int, tuple[float, float, float]] = {}

    def look(done: int, total: int, result: Result | None) -> None:
        if done in (few, total) and result is not None:
            marks[done] = time.perf_counter(), used_by_all(), time.process_time()

    start = time.perf_counter()
    grade(assignment, places, force=True, progress=look, slots=slots)
    end, own = time.perf_counter(), time.process_time()
    first, last = marks[few], marks[count]
    rest = last[0] - first[0], last[1] - first[1]
    return Lap(end - start, rest, (end - last[0], own - last[2]))


def used_by_all() -> float:
    """Processor seconds of this process, its descendants, and whatever these have waited for."""
    ticks = 0
    for pid in tree(os.getpid()):
        with contextlib.suppress(OSError):  # it has ended meanwhile
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            ticks += sum(map(int, fields[11:15]))
    return ticks / os.sysconf("SC_CLK_TCK")


def stock(root: Path, count: int) -> tuple[float, float]:
    """Wall and processor seconds of stock nbgrader for one submission, start-up not counted."""
    environment = {**os.environ, "PATH": f"{TOOLS}:{os.environ['PATH']}"}

    def nbgrader(*arguments: str) -> None:
        subprocess.run(
            [TOOLS / "nbgrader", *arguments],
            cwd=root, env=environment, check=True, capture_output=True,
        )  # fmt: skip

    nbgrader("generate_assignment", "fit")
    results = []
    for submissions in (1, 1 + count):
        small_course.hand_in(root, submissions)
        results.append(timed(lambda: nbgrader("autograde", "fit", "--force")))
    wall, used = ((results[1][i] - results[0][i]) / count for i in (0, 1))
    return wall, used


def otter(folder: Path, count: int) -> tuple[float, float]:
    """Wall and processor seconds of `otter run` for one submission, on the same cells."""
    tool = _otter_environment() / "bin" / "otter"
    small_course.write_otter(folder)
    subprocess.run(
        [tool, "generate", "-t", "tests", "-o", "autograder.zip", "--no-environment"],
        cwd=folder, check=True, capture_output=True,
    )  # fmt: skip

    def run_all() -> None:
        for _ in range(count):
            subprocess.run(
                [tool, "run", "-a", "autograder.zip", "fit.ipynb", "-o", "out", "--no-logo"],
                cwd=folder, check=True, capture_output=True,
            )  # fmt: skip

    run_all()  # once for the files that it compiles
    wall, used = timed(run_all)
    scores = json.loads((folder / "out" / "results.json").read_text())["tests"]
    assert next(t["score"] for t in scores if t["name"] == "fit") == 3, scores
    return wall / count, used / count


def _otter_environment() -> Path:
    folder = Path(__file__).resolve().parents[1] / ".venv-otter"
    if not (folder / "bin" / "otter").exists():
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
        libraries = f"lib/python{sys.version_info[0]}.{sys.version_info[1]}/site-packages"
        # torch and matplotlib are the same files as ours.
        (folder / libraries / "ours.pth").write_text(f"{Path(sys.prefix) / libraries}\n")
        subprocess.run([folder / "bin" / "pip", "install", "--quiet", "otter-grader"], check=True)
    return folder


def bare() -> float:
    """Processor seconds of the cells and of what the checks call, in a warm process."""
    code = BARE.format(folder=str(Path(__file__).parent))
    threads = {**os.environ, "OMP_NUM_THREADS": "1"}
    run = subprocess.run(
        [sys.executable, "-c", code], env=threads, check=True, capture_output=True, text=True
    )
    return float(run.stdout.split()[-1])


def check_overhead() -> float:
    """Milliseconds that check() adds to its tests' own work, the median of many calls."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        small_course.write_course(root)
        assignment = Course(root).assignment("fit")
        generate(assignment, db_url=f"sqlite:///{root}/g.db", solutions=False)
        code = (
            "import os, time, statistics\n"
            f"os.chdir({str(assignment.release)!r})\n"
            "import torch\nfrom torch import nn\nfrom autograde import check\n"
            "def fit(x, y, steps=500, lr=0.1):\n    return nn.Linear(3, 2), [2.0, 1.0]\n"
            "x = torch.zeros(2)\ncheck('fit')\ntimes = []\n"
            "for _ in range(40):\n"
            "    t = time.perf_counter(); check('fit').text()\n"
            "    times.append(time.perf_counter() - t)\n"
            "print(statistics.median(times) * 1e3)\n"
        )
        run = subprocess.run(
            [sys.executable, "-c", code], check=True, capture_output=True, text=True
        )
    return float(run.stdout)


def help_seconds() -> float:
    """Seconds of `autograde --help`, the median of nine."""
    return statistics.median(
        timed(
            lambda: subprocess.run([TOOLS / "autograde", "--help"], capture_output=True, check=True)
        )[0]
        for _ in range(9)
    )


def student_seconds(root: Path) -> float:
    """Processor seconds inside a student's process, for reading where the rest goes."""
    assignment = Course(root).assignment("fit")
    small_course.hand_in(root, 20)
    with (
        tempfile.TemporaryDirectory() as folder,
        open_batch(assignment, slots=1, staging=Path(folder)) as batch,
    ):
        results = list(batch.grade(find_jobs(root / "submitted", "fit")))
    return statistics.median(d.result.timing["student_cpu_seconds"] for d in results)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--ours", type=int, default=60)
    parser.add_argument("--stock", type=int, default=6)
    parser.add_argument("--otter", type=int, default=3)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        small_course.write_course(Path(folder) / "ours")
        small_course.write_stock_course(Path(folder) / "stock")
        limits = [bare()]
        start, wall, used = ours(Path(folder) / "ours", 4, 4 + options.ours)
        limits.append(bare())
        stock_wall, stock_used = stock(Path(folder) / "stock", options.stock)
        inside = student_seconds(Path(folder) / "ours")
        other = otter(Path(folder) / "otter", options.otter) if options.otter else None
    limits.append(bare())
    limit = statistics.mean(limits)
    print(f"cores                                        {usable_cores()}")
    print(f"stock nbgrader / autograde, wall             {stock_wall / wall:6.1f} x")
    print(f"   seconds a submission                      {stock_wall:6.2f} / {wall:.3f}")
    print(f"stock nbgrader / autograde, processor        {stock_used / used:6.1f} x")
    if other is not None:
        # It takes one submission at a time, so it is given one process for each core.
        at_best = other[0] / usable_cores()
        print(f"otter run / autograde, wall, one a core      {at_best / wall:6.1f} x")
        print(f"otter run / autograde, processor             {other[1] / used:6.1f} x")
        print(f"   seconds a submission                      {other[0]:6.2f}")
    print(f"autograde / bare execution, processor        {used / limit:6.2f} x")
    print(f"   seconds a submission                      {used:6.3f} / {limit:.3f}")
    print(f"   of these in the student's process         {inside:6.3f}")
    print(f"start-up of autograde, once a class          {start:6.2f} s")
    print(f"check() beside its tests' own work           {check_overhead():6.0f} ms")
    print(f"autograde --help                             {help_seconds():6.2f} s")


if __name__ == "__main__":
    main()
