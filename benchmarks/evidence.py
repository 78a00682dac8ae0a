"""
What does keeping evidence cost?

    python benchmarks/evidence.py neuron

Runs the checks of each wrong answer of the bank, alternately with and without evidence, in this
process: without the transport and confinement of real grading, so the share printed is an upper
bound. Only answers that fail cost anything, so that is the worst class there is.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import os
import time
import warnings
from pathlib import Path

import msgspec

from autograde.bank import own_solutions, read_bank
from autograde.checks import Checks, Subject, collect
from autograde.course import Assignment, Course
from autograde.notebook import read_notebook
from autograde.student.api import live_student
from autograde.suite import iter_test_files

os.environ["MPLBACKEND"] = "agg"


def main() -> None:
    """Print the ratio and the sizes."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[1])
    parser.add_argument("assignment")
    parser.add_argument("--exercise", action="append", default=[])
    options = parser.parse_args()
    assignment = Course.find(Path(__file__).parents[1]).assignment(options.assignment)
    warnings.simplefilter("ignore")
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
