"""
What has been graded, read back from the store: nothing is run.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from autograde.course import Assignment
from autograde.errors import SubmissionRefused, UsageError
from autograde.grade.jobs import find_jobs
from autograde.groups import Case, Groups, case_of, decisions_path
from autograde.model import Outcome, Result, Submission
from autograde.run.sandbox import Tier
from autograde.submission import Release, read_submission
from autograde.workflow import Places, kept, what_lies_there


@dataclass(frozen=True)
class Known:
    """A stored result, with the diagnoses that its bank gives today, and what it was made from."""

    result: Result
    submission: Submission

    def source(self, exercise: str) -> str:
        """The student's solution cell of an exercise; empty if there is none."""
        cells = (c.source for c in self.submission.cells if c.grade_id == exercise)
        return next(cells, "")


def read_graded(
    assignment: Assignment, places: Places, *, seed: int = 0, tier: Tier | None = None
) -> Iterator[Known]:
    """
    The graded submissions of an assignment that have not changed since.

    Args:
        seed, tier: What they were graded with.

    Raises:
        UsageError: If none is there.
    """
    release = Release.of(assignment)
    found = False
    for job, result in kept(assignment, places, seed=seed, tier=tier):
        if result is None or job.path is None or result.status is not Outcome.GRADED:
            continue
        try:
            submission = read_submission(job.path, job.student, release)
        except SubmissionRefused:
            continue
        found = True
        yield Known(result, submission)
    if not found:
        raise UsageError(
            "nothing that has been graded is current",
            where=str(places.submitted),
            todo=f"Run: autograde grade {assignment.name}",
        )


def mistake_groups(assignment: Assignment, places: Places) -> Groups:
    """
    The mistake groups of an assignment, from its stored results.

    Raises:
        UsageError: If nothing has been graded, or a person's decisions cannot be read.
    """
    cases: list[Case] = []
    for known in read_graded(assignment, places):
        for exercise in known.result.exercises:
            case = case_of(known.result.student, exercise, "")
            if case is not None:
                cases.append(replace(case, source=known.source(exercise.id)))
    return Groups(cases, decisions_path(places.out, assignment.name))


def answers_of(assignment: Assignment, submitted: Path) -> tuple[dict[str, str], str]:
    """
    The code that each student wrote into solution cells, and that of the release.

    Raises:
        UsageError: If nothing was handed in.
    """
    release = Release.of(assignment)
    given = "\n\n".join(c.source for c in release.cells if c.role == "solution")
    answers = {}
    for job in find_jobs(submitted, assignment.name):
        if job.path is None:
            continue
        with suppress(SubmissionRefused):
            read = read_submission(job.path, job.student, release)
            own = [c for c in read.cells if c.role == "solution" and c.kind == "code"]
            answers[job.student] = "\n\n".join(
                c.source for c in own if c.grade_id not in read.untouched
            )
    if not answers:
        raise UsageError(
            "nothing was handed in", where=str(submitted), found=what_lies_there(submitted)
        )
    return answers, given
