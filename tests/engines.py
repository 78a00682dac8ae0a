"""Engines that have started already, for tests of what comes after the start."""

from __future__ import annotations

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

USERS = ("autograde.grade.conduct", "autograde.doctor.answers")


class WarmEngines:
    """
    Stands where `open_batch` is called, and starts one engine for all that it can serve.

    An engine serves the miniature course and its copies, as long as nothing has been changed that
    a result depends on: a bank, a due date or what is handed in may differ. Whatever else is asked
    for gets an engine of its own, as without this.

    Args:
        staging: A folder for graded notebooks, exists.
    """

    def __init__(self, staging: Path) -> None:
        self._staging, self._running = staging, ExitStack()
        self._engines: dict[int | None, Batch] = {}
        self._tiny = Course(TINY).assignment("tiny")
        self._tier = choose_tier(probe_machine())
        self._key = _key(self._tiny, 0, self._tier)

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
        if _key(assignment, seed, tier or self._tier) != self._key:
            with open_batch(assignment, slots=slots, seed=seed, tier=tier, **more) as batch:
                yield batch
            return
        if slots not in self._engines:
            engine = open_batch(self._tiny, slots=slots, staging=self._staging, tier=self._tier)
            self._engines[slots] = self._running.enter_context(engine)
        yield self._engines[slots]

    @contextmanager
    def lent(self) -> Iterator[None]:
        """Within, `autograde.workflow.grade` and doctor use these engines."""
        with pytest.MonkeyPatch.context() as patch:
            for user in USERS:
                patch.setattr(f"{user}.open_batch", self.open_batch)
            yield

    def close(self) -> None:
        """End all engines."""
        self._running.close()


def _key(assignment: Assignment, seed: int, tier: Tier) -> tuple[str, ...]:
    basis = basis_of(assignment, seed, tier)
    return (basis.common, basis.tests_digest, *imported_modules(assignment.notebook))
