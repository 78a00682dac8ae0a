"""
The list of an exercise with 2,000 submissions in `autograde review`, beside formgrader's.

    python benchmarks/review.py [--students 2000]

Grades a dozen real submissions of "neuron" once, gives their results to a class of any size in a
real store and a real gradebook, and asks a running server for the list of all answers, as a browser
does. Beside it stands what nbgrader's formgrader computes for its list of the same submissions:
the data only, without its page.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import httpx2

from autograde.course import Assignment, Course
from autograde.demo import make_class
from autograde.generate import generate
from autograde.grade.jobs import find_jobs
from autograde.grade.store import Stored, open_store
from autograde.gradebook.writer import Entry, write_class
from autograde.model import Outcome
from autograde.review.server import prepare
from autograde.run.sandbox import choose_tier, probe_machine
from autograde.workflow import Places, grade

ROOT = Path(__file__).resolve().parents[1]
ENDLESS = "Hypatia"  # of the demo's class: a minute for a loop that says nothing here
REPEATS = 15


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--students", type=int, default=2000)
    parser.add_argument("--assignment", default="neuron")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="autograde-review-") as folder:
        assignment = make_course(Path(folder), options.assignment)
        places = Places.of_course(assignment.course.root)
        enlarge(assignment, places, options.students)
        measure(assignment, places)


def make_course(root: Path, name: str) -> Assignment:
    """A course of its own with a few graded submissions."""
    for part in ("source", "grader_tests"):
        shutil.copytree(ROOT / part / name, root / part / name)
    shutil.copy(ROOT / "nbgrader_config.py", root)
    assignment = Course(root).assignment(name)
    generate(assignment, solutions=False)
    make_class(assignment, root / "submitted")
    shutil.rmtree(root / "submitted" / ENDLESS)
    grade(assignment, Places.of_course(root), slots=1)
    return assignment


def enlarge(assignment: Assignment, places: Places, students: int) -> None:
    """Give the results at hand to more students, in turn, as if each had been graded."""
    store = open_store(assignment, places.out, 0, choose_tier(probe_machine()))
    known: list[tuple[Path, Stored]] = []
    for job in find_jobs(places.submitted, assignment.name):
        stored = store.get(store.key(job))
        if stored is not None and stored.result.status is Outcome.GRADED and job.path is not None:
            known.append((job.path, stored))
    entries = []
    for number in range(students - len(known)):
        path, stored = known[number % len(known)]
        student = f"student {number:05}"
        folder = places.submitted / student / assignment.name
        folder.mkdir(parents=True)
        os.link(path, folder / path.name)
        result = replace(stored.result, student=student)
        # Every other one has written an answer.
        untouched = frozenset(result.untouched if number % 2 else ())
        entries.append(Entry(result, untouched))
    added = {entry.result.student: entry.result for entry in entries}
    for job in find_jobs(places.submitted, assignment.name):
        if job.student in added:
            key = store.key(job)
            store.keep(key, added[job.student])
            notebook = next(
                s.notebook for p, s in known if p.stat().st_ino == job.path.stat().st_ino
            )
            os.link(notebook, store.folder / key[:2] / f"{key}.ipynb")
    write_class(places.db_url, "", assignment.name, entries)


def measure(assignment: Assignment, places: Places) -> None:
    """Print what the lists take."""
    start = time.perf_counter()
    ready = prepare(assignment, places, "benchmark")
    opening = time.perf_counter() - start
    server = ready.server()
    thread = threading.Thread(target=server.run, kwargs={"sockets": [ready.listener]})
    thread.start()
    question = assignment.manifest.question[0].id
    exercise = assignment.manifest.exercise[1].id
    with httpx2.Client(base_url=f"http://127.0.0.1:{ready.context.session.port}") as client:
        client.get(ready.context.session.address)
        pages = {
            "overview": "/",
            "all answers to a question": f"/x/{question}?show=all",
            "all answers to an exercise": f"/x/{exercise}?show=all",
            "what waits": f"/x/{question}",
            "search": f"/x/{question}?show=all&q=student+0001",
            "mistake groups": f"/x/{exercise}/groups",
        }
        taken = {}
        for name, address in pages.items():
            size = len(client.get(address).raise_for_status().content)
            taken[name] = middle(lambda a=address: client.get(a).raise_for_status())
            print(f"{name:28} {taken[name] * 1000:7.1f} ms  {size / 1024:7.0f} kB")
    server.should_exit = True
    thread.join()
    theirs = middle(lambda: formgrader(assignment, places), repeats=3)
    count = len(ready.context.classroom.results)
    ratio = theirs / taken["all answers to an exercise"]
    print(f"{'formgrader, data only':28} {theirs * 1000:7.1f} ms")
    print(
        f"{count} submissions; opening {opening:.1f} s; {ratio:.1f} x faster than formgrader's list"
    )


def formgrader(assignment: Assignment, places: Places) -> None:
    """What formgrader's page of an assignment's submissions asks nbgrader for."""
    from nbgrader.api import Gradebook

    with Gradebook(places.db_url, "") as gradebook:
        gradebook.notebook_submission_dicts(assignment.name, assignment.name)


def middle(run: Callable[[], object], repeats: int = REPEATS) -> float:
    """Median time of a call, in seconds."""
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        run()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


if __name__ == "__main__":
    main()
