"""
What one more submission costs as a class grows, and what a million of them would take.

    python benchmarks/scale.py [--sizes 10,30,100,300,1000]

Grades classes of these sizes of the small torch notebook, each anew. Prints wall and processor
seconds for one more submission between neighbouring sizes, the largest memory of the conducting
process, the memory that a student process has of its own (PSS), the straight line through all
sizes with the largest deviation from it, and, calculated from it, a class of 1,000,000.
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
from pathlib import Path

import numpy as np
import small_course

from autograde.course import Course
from autograde.generate import generate
from autograde.grade.setup import usable_cores

MOOC = 1_000_000
RUN = """
import json, resource, sys, time
from pathlib import Path
from autograde.course import Course
from autograde.workflow import Places, grade
root = Path(sys.argv[1])
wall = time.perf_counter()
grading = grade(Course(root).assignment("fit"), Places.of_course(root), force=True)
wall = time.perf_counter() - wall
own, rest = (resource.getrusage(w) for w in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
cpu = sum(u.ru_utime + u.ru_stime for u in (own, rest))
full = sum(r.score == r.max_score for r in grading.results)
print(json.dumps({"wall": wall, "cpu": cpu, "mb": own.ru_maxrss / 1024, "full": full}))
"""


def grade_class(root: Path, count: int) -> tuple[dict[str, float], list[float]]:
    """One class: seconds and memory of the conductor, and PSS in MB of student processes."""
    small_course.hand_in(root, count)
    run = subprocess.Popen(
        [sys.executable, "-c", RUN, str(root)], stdout=subprocess.PIPE, text=True
    )
    sizes: list[float] = []
    stop = threading.Event()

    def look() -> None:
        while not stop.wait(0.1):
            sizes.extend(student_sizes())

    looker = threading.Thread(target=look)
    looker.start()
    output, _ = run.communicate()
    stop.set()
    looker.join()
    measured: dict[str, float] = json.loads(output.strip().splitlines()[-1])
    assert measured["full"] == count, measured
    return measured, sizes


def student_sizes() -> list[float]:
    """Private and proportional memory in MB of the student processes that run now."""
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


def disk(root: Path) -> float:
    """Bytes of results and graded notebooks."""
    return sum(
        path.stat().st_size
        for folder in ("autograded", ".autograde")
        for path in (root / folder).rglob("*")
        if path.is_file()
    )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--sizes", default="10,30,100,300,1000")
    counts = [int(n) for n in parser.parse_args().sizes.split(",")]
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "course"
        small_course.write_course(root)
        generate(Course(root).assignment("fit"), solutions=False)
        for count in counts:
            measured, sizes = grade_class(root, count)
            rows.append(measured)
            pss = np.median(sizes) if sizes else float("nan")
            print(
                f"{count:6d} submissions  {measured['wall']:8.1f} s wall  {measured['cpu']:8.1f} s "
                f"processor  conductor {measured['mb']:5.0f} MB  student {pss:4.0f} MB (PSS)",
                flush=True,
            )
        bytes_each = disk(root) / counts[-1]
    walls, cpus = (np.array([row[key] for row in rows]) for key in ("wall", "cpu"))
    sizes_ = np.array(counts, dtype=float)
    # Weighted so that each size counts alike: the deviation is relative.
    slope, start = np.polyfit(sizes_, cpus, 1, w=1 / cpus)
    deviation = np.abs(cpus / (start + slope * sizes_) - 1).max()
    wall_slope = (walls[-1] - walls[-2]) / (counts[-1] - counts[-2])
    cores = usable_cores()
    print(f"\nprocessor seconds = {start:.1f} + {slope:.3f} n, off by at most {deviation:.1%}")
    print(f"wall seconds for one more submission, {cores} cores: {wall_slope:.3f}")
    print(f"disk for one more submission: {bytes_each / 1e3:.0f} kB")
    for machines, each in ((1, cores), (10, 32), (100, 32)):
        hours = MOOC * slope / (machines * each) / 3600
        print(f"{MOOC:,} on {machines} machines of {each} cores: {hours:,.1f} hours (calculated)")
    print(f"{MOOC:,}: {MOOC * bytes_each / 1e9:.0f} GB of results (calculated)")
    print(f"finished {time.strftime('%Y-%m-%d')}, load {os.getloadavg()[0]:.1f} at the end")


if __name__ == "__main__":
    main()
