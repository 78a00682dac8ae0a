"""
Examine one assignment.

Every answer of the bank is put into the instructor's own solution and graded like a submission:
right answers must get full marks, wrong ones must fail exactly the checks that their header
names and no other exercise may suffer, the untouched release must score 0 and raise nothing but
NotImplementedError. Besides, what is generated must be current, hints must not hold the answer,
and every hidden check must catch something that no other check catches.

What is unfinished is not judged: it is listed.
"""

from __future__ import annotations

import tempfile
from collections import defaultdict
from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from autograde.authoring import Missing, missing
from autograde.bank import Answer, own_solutions, read_bank
from autograde.checks import Checks, collect
from autograde.course import Assignment
from autograde.doctor.answers import RELEASE, SOLUTION, Bench, Graded, Trial
from autograde.doctor.headers import idle_checks, lying_headers
from autograde.generate import check_master, released_below, solution_text_in, stale
from autograde.grade.one import match
from autograde.model import CheckResult, Outcome, Result, Status
from autograde.notebook import Notebook, read_notebook
from autograde.outcomes import Check
from autograde.submission import Release
from autograde.suite import iter_test_files
from autograde.workflow import Progress

_MIN_LINE = 16


@dataclass
class Examination:
    """
    What was found.

    Args:
        complaints: One sentence for each thing that is not as it should be.

        unfinished: What its author has not written yet.

        counts: For each exercise: wrong answers, caught ones, right answers, accepted ones.

        known: How many results were known before.

        graded: How many were found anew.
    """

    assignment: str
    complaints: list[str] = field(default_factory=list)
    unfinished: list[Missing] = field(default_factory=list)
    counts: dict[str, list[int]] = field(default_factory=dict)
    known: int = 0
    graded: int = 0

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
    force: bool = False,
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

        force: Grade everything, also what has not changed since it was graded.

    Raises:
        CourseError: If its files do not fit together at all.

        UsageError: If it has no exercise of such a name.
    """
    found = Examination(assignment.name)
    chosen = [assignment.manifest.find(id).id for id in exercises]
    chosen = chosen or [e.id for e in assignment.manifest.exercise]
    master = check_master(assignment)
    found.unfinished = missing(assignment)
    open_ = {m.exercise for m in found.unfinished}
    done = [id for id in chosen if id not in open_]
    bank = [a for a in read_bank(assignment) if a.exercise in done]
    checks = _collected(assignment)
    own = [c for c in checks if c.exercise in done]
    found.complaints += lying_headers(bank, checks)
    found.complaints += idle_checks(bank, own)
    found.complaints += _telling_hints(assignment, master)
    with ExitStack() as stack:
        subject = assignment
        if found.unfinished:
            folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="autograde-doctor-"))
            subject = released_below(Path(folder), assignment, unfinished=True)
        else:
            Release.of(assignment)
            found.complaints += stale(assignment)
        found.complaints += solution_text_in(subject)
        if done:
            release = read_notebook(subject.release / subject.notebook.name)
            cache = assignment.course.root / ".autograde" / "doctor" / assignment.name
            bench = Bench(subject, cache, release, quick=quick, force=force)
            trials = _trials(own_solutions(master), bank)
            _run(bench, trials, seeds, slots, progress, found, open_)
            bench.forget()
    found.counts = {id: found.counts.get(id, [0] * 4) for id in done}
    return found


def _collected(assignment: Assignment) -> tuple[Check, ...]:
    """
    The checks of an assignment.

    Raises:
        CourseError: If they do not fit the manifest.
    """
    found: list[Check] = []

    def take(checks: Checks) -> None:
        match(assignment.manifest, checks.all, str(assignment.tests))
        found.extend(checks.all)

    if assignment.manifest.exercise:
        collect(list(iter_test_files(assignment.tests)), take)
    return tuple(found)


def _trials(solutions: dict[str, str], bank: list[Answer]) -> list[Trial]:
    """A notebook for each answer, one for the solution, and one for the release."""
    return [
        Trial(SOLUTION, solutions),
        Trial(RELEASE, {}),
        *(
            Trial(f"{a.exercise}/{Path(a.path).name}", solutions | {a.exercise: a.code}, a)
            for a in bank
        ),
    ]


def _run(
    bench: Bench,
    trials: list[Trial],
    seeds: int,
    slots: int | None,
    progress: Progress,
    found: Examination,
    open_: set[str],
) -> None:
    """Grade all trials under all seeds, and write down what is to be said of them."""
    clean: dict[str, bool] = defaultdict(lambda: True)
    failing: dict[str, bool] = defaultdict(lambda: True)
    total = len(trials) * seeds
    progress(0, total, None)
    for seed in range(seeds):
        for graded in bench.grade(trials, seed, slots):
            found.known += graded.known
            found.graded += not graded.known
            progress(found.known + found.graded, total, graded.result)
            complaints = _verdict(graded, open_)
            found.complaints += complaints
            if not complaints:
                bench.keep(graded)
            answer, name = graded.trial.answer, graded.trial.name
            if answer is not None:
                statuses = {
                    c.status for c in _checks(graded.result) if c.exercise == answer.exercise
                }
                clean[name] &= statuses == {Status.PASSED}
                failing[name] &= bool(statuses - {Status.PASSED, Status.GRADER_ERROR})
    for trial in trials:
        if trial.answer is not None:
            counts = found.counts.setdefault(trial.answer.exercise, [0] * 4)
            at = 2 if trial.answer.right else 0
            counts[at] += 1
            counts[at + 1] += (clean if trial.answer.right else failing)[trial.name]


def _checks(result: Result) -> list[CheckResult]:
    return [check for exercise in result.exercises for check in exercise.checks]


def _verdict(graded: Graded, open_: set[str]) -> list[str]:
    """What is wrong with how an answer was graded; checks of unfinished exercises do not count."""
    result, answer = graded.result, graded.trial.answer
    where = f"{graded.trial.name} (seed {graded.seed})"
    checks = [c for c in _checks(result) if c.exercise not in open_]
    broken = [c for c in checks if c.status is Status.GRADER_ERROR]
    if result.status is Outcome.REFUSED or broken or not _checks(result):
        reason = broken[0].detail.strip().splitlines()[-1] if broken else " ".join(result.notes)
        return [f"{where} was not graded: {reason}"]
    failed = {c.id: c for c in checks if c.status is not Status.PASSED}
    if graded.trial.name == RELEASE:
        odd = [c for c in checks if c.status is not Status.NOT_ATTEMPTED]
        complaints = [f"{where}: {c.id} is {c.status} instead of not attempted." for c in odd]
        if points := sum(c.points for c in checks):
            complaints.append(f"{where} scores {points:g}.")
        return complaints
    if answer is None or answer.right:
        return [f"{where} fails {c.id}: {_line(c)}" for c in failed.values()]
    passed = {c.id for c in checks} - failed.keys()
    complaints = [
        f"{where} passes {id}, which its header says it fails."
        for id in sorted(answer.fails & passed)
    ]
    for id, check in failed.items():
        if check.exercise != answer.exercise:
            complaints.append(f"{where} also fails {id} of {check.exercise}: {_line(check)}")
        elif id not in answer.fails | answer.may_fail:
            complaints.append(f"{where} fails {id}, which its header does not name: {_line(check)}")
    return complaints


def _line(check: CheckResult) -> str:
    return (check.detail or check.message).strip().split("\n")[0][:200]


def _telling_hints(assignment: Assignment, master: Notebook) -> list[str]:
    """Hints that hold a line of their own solution."""
    solutions = own_solutions(master)
    complaints = []
    for exercise in assignment.manifest.exercise:
        body = solutions[exercise.id].split('"""')[-1]
        lines = [li.strip() for li in body.splitlines() if len(li.strip()) >= _MIN_LINE]
        for number, hint in enumerate(exercise.hints, 1):
            if any(line in hint for line in lines):
                complaints.append(f"hint {number} of {exercise.id} holds a line of its solution.")
    return complaints
