"""
``autograde doctor``: is the course what it promises to be?

Every answer of the bank is put into the instructor's own solution and graded like a submission:
right answers must get full marks, wrong ones must fail exactly the checks that their header
names and no other exercise may suffer, the untouched release must score 0 and raise nothing but
NotImplementedError. Besides, what is generated must be current, hints must not hold the answer,
and every hidden check must catch something.
"""

from __future__ import annotations

import json
import tempfile
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from autograde.bank import Answer, own_solutions, read_bank, with_answers
from autograde.course import Assignment
from autograde.generate import check_master, solution_text_in, stale
from autograde.grade.batch import Job
from autograde.grade.setup import open_batch
from autograde.model import CheckResult, Outcome, Result, Status
from autograde.notebook import Notebook, read_notebook
from autograde.workflow import Progress

SOLUTION, RELEASE = "the solution", "the untouched release"
_MIN_LINE = 16


@dataclass
class Examination:
    """
    What was found.

    Args:
        complaints: One sentence for each thing that is not as it should be.

        counts: For each exercise: wrong answers, caught ones, right answers, accepted ones.
    """

    assignment: str
    complaints: list[str] = field(default_factory=list)
    counts: dict[str, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0] * 4))

    def table(self) -> str:
        """Exercises against caught and accepted answers, as text."""
        width = max([len(self.assignment), *map(len, self.counts)]) + 2
        lines = [f"{self.assignment:{width}}  wrong caught    right accepted"]
        for exercise, (wrong, caught, right, accepted) in self.counts.items():
            lines.append(f"{exercise:{width}}  {wrong:5d} {caught:6d}    {right:5d} {accepted:8d}")
        return "\n".join(lines)


def examine(
    assignment: Assignment,
    *,
    exercises: Iterable[str] = (),
    seeds: int = 1,
    quick: bool = False,
    slots: int | None = None,
    progress: Progress = lambda done, total, result: None,
) -> Examination:
    """
    Examine an assignment.

    Args:
        exercises: Only the bank of these; all if empty.

        seeds: How many seeds of fresh data each answer is graded under.

        quick: Run for each answer only the checks of its own exercise, and no cell that draws.
            Whether it makes another exercise fail is then not seen.

    Raises:
        CourseError: If its files do not fit together at all.
    """
    found = Examination(assignment.name)
    master = check_master(assignment)
    found.complaints += stale(assignment)
    found.complaints += solution_text_in(assignment)
    found.complaints += _telling_hints(assignment)
    chosen = set(exercises)
    bank = [a for a in read_bank(assignment) if not chosen or a.exercise in chosen]
    release = read_notebook(assignment.release / assignment.notebook.name)
    solutions = own_solutions(master)
    for exercise in assignment.manifest.exercise:
        if not chosen or exercise.id in chosen:
            found.counts[exercise.id] = [0] * 4
    caught: set[str] = set()
    hidden: dict[str, str] = {}
    for seed in range(seeds):
        with tempfile.TemporaryDirectory(prefix="autograde-doctor-") as folder:
            jobs, answers = _jobs(Path(folder), release, solutions, bank, quick=quick)
            progress(0, len(jobs), None)
            done = 0
            with open_batch(assignment, slots=slots, staging=Path(folder), seed=seed) as batch:
                for graded in batch.grade(jobs):
                    done += 1
                    progress(done, len(jobs), graded.result)
                    checks = _checks(graded.result)
                    hidden |= {c.id: c.exercise for c in checks if c.hidden}
                    answer = answers.get(graded.job.student)
                    where = f"{graded.job.student} (seed {seed})"
                    found.complaints += _verdict(graded.result, answer, where)
                    if answer is not None:
                        _count(found.counts[answer.exercise], answer, checks, first=seed == 0)
                        caught |= {c.id for c in checks if c.status is not Status.PASSED}
    if not chosen:
        found.complaints += [
            f"{id} ({exercise}) catches no wrong answer of the bank."
            for id, exercise in hidden.items()
            if id not in caught
        ]
    return found


def _jobs(
    folder: Path,
    release: Notebook,
    solutions: dict[str, str],
    bank: list[Answer],
    *,
    quick: bool,
) -> tuple[list[Job], dict[str, Answer]]:
    """One submission for each answer, for the solution, and for the release."""
    jobs: list[Job] = []
    answers: dict[str, Answer] = {}

    def add(name: str, cells: dict[str, str], only: str = "") -> None:
        path = folder / f"answer-{len(jobs)}.ipynb"
        path.write_text(json.dumps(with_answers(release, cells)), encoding="utf-8")
        jobs.append(Job(name, path, only=only))

    add(SOLUTION, solutions)
    add(RELEASE, {})
    for answer in bank:
        name = f"{answer.exercise}/{Path(answer.path).name}"
        answers[name] = answer
        add(name, solutions | {answer.exercise: answer.code}, answer.exercise if quick else "")
    return jobs, answers


def _checks(result: Result) -> list[CheckResult]:
    return [check for exercise in result.exercises for check in exercise.checks]


def _verdict(result: Result, answer: Answer | None, where: str) -> list[str]:
    """What is wrong with how an answer was graded."""
    if result.status is not Outcome.GRADED:
        broken = [c for c in _checks(result) if c.status is Status.GRADER_ERROR]
        reason = broken[0].detail.strip().splitlines()[-1] if broken else " ".join(result.notes)
        return [f"{where} was not graded: {reason}"]
    checks = _checks(result)
    failed = {c.id: c for c in checks if c.status is not Status.PASSED}
    if where.startswith(RELEASE):
        odd = [c for c in checks if c.status is not Status.NOT_ATTEMPTED]
        complaints = [f"{where}: {c.id} is {c.status} instead of not attempted." for c in odd]
        if result.score:
            complaints.append(f"{where} scores {result.score:g}.")
        return complaints
    if answer is None or answer.right:
        return [f"{where} fails {c.id}: {_line(c)}" for c in failed.values()]
    complaints = [
        f"{where} passes {id}, which its header says it fails."
        for id in sorted(answer.fails - failed.keys())
    ]
    for id, check in failed.items():
        if check.exercise != answer.exercise:
            complaints.append(f"{where} also fails {id} of {check.exercise}: {_line(check)}")
        elif id not in answer.fails:
            complaints.append(f"{where} fails {id}, which its header does not name: {_line(check)}")
    return complaints


def _line(check: CheckResult) -> str:
    return (check.detail or check.message).strip().split("\n")[0][:200]


def _count(counts: list[int], answer: Answer, checks: list[CheckResult], *, first: bool) -> None:
    """Count an answer at its first seed; a later seed that disagrees becomes a complaint."""
    if not first:
        return
    clean = all(c.status is Status.PASSED for c in checks if c.exercise == answer.exercise)
    at = 2 if answer.right else 0
    counts[at] += 1
    counts[at + 1] += clean if answer.right else not clean


def _telling_hints(assignment: Assignment) -> list[str]:
    """Hints that hold a line of their own solution."""
    solutions = own_solutions(read_notebook(assignment.notebook))
    complaints = []
    for exercise in assignment.manifest.exercise:
        body = solutions[exercise.id].split('"""')[-1]
        lines = [li.strip() for li in body.splitlines() if len(li.strip()) >= _MIN_LINE]
        for number, hint in enumerate(exercise.hints, 1):
            if any(line in hint for line in lines):
                complaints.append(f"hint {number} of {exercise.id} holds a line of its solution.")
    return complaints
