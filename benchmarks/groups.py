"""
How long does it take to put a large class into mistake groups?

    python benchmarks/groups.py neuron [--count 5000]

Makes submissions by rewriting the bank's wrong answers and renaming their variables at random, none
with a diagnosis, so that all of them are grouped the slow way: by checks, then by code. Prints the
time per submission as a ratio to parsing its code once, and how well groups fit the answers.
"""

from __future__ import annotations

import argparse
import ast
import random
import tempfile
import time
from collections import Counter
from pathlib import Path

from answer_variants import variants

from autograde.bank import read_bank
from autograde.course import Course
from autograde.groups import Case, Groups


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[1])
    parser.add_argument("assignment")
    parser.add_argument("--count", type=int, default=5000)
    options = parser.parse_args()
    chance = random.Random(0)
    assignment = Course.find(Path(__file__).parents[1]).assignment(options.assignment)
    codes = [
        (a, code)
        for a in read_bank(assignment)
        if not a.right
        for code in (a.code, *variants(a.code).values())
    ]
    cases, truth = [], {}
    for number in range(options.count):
        answer, code = chance.choice(codes)
        # Everybody writes something of their own.
        code += f"\n\nscratch_{number % 97} = {chance.randint(0, 9)}\nprint(scratch_{number % 97})"
        student = f"s{number:05}"
        truth[student] = answer.exercise, answer.slug
        failed = tuple(sorted(answer.fails))
        cases.append(Case(student, answer.exercise, None, "", failed, "returned 1", code))
    start = time.perf_counter()
    for case in cases:
        ast.parse(case.source)
    parsing = time.perf_counter() - start
    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        groups = Groups(cases, Path(folder) / "groups.json").all()
        grouping = time.perf_counter() - start
    pure = sum(Counter(truth[s] for s in g.students).most_common(1)[0][1] for g in groups)
    print(f"{len(cases)} submissions, {len(set(truth.values()))} mistakes: {len(groups)} groups")
    print(f"  {grouping:.1f} s, {grouping / parsing:.1f} times parsing each of them once")
    print(f"  {pure / len(cases):.1%} of the students are with the mistake of most in their group")


if __name__ == "__main__":
    main()
