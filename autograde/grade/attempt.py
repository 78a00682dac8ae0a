"""
One student's notebook, kept running while checks ask about it.

A cell that kills its process costs itself alone: the notebook is run again without it. A call
that kills the process costs its exercise: the notebook is run again for the next check, and an
exercise that has killed it twice is not called any more.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from autograde.errors import StudentFault, StudentKilled
from autograde.model import CellRun, Run, Status, Submission
from autograde.namespace import Reply, Request
from autograde.outcomes import Check
from autograde.proxy import Student
from autograde.run.cells import RunLimits
from autograde.run.forkserver import Ended, ForkClient
from autograde.run.process import StudentProcess
from autograde.run.sandbox import Policy
from autograde.submission import code_to_run

MAX_SKIPPED = 3
MAX_DEATHS = 2


class Attempt:
    """
    Runs a submission and gives its names to checks.

    Args:
        client: Where student processes come from.

        policy: What they may do.

        submission: The notebook.

        limits: What running it may take.

        draw: Whether to run the instructor's own cells that draw figures.

        device: Tier of the accelerator that the notebook runs on; empty for the CPU alone.

        slowness: What the time limits of checks are multiplied by.
    """

    def __init__(
        self,
        client: ForkClient,
        policy: Policy,
        submission: Submission,
        limits: RunLimits,
        *,
        draw: bool = True,
        device: str = "",
        slowness: float = 1.0,
    ) -> None:
        self._client, self._policy, self._limits = client, policy, limits
        self._device, self._slowness = device, slowness
        self._cells = code_to_run(submission, draw=draw)
        self._given = [cell.id for cell in submission.cells if cell.role == "given"]
        self._killers: dict[str, CellRun] = {}
        self._deaths: Counter[str] = Counter()
        self._faults: dict[str, StudentFault] = {}
        self._process: StudentProcess | None = None
        self._ended: list[Ended] = []

    def run(self) -> Run:
        """
        Run the notebook, top to bottom.

        Returns:
            What each cell gave; after a cell that killed the process, what the others gave
            without it.
        """
        while True:
            run = self._run_once()
            assert self._process is not None
            if self._process.alive:
                break
            killer = next(
                (i for i, c in run.cells.items() if c.status in (Status.KILLED, Status.TIMED_OUT)
                 and i not in self._killers and c.error == self._process.reason),
                None,
            )  # fmt: skip
            if killer is None or len(self._killers) >= MAX_SKIPPED:
                break
            self._killers[killer] = run.cells[killer]
        cells = {**run.cells, **self._killers}
        order = [id for id, _ in self._cells]
        return replace(run, cells={id: cells[id] for id in order if id in cells})

    def leave_out_killers_of(self, other: Attempt) -> None:
        """Do not run the cells that ended the process of another attempt: they would end ours."""
        self._killers |= other._killers

    def student(self, check: Check) -> Student:
        """
        The notebook's names, for one check.

        Raises:
            StudentKilled: If the notebook cannot be run.

            StudentFault: The last one again, if this exercise has ended the process too often.
        """
        exercise = check.exercise
        if self._deaths[exercise] >= MAX_DEATHS:
            fault = self._faults[exercise]
            raise type(fault)(str(fault))
        if self._process is None or not self._process.alive:
            self.run()
        process = self._process
        assert process is not None
        if not process.alive:
            raise StudentKilled(process.reason)
        limit = check.seconds * self._slowness
        end = time.monotonic() + limit

        def ask(request: Request) -> Reply:
            try:
                return process.ask(request, max(0.0, end - time.monotonic()), limit)
            except StudentFault as fault:
                self._deaths[exercise] += 1
                self._faults[exercise] = fault
                raise

        return Student(ask)

    @contextmanager
    def uncounted(self) -> Iterator[None]:
        """What ends the process inside is not held against the exercise: no check asked for it."""
        deaths = self._deaths.copy()
        try:
            yield
        finally:
            self._deaths = deaths

    def close(self) -> None:
        """End whatever still runs."""
        if self._process is not None:
            ended = self._process.close()
            if ended is not None:
                self._ended.append(ended)
            self._process = None

    @property
    def cpu(self) -> float:
        """Processor seconds of the student's processes that have ended."""
        return sum(e.cpu for e in self._ended)

    def _run_once(self) -> Run:
        self.close()
        self._process = StudentProcess(
            self._client, self._policy, self._limits.memory_mb, self._device
        )
        cells = [(id, source) for id, source in self._cells if id not in self._killers]
        return self._process.run(cells, self._limits, self._given)
