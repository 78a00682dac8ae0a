"""The tests' grader: starts zygotes, and holds confined students that run any code."""

from __future__ import annotations

import contextlib
import json
import os
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from autograde.run.sandbox import (
    Policy,
    has_ended,
    kill_tree,
    process_number,
    remove_student_directory,
)

HERE = Path(__file__).parent
REPOSITORY = HERE.parents[1]
USER = 65534  # an id that owns nothing
ROOT = os.geteuid() == 0


class Refused(Exception):
    """What the student's code raised."""

    def __init__(self, kind: str, text: str) -> None:
        self.kind = kind
        super().__init__(f"{kind}: {text}")


class Gone(Exception):
    """The student hung up: its process ended."""


class Student:
    """One confined process."""

    def __init__(self, policy: Policy, channel: socket.socket, pidfd: int) -> None:
        self.policy, self.channel, self.pidfd = policy, channel, pidfd
        self.pid = process_number(pidfd) or 0
        self._stream = channel.makefile("rwb")

    def start(self, code: str) -> None:
        """Let it run code, without waiting."""
        self._stream.write(json.dumps(code).encode() + b"\n")
        self._stream.flush()

    def run(self, code: str, timeout: float = 20.0) -> Any:
        """What the code left in `answer`."""
        self.channel.settimeout(timeout)
        try:
            self.start(code)
            line = self._stream.readline()
        except ConnectionError:
            line = b""
        if not line:
            raise Gone
        reply = json.loads(line)
        if "kind" in reply:
            raise Refused(reply["kind"], reply["text"])
        return reply["value"]

    def refuses(self, code: str, *kinds: str) -> None:
        """Assert that an expression raises, by default PermissionError or FileNotFoundError."""
        wanted = kinds or ("PermissionError", "FileNotFoundError")
        try:
            got = self.run(f"answer = repr({code})")
        except Refused as refusal:
            assert refusal.kind in wanted, refusal  # noqa: PT017 - no pytest in this module
        else:
            raise AssertionError(f"{code} was allowed and gave {got}")

    def kill(self) -> bool:
        """Kill it and all that it started."""
        return kill_tree(self.pid, self.pidfd, self.policy.tier)

    def close(self) -> None:
        """End it, and leave nothing."""
        self.kill()
        with contextlib.suppress(OSError):
            self._stream.close()
        self.channel.close()
        os.close(self.pidfd)
        remove_student_directory(self.policy, self.pid)


class Zygote:
    """
    A warm process under a policy; `uid` is who it is started as, where we are root, and then
    everybody can reach Python wherever it lies, unless open_way is False.
    """

    def __init__(
        self,
        policy: Policy,
        modules: tuple[str, ...] = (),
        uid: int = 0,
        *,
        open_way: bool = True,
    ) -> None:
        self.policy = policy
        self.control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        command = [
            *(sys.executable, HERE / "warm.py", policy.to_json(), str(theirs.fileno())),
            *modules,
        ]
        if ROOT and open_way:
            command = [sys.executable, HERE / "open_home.py", str(uid), *command]
        threads = dict.fromkeys(("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS"), "1")
        self.process = subprocess.Popen(
            command,
            pass_fds=[theirs.fileno()],
            env={
                **threads,
                "PYTHONPATH": str(REPOSITORY),
                "MPLBACKEND": "agg",
                "MPLCONFIGDIR": policy.scratch + "/matplotlib",
                "ZYGOTE_ONLY": "x",
            },
        )
        theirs.close()
        self.control.settimeout(60)
        self.greeting = self.control.recv(4096).decode()

    def spawn(self) -> Student:
        """Fork one student, and return once it is confined."""
        ours, theirs = socket.socketpair()
        socket.send_fds(self.control, [b"1"], [theirs.fileno()])
        theirs.close()
        _, fds, _, _ = socket.recv_fds(self.control, 16, 1)
        student = Student(self.policy, ours, fds[0])
        student.run("")
        return student

    def close(self) -> None:
        """End it; its students end by themselves."""
        self.control.close()
        self.process.wait(10)


def all_end(pidfds: list[int], within: float = 5.0) -> bool:
    """Whether all of these processes end in time."""
    end = time.monotonic() + within
    return all(has_ended(fd, max(0.0, end - time.monotonic())) for fd in pidfds)
