"""Engines that have started already, for tests of what comes after the start."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest
from desk import TINY

from autograde.course import Assignment, Course
from autograde.grade.basis import basis_of
from autograde.grade.batch import Batch
from autograde.grade.setup import imported_modules, open_batch
from autograde.run.sandbox import Tier, choose_tier, probe_machine

USERS = ("autograde.grade.conduct", "autograde.doctor.answers", "autograde.learn")
_EDITED = 2


class Lent:
    """A batch that is given back, and not ended, by `close`."""

    def __init__(self, batch: Batch, lending: ExitStack) -> None:
        self._batch = batch
        self.close = lending.close

    def __getattr__(self, name: str) -> Any:
        return getattr(self._batch, name)


class WarmEngines:
    """
    Stands where `open_batch` is called, and starts one engine for all that it can serve.

    An engine serves the miniature course and its copies, as long as nothing has been changed that
    a result depends on: a bank, a due date or what is handed in may differ. A copy with edited
    tests, points or release gets an engine of its own, which serves all copies that are edited
    alike; it reads a copy of that copy, so that the next edit is none of its.

    Args:
        staging: A folder for graded notebooks and copies of courses, exists.
    """

    def __init__(self, staging: Path) -> None:
        self._staging = staging
        self._engines: dict[tuple[object, ...], tuple[Batch, ExitStack]] = {}
        self._tiny = Course(TINY).assignment("tiny")
        self._tier = choose_tier(probe_machine())
        self._key = _key(self._tiny, 0, self._tier)
        self._copies = 0

    @contextmanager
    def open_batch(
        self,
        assignment: Assignment,
        *,
        slots: int | None = None,
        seed: int = 0,
        tier: Tier | None = None,
        **more: Any,
    ) -> Iterator[Batch]:
        """See `autograde.grade.setup.open_batch`; the engine goes on when its user leaves."""
        tier = tier or self._tier
        key = _key(assignment, seed, tier)
        # Data of each student's own come from other folders, too.
        if assignment.name != "tiny" or assignment.manifest.per_student is not None:
            with open_batch(assignment, slots=slots, seed=seed, tier=tier, **more) as batch:
                yield batch
            return
        if (key, slots) not in self._engines:
            self._make_room(key)
            ending = ExitStack()
            served = self._tiny if key == self._key else self._copy(assignment)
            engine = open_batch(served, slots=slots, seed=seed, staging=self._staging, tier=tier)
            self._engines[key, slots] = ending.enter_context(engine), ending
        self._engines[key, slots] = self._engines.pop((key, slots))  # the last to be ended
        yield self._engines[key, slots][0]

    def _make_room(self, key: tuple[str, ...]) -> None:
        """End engines of edits that were not asked for lately: each holds memory."""
        edited = [known for known in self._engines if known[0] != self._key]
        for known in edited[: len(edited) - _EDITED + 1] if key != self._key else ():
            self._engines.pop(known)[1].close()

    def _copy(self, assignment: Assignment) -> Assignment:
        self._copies += 1
        root = self._staging / f"course-{self._copies}"
        for top in ("source", "release", "grader_tests"):
            shutil.copytree(
                assignment.course.root / top, root / top,
                ignore=shutil.ignore_patterns("__pycache__"),
            )  # fmt: skip
        return Course(root).assignment(assignment.name)

    @contextmanager
    def lent(self) -> Iterator[None]:
        """Within, `autograde.workflow.grade` and doctor use these engines."""
        with pytest.MonkeyPatch.context() as patch:
            for user in USERS:
                patch.setattr(f"{user}.open_batch", self.open_batch)
            yield

    def start(self, assignment: Assignment, **more: Any) -> Lent:
        """For who ends an engine by itself, as nbgrader's preprocessors do: see `open_batch`."""
        lending = ExitStack()
        return Lent(lending.enter_context(self.open_batch(assignment, **more)), lending)

    def close(self) -> None:
        """End all engines."""
        for _, ending in self._engines.values():
            ending.close()
        self._engines.clear()


def _key(assignment: Assignment, seed: int, tier: Tier) -> tuple[str, ...]:
    basis = basis_of(assignment, seed, tier)
    return (basis.common, basis.tests_digest, *imported_modules(assignment.notebook))
