"""
One student's process as the grader holds it: run the notebook, ask about its names, end it.

Every wait has a deadline and watches the memory of the process and its children. A deadline
counts the time in which the process could have run: what it spent waiting for a processor that
others had is added, up to `MAX_PATIENCE` times the limit. Whatever happens in there, the outcome
is one of `autograde.errors`' student faults, except when the zygote itself is gone (`ZygoteDied`)
or somebody else has ended the process (`GraderFault`): that is ours.
"""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import time
from collections.abc import Iterable, Sequence
from pathlib import Path

from autograde.errors import (
    GraderFault,
    StudentKilled,
    StudentProtocol,
    StudentTimedOut,
)
from autograde.model import Run
from autograde.namespace import Reply, Request
from autograde.run.cells import CellRunner, Patience, RunLimits
from autograde.run.forkserver import Ended, ForkClient
from autograde.run.sandbox import (
    Policy,
    StudentGroup,
    TreeMeter,
    kill_tree,
    oom_kills,
    process_number,
    remove_student_directory,
)
from autograde.run.wire import Channel, DeadlinePassed, Message, PeerGone, ProtocolError
from autograde.values import Limits, Unpackable

READY_SECONDS = 30.0
_SOCKET_BUFFER = 4 << 20
_RUN_LIMITS = Limits(header=64 << 20, items=200_000)
_LIBRARIES_KB = 256 << 10


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
        self.pid = process_number(self.pidfd)
        self._meter = TreeMeter(self.pid) if self.pid is not None else None
        self._first_rss_kb = self._meter.first_rss_kb if self._meter is not None else 0
        self._memory_mb, self.over_memory = memory_mb, False
        self._oom_kills = oom_kills()
        self._group: StudentGroup | None = None
        self.channel = Channel(sock, pidfd=self.pidfd, tick=self._watch_memory)
        self.request = 0
        self.alive = True
        self.reason = ""
        self.ended: Ended | None = None
        try:
            self._group = self._join_group()
            message = self.channel.recv(time.monotonic() + READY_SECONDS)
        except (PeerGone, ProtocolError, DeadlinePassed, OSError) as error:
            self.close()
            client.check_alive()
            raise GraderFault(f"a student process could not be confined: {error}") from None
        if message.kind != "ready":
            self.close()
            raise GraderFault(f"a student process could not be confined: {message.body}")

    def _join_group(self) -> StudentGroup | None:
        """Put the process into a group of its own, where such a thing is delegated."""
        if not self._policy.cgroup or self.pid is None:
            return None
        group = StudentGroup(Path(self._policy.cgroup), self._policy)
        try:
            group.add(self.pid)
        except OSError:
            group.remove()
            raise
        return group

    # ------------------------------------------------------------------------- running
    def run(
        self, cells: Sequence[tuple[str, str]], limits: RunLimits, given: Iterable[str] = ()
    ) -> Run:
        """
        Run cells; one that fails does not stop the next.

        Args:
            cells: (id, source) of each, top to bottom.

            given: Ids of the instructor's own; see `autograde.run.shell.run_cells`.

        Returns:
            What each gave. The process may have ended meanwhile; see `alive` and `reason`.

        Raises:
            ZygoteDied: If the zygote is gone.
        """
        start = time.monotonic()
        runner = CellRunner(self, cells, limits)
        self.channel.limits = _RUN_LIMITS
        try:
            body = {
                "cells": [[id, source] for id, source in cells],
                "given": list(given),
                "output_cap": limits.output_chars,
                "device": self._device,
            }
            runner.run(body)
        finally:
            self.channel.limits = Limits()
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
        self.request += 1
        patience = Patience(self.pid, seconds)
        try:
            self.channel.send("ask", self.request, request, patience.end)
            message = self._receive(patience)
        except DeadlinePassed:
            self.end(f"The call did not end within {limit or seconds:g} seconds.")
            raise StudentTimedOut(self.reason) from None
        except PeerGone:
            self.gone()
            raise StudentKilled(self.reason) from None
        except ProtocolError as error:
            self.end(f"The answer could not be read ({error}).")
            raise StudentProtocol(self.reason) from None
        except Unpackable as error:
            raise GraderFault(f"a check passes what cannot cross: {error}") from None
        body = message.body
        if message.kind != "answer" or message.number != self.request or type(body) is not dict:
            self.end("The answer does not belong to the call.")
            raise StudentProtocol(self.reason)
        return body

    def _receive(self, patience: Patience) -> Message:
        while True:
            try:
                return self.channel.recv(patience.end)
            except DeadlinePassed:
                if not patience.extend():
                    raise

    def is_over_memory(self) -> bool:
        """Look once more at its memory: a cell may have ended before the next look was due."""
        self._watch_memory()
        return self.over_memory

    # -------------------------------------------------------------------------- ending
    def interrupt(self) -> None:
        """Ask the running cell to stop, like the stop button of a notebook."""
        with contextlib.suppress(OSError):
            signal.pidfd_send_signal(self.pidfd, signal.SIGINT)

    def gone(self) -> None:
        """The process has ended by itself: find out why."""
        killed_in_group = self._group is not None and self._group.ran_out_of_memory()
        self.over_memory = self.over_memory or killed_in_group
        self.end()
        self._client.check_alive()
        if not self.reason:
            self.reason = self._how_it_ended()

    def close(self) -> Ended | None:
        """End it, with everything that it started, and free what belongs to it."""
        self.end()
        if self._group is not None:
            self._group.remove()
            self._group = None
        if self.pidfd >= 0:
            os.close(self.pidfd)
            self.pidfd = -1
            if self.pid is not None:
                remove_student_directory(self._policy, self.pid)
        return self.ended

    def end(self, reason: str = "") -> None:
        if not self.alive:
            return
        self.alive = False
        if self.over_memory:
            reason = f"Your code used more than {self._memory_mb} MB of memory."
        self.reason = self.reason or reason
        self.channel.close()
        if self._group is not None:
            with contextlib.suppress(OSError):
                self._group.kill()
        kill_tree(self.pid or 0, self.pidfd, self._policy.tier)
        self.ended = self._client.ended(self._number, 5.0)

    def _how_it_ended(self) -> str:
        status = self.ended.status if self.ended else 0
        if status >= 0:
            return "Your code ended its own process, by exit() for instance."
        try:
            name = signal.Signals(-status).name
        except ValueError:
            name = f"signal {-status}"
        if name == "SIGKILL":
            return self._who_killed_it()
        words = {
            "SIGSEGV": "Your code crashed the interpreter (SIGSEGV).",
            "SIGXCPU": "Your code used more processor time than is allowed.",
        }
        return words.get(name, f"Your code's process was ended by {name}.")

    def _who_killed_it(self) -> str:
        """
        What to tell of a process that got a SIGKILL which we did not send.

        Raises:
            GraderFault: If it was the machine, or somebody on it.
        """
        ended = self.ended
        assert ended is not None
        if ended.cpu >= self._policy.cpu_seconds:
            return "Your code used more processor time than is allowed."
        # A burst may be faster than our looks at it. The peak includes what the zygote shares,
        # and libraries that were loaded since.
        if ended.max_rss_kb > self._first_rss_kb + (self._memory_mb << 10) + _LIBRARIES_KB:
            return f"Your code used more than {self._memory_mb} MB of memory."
        if oom_kills() > self._oom_kills:
            raise GraderFault("the machine ran out of memory and ended a student process")
        if self._policy.tier == "namespaces":  # there, no process can send it to itself
            raise GraderFault("somebody on this machine ended a student process (SIGKILL)")
        return "Your code's process was ended by SIGKILL."

    def _watch_memory(self) -> None:
        if self._meter is None or self.over_memory:
            return
        limit = self._memory_mb << 10
        if self._meter.read(limit).memory_kb > limit:
            self.over_memory = True
            kill_tree(self.pid or 0, self.pidfd, self._policy.tier)
