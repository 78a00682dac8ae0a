"""
What does keeping evidence cost?

    python benchmarks/evidence.py neuron [--exercise mse]
    python benchmarks/evidence.py neuron --class 24

The first runs the checks of each wrong answer of the bank, alternately with and without evidence,
in this process: without the transport and confinement of real grading, so the share printed is an
upper bound. Only answers that fail cost anything, so that is the worst class there is.

The second grades a class in which every third answer is one of the bank's wrong ones, as
`autograde grade --no-diagnosis` does, counts the processor time of all processes, and then what
grading without that option adds: names, and reports with them. The course must know the
fingerprints already (grade once), or its bank is run, too.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import json
import os
import random
import subprocess
import sys
import tempfile
import time
import warnings
from pathlib import Path

import msgspec

from autograde.bank import own_solutions, read_bank, with_answers
from autograde.checks import Checks, Subject, collect
from autograde.course import Assignment, Course
from autograde.notebook import read_notebook
from autograde.student.api import live_student
from autograde.suite import iter_test_files

os.environ["MPLBACKEND"] = "agg"
GRADE = """
import json, resource, sys, time
from pathlib import Path
from autograde.course import Course
from autograde.workflow import Places, grade, graded_before
root, name, submitted, out = sys.argv[1:]
assignment = Course.find(Path(root)).assignment(name)
places = Places(Path(submitted), Path(out), None)
grade(assignment, places, slots=1, diagnosis=False)
used = [resource.getrusage(w) for w in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
seconds = []
for diagnosis in (False, True):  # all is known: the second gives names and writes reports anew
    start = time.process_time()
    grade(assignment, places, slots=1, diagnosis=diagnosis, execute=False)
    seconds.append(time.process_time() - start)
results, _ = graded_before(assignment, places)
failed = [e for r in results for e in r.exercises if any(c.evidence for c in e.checks)]
print(json.dumps({
    "cpu": sum(u.ru_utime + u.ru_stime for u in used), "naming": seconds[1] - seconds[0],
    "failed": len(failed), "exercises": sum(len(r.exercises) for r in results),
    "named": sum(bool(e.diagnosis) for e in failed),
    "perhaps": sum(bool(e.possibly) for e in failed),
}))
"""


def main() -> None:
    """Print the ratio and the sizes."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[1])
    parser.add_argument("assignment")
    parser.add_argument("--exercise", action="append", default=[])
    parser.add_argument("--class", dest="students", type=int, default=0,
                        help="grade a class of so many students")  # fmt: skip
    options = parser.parse_args()
    assignment = Course.find(Path(__file__).parents[1]).assignment(options.assignment)
    warnings.simplefilter("ignore")
    if options.students:
        measure_class(assignment, options.students)
        return
    collect(
        iter_test_files(assignment.tests),
        lambda checks: measure(checks, assignment, options.exercise),
    )


def measure(checks: Checks, assignment: Assignment, exercises: list[str]) -> None:
    """Run every wrong answer with and without evidence."""
    given = solution_names(assignment)
    seconds, sizes = {True: 0.0, False: 0.0}, []
    for answer in read_bank(assignment):
        if answer.right or (exercises and answer.exercise not in exercises):
            continue
        for _ in range(2):
            for evidence in (True, False):
                names = dict(given)
                with contextlib.redirect_stdout(io.StringIO()):
                    exec(compile(answer.code, "<answer>", "exec"), names)
                    subject = Subject(live_student(names), evidence=evidence)
                    start = time.process_time()
                    results = checks.run(subject, only=lambda c, a=answer: c.exercise == a.exercise)
                    seconds[evidence] += time.process_time() - start
                if evidence:
                    sizes.append(sum(len(msgspec.json.encode(r.evidence)) for r in results))
    extra = seconds[True] / seconds[False] - 1
    each = 1000 * (seconds[True] - seconds[False]) / len(sizes)
    print(f"{assignment.name}: keeping evidence adds {extra:.1%} to the checks of failed exercises")
    print(f"  {each:.2f} ms each; a whole submission takes hundreds")
    print(
        f"  evidence of a failed exercise: {sum(sizes) / len(sizes):.0f} bytes on average, "
        f"at most {max(sizes)} bytes"
    )


def measure_class(assignment: Assignment, count: int) -> None:
    """Grade a class in which a third of the answers are wrong, and name its mistakes."""
    with tempfile.TemporaryDirectory(prefix="autograde-evidence-") as name:
        folder = Path(name)
        hand_in(assignment, count, folder / "submitted")
        (folder / "out").mkdir()
        places = [assignment.course.root, assignment.name, folder / "submitted", folder / "out"]
        done = subprocess.run(
            [sys.executable, "-c", GRADE, *map(str, places)],
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
    found = json.loads(done.stdout.strip().splitlines()[-1])
    print(
        f"{assignment.name}: {count} students, {found['failed']} of {found['exercises']} exercises "
        f"failed; {found['named']} named, {found['perhaps']} told as what may be"
    )
    print(f"  processor time: {found['cpu']:.1f} s for grading, evidence included")
    share = found["naming"] / found["cpu"]
    each = 1000 * found["naming"] / count
    print(f"  names: {found['naming']:.3f} s more, {share:.2%}, {each:.1f} ms for each student")


def hand_in(assignment: Assignment, count: int, submitted: Path) -> None:
    """Notebooks of a class, always the same."""
    draw = random.Random(0)
    release = read_notebook(assignment.release / assignment.notebook.name)
    solutions = own_solutions(read_notebook(assignment.notebook))
    wrong: dict[str, list[str]] = {}
    for answer in read_bank(assignment):
        if not answer.right:
            wrong.setdefault(answer.exercise, []).append(answer.code)
    for number in range(count):
        answers = dict(solutions)
        for exercise, codes in wrong.items():
            if draw.random() < 1 / 3:
                answers[exercise] = draw.choice(codes)
        path = submitted / f"student{number:03d}" / assignment.name / assignment.notebook.name
        path.parent.mkdir(parents=True)
        path.write_text(json.dumps(with_answers(release, answers)), encoding="utf-8")


def solution_names(assignment: Assignment) -> dict[str, object]:
    """The names that the instructor's notebook defines."""
    names: dict[str, object] = {"__name__": "__main__"}
    solutions = own_solutions(read_notebook(assignment.notebook))
    for cell in read_notebook(assignment.release / assignment.notebook.name)["cells"]:
        name = cell["metadata"].get("nbgrader", {}).get("grade_id", "")
        source = solutions.get(name, cell["source"])
        if cell["cell_type"] == "code" and not name.endswith("-check") and "%" not in source[:1]:
            with contextlib.suppress(Exception), contextlib.redirect_stdout(io.StringIO()):
                exec(compile(source, "<notebook>", "exec"), names)
    return names


if __name__ == "__main__":
    main()
