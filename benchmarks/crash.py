"""
Kill -9 whatever is running, at random moments of `autograde grade`, again and again.

    python benchmarks/crash.py [--rounds 200] [--seed 0]

Each round grades a small class in a fresh folder, kills one process of the run (the conductor, the
zygote, the grading server, a grader or a student's process), lets the command end or starts it
again, and then demands: the same results as without a kill, no file half-written, and no process
left.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import fuzz

from autograde.bank import own_solutions, with_answers
from autograde.course import Course
from autograde.notebook import read_notebook
from autograde.run.sandbox.process import tree

CLASS = 6
WRONG = "def double(x):\n    return x * x"
SECONDS = 600  # with the whole machine busy besides


def hand_in(folder: Path) -> None:
    """A class of right, wrong and broken submissions."""
    assignment = Course(fuzz.TINY).assignment("tiny")
    release = read_notebook(assignment.release / "tiny.ipynb")
    solutions = own_solutions(read_notebook(assignment.notebook))
    for i in range(CLASS):
        path = folder / f"student{i}" / "tiny" / "tiny.ipynb"
        path.parent.mkdir(parents=True)
        answers = solutions | ({"double": WRONG} if i % 2 else {})
        text = json.dumps(with_answers(release, answers))
        path.write_text(text[:100] if i == 4 else text)


def command(folder: Path) -> list[str]:
    """The command that grades the class."""
    return [
        *(sys.executable, "-m", "autograde.cli", "grade", "tiny", "--no-gradebook", "--jobs", "2"),
        *("--course", str(fuzz.TINY), "--submitted", str(folder / "submitted")),
        *("--out", str(folder / "out"), "--json", str(folder / "results.jsonl")),
    ]


def results(folder: Path) -> list[dict[str, object]]:
    """What was written, without what depends on time."""
    lines = (folder / "results.jsonl").read_text().splitlines()
    return [{k: v for k, v in json.loads(line).items() if k != "timing"} for line in lines]


def role(pid: int) -> str:
    """What a process of a run is."""
    try:
        words = Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()
    except OSError:
        return "gone"
    for name in ("autograde.run.zygote", "autograde.grade.server", "autograde-student"):
        if name in words:
            return name.rsplit(".", 1)[-1]
    return "conductor" if "autograde.cli" in words else "other"


def play(folder: Path, draw: random.Random, expected: list[dict[str, object]]) -> str:
    """
    One round.

    Returns:
        What was killed.

    Raises:
        AssertionError: If something was lost, doubled, half-written or left running.
    """
    hand_in(folder / "submitted")
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    run = subprocess.Popen(command(folder), **quiet)
    seen: set[int] = set()
    end = time.monotonic() + draw.uniform(0.2, 9.0)
    while time.monotonic() < end and run.poll() is None:
        seen.update(tree(run.pid))
        time.sleep(0.02)
    alive = [pid for pid in tree(run.pid) if role(pid) not in ("gone", "other")]
    victim = draw.choice(alive) if alive and run.poll() is None else 0
    killed = role(victim) if victim else "nothing"
    if victim:
        os.kill(victim, signal.SIGKILL)
    run.wait(SECONDS)
    if run.returncode not in (0, 1) or not (folder / "results.jsonl").exists():
        subprocess.run(command(folder), check=False, timeout=SECONDS, **quiet)
    assert results(folder) == expected, f"after killing {killed}: other results"
    strange = [p for p in (folder / "out").rglob("*") if p.name.startswith(".") and p.is_file()]
    for path in (folder / "out").rglob("*.json"):
        json.loads(path.read_text())
    patience = time.monotonic() + 5
    while left := [p for p in seen if role(p) not in ("gone", "other")]:
        assert time.monotonic() < patience, f"after killing {killed}: {left} still run"
        time.sleep(0.05)
    # Temporary files of a killed run may stay; they are never read as results.
    return f"{killed}{' (left a temporary file)' if strange else ''}"


def main() -> None:
    """Play and print what was killed how often."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=200)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        calm = Path(folder) / "calm"
        hand_in(calm / "submitted")
        subprocess.run(command(calm), check=False, capture_output=True, timeout=SECONDS)
        expected = results(calm)
        killed: Counter[str] = Counter()
        for number in range(options.seed, options.seed + options.rounds):
            killed[play(Path(folder) / str(number), random.Random(number), expected)] += 1
    print(f"{options.rounds} rounds, same results every time, no process left; killed:")
    for name, count in killed.most_common():
        print(f"  {count:4d}  {name}")


if __name__ == "__main__":
    main()
