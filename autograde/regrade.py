"""
Grade again after an edit, and show whose score would change before anything is written.

    preview = look(assignment, places)      # grades what is not current, into a place of its own
    preview.changes                         # old and new points, and why
    accept(assignment, places)              # now it counts: gradebook, graded notebooks

What is new is graded into ``<out>/.autograde/regrade``, where neither reports nor feedback look.
Accepting copies results by content, and `autograde.workflow.grade` then finds all of them known
and writes the gradebook as always. Refusing costs nothing, and what was graded for it need not be
graded again.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from autograde.course import Assignment
from autograde.errors import UsageError
from autograde.grade.basis import Basis
from autograde.grade.conduct import Workshop, conduct
from autograde.grade.given import Given
from autograde.grade.jobs import Job, find_jobs
from autograde.grade.store import Store, Stored, open_store, results_folder
from autograde.gradebook.reader import read_standings
from autograde.model import ExerciseResult, Outcome, Status
from autograde.run.sandbox import Tier, choose_tier, probe_machine
from autograde.workflow import Grading, Places, Progress, grade

_WORDS = {
    "seed": "another seed draws other data",
    "tier": "student code is confined in another way",
    "students": "the students' own data have changed",
    "manifest": "the manifest has been edited",
    "release": "the release has changed",
    "engine": "the engine has changed",
}


@dataclass(frozen=True)
class ExerciseChange:
    """
    One exercise whose points change.

    Args:
        old: Points in the former result; None if it had none.

        new: Points now; None if there are none.

        reason: What is different, in words.

        by_hand: Points that a person has given it, which stay; None if nobody has.
    """

    exercise: str
    old: float | None
    new: float | None
    max_score: float
    reason: str
    by_hand: float | None = None


@dataclass(frozen=True)
class Change:
    """
    What regrading changes for one student.

    Args:
        cause: What differs from when the former result was made, in words.

        old: The former score of all checks; None if there was none.

        new: The score now; None if the submission cannot be graded.

        former: The file of the former result; empty if there is none.
    """

    student: str
    cause: str
    old: float | None
    new: float | None
    max_score: float
    exercises: tuple[ExerciseChange, ...]
    former: str


@dataclass(frozen=True)
class Preview:
    """
    What regrading would do.

    Args:
        changes: Students whose score would change, sorted.

        same: How many keep theirs.

        renewed: How many results are new, whatever they say.

        failed: Students whose submission could not be graded; they keep what they have.

        never: Students who have handed in and were never graded; `autograde grade` does it.
    """

    changes: tuple[Change, ...]
    same: int
    renewed: int
    failed: tuple[str, ...]
    never: tuple[str, ...]


def look(
    assignment: Assignment,
    places: Places,
    *,
    slots: int | None = None,
    seed: int = 0,
    tier: Tier | None = None,
    progress: Progress = lambda done, total, result: None,
) -> Preview:
    """
    Grade what is not current, and compare with what students were given.

    Args:
        slots, seed, tier, progress: See `autograde.workflow.grade`.

    Raises:
        UsageError: If nothing was graded before.

        CourseError, SandboxUnavailable: See `open_batch`.
    """
    last = Given(places.out, assignment).last()
    found = find_jobs(places.submitted, assignment.name)
    jobs = [job for job in found if job.student in last]
    if not jobs:
        raise UsageError(
            "nothing of this assignment was graded before",
            where=str(results_folder(places.out, assignment)),
            todo=f"Run: autograde grade {assignment.name}",
        )
    former = Store(results_folder(places.out, assignment))
    tier = tier or choose_tier(probe_machine())
    store = open_store(assignment, preview_folder(places.out), seed, tier, also=[places.out])
    marks = _entered_by_hand(places, assignment.name)
    changes: list[Change] = []
    failed: list[str] = []
    renewed = 0
    progress(0, len(jobs), None)
    with Workshop(assignment, slots, seed, tier) as workshop:
        for number, (job, stored) in enumerate(conduct(jobs, store, workshop), 1):
            student = job.student
            progress(number, len(jobs), stored.result)
            if stored.result.status is Outcome.GRADER_ERROR:
                failed.append(student)
                continue
            before = former.get(last[student])
            renewed += last[student] != stored.key
            path = str(former.path(last[student]).resolve()) if before is not None else ""
            cause = _cause(job, before, store.basis)
            change = compare(before, stored, cause, marks.get(student, {}), path)
            if change is not None:
                changes.append(change)
    changes.sort(key=lambda change: change.student)
    return Preview(
        tuple(changes),
        len(jobs) - len(changes) - len(failed),
        renewed,
        tuple(sorted(failed)),
        tuple(job.student for job in found if job.student not in last),
    )


def accept(
    assignment: Assignment,
    places: Places,
    *,
    seed: int = 0,
    tier: Tier | None = None,
    progress: Progress = lambda done, total, result: None,
) -> Grading:
    """
    Let what `look` has graded count: results, graded notebooks, gradebook.

    Args:
        seed, tier: What it was graded with.
    """
    new = results_folder(preview_folder(places.out), assignment)
    Store(results_folder(places.out, assignment)).take_from(new)
    grading = grade(assignment, places, seed=seed, tier=tier, execute=False, progress=progress)
    shutil.rmtree(new, ignore_errors=True)
    return grading


def preview_folder(out: Path) -> Path:
    """Where results lie that do not count yet."""
    return out / ".autograde" / "regrade"


def compare(
    before: Stored | None, now: Stored, cause: str, by_hand: dict[str, float], path: str
) -> Change | None:
    """
    What is different between a former result and a new one.

    Args:
        cause: Why there is a new one, in words.

        by_hand: Points that a person has given, by exercise.

        path: Where the former result lies.

    Returns:
        None if every exercise keeps its points.
    """
    old = {e.id: e for e in before.result.exercises} if before is not None else {}
    refused = now.result.status is Outcome.REFUSED
    was = before is not None and before.result.status is Outcome.GRADED
    exercises = []
    for new in now.result.exercises:
        if not new.checks and not (new.id in old and old[new.id].checks):
            continue  # a question, or refused before and now
        former = old[new.id] if new.id in old and was else None
        points = None if refused else new.score
        if former is not None and former.score == points and former.max_score == new.max_score:
            continue
        exercises.append(
            ExerciseChange(
                new.id,
                former.score if former is not None else None,
                points,
                new.max_score,
                " ".join(now.result.notes) if refused else reason(former, new) or cause,
                by_hand.get(new.id),
            )
        )
    if not exercises:
        return None
    return Change(
        now.result.student,
        cause,
        before.result.score if before is not None and was else None,
        None if refused else now.result.score,
        now.result.max_score,
        tuple(exercises),
        path,
    )


def reason(former: ExerciseResult | None, new: ExerciseResult) -> str:
    """The first thing that makes an exercise's points differ, in words; empty if none is known."""
    before = {c.id: c for c in former.checks} if former is not None else {}
    for check in new.checks if before else ():
        old = before.get(check.id)
        if old is None:
            if check.points or check.status is not Status.PASSED:
                verb = "passes" if check.status is Status.PASSED else "fails"
                return f"new check {check.id} {verb}: {check.title}"
        elif (old.status is Status.PASSED) != (check.status is Status.PASSED):
            verb = "passes" if check.status is Status.PASSED else "fails"
            return f"{check.id} now {verb}: {check.title}"
        elif old.max_points != check.max_points:
            return f"{check.id} is worth {check.max_points:g} instead of {old.max_points:g}"
    gone = [id for id in before if id not in {c.id for c in new.checks}]
    return f"{gone[0]} is no longer checked" if gone else ""


def _cause(job: Job, before: Stored | None, now: Basis) -> str:
    """Why a result is not the former one, in words."""
    if before is None or before.basis is None:
        return "the former result is not kept"
    then = before.basis
    causes = [words for name, words in _WORDS.items() if getattr(then, name) != getattr(now, name)]
    if then.libraries != now.libraries:
        old, new = (b.libraries.split(", ") for b in (then, now))
        causes.append("now with " + ", ".join(v for v in new if v not in old))
    edited = [id for id, digest in now.tests.items() if then.tests.get(id) != digest]
    if edited:
        whose = "all exercises" if len(edited) == len(now.tests) else ", ".join(edited)
        causes.append(f"checks of {whose} have been edited")
    if Store(Path(), then).key(job) != before.key:
        causes.insert(0, "handed in anew")
    return "; ".join(causes)


def _entered_by_hand(places: Places, assignment: str) -> dict[str, dict[str, float]]:
    """Points that people have given, by student and exercise."""
    standings = read_standings(places.db_url, assignment) if places.db_url is not None else {}
    return {
        student: {
            id: mark.score
            for id, mark in standing.marks.items()
            if mark.by_hand and mark.score is not None
        }
        for student, standing in standings.items()
    }
