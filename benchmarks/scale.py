"""
What one more submission costs as a class grows, and what a million of them would take.

    python benchmarks/scale.py [--sizes 10,30,100,300] [--jobs N]

Grades classes of these sizes of the small torch notebook, each in a course of its own, no two
notebooks alike; then grades each again, when everything is known, and reads it as the class report
does. Prints seconds, the largest memory of the conducting process, the memory that a student
process has of its own (PSS), files and bytes on disk; the straight line through all sizes with the
largest deviation from it; and, calculated from the lines, a class of 1,000,000. With
``--sizes 10,100,1000,10000`` two idle cores take about half an hour.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import small_course

from autograde.course import Course
from autograde.generate import generate
from autograde.grade.setup import usable_cores

MOOC = 1_000_000
SHARD = 10_000
MACHINES = ((1, None), (10, 32), (100, 32))
HEAD = """
import json, resource, sys, time
from pathlib import Path
from autograde.course import Course
from autograde.workflow import Places
root, jobs = Path(sys.argv[1]), int(sys.argv[2]) or None
assignment, places = Course(root).assignment("fit"), Places.of_course(root)
wall = time.perf_counter()
"""
TAIL = """
wall = time.perf_counter() - wall
used = [resource.getrusage(w) for w in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
own, rest = (u.ru_utime + u.ru_stime for u in used)
# Not ru_maxrss: that begins with what the process had that started this one.
peak = next(l for l in open("/proc/self/status") if l.startswith("VmHWM"))
print(json.dumps({"wall": wall, "cpu": own + rest, "own": own, "mb": int(peak.split()[1]) / 1024,
                  "full": full}))
"""
GRADE = f"""{HEAD}
from autograde.workflow import grade
full = sum(r.score == r.max_score for r in grade(assignment, places, slots=jobs).results)
{TAIL}"""
REPORT = f"""{HEAD}
from autograde.report.items import analyse
from autograde.workflow import graded_before
results, _ = graded_before(assignment, places)
analyse("fit", results)
full = sum(r.score == r.max_score for r in results)
{TAIL}"""
STEPS = {"graded": GRADE, "known": GRADE, "report": REPORT}


@dataclass
class Measured:
    """
    One class.

    Args:
        steps: For each of `STEPS`: seconds and MB.

        pss: MB of student processes, as often as one was looked at.

        bytes: Of results and graded notebooks.

        files: How many of them.
    """

    count: int
    steps: dict[str, dict[str, float]] = field(default_factory=dict)
    pss: list[float] = field(default_factory=list)
    bytes: int = 0
    files: int = 0


def grade_class(count: int, jobs: int) -> Measured:
    """Grade a class, grade it again, report on it."""
    measured = Measured(count)
    with tempfile.TemporaryDirectory(prefix="autograde-scale-") as folder:
        root = Path(folder) / "course"
        small_course.write_course(root)
        generate(Course(root).assignment("fit"), solutions=False)
        small_course.hand_in(root, count)
        stop = threading.Event()

        def look() -> None:
            while not stop.wait(0.2):
                measured.pss.extend(student_sizes())

        looker = threading.Thread(target=look)
        looker.start()
        for name, program in STEPS.items():
            run = subprocess.run(
                [sys.executable, "-c", program, str(root), str(jobs)],
                stdout=subprocess.PIPE,
                text=True,
                check=True,
            )
            measured.steps[name] = json.loads(run.stdout.strip().splitlines()[-1])
            assert measured.steps[name]["full"] == count, measured
            stop.set()
        looker.join()
        for path in (p for name in ("autograded", ".autograde") for p in (root / name).rglob("*")):
            if path.is_file():
                measured.bytes += path.stat().st_size
                measured.files += 1
    return measured


def student_sizes() -> list[float]:
    """Proportional memory in MB of the student processes that run now."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if not (process / "cmdline").read_bytes().startswith(b"autograde-student"):
                continue
            lines = (process / "smaps_rollup").read_text().splitlines()
        except OSError:
            continue
        found += [int(line.split()[1]) / 1024 for line in lines if line.startswith("Pss:")]
    return found


def line(sizes: np.ndarray, values: np.ndarray) -> tuple[float, float, float]:
    """
    The straight line through values, each size counting alike.

    Returns:
        Start, slope, and the largest relative deviation.
    """
    slope, start = np.polyfit(sizes, values, 1, w=1 / values)
    deviation = float(np.abs(values / (start + slope * sizes) - 1).max())
    return float(start), float(slope), deviation


def plan(cpu: float, memory: float, disk: float, files: float, cores: int) -> None:
    """Print what a million take: processor seconds, conductor's bytes, bytes and files for each."""
    for machines, each in MACHINES:
        each = each or cores
        hours = MOOC * cpu / (machines * each) / 3600
        print(f"{MOOC:,} on {machines} machines of {each} cores: {hours:,.2f} hours (calculated)")
    print(f"{MOOC:,}: {MOOC * disk / 1e9:.0f} GB in {MOOC * files / 1e6:.1f} million files (calc.)")
    print(f"one shard of {SHARD:,}: {SHARD * memory:.0f} MB above the start (calculated)")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--sizes", default="10,30,100,300")
    parser.add_argument("--jobs", type=int, default=0, help="submissions at once")
    options = parser.parse_args()
    rows: list[Measured] = []
    for count in (int(n) for n in options.sizes.split(",")):
        row = grade_class(count, options.jobs)
        rows.append(row)
        graded, known, report = (row.steps[name] for name in STEPS)
        pss = np.median(row.pss) if row.pss else float("nan")
        print(
            f"{count:6d} submissions  {graded['wall']:8.1f} s wall {graded['cpu']:8.1f} s processor"
            f"  conductor {graded['own']:6.2f} s {graded['mb']:4.0f} MB  student {pss:4.0f} MB PSS"
            f"  all known {known['own']:6.2f} s {known['mb']:4.0f} MB"
            f"  report {report['own']:6.2f} s",
            flush=True,
        )
    cores = options.jobs or usable_cores()
    if len(rows) > 1:
        sizes = np.array([row.count for row in rows], dtype=float)

        def values(step: str, key: str) -> np.ndarray:
            return np.array([row.steps[step][key] for row in rows])

        print()
        slopes = {}
        for what, step, key in (
            ("processor s, all processes", "graded", "cpu"),
            ("processor s, conductor", "graded", "own"),
            ("processor s, all known", "known", "own"),
            ("processor s, report", "report", "own"),
            ("MB, conductor", "graded", "mb"),
        ):
            start, slope, off = line(sizes, values(step, key))
            slopes[what] = slope
            print(f"{what:27} = {start:6.1f} + {slope:.5f} n, off by at most {off:.1%}")
        last, before = rows[-1], rows[-2]
        wall = values("graded", "wall")
        each = (wall[-1] - wall[-2]) / (last.count - before.count)
        print(f"wall seconds for one more submission, {cores} at once: {each:.3f}")
        disk, files = last.bytes / last.count, last.files / last.count
        print(f"disk for one more submission: {disk / 1e3:.0f} kB in {files:.1f} files\n")
        plan(slopes["processor s, all processes"], slopes["MB, conductor"], disk, files, cores)
    print(f"finished {time.strftime('%Y-%m-%d')}, load {os.getloadavg()[0]:.1f} at the end")


if __name__ == "__main__":
    main()
