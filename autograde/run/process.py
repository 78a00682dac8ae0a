"""
One student's process as the grader holds it: run the notebook, ask about its names, end it.

Every wait has a deadline and watches the memory of the process and its children. Whatever
happens in there, the outcome is one of `autograde.errors`' student faults, except when the
zygote itself is gone: then it is `ZygoteDied`, ours.
"""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from autograde.errors import (
    GraderFault,
    StudentKilled,
    StudentProtocol,
    StudentTimedOut,
)
from autograde.model import CellRun, Run, Status
from autograde.namespace import Reply, Request
from autograde.run.forkserver import Ended, ForkClient
from autograde.run.sandbox import (
    Policy,
    TreeMeter,
    kill_tree,
    process_number,
    remove_student_directory,
)
from autograde.run.wire import Channel, DeadlinePassed, Message, PeerGone, ProtocolError
from autograde.values import Limits, Unpackable

READY_SECONDS = 30.0
GRACE_SECONDS = 2.0
_SOCKET_BUFFER = 4 << 20
_RUN_LIMITS = Limits(header=64 << 20, items=200_000)
_MAX_PRINTABLE = 2_000


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


class StudentProcess:
    """
    A fresh, confined student process.

    Args:
        client: Where it comes from.

        policy: The zygote's.

        memory_mb: See `RunLimits`.

        device: Tier of the accelerator that it has; empty for none.

    Raises:
        ZygoteDied, GraderFault: If it cannot be made; never the student's fault.
    """

    def __init__(
        self, client: ForkClient, policy: Policy, memory_mb: int, device: str = ""
    ) -> None:
        self._device = device
        self._client, self._policy = client, policy
        sock, theirs = socket.socketpair()
        for end in (sock, theirs):
            end.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, _SOCKET_BUFFER)
        with theirs:
            self._number, self.pidfd = client.fork([theirs.fileno()])
        self._pid = process_number(self.pidfd)
        self._meter = TreeMeter(self._pid) if self._pid is not None else None
        self._memory_mb, self._over_memory = memory_mb, False
        self._channel = Channel(sock, pidfd=self.pidfd, tick=self._watch_memory)
        self._request = 0
        self.alive = True
        self.reason = ""
        self.ended: Ended | None = None
        try:
            message = self._channel.recv(time.monotonic() + READY_SECONDS)
        except (PeerGone, ProtocolError, DeadlinePassed) as error:
            self._end()
            client.check_alive()
            raise GraderFault(f"a student process could not be confined: {error}") from None
        if message.kind != "ready":
            self._end()
            raise GraderFault(f"a student process could not be confined: {message.body}")

    # ------------------------------------------------------------------------- running
    def run(self, cells: Sequence[tuple[str, str]], limits: RunLimits) -> Run:
        """
        Run cells; one that fails does not stop the next.

        Args:
            cells: (id, source) of each, top to bottom.

        Returns:
            What each gave. The process may have ended meanwhile; see `alive` and `reason`.

        Raises:
            ZygoteDied: If the zygote is gone.
        """
        start = time.monotonic()
        runner = _CellRunner(self, cells, limits, start)
        self._channel.limits = _RUN_LIMITS
        try:
            body = {
                "cells": [[id, source] for id, source in cells],
                "output_cap": limits.output_chars,
                "device": self._device,
            }
            runner.run(body)
        finally:
            self._channel.limits = Limits()
        return Run(runner.results, self.reason, time.monotonic() - start)

    # -------------------------------------------------------------------------- asking
    def ask(self, request: Request, seconds: float, limit: float | None = None) -> Reply:
        """
        Put one request to the notebook's names.

        Args:
            seconds: How long to wait.

            limit: The limit that is named to the student, where `seconds` is what is left of it.

        Raises:
            StudentTimedOut, StudentKilled, StudentProtocol: The process has ended then.

            ZygoteDied: If the zygote is gone.
        """
        if not self.alive:
            raise StudentKilled(self.reason or "Your code's process has ended.")
        self._request += 1
        end = time.monotonic() + seconds
        try:
            self._channel.send("ask", self._request, request, end)
            message = self._channel.recv(end)
        except DeadlinePassed:
            self._end(f"The call did not end within {limit or seconds:g} seconds.")
            raise StudentTimedOut(self.reason) from None
        except PeerGone:
            self.gone()
            raise StudentKilled(self.reason) from None
        except ProtocolError as error:
            self._end(f"The answer could not be read ({error}).")
            raise StudentProtocol(self.reason) from None
        except Unpackable as error:
            raise GraderFault(f"a check passes what cannot cross: {error}") from None
        body = message.body
        if message.kind != "answer" or message.number != self._request or type(body) is not dict:
            self._end("The answer does not belong to the call.")
            raise StudentProtocol(self.reason)
        return body

    # -------------------------------------------------------------------------- ending
    def interrupt(self) -> None:
        """Ask the running cell to stop, like the stop button of a notebook."""
        with contextlib.suppress(OSError):
            signal.pidfd_send_signal(self.pidfd, signal.SIGINT)

    def gone(self) -> None:
        """The process has ended by itself: find out why."""
        self._end()
        self._client.check_alive()
        if not self.reason:
            self.reason = self._how_it_ended()

    def close(self) -> Ended | None:
        """End it, with everything that it started, and free what belongs to it."""
        self._end()
        if self.pidfd >= 0:
            os.close(self.pidfd)
            self.pidfd = -1
            if self._pid is not None:
                remove_student_directory(self._policy, self._pid)
        return self.ended

    def _end(self, reason: str = "") -> None:
        if not self.alive:
            return
        self.alive = False
        if self._over_memory:
            reason = f"Your code used more than {self._memory_mb} MB of memory."
        self.reason = self.reason or reason
        self._channel.close()
        kill_tree(self._pid or 0, self.pidfd, self._policy.tier)
        self.ended = self._client.ended(self._number, 5.0)

    def _how_it_ended(self) -> str:
        status = self.ended.status if self.ended else 0
        if status >= 0:
            return "Your code ended its own process, by exit() for instance."
        try:
            name = signal.Signals(-status).name
        except ValueError:
            name = f"signal {-status}"
        words = {
            "SIGSEGV": "Your code crashed the interpreter (SIGSEGV).",
            "SIGXCPU": "Your code used more processor time than is allowed.",
        }
        return words.get(name, f"Your code's process was ended by {name}.")

    def _watch_memory(self) -> None:
        if self._meter is None or self._over_memory:
            return
        limit = self._memory_mb << 10
        if self._meter.read(limit).memory_kb > limit:
            self._over_memory = True
            kill_tree(self._pid or 0, self.pidfd, self._policy.tier)


class _CellRunner:
    """Reads the frames of one run, in the order in which they must come."""

    def __init__(
        self,
        process: StudentProcess,
        cells: Sequence[tuple[str, str]],
        limits: RunLimits,
        start: float,
    ) -> None:
        self.process, self.limits = process, limits
        self.order = [id for id, _ in cells]
        self.results = {id: CellRun(Status.NOT_ATTEMPTED) for id in self.order}
        self.stop = start + limits.total_seconds
        self.at = -1
        self.running = self.interrupted = False
        self.end = self._deadline()

    def run(self, body: dict[str, Any]) -> None:
        channel = self.process._channel
        self.process._request += 1
        try:
            channel.send("run", self.process._request, body, self.end)
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
            message = self.process._channel.recv(self.end)
        except DeadlinePassed:
            return self.late()
        return self.take(message)

    def late(self) -> bool:
        """A deadline has passed: interrupt the cell, then kill."""
        if self.interrupted or time.monotonic() >= self.stop:
            total = time.monotonic() >= self.stop
            seconds = self.limits.total_seconds if total else self.limits.cell_seconds
            what = "The notebook" if total else "A cell"
            self.give_up(Status.TIMED_OUT, f"{what} did not end within {seconds:g} seconds.")
            return False
        self.process.interrupt()
        self.interrupted = True
        self.end = min(self.stop, time.monotonic() + GRACE_SECONDS)
        return True

    def take(self, message: Message) -> bool:
        kind, body = message.kind, message.body
        following = self.order[self.at + 1] if self.at + 1 < len(self.order) else None
        if message.number != self.process._request:
            raise ProtocolError("a frame of another request")
        if kind == "cell" and not self.running and body == following and type(body) is str:
            self.at += 1
            self.running, self.interrupted = True, False
            self.end = self._deadline()
            return True
        if kind == "ended" and self.running and type(body) is list and len(body) == 2:
            if body[0] != self.order[self.at]:
                raise ProtocolError("the end of another cell")
            self.results[self.order[self.at]] = self.cell_run(body[1])
            self.running = False
            self.end = self._deadline()
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
        self.process._end(reason)
        if self.process._over_memory:
            status = Status.KILLED
        if 0 <= self.at < len(self.order):
            id = self.order[self.at]
            if self.running or self.results[id].status is Status.NOT_ATTEMPTED:
                self.results[id] = CellRun(status, error=self.process.reason)

    def _deadline(self) -> float:
        return min(self.stop, time.monotonic() + self.limits.cell_seconds)
