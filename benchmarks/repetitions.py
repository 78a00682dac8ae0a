"""
Do right answers pass every time, whatever data are drawn and however they are initialised?

    python benchmarks/repetitions.py neuron [--each 200] [--exercise fit_neuron] [--jobs 2]

Every right answer of the bank, and the instructor's own, is graded so many times, each time with
other fresh data and with the student's generators seeded differently, confined as a class is. A
notebook holds one right answer for each exercise, so a round says something of all of them. What
failed is printed with its seed. What is known is kept in build/repetitions/, under the digest of
the exercise's checks and the answer's code, and not run again: it may take several sittings.

Of 200 without a failure follows, with a confidence of 95 %, that fewer than 1.5 % fail (3 / 200).
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import torch

from autograde.bank import own_solutions, read_bank, with_answers
from autograde.checks import Checks, collect
from autograde.course import Assignment, Course
from autograde.grade.one import Grader
from autograde.grade.setup import how_slow, imported_modules, policy_for, usable_cores
from autograde.model import Outcome, Status
from autograde.notebook import read_notebook
from autograde.run.forkserver import ForkClient
from autograde.run.pool import Zygote
from autograde.submission import Release
from autograde.suite import Suite

ROOT = Path(__file__).resolve().parents[1]
KEPT = ROOT / "build" / "repetitions"
OWN = "the solution"


class Record:
    """
    What is known of the repetitions of one assignment: a line for each outcome.

    Args:
        assignment: Which one.

        part: The number of the process that writes; each has a file of its own.
    """

    def __init__(self, assignment: Assignment, part: int = 0) -> None:
        self.assignment = assignment
        self.answers = right_answers(assignment)
        suite = Suite(assignment.tests, assignment.bank)
        self.keys = {
            (exercise, name): hashlib.sha256(f"{suite.digest(exercise)}{code}".encode()).hexdigest()
            for exercise, answers in self.answers.items()
            for name, code in answers.items()
        }
        self.path = KEPT / f"{assignment.name}-{part}.jsonl"

    def read(self) -> dict[tuple[str, str], dict[int, str]]:
        """By exercise and answer: for each number that was tried, what failed; empty if nothing."""
        key_of = {key: pair for pair, key in self.keys.items()}
        known: dict[tuple[str, str], dict[int, str]] = defaultdict(dict)
        for path in KEPT.glob(f"{self.assignment.name}-*.jsonl"):
            for line in path.read_text(encoding="utf-8").splitlines():
                key, number, failed = json.loads(line)
                if pair := key_of.get(key):
                    known[pair][number] = failed
        return known

    def add(self, pair: tuple[str, str], number: int, failed: str) -> None:
        """Keep one outcome."""
        KEPT.mkdir(parents=True, exist_ok=True)
        with self.path.open("a", encoding="utf-8") as file:
            file.write(json.dumps([self.keys[pair], number, failed]) + "\n")


def right_answers(assignment: Assignment) -> dict[str, dict[str, str]]:
    """By exercise, by name: the code of each right answer, the instructor's own among them."""
    found = {
        exercise: {OWN: code}
        for exercise, code in own_solutions(read_notebook(assignment.notebook)).items()
    }
    for answer in read_bank(assignment):
        if answer.right:
            found[answer.exercise][answer.slug] = answer.code
    return found


def rounds(
    record: Record, each: int, exercises: list[str], part: int, parts: int
) -> Iterator[tuple[int, dict[str, str]]]:
    """What is left to do: a number to draw with, and an answer's name for each exercise."""
    known = record.read()
    for number in range(part, each, parts):
        waiting = {
            exercise: [n for n in answers if number not in known[exercise, n]]
            for exercise, answers in record.answers.items()
            if not exercises or exercise in exercises
        }
        while any(waiting.values()):
            chosen = _apart({e: names[0] for e, names in waiting.items() if names}, record.answers)
            for exercise in chosen:
                waiting[exercise].pop(0)
            yield number, chosen


def _apart(chosen: dict[str, str], answers: dict[str, dict[str, str]]) -> dict[str, str]:
    """
    Those that can share a notebook. One that calls another exercise's function is tried with the
    instructor's: with an unusual one, which need not suit it, two answers would be tried at once.
    """
    kept = dict(chosen)
    for exercise, name in chosen.items():
        code = answers[exercise][name]
        unusual = (e for e, other in kept.items() if e != exercise and other != OWN)
        if any(re.search(rf"\b{other}\b", code) for other in unusual):
            del kept[exercise]
    return kept


def work(assignment: Assignment, each: int, exercises: list[str], part: int, parts: int) -> None:
    """One process's share of the rounds."""
    torch.set_num_threads(1)
    suite = Suite(assignment.tests, assignment.bank)
    record = Record(assignment, part)
    solutions = own_solutions(read_notebook(assignment.notebook))
    release = Release.of(assignment)
    released = read_notebook(assignment.release / assignment.notebook.name)

    def serve(checks: Checks) -> None:
        with tempfile.TemporaryDirectory() as folder:
            slowness = how_slow()
            policy = policy_for(assignment, Path(folder), slowness=slowness)
            zygote = Zygote(
                policy, imported_modules(assignment.notebook), device=suite.asks_for_device
            )
            zygote.wait_ready()
            grader = Grader(
                assignment.manifest,
                release,
                checks,
                ForkClient(zygote.controls[0]),
                policy,
                {},
                device=(zygote.device, zygote.device_reason),
                slowness=slowness,
            )
            for number, chosen in rounds(record, each, exercises, part, parts):
                cells = {e: record.answers[e][name] for e, name in chosen.items()}
                submission = Path(folder) / "submission.ipynb"
                submission.write_text(json.dumps(with_answers(released, solutions | cells)))
                seeded = replace(
                    grader, seeds={e: suite.seed(e, 1_000_000 + number) for e in chosen}
                )
                result = seeded.grade(
                    "r", submission, only=tuple(chosen), repeat=number, pictures=False
                ).result
                if result.status is not Outcome.GRADED:
                    print(f"round {number} was not graded: {' '.join(result.notes)}", flush=True)
                    continue
                for exercise in result.exercises:
                    if exercise.id not in chosen:
                        continue
                    failed = [c for c in exercise.checks if c.status is not Status.PASSED]
                    lines = [f"{c.id}: {(c.detail or c.message).splitlines()[0]}" for c in failed]
                    record.add((exercise.id, chosen[exercise.id]), number, "; ".join(lines))
            zygote.close()

    collect(suite.files, serve)


def report(record: Record, each: int, exercises: list[str]) -> None:
    """Print what is known."""
    known = record.read()
    passed: Counter[str] = Counter()
    done: Counter[str] = Counter()
    for exercise, name in record.keys:
        if exercises and exercise not in exercises:
            continue
        tried = {n: failed for n, failed in known[exercise, name].items() if n < each}
        done[exercise] += len(tried)
        passed[exercise] += sum(not failed for failed in tried.values())
        for number, failed in sorted(tried.items()):
            if failed:
                print(f"  {exercise}/{name}, number {number}: {failed[:300]}")
    for exercise, count in done.items():
        answers = len(record.answers[exercise])
        print(
            f"{record.assignment.name:12} {exercise:26} {passed[exercise]:5d} of {count:5d} passed"
            f" ({answers} right answers, {count / answers:.0f} times each)"
        )


def main() -> None:
    """Run what is left, in a process for each core, and report."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[1])
    parser.add_argument("assignment")
    parser.add_argument("--each", type=int, default=200)
    parser.add_argument("--exercise", action="append", default=[])
    parser.add_argument("--jobs", type=int, default=usable_cores())
    parser.add_argument("--part", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    assignment = Course.find(ROOT).assignment(options.assignment)
    if options.part is not None:
        work(assignment, options.each, options.exercise, options.part, options.jobs)
        return
    start = time.monotonic()
    running = [
        subprocess.Popen(
            [sys.executable, __file__, *sys.argv[1:], f"--jobs={options.jobs}", f"--part={n}"],
            env={**os.environ, "OMP_NUM_THREADS": "1"},
        )
        for n in range(options.jobs)
    ]
    for process in running:
        process.wait()
    report(Record(assignment), options.each, options.exercise)
    print(f"{time.monotonic() - start:.0f} s")


if __name__ == "__main__":
    main()
