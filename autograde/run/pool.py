"""
The grader's side of the zygote: start it, ask it for student processes, see it end.

One zygote serves several graders, each over a control socket of its own. The process that starts
the zygote keeps no thread and no state for it: a grader that finds the zygote gone raises
`ZygoteDied`, and whoever conducts the batch starts a new one and grades the submission again.
"""

from __future__ import annotations

import contextlib
import json
import os
import select
import socket
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograde.errors import ZygoteDied
from autograde.run.sandbox import Policy

START_SECONDS = 120.0
FORK_SECONDS = 30.0
_SOCKET_BUFFER = 4 << 20

# The whole environment of the zygote: nothing of the grader's own reaches student code.
_ENVIRONMENT = {
    "PATH": "/usr/bin:/bin",
    "LANG": "C.UTF-8",
    "PYTHONHASHSEED": "0",
    "PYTHONDONTWRITEBYTECODE": "1",
    "OMP_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MALLOC_ARENA_MAX": "2",
}


@dataclass(frozen=True)
class Ended:
    """
    How a student's process ended.

    Args:
        status: Exit status, or minus the number of the signal that ended it.

        cpu: Processor seconds of it and of the children that it waited for.
    """

    status: int
    cpu: float
    max_rss_kb: int
    page_faults: int


class Zygote:
    """
    A running zygote.

    Args:
        policy: What student processes may do.

        modules: More modules to import before forking, for instance ``sklearn.datasets``.

        clients: How many graders will ask it.

    Raises:
        ZygoteDied: If it does not start.
    """

    def __init__(self, policy: Policy, modules: tuple[str, ...] = (), clients: int = 1) -> None:
        self.policy = policy
        self._home = tempfile.TemporaryDirectory(prefix="autograde-zygote-")
        pairs = [socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET) for _ in range(clients)]
        self.controls = [mine for mine, _ in pairs]
        theirs = [other for _, other in pairs]
        descriptors = [s.fileno() for s in theirs]
        settings = {
            "controls": descriptors,
            "policy": policy.to_json(),
            "modules": modules,
        }
        home = self._home.name
        environment = _ENVIRONMENT | {
            "HOME": home,
            "TMPDIR": home,
            "MPLCONFIGDIR": str(Path(home) / "matplotlib"),
            "IPYTHONDIR": str(Path(home) / "ipython"),
        }
        self.process = subprocess.Popen(
            [sys.executable, "-I", "-m", "autograde.run.zygote", json.dumps(settings)],
            pass_fds=descriptors,
            stdin=subprocess.DEVNULL,
            env=environment,
            cwd="/",
        )
        for other in theirs:
            other.close()

    def wait_ready(self) -> None:
        """
        Wait until it forks on request.

        Raises:
            ZygoteDied: If it ends before, or is not ready in time.
        """
        end = time.monotonic() + START_SECONDS
        for control in self.controls:
            control.settimeout(max(0.1, end - time.monotonic()))
            try:
                ready = bool(control.recv(4096))
            except OSError:
                ready = False
            control.settimeout(None)
            if not ready:
                self.close()
                raise ZygoteDied(
                    "the process that student code runs in could not be started",
                    todo="Its own words stand above. Run: autograde doctor --machine",
                )

    def close(self) -> None:
        """End it and every process that came from it."""
        for control in self.controls:
            control.close()
        try:
            self.process.wait(5)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self._home.cleanup()


class ZygoteClient:
    """
    One grader's line to the zygote.

    Args:
        control: One of `Zygote.controls`.
    """

    def __init__(self, control: socket.socket) -> None:
        self._control = control
        self._number = int.from_bytes(os.urandom(4)) << 20
        self._ended: dict[int, Ended] = {}

    def fork(self) -> tuple[int, int, socket.socket]:
        """
        A new student process.

        Returns:
            Its number, a pidfd of it, and the socket that leads to it.

        Raises:
            ZygoteDied: If the zygote is gone or does not answer.
        """
        self._number += 1
        mine, theirs = socket.socketpair()
        for end in (mine, theirs):
            end.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, _SOCKET_BUFFER)
        with theirs:
            request = json.dumps({"number": self._number}).encode()
            try:
                socket.send_fds(self._control, [request], [theirs.fileno()])
            except OSError as error:
                mine.close()
                raise ZygoteDied(f"the zygote is gone: {error}") from None
        end_time = time.monotonic() + FORK_SECONDS
        while True:
            message, descriptors = self._receive(end_time)
            if message.get("forked") == self._number:
                return self._number, descriptors[0], mine
            for descriptor in descriptors:  # the answer to a request that was given up
                os.close(descriptor)

    def ended(self, number: int, seconds: float) -> Ended | None:
        """
        How a student process ended; None if that is not known in time.

        Raises:
            ZygoteDied: If the zygote is gone.
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
        Tell the zygote's end from that of one student process.

        Raises:
            ZygoteDied: If the zygote is gone.
        """
        with contextlib.suppress(TimeoutError):
            self._receive(time.monotonic() + patience)

    def _receive(self, end: float) -> tuple[dict[str, Any], list[int]]:
        poll = select.poll()
        poll.register(self._control, select.POLLIN)
        if not poll.poll(max(0.0, end - time.monotonic()) * 1e3):
            raise TimeoutError
        try:
            data, descriptors, *_ = socket.recv_fds(self._control, 4096, 1)
        except OSError:
            data, descriptors = b"", []
        if not data:
            raise ZygoteDied("the zygote is gone")
        message = json.loads(data)
        if "ended" in message:
            number = message.pop("ended")
            self._ended[number] = Ended(**message)
        return message, list(descriptors)
