"""
Processes by fork from a warm one, on request.

A `ForkServer` holds control sockets, one for each client. Requests are JSON with descriptors:

    {"number": n} and descriptors  ->  {"forked": n} and a pidfd, later {"ended": n, ...}
    {"kill": true}                 ->  ends all processes that this client asked for

The server has one thread and only forks and reaps; when all clients have hung up it kills its
children and returns.
"""

from __future__ import annotations

import contextlib
import json
import os
import select
import signal
import socket
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, NoReturn

from autograde.errors import ZygoteDied

FORK_SECONDS = 30.0
_MAX_MESSAGE = 4096
_MAX_DESCRIPTORS = 4


@dataclass(frozen=True)
class Ended:
    """
    How a process ended.

    Args:
        status: Exit status, or minus the number of the signal that ended it.

        cpu: Processor seconds of it and of the children that it waited for.
    """

    status: int
    cpu: float
    max_rss_kb: int
    page_faults: int


@dataclass
class _Child:
    pid: int
    control: socket.socket
    number: int


class ForkServer:
    """
    The loop of the warm process.

    Args:
        controls: One socket for each client.

        child: What the new process does with the descriptors that came with the request.

        fork: Forks like os.fork, which is the default.
    """

    def __init__(
        self,
        controls: Iterable[socket.socket],
        child: Callable[[list[int]], NoReturn],
        fork: Callable[[], int] | None = None,
    ) -> None:
        self.controls = {c.fileno(): c for c in controls}
        self.child = child
        self.fork = fork or os.fork  # not as a default: Windows has none, and imports this
        self.children: dict[int, _Child] = {}
        self.poll = select.poll()

    def loop(self) -> None:
        """Serve until every client has hung up."""
        for control in self.controls:
            self.poll.register(control, select.POLLIN)
        while self.controls:
            for descriptor, _ in self.poll.poll():
                if descriptor in self.children:
                    self.reap(descriptor)
                elif not self.request(self.controls[descriptor]):
                    self.kill(self.controls.pop(descriptor))
                    self.poll.unregister(descriptor)

    def request(self, control: socket.socket) -> bool:
        """Handle one request; False if the client has hung up."""
        try:
            data, descriptors, *_ = socket.recv_fds(control, _MAX_MESSAGE, _MAX_DESCRIPTORS)
        except OSError:
            data, descriptors = b"", []
        if not data:
            return False
        message = json.loads(data)
        if message.get("kill"):
            self.kill(control)
            return True
        pid = self.fork()
        if pid == 0:
            self.child(list(descriptors))
        for descriptor in descriptors:
            os.close(descriptor)
        pidfd = os.pidfd_open(pid)
        self.children[pidfd] = _Child(pid, control, message["number"])
        self.poll.register(pidfd, select.POLLIN)
        _tell(control, {"forked": message["number"]}, [pidfd])
        return True

    def kill(self, control: socket.socket) -> None:
        """End the processes of one client."""
        for child in self.children.values():
            if child.control is control:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(child.pid, signal.SIGKILL)

    def reap(self, pidfd: int) -> None:
        """Collect an ended child and report how it ended."""
        child = self.children.pop(pidfd)
        self.poll.unregister(pidfd)
        os.close(pidfd)
        _, status, usage = os.wait4(child.pid, 0)
        ended = {
            "ended": child.number,
            "status": os.waitstatus_to_exitcode(status),
            "cpu": usage.ru_utime + usage.ru_stime,
            "max_rss_kb": usage.ru_maxrss,
            "page_faults": usage.ru_minflt,
        }
        _tell(child.control, ended, [])


def _tell(control: socket.socket, message: dict[str, Any], descriptors: list[int]) -> None:
    with contextlib.suppress(OSError):  # a client that is gone does not matter
        socket.send_fds(control, [json.dumps(message).encode()], descriptors)


class ForkClient:
    """
    One client's line to a fork server.

    Args:
        control: The client's end of a control socket.

        what: What the server is called in errors.
    """

    def __init__(self, control: socket.socket, what: str = "the zygote") -> None:
        self._control, self._what = control, what
        self._number = int.from_bytes(os.urandom(4)) << 20
        self._ended: dict[int, Ended] = {}

    def fork(self, descriptors: Iterable[int]) -> tuple[int, int]:
        """
        A new process that is given these descriptors.

        Returns:
            Its number, and a pidfd of it.

        Raises:
            ZygoteDied: If the server is gone or does not answer.
        """
        self._number += 1
        request = json.dumps({"number": self._number}).encode()
        try:
            socket.send_fds(self._control, [request], list(descriptors))
        except OSError as error:
            raise ZygoteDied(f"{self._what} is gone: {error}") from None
        end = time.monotonic() + FORK_SECONDS
        while True:
            try:
                message, received = self._receive(end)
            except TimeoutError:
                raise ZygoteDied(f"{self._what} does not answer") from None
            if message.get("forked") == self._number:
                return self._number, received[0]
            for descriptor in received:  # the answer to a request that was given up
                os.close(descriptor)

    def kill_all(self) -> None:
        """End every process that was forked over this control socket."""
        with contextlib.suppress(OSError):
            self._control.send(b'{"kill": true}')

    def ended(self, number: int, seconds: float) -> Ended | None:
        """
        How a process ended; None if that is not known in time.

        Raises:
            ZygoteDied: If the server is gone.
        """
        end = time.monotonic() + seconds
        while number not in self._ended:
            try:
                self._receive(end)
            except TimeoutError:
                return None
        return self._ended.pop(number)

    def check_alive(self, patience: float = 0.1) -> None:
        """
        Tell the server's end from that of one process.

        Raises:
            ZygoteDied: If the server is gone.
        """
        with contextlib.suppress(TimeoutError):
            self._receive(time.monotonic() + patience)

    def _receive(self, end: float) -> tuple[dict[str, Any], list[int]]:
        poll = select.poll()
        poll.register(self._control, select.POLLIN)
        if not poll.poll(max(0.0, end - time.monotonic()) * 1e3):
            raise TimeoutError
        try:
            data, descriptors, *_ = socket.recv_fds(self._control, _MAX_MESSAGE, _MAX_DESCRIPTORS)
        except OSError:
            data, descriptors = b"", []
        if not data:
            raise ZygoteDied(f"{self._what} is gone")
        message = json.loads(data)
        if "ended" in message:
            number = message.pop("ended")
            self._ended[number] = Ended(**message)
        return message, list(descriptors)
