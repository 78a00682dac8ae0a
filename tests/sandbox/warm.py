"""
A zygote for the tests: `python warm.py POLICY DESCRIPTOR MODULE ...`

Imports the modules, enters the policy, says "ready"; then each message on the control socket
(one byte and a descriptor) makes one confined student, which runs the code that comes over that
descriptor, one JSON string a line, and answers each with a line of JSON.
"""

import contextlib
import importlib
import json
import os
import socket
import sys
from typing import Any

from autograde.run.sandbox import Policy, confine, enter_zygote, fork_student


def serve(channel: socket.socket, laps: dict[str, float]) -> None:
    """Run what is asked for until the other side hangs up."""
    names: dict[str, Any] = {"laps": laps, "channel": channel}
    stream = channel.makefile("rwb")
    for line in stream:
        names["answer"] = None
        try:
            exec(compile(json.loads(line), "<student>", "exec"), names)
            reply = json.dumps({"value": names["answer"]})
        except BaseException as error:
            reply = json.dumps({"kind": type(error).__name__, "text": str(error)[:2000]})
        stream.write(reply.encode() + b"\n")
        stream.flush()


def main() -> None:
    """Warm up, confine, serve."""
    policy = Policy.from_json(sys.argv[1])
    control = socket.socket(fileno=int(sys.argv[2]))
    for name in sys.argv[3:]:
        importlib.import_module(name)
    try:
        enter_zygote(policy)
    except Exception as error:
        control.send(f"{type(error).__name__}: {error}".encode())
        return
    control.send(b"ready")
    while True:
        message, fds, _, _ = socket.recv_fds(control, 1, 1)
        if not message:
            os._exit(0)
        pid = fork_student(policy)
        if pid == 0:
            code = 70
            try:
                serve(socket.socket(fileno=fds[0]), confine(policy, fds))
                code = 0
            finally:
                os._exit(code)
        os.close(fds[0])
        pidfd = os.pidfd_open(pid)
        socket.send_fds(control, [b"student"], [pidfd])
        os.close(pidfd)
        with contextlib.suppress(ChildProcessError):
            while os.waitpid(-1, os.WNOHANG)[0]:
                pass


if __name__ == "__main__":
    main()
