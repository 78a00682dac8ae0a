"""
Throw mutated notebooks and mutated wire frames at the grader.

    python benchmarks/fuzz.py [--count 10000] [--seed 0]

Nothing may be raised but what the callers expect: SubmissionRefused for a notebook, ProtocolError
or PeerGone for a frame, a student's fault for the answer to a call. Mutations are drawn from a
seeded generator, so a finding can be repeated.
"""

from __future__ import annotations

import argparse
import copy
import json
import random
import socket
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import torch

from autograde.bank import own_solutions, with_answers
from autograde.course import Assignment, Course
from autograde.errors import StudentFault, SubmissionRefused
from autograde.grade.document import graded_notebook
from autograde.model import CellRun, ExerciseResult, Outcome, Result, Run, Status
from autograde.notebook import read_notebook, write_notebook
from autograde.proxy import Student
from autograde.run.wire import Channel, DeadlinePassed, PeerGone, ProtocolError
from autograde.submission import Release, read_submission

TINY = Path(__file__).resolve().parents[1] / "tests" / "tiny_course"
STRANGE: tuple[Any, ...] = (
    None, True, -1, 0, 1.5, 1e308, float("nan"), 2**70, "", "\x00", "\ud800", "../../x", "x" * 5000,
    "<script>alert(1)</script>", [], {}, [[]], {"": None}, ["a", 1], {"nbgrader": 3},
)  # fmt: skip


def mutate_value(value: Any, draw: random.Random, depth: int = 0) -> Any:
    """The value with one thing in it changed, removed, doubled or replaced."""
    if isinstance(value, dict) and value and draw.random() < 0.9 and depth < 12:
        changed = dict(value)
        key = draw.choice(list(changed))
        action = draw.random()
        if action < 0.15:
            del changed[key]
        elif action < 0.25:
            changed[draw.choice(["x", "", key + "2"])] = draw.choice(STRANGE)
        else:
            changed[key] = mutate_value(changed[key], draw, depth + 1)
        return changed
    if isinstance(value, list) and value and draw.random() < 0.9 and depth < 12:
        changed = list(value)
        at = draw.randrange(len(changed))
        action = draw.random()
        if action < 0.1:
            del changed[at]
        elif action < 0.2:
            changed.insert(at, copy.deepcopy(changed[at]))
        elif action < 0.3:
            other = draw.randrange(len(changed))
            changed[at], changed[other] = changed[other], changed[at]
        else:
            changed[at] = mutate_value(changed[at], draw, depth + 1)
        return changed
    if isinstance(value, str) and value and draw.random() < 0.4:
        at = draw.randrange(len(value))
        return value[:at] + draw.choice(["", "\x00", "é", "\n", "'''"]) + value[at + 1 :]
    return draw.choice(STRANGE)


def mutate_bytes(data: bytes, draw: random.Random) -> bytes:
    """The bytes with some flipped, cut, doubled or inserted."""
    changed = bytearray(data)
    for _ in range(draw.choice([1, 1, 2, 8])):
        at = draw.randrange(len(changed) + 1)
        action = draw.random()
        if action < 0.5 and at < len(changed):
            changed[at] = draw.randrange(256)
        elif action < 0.7:
            end = len(changed) if draw.random() < 0.3 else at + draw.randrange(1, 9)
            del changed[at:end]
        elif action < 0.9:
            changed[at:at] = bytes(draw.randrange(256) for _ in range(draw.randrange(1, 9)))
        else:
            changed[at:at] = changed[at : at + 40]
    return bytes(changed)


class NotebookFuzzer:
    """Reads, repairs and writes down mutated notebooks."""

    def __init__(self, assignment: Assignment, folder: Path) -> None:
        self.manifest, self.path = assignment.manifest, folder / "tiny.ipynb"
        name = assignment.notebook.name
        self.release = Release.of(assignment)
        solutions = own_solutions(read_notebook(assignment.notebook))
        self.good = with_answers(read_notebook(assignment.release / name), solutions)
        executed = read_notebook(assignment.solutions / name)
        self.outputs = [o for c in executed["cells"] for o in c.get("outputs", [])]

    def try_one(self, draw: random.Random) -> str:
        """One input; what became of it."""
        notebook: Any = self.good
        for _ in range(draw.choice([1, 1, 2, 5])):
            # Mostly inside the cells: a notebook that is refused at once tests little.
            if isinstance(notebook, dict) and "cells" in notebook and draw.random() < 0.85:
                notebook = {**notebook, "cells": mutate_value(notebook["cells"], draw, 1)}
            else:
                notebook = mutate_value(notebook, draw)
        data = json.dumps(notebook).encode("utf-8", "surrogatepass")
        self.path.write_bytes(mutate_bytes(data, draw) if draw.random() < 0.15 else data)
        try:
            submission = read_submission(self.path, "student", self.release)
        except SubmissionRefused:
            return "refused"
        outputs = [mutate_value(o, draw) for o in self.outputs]
        shown = tuple(o for o in outputs if isinstance(o, dict))
        run = Run({c.id: CellRun(Status.PASSED, shown) for c in submission.cells})
        exercises = tuple(
            ExerciseResult(e.id, 0.0, e.points, Status.FAILED) for e in self.manifest.exercise
        )
        result = Result("s", "tiny", Outcome.GRADED, 0.0, 5.0, 2.0, exercises)
        write_notebook(
            self.path, graded_notebook(submission, run, result, self.manifest, self.release)
        )
        json.loads(self.path.read_text(encoding="utf-8"))
        return "graded"


class FrameFuzzer:
    """Feeds mutated answers to a channel and to the proxy behind it."""

    def __init__(self) -> None:
        body = {
            "value": {
                "result": [torch.ones(2, 3), {"a": (1, 2.5, None)}, "text"],
                "args": [torch.zeros(2)],
                "kwargs": {},
                "graph": True,
                "gradients": [torch.ones(2), None],
            },
            "printed": "x",
        }
        self.body, self.frames = body, [self.frame(body), self.frame({"raised": {"kinds": ["E"]}})]

    @staticmethod
    def frame(body: Any) -> bytes:
        """The bytes of one answer."""
        left, right = socket.socketpair()
        with left, right:
            Channel(left).send("answer", 1, body)
            return right.recv(1 << 20)

    def try_one(self, draw: random.Random) -> str:
        """One input; what became of it."""
        if draw.random() < 0.3:
            reply = mutate_value(self.body, draw)
        else:
            data = mutate_bytes(draw.choice(self.frames), draw)
            left, right = socket.socketpair()
            with left, right:
                left.sendall(data)
                left.shutdown(socket.SHUT_WR)
                try:
                    reply = Channel(right).recv(time.monotonic() + 1).body
                except (ProtocolError, PeerGone, DeadlinePassed):
                    return "refused"
        if not isinstance(reply, dict):
            return "refused"  # the engine looks at this before the proxy sees it
        try:
            Student(lambda request: reply).call("f", torch.ones(2))
        except StudentFault:
            return "student's fault"
        return "understood"


def fuzz(name: str, try_one: Callable[[random.Random], str], count: int, seed: int) -> Counter[str]:
    """
    Try so many inputs.

    Returns:
        How many ended in which way.

    Raises:
        AssertionError: At the first input that something unexpected was raised for; it names the
            seed that repeats it.
    """
    ends: Counter[str] = Counter()
    for number in range(seed, seed + count):
        try:
            ends[try_one(random.Random(number))] += 1
        except Exception as error:
            raise AssertionError(f"{name}: seed {number}: {error!r}") from error
    return ends


def run(count: int, seed: int, folder: Path) -> dict[str, Counter[str]]:
    """Fuzz notebooks and frames."""
    notebooks = NotebookFuzzer(Course(TINY).assignment("tiny"), folder)
    return {
        "notebooks": fuzz("notebooks", notebooks.try_one, count, seed),
        "frames": fuzz("frames", FrameFuzzer().try_one, count, seed),
    }


def main() -> None:
    """Fuzz and print how the inputs ended."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for name, ends in run(options.count, options.seed, Path(folder)).items():
            listed = ", ".join(f"{count} {end}" for end, count in ends.most_common())
            print(f"{name}: {options.count} inputs, no crash: {listed}")


if __name__ == "__main__":
    main()
