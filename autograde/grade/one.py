"""
Grade one submission: run it, run the checks, add up.
"""

from __future__ import annotations

import time
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from autograde.checks import Checks, Subject
from autograde.errors import CourseError, SubmissionRefused
from autograde.grade.attempt import Attempt
from autograde.grade.drawing import Drawing
from autograde.grade.others import whose_else
from autograde.manifest import Manifest
from autograde.model import (
    DEVICE_UNAVAILABLE,
    CheckResult,
    ExerciseResult,
    Outcome,
    Result,
    Run,
    Status,
    Submission,
    worst,
)
from autograde.outcomes import Check, DeviceUnavailable
from autograde.per_student import OwnData
from autograde.proxy import Student
from autograde.run.cells import RunLimits
from autograde.run.devices import device_in_words
from autograde.run.forkserver import ForkClient
from autograde.run.sandbox import Policy
from autograde.submission import Release, read_submission
from autograde.suite import Suite
from autograde.words import nearest


@dataclass(frozen=True)
class Graded:
    """A result with what it was made from; the latter is None for a refused submission."""

    result: Result
    submission: Submission | None = None
    run: Run | None = None


@dataclass(frozen=True)
class Grader:
    """
    Grades submissions of one assignment.

    Args:
        manifest: The assignment's manifest.

        release: What students were given.

        checks: Its collected checks.

        client: Where student processes come from.

        policy: What they may do.

        seeds: By exercise, what is drawn at random follows from; see `Suite.seed`.

        device: Tier of the accelerator for device checks, and why it is this one; the tier is
            empty where there is none.

        slowness: All limits of time are multiplied by it.

        own: Which student has which data, where each has their own.
    """

    manifest: Manifest
    release: Release
    checks: Checks
    client: ForkClient
    policy: Policy
    seeds: Mapping[str, str]
    device: tuple[str, str] = ("", "")
    slowness: float = 1.0
    own: OwnData | None = None

    def grade(
        self,
        student: str,
        path: Path | None,
        found: Iterable[str] = (),
        only: Collection[str] = (),
        repeat: int = 0,
        pictures: bool = True,
    ) -> Graded:
        """
        Grade what a student handed in.

        Args:
            student: Whose it is.

            path: The notebook; None if there is none of the right name.

            found: Names of the files that lie there instead.

            only: Run the checks of these exercises only, and no cell that draws; all if empty.

            repeat: Another number seeds the student's code differently in each check.

            pictures: Whether to draw what went wrong in public checks.

        Raises:
            GraderFault: If the kit fails; the submission is to be graded again.
        """
        start = time.monotonic()
        try:
            if path is None:
                raise _no_notebook(self.release.assignment, list(found))
            release = self.own.release(self.release, student) if self.own else self.release
            submission = read_submission(path, student, release)
        except SubmissionRefused as error:
            return Graded(self.refused(student, error, time.monotonic() - start))
        limits = run_limits(self.manifest, self.slowness)
        tier, reason = self.device
        attempt = Attempt(
            self.client, self.policy, submission, limits, draw=not only, slowness=self.slowness
        )
        # No figures: they would only be drawn a second time.
        again = Attempt(
            self.client,
            self.policy,
            submission,
            limits,
            draw=False,
            device=tier,
            slowness=self.slowness,
        )

        def on_gpu(check: Check) -> Student:
            if not tier:
                raise DeviceUnavailable(reason)
            return again.student(check)

        try:
            run = attempt.run()
            again.leave_out_killers_of(attempt)
            ran = time.monotonic()
            mine = self.own.of(student) if self.own else None
            subject = Subject(attempt.student, on_gpu, self.seeds, mine, repeat, evidence=True)
            drawing = Drawing(attempt) if pictures else None
            results = self.checks.run(
                subject,
                only=lambda c: not only or c.exercise in only,
                seen=drawing.look if drawing else lambda check, error: None,
            )
            if drawing:
                results = [replace(r, picture=drawing.by_check.get(r.id)) for r in results]
            staff_notes: tuple[str, ...] = ()
            if self.own:
                staff_notes = whose_else(self.own, student, path, self.checks, subject, results)
        finally:
            attempt.close()
            again.close()
        results = [_explained(r, submission, run) for r in results]
        exercises = self._exercises(results)
        broken = any(e.status is Status.GRADER_ERROR for e in exercises)
        result = Result(
            student,
            self.release.assignment,
            Outcome.GRADER_ERROR if broken else Outcome.GRADED,
            sum(e.score for e in exercises if e.score is not None and e.checks),
            self.manifest.points,
            self.manifest.manual_points,
            exercises,
            (*submission.notes, *_stopped_cells(submission, run), *self._undone(results)),
            {
                "run_seconds": round(ran - start, 3),
                "check_seconds": round(time.monotonic() - ran, 3),
                "student_cpu_seconds": round(attempt.cpu + again.cpu, 3),
            },
            tuple(sorted(submission.untouched)),
            staff_notes,
            device_in_words(*self.device),
        )
        return Graded(result, submission, run)

    def _undone(self, results: list[CheckResult]) -> list[str]:
        """A note on device checks that could not be run."""
        count = sum(r.code == DEVICE_UNAVAILABLE for r in results)
        if not count:
            return []
        checks = "1 device check" if count == 1 else f"{count} device checks"
        return [
            f"{checks} could not be run here ({self.device[1]}). Grade again on a machine that "
            "has a simulated device, such as Linux on x86-64."
        ]

    def refused(self, student: str, error: SubmissionRefused, seconds: float) -> Result:
        """The result of a submission that cannot be graded: no points yet, and the reason."""
        lines = str(error).split("\n")
        reason = " ".join(s if s.endswith((".", "?", "!")) else f"{s}." for s in lines)
        return Result(
            student,
            self.release.assignment,
            Outcome.REFUSED,
            0.0,
            self.manifest.points,
            self.manifest.manual_points,
            self._exercises([]),
            (f"Refused: {reason}",),
            {"run_seconds": round(seconds, 3)},
            device=device_in_words(*self.device),
        )

    def _exercises(self, results: list[CheckResult]) -> tuple[ExerciseResult, ...]:
        exercises = []
        for exercise in self.manifest.exercise:
            own = tuple(r for r in results if r.exercise == exercise.id)
            status = _summary(own)
            score = sum(r.points for r in own)
            exercises.append(ExerciseResult(exercise.id, score, exercise.points, status, own))
        for question in self.manifest.question:
            exercises.append(
                ExerciseResult(question.id, None, question.points, Status.NOT_ATTEMPTED)
            )
        return tuple(exercises)


def _stopped_cells(submission: Submission, run: Run) -> list[str]:
    """A note for each cell that was interrupted or ended its process."""
    names = {cell.id: cell.grade_id or "of the student's own" for cell in submission.cells}
    return [
        f"The cell {names[id]} was stopped: {cell.error}"
        for id, cell in run.cells.items()
        if cell.status in (Status.TIMED_OUT, Status.KILLED)
    ]


def run_limits(manifest: Manifest, slowness: float = 1.0) -> RunLimits:
    """The limits of a manifest as the engine takes them, on a machine that is that slow."""
    limits = manifest.limits
    return RunLimits(
        limits.cell_seconds * slowness,
        limits.total_seconds * slowness,
        limits.memory_mb,
        int(limits.output_mb * (1 << 20)),
    )


def _summary(results: tuple[CheckResult, ...]) -> Status:
    attempted = {r.status for r in results} - {Status.NOT_ATTEMPTED}
    return worst(attempted) if attempted else Status.NOT_ATTEMPTED


def _explained(result: CheckResult, submission: Submission, run: Run) -> CheckResult:
    """A check that found no answer, with the reason that running the notebook gave."""
    if result.status is not Status.NOT_ATTEMPTED or result.exercise in submission.untouched:
        return result
    cell = next((c for c in submission.cells if c.grade_id == result.exercise), None)
    ran = run.cells.get(cell.id) if cell is not None else None
    if ran is None or ran.status is Status.PASSED:
        return result
    if ran.status is Status.NOT_ATTEMPTED:
        message = f"Your cell was not reached. {run.limit}"
        return replace(result, status=Status.KILLED, message=message, detail=message)
    line = f"\nin your line: {ran.line}" if ran.line else ""
    message = f"Your cell did not run: {ran.error}{line}"
    return replace(result, status=ran.status, message=message, detail=message)


def _no_notebook(assignment: str, found: list[str]) -> SubmissionRefused:
    listed = ", ".join(sorted(found)[:5]) or "nothing"
    return SubmissionRefused(
        f"there is no {assignment}.ipynb",
        found=f"Found {listed}.",
        todo=f"Hand in the notebook under its own name, {assignment}.ipynb.",
    )


def match(manifest: Manifest, checks: Iterable[Check], where: str) -> None:
    """
    Compare a manifest with its checks.

    Raises:
        CourseError: If an exercise has no checks, a check no exercise, two checks one name, or
            points do not add up.
    """
    checks = list(checks)
    known = [e.id for e in manifest.exercise]
    marked = sorted({c.exercise for c in checks})
    for check in checks:
        if check.exercise not in known:
            raise CourseError(
                f'the test {check.id} is marked exercise("{check.exercise}"), which is not in '
                "the manifest",
                where=check.path,
                todo=nearest(check.exercise, known),
            )
        if sum(c.id == check.id for c in checks) > 1:
            raise CourseError(
                f"two tests are called {check.id}",
                where=check.path,
                todo="Names are unique within an assignment. Rename one.",
            )
    for exercise in manifest.exercise:
        own = [c for c in checks if c.exercise == exercise.id]
        if not own:
            raise CourseError(
                f'exercise "{exercise.id}" has no tests',
                where=where,
                found=f'Expected a test marked exercise("{exercise.id}").',
                todo=nearest(exercise.id, marked),
            )
        total = sum(c.points for c in own)
        if abs(total - exercise.points) > 1e-9:
            raise CourseError(
                f'the checks of exercise "{exercise.id}" are worth {total:g} points in all, '
                f"the manifest says {exercise.points:g}",
                where=where,
                todo="Change the points of a check, or of the exercise in the manifest.",
            )


def tell_apart(suite: Suite, checks: Iterable[Check]) -> None:
    """
    Make sure that the exercise of each check can be told from the text of its file.

    Raises:
        CourseError: If it cannot: then an edit of the file would leave outdated results.
    """
    for check in checks:
        if Path(check.path).name not in {path.name for path in suite.of(check.exercise)}:
            raise CourseError(
                f"the exercise of the test {check.id} cannot be told without running its file",
                where=check.path,
                found=f'It turned out to be "{check.exercise}".',
                todo=f'Write @pytest.mark.exercise("{check.exercise}") above the test.',
            )
