"""
Reads what a student process says while it runs cells: which one has begun, what each gave, and
whether it still keeps to its limits.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from autograde.model import CellRun, Status
from autograde.run.sandbox import MAX_PATIENCE, waited_seconds
from autograde.run.wire import DeadlinePassed, Message, PeerGone, ProtocolError

if TYPE_CHECKING:
    from autograde.run.process import StudentProcess

GRACE_SECONDS = 2.0
_MAX_PRINTABLE = 2_000
# Seconds in which a cell cannot fill the memory that it may have; a look takes 0.1 ms.
_TOO_SHORT_TO_FILL_MEMORY = 0.02


@dataclass(frozen=True)
class RunLimits:
    """
    What running a notebook may take.

    Args:
        cell_seconds: For one cell: interrupted, killed two seconds later.

        total_seconds: For all cells.

        memory_mb: For the process and its children, above what the zygote shares with them.

        output_chars: Characters of output of one cell.
    """

    cell_seconds: float
    total_seconds: float
    memory_mb: int
    output_chars: int


class Patience:
    """
    A deadline that moves while the process that it is for does not get a processor.

    Args:
        pid: The process; None if unknown, then it stays.

        seconds: How long the process may take.
    """

    def __init__(self, pid: int | None, seconds: float) -> None:
        self._pid, self._seconds = pid, seconds
        self._waited = waited_seconds(pid) if pid is not None else 0.0
        self._start = time.monotonic()
        self.end = self._start + seconds

    def extend(self) -> bool:
        """Move `end` by what the process has waited so far; whether that gives it more time."""
        if self._pid is None:
            return False
        waited = min(waited_seconds(self._pid) - self._waited, MAX_PATIENCE * self._seconds)
        self.end = self._start + self._seconds + waited
        return self.end > time.monotonic()


class CellRunner:
    """Reads the frames of one run, in the order in which they must come."""

    def __init__(
        self,
        process: StudentProcess,
        cells: Sequence[tuple[str, str]],
        limits: RunLimits,
    ) -> None:
        self.process, self.limits = process, limits
        self.order = [id for id, _ in cells]
        self.results = {id: CellRun(Status.NOT_ATTEMPTED) for id in self.order}
        self.total = Patience(process.pid, limits.total_seconds)
        self.at = -1
        self.running = self.interrupted = False
        self.started = 0.0
        self.cell = Patience(process.pid, limits.cell_seconds)

    def run(self, body: dict[str, Any]) -> None:
        channel = self.process.channel
        self.process.request += 1
        try:
            channel.send("run", self.process.request, body, self.cell.end)
            while self.step():
                pass
        except DeadlinePassed:  # while sending: it does not even read
            self.give_up(Status.TIMED_OUT, "The process did not answer.")
        except PeerGone:
            self.process.gone()
            self.give_up(Status.KILLED, self.process.reason)
        except ProtocolError as error:
            self.give_up(Status.KILLED, f"The process sent what cannot be read ({error}).")

    def step(self) -> bool:
        """Read one frame; False when the run is over."""
        try:
            message = self.process.channel.recv(min(self.cell.end, self.total.end))
        except DeadlinePassed:
            return self.late()
        return self.take(message)

    def late(self) -> bool:
        """A deadline has passed: interrupt the cell, then kill."""
        in_time = time.monotonic() < self.total.end or self.total.extend()
        if in_time and (time.monotonic() < self.cell.end or self.cell.extend()):
            return True
        if self.interrupted or not in_time:
            total = not in_time
            seconds = self.limits.total_seconds if total else self.limits.cell_seconds
            what = "The notebook" if total else "A cell"
            self.give_up(Status.TIMED_OUT, f"{what} did not end within {seconds:g} seconds.")
            return False
        self.process.interrupt()
        self.interrupted = True
        self.cell = Patience(self.process.pid, GRACE_SECONDS)
        return True

    def take(self, message: Message) -> bool:
        kind, body = message.kind, message.body
        following = self.order[self.at + 1] if self.at + 1 < len(self.order) else None
        if message.number != self.process.request:
            raise ProtocolError("a frame of another request")
        if kind == "cell" and not self.running and body == following and type(body) is str:
            self.at += 1
            self.running, self.interrupted = True, False
            self.started = time.monotonic()
            self.cell = Patience(self.process.pid, self.limits.cell_seconds)
            return True
        if kind == "ended" and self.running and type(body) is list and len(body) == 2:
            if body[0] != self.order[self.at]:
                raise ProtocolError("the end of another cell")
            long = time.monotonic() - self.started > _TOO_SHORT_TO_FILL_MEMORY
            if long and self.process.is_over_memory():
                self.give_up(Status.KILLED, self.process.reason)
                return False
            self.results[self.order[self.at]] = self.cell_run(body[1])
            self.running = False
            self.cell = Patience(self.process.pid, self.limits.cell_seconds)
            return True
        if kind == "ran" and not self.running:
            return False
        raise ProtocolError(f"an unexpected frame ({kind[:20]!r})")

    def cell_run(self, body: Any) -> CellRun:
        if type(body) is not dict or type(body.get("outputs")) is not list:
            raise ProtocolError("a result of a cell that is none")
        status = Status.PASSED if body.get("ok") is True else Status.RAISED
        error = str(body.get("error", ""))
        if self.interrupted and status is not Status.PASSED:
            status = Status.TIMED_OUT
            error = f"It did not end within {self.limits.cell_seconds:g} seconds."
        count = body.get("count")
        return CellRun(
            status,
            tuple(o for o in body["outputs"] if type(o) is dict),
            count if type(count) is int else None,
            error[:_MAX_PRINTABLE],
            str(body.get("line", ""))[:_MAX_PRINTABLE],
        )

    def give_up(self, status: Status, reason: str) -> None:
        """The run cannot go on: note it at the running cell and end the process."""
        self.process.end(reason)
        if self.process.over_memory:
            status = Status.KILLED
        if 0 <= self.at < len(self.order):
            id = self.order[self.at]
            if self.running or self.results[id].status is Status.NOT_ATTEMPTED:
                self.results[id] = CellRun(status, error=self.process.reason)
