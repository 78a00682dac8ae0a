"""
A class from the store and, where that has nothing current, from a batch.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from types import TracebackType

from autograde.course import Assignment
from autograde.files import results_can_be_written
from autograde.grade.batch import Batch
from autograde.grade.jobs import Job
from autograde.grade.partly import complete, has_device, outdated
from autograde.grade.setup import open_batch, usable_cores
from autograde.grade.store import Store, Stored
from autograde.model import CheckResult, ExerciseResult, Result
from autograde.run.devices import device_in_words
from autograde.run.sandbox import Tier

# The bank's answers follow a class of any size; how many is not known when slots are made.
_SLOTS_FOR_BANK = 8


class Workshop:
    """
    The processes that grade an assignment, started when they are first needed.

    Args:
        slots: How many submissions at once; as many as there are cores by default.

        seed, tier: See `open_batch`.
    """

    def __init__(
        self, assignment: Assignment, slots: int | None, seed: int, tier: Tier | None
    ) -> None:
        self.assignment = assignment
        self._slots, self._seed, self._tier = slots or usable_cores(), seed, tier
        self._ending = ExitStack()
        self._staging: Path | None = None
        self._batch: Batch | None = None

    def open(self, waiting: int = 0) -> tuple[Batch, Path]:
        """The processes, for so many submissions, and a folder for whoever uses them."""
        if self._staging is None:
            folder = tempfile.TemporaryDirectory(prefix="autograde-grade-")
            self._staging = Path(self._ending.enter_context(folder))
        if self._batch is None:
            batch = open_batch(
                self.assignment,
                slots=min(self._slots, max(waiting, _SLOTS_FOR_BANK)),
                staging=self._staging,
                seed=self._seed,
                tier=self._tier,
            )
            self._batch = self._ending.enter_context(batch)
        return self._batch, self._staging

    def __enter__(self) -> Workshop:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._ending.close()


def conduct(
    jobs: Iterable[Job],
    store: Store,
    workshop: Workshop,
    *,
    force: bool = False,
    execute: bool = True,
) -> Iterator[tuple[Job, Stored]]:
    """
    The results of submissions: first those that are known, then the others as they are ready.

    Args:
        jobs: The submissions.

        force: Grade everything again.

        execute: Run what has no current result.
    """
    waiting: list[Job] = []
    keys: dict[str, str] = {}
    for job in jobs:
        key = store.key(job)
        known = None if force else store.get(key)
        if known is not None:
            yield job, known
        elif execute:
            keys[job.student] = key
            waiting.append(job)
    if not waiting:
        return
    batch, _ = workshop.open(len(waiting))
    device = device_in_words(batch.zygote.device, batch.zygote.device_reason)
    former: dict[str, Stored] = {}
    if not force:
        waiting = [_less(job, keys[job.student], store, device, former) for job in waiting]
    for done in batch.grade(waiting):
        student = done.job.student
        with results_can_be_written(store.folder):
            if done.job.only and done.notebook is not None:
                done = complete(done, former[student], workshop.assignment.manifest)
            stored = store.put(keys[student], done)
        yield done.job, stored


def _less(job: Job, key: str, store: Store, device: str, former: dict[str, Stored]) -> Job:
    """The job with only what a former result does not tell; that result goes into `former`."""
    best: tuple[str, ...] | None = None
    for stored in store.other_tests(key):
        touched = outdated(stored, store.basis)
        if touched is None or stored.notebook is None or not has_device(stored, device):
            continue
        if best is None or len(touched) < len(best):
            best, former[job.student] = touched, stored
    return replace(job, only=best) if best else job


class Lean:
    """
    Keeps the results of a class in little memory: without evidence, and what several students
    have in common only once. Most checks pass, and all that pass one are alike.
    """

    def __init__(self) -> None:
        self._checks: dict[CheckResult, CheckResult] = {}
        self._exercises: dict[ExerciseResult, ExerciseResult] = {}

    def keep(self, result: Result) -> Result:
        """The same result, without evidence."""
        return replace(result, exercises=tuple(map(self._exercise, result.exercises)))

    def _exercise(self, exercise: ExerciseResult) -> ExerciseResult:
        lean = replace(exercise, checks=tuple(map(self._check, exercise.checks)))
        return self._exercises.setdefault(lean, lean)

    def _check(self, check: CheckResult) -> CheckResult:
        lean = replace(check, evidence=None) if check.evidence is not None else check
        return self._checks.setdefault(lean, lean)
