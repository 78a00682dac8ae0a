"""
Many answers graded, an answer of each exercise to a notebook, each answer so many times.

What is known is kept in build/, under the digest of the exercise's checks and of the answer's
code, and not run again: it may take several sittings.
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
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import torch

from autograde.bank import own_solutions, with_answers
from autograde.checks import Checks, collect
from autograde.course import Assignment
from autograde.grade.one import Grader
from autograde.grade.setup import how_slow, imported_modules, policy_for, usable_cores
from autograde.model import Outcome, Status
from autograde.notebook import read_notebook
from autograde.run.forkserver import ForkClient
from autograde.run.pool import Zygote
from autograde.submission import Release
from autograde.suite import Suite

ROOT = Path(__file__).resolve().parents[1]
OWN = "the solution"

Answers = dict[str, dict[str, str]]  # by exercise, by name: the code


class Record:
    """
    What is known of the answers of one assignment: a line for each outcome.

    Args:
        assignment: Which one.

        answers: By exercise, by name: the code.

        folder: Where it is kept.

        part: The number of the process that writes; each has a file of its own.
    """

    def __init__(
        self, assignment: Assignment, answers: Answers, folder: Path, part: int = 0
    ) -> None:
        self.assignment = assignment
        self.answers = answers
        self.folder = folder
        suite = Suite(assignment.tests, assignment.bank)
        self.keys = {
            (exercise, name): hashlib.sha256(f"{suite.digest(exercise)}{code}".encode()).hexdigest()
            for exercise, codes in answers.items()
            for name, code in codes.items()
        }
        self.path = folder / f"{assignment.name}-{part}.jsonl"

    def read(self) -> dict[tuple[str, str], dict[int, str]]:
        """By exercise and answer: for each number that was tried, what failed; empty if nothing."""
        pairs_of = defaultdict(list)
        for pair, key in self.keys.items():
            pairs_of[key].append(pair)
        known: dict[tuple[str, str], dict[int, str]] = defaultdict(dict)
        for path in self.folder.glob(f"{self.assignment.name}-*.jsonl"):
            for line in path.read_text(encoding="utf-8").splitlines():
                key, number, failed = json.loads(line)
                for pair in pairs_of.get(key, ()):
                    known[pair][number] = failed
        return known

    def add(self, pair: tuple[str, str], number: int, failed: str) -> None:
        """Keep one outcome."""
        self.folder.mkdir(parents=True, exist_ok=True)
        with self.path.open("a", encoding="utf-8") as file:
            file.write(json.dumps([self.keys[pair], number, failed]) + "\n")


def _rounds(
    record: Record, each: int, part: int, parts: int
) -> Iterator[tuple[int, dict[str, str]]]:
    """What is left to do: a number to draw with, and an answer's name for each exercise."""
    known = record.read()
    for number in range(each):
        # Repetitions are shared out by their numbers, answers that are tried once by their place.
        waiting = {
            exercise: [
                name
                for place, name in enumerate(names)
                if number not in known[exercise, name]
                and (number if each > 1 else place) % parts == part
            ]
            for exercise, names in record.answers.items()
        }
        while any(waiting.values()):
            chosen = _apart({e: names[0] for e, names in waiting.items() if names}, record.answers)
            for exercise in chosen:
                waiting[exercise].pop(0)
            yield number, chosen


def _apart(chosen: dict[str, str], answers: Answers) -> dict[str, str]:
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


def try_all(record: Record, each: int, part: int, parts: int, *, patience: float = 1.0) -> None:
    """
    One process's share of the rounds.

    Args:
        patience: All limits of time are multiplied by it.
    """
    torch.set_num_threads(1)
    assignment = record.assignment
    suite = Suite(assignment.tests, assignment.bank)
    solutions = own_solutions(read_notebook(assignment.notebook))
    release = Release.of(assignment)
    released = read_notebook(assignment.release / assignment.notebook.name)

    def serve(checks: Checks) -> None:
        with tempfile.TemporaryDirectory() as folder:
            slowness = how_slow() * patience
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
            for number, chosen in _rounds(record, each, part, parts):
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


def options_of(description: str) -> argparse.ArgumentParser:
    """The options of a program that tries answers."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("assignment")
    parser.add_argument("--exercise", action="append", default=[])
    parser.add_argument("--jobs", type=int, default=usable_cores())
    parser.add_argument("--part", type=int, help=argparse.SUPPRESS)
    return parser


def in_parts(program: str, jobs: int) -> None:
    """Run a program once for each core, each time with another ``--part``."""
    running = [
        subprocess.Popen(
            [sys.executable, program, *sys.argv[1:], f"--jobs={jobs}", f"--part={n}"],
            env={**os.environ, "OMP_NUM_THREADS": "1"},
        )
        for n in range(jobs)
    ]
    for process in running:
        process.wait()
