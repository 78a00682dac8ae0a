"""
What a feedback page costs: ours beside nbgrader's generate_feedback, on the same graded class.

    autograde demo
    python benchmarks/feedback.py [COURSE [ASSIGNMENT]]

Prints processor time a page, reading, rendering and writing included, and the ratio. The class is
taken as it lies in COURSE (default: demo); it must have been graded there.
"""

from __future__ import annotations

import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from autograde.course import Course
from autograde.feedback import page_path, write_nbgraders_pages, write_pages
from autograde.workflow import Places

ROUNDS = 3


def cpu_seconds(work: Callable[[], int]) -> tuple[float, int]:
    """Processor time of some work, and how many pages it made."""
    start = time.process_time()
    count = work()
    return time.process_time() - start, count


def main() -> None:
    """Measure both in turns, in one process, each on folders of its own."""
    root = Path(sys.argv[1] if len(sys.argv) > 1 else "demo").resolve()
    name = sys.argv[2] if len(sys.argv) > 2 else "neuron"
    assignment = Course(root).assignment(name)
    usual = Places.of_course(root)
    ours: list[float] = []
    theirs: list[float] = []
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder)
        shutil.copytree(root / "autograded", out / "autograded")
        shutil.copytree(root / ".autograde", out / ".autograde")
        shutil.copy(root / "gradebook.db", out)
        places = replace(usual, out=out, db_url=f"sqlite:///{out}/gradebook.db")
        pages = write_pages(assignment, places).pages  # imports and templates, once for a class
        write_nbgraders_pages(assignment, places)
        for _ in range(ROUNDS):
            seconds, count = cpu_seconds(lambda: len(write_pages(assignment, places).pages))
            ours.append(seconds / count)
            seconds, count = cpu_seconds(lambda: write_nbgraders_pages(assignment, places))
            theirs.append(seconds / count)
        ours_kb = statistics.median(p.stat().st_size for p in pages) / 1e3
        their_pages = [p.with_suffix("") / f"{name}.html" for p in pages]
        theirs_kb = statistics.median(p.stat().st_size for p in their_pages if p.exists()) / 1e3
        assert page_path(out, pages[0].parent.name, name) == pages[0]
    mine, nbgraders = statistics.median(ours), statistics.median(theirs)
    print(f"{len(pages)} pages of {name}, {ROUNDS} rounds; processor time a page, median")
    print(f"  ours              {mine * 1e3:7.1f} ms  {ours_kb:7.0f} kB (with its Markdown)")
    print(f"  generate_feedback {nbgraders * 1e3:7.1f} ms  {theirs_kb:7.0f} kB")
    print(f"  ratio             {nbgraders / mine:7.1f} x")


if __name__ == "__main__":
    main()
