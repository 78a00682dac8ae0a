"""
Do right answers pass every time, whatever data are drawn and however they are initialised?

    python benchmarks/repetitions.py neuron [--each 200] [--exercise fit_neuron] [--jobs 2]

Every right answer of the bank, and the instructor's own, is graded so many times, each time with
other fresh data and with the student's generators seeded differently, confined as a class is. A
notebook holds one right answer for each exercise, so a round says something of all of them. What
failed is printed with its seed. What is known is kept in build/repetitions/ (see `trials`).

Of 200 without a failure follows, with a confidence of 95 %, that fewer than 1.5 % fail (3 / 200).
"""

from __future__ import annotations

import time
from collections import Counter

from trials import OWN, ROOT, Answers, Record, in_parts, options_of, try_all

from autograde.bank import own_solutions, read_bank
from autograde.course import Assignment, Course
from autograde.notebook import read_notebook

KEPT = ROOT / "build" / "repetitions"


def right_answers(assignment: Assignment, exercises: list[str]) -> Answers:
    """By exercise, by name: the code of each right answer, the instructor's own among them."""
    found = {
        exercise: {OWN: code}
        for exercise, code in own_solutions(read_notebook(assignment.notebook)).items()
        if not exercises or exercise in exercises
    }
    for answer in read_bank(assignment):
        if answer.right and answer.exercise in found:
            found[answer.exercise][answer.slug] = answer.code
    return found


def report(record: Record, each: int) -> None:
    """Print what is known."""
    known = record.read()
    passed: Counter[str] = Counter()
    done: Counter[str] = Counter()
    for exercise, name in record.keys:
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
    parser = options_of(__doc__.split("\n")[1])
    parser.add_argument("--each", type=int, default=200)
    options = parser.parse_args()
    assignment = Course.find(ROOT).assignment(options.assignment)
    record = Record(
        assignment, right_answers(assignment, options.exercise), KEPT, options.part or 0
    )
    if options.part is not None:
        try_all(record, options.each, options.part, options.jobs)
        return
    start = time.monotonic()
    in_parts(__file__, options.jobs)
    report(record, options.each)
    print(f"{time.monotonic() - start:.0f} s")


if __name__ == "__main__":
    main()
