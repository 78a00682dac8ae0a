"""
The warm process that student processes are forked from.

Started with a clean environment before any hidden test, expected value or student's name is
loaded: a fork copies the whole memory, so whatever it knew, every student could read. It imports
what notebooks import, exercises what is loaded late (the first optimizer alone imports 800
modules), confines itself, and then only forks. It has one thread.

It holds one control socket for each grader. Requests: ``{"number": n}`` with the student's end
of a connection. Replies: ``{"forked": n}`` with a pidfd, later ``{"ended": n, ...}``. When all
graders have hung up it kills its children and ends.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import io
import json
import os
import select
import signal
import socket
import sys
from dataclasses import dataclass
from typing import Any

from autograde.run.sandbox import Policy, enter_zygote, fork_student
from autograde.run.shell import Shell, make_shell
from autograde.run.worker import serve, thread_count

ALWAYS = ("torch", "numpy", "matplotlib.pyplot", "autograde.student")


def warm(modules: tuple[str, ...]) -> Shell:
    """Import what notebooks import and run once what is initialised late."""
    for name in (*ALWAYS, *modules):
        with contextlib.suppress(ImportError):
            importlib.import_module(name)
    import matplotlib.pyplot as plt
    import torch

    torch.set_num_threads(1)
    shell = make_shell()
    model = torch.nn.Linear(1, 1)
    for optimizer in (torch.optim.SGD, torch.optim.Adam):
        steps = optimizer(model.parameters(), lr=0.1)
        steps.zero_grad()
        torch.nn.functional.mse_loss(model(torch.ones(2, 1)), torch.ones(2, 1)).backward()  # type: ignore[no-untyped-call]
        steps.step()
    figure, axes = plt.subplots()
    axes.plot([0, 1], [1e-3, 1e3], label="$x^2$")
    axes.set_yscale("log")
    axes.legend()
    axes.set_title("−×")
    figure.savefig(io.BytesIO(), format="png", bbox_inches="tight")
    plt.close(figure)
    for cell in ("1", "undefined_name", "def f(:"):  # errors load the code that prints them
        shell.run_cell(cell, store_history=False, silent=True)  # type: ignore[no-untyped-call]
    shell.outputs.begin()
    shell.user_ns.pop("_", None)
    return shell


@dataclass
class _Child:
    pid: int
    control: socket.socket
    number: int


class Zygote:
    """The loop that forks and reaps."""

    def __init__(self, controls: list[socket.socket], policy: Policy, shell: Shell) -> None:
        self.controls, self.policy, self.shell = controls, policy, shell
        self.children: dict[int, _Child] = {}
        self.poll = select.poll()

    def loop(self) -> None:
        """Serve until every grader has hung up."""
        open_controls = {c.fileno(): c for c in self.controls}
        for control in self.controls:
            self.poll.register(control, select.POLLIN)
        while open_controls:
            for descriptor, _ in self.poll.poll():
                if descriptor in self.children:
                    self.reap(descriptor)
                elif not self.request(open_controls[descriptor]):
                    self.poll.unregister(descriptor)
                    del open_controls[descriptor]
        for child in self.children.values():
            with contextlib.suppress(ProcessLookupError):
                os.kill(child.pid, signal.SIGKILL)

    def request(self, control: socket.socket) -> bool:
        """Handle one request; False if the grader has hung up."""
        try:
            data, descriptors, *_ = socket.recv_fds(control, 4096, 1)
        except OSError:
            data, descriptors = b"", []
        if not data:
            return False
        number = json.loads(data)["number"]
        pid = fork_student(self.policy)
        if pid == 0:
            serve(socket.socket(fileno=descriptors[0]), self.policy, self.shell)
        os.close(descriptors[0])
        pidfd = os.pidfd_open(pid)
        self.children[pidfd] = _Child(pid, control, number)
        self.poll.register(pidfd, select.POLLIN)
        self.tell(control, {"forked": number}, [pidfd])
        return True

    def reap(self, pidfd: int) -> None:
        """Collect an ended child and report how it ended."""
        child = self.children.pop(pidfd)
        self.poll.unregister(pidfd)
        os.close(pidfd)
        _, status, usage = os.wait4(child.pid, 0)
        self.tell(
            child.control,
            {
                "ended": child.number,
                "status": os.waitstatus_to_exitcode(status),
                "cpu": usage.ru_utime + usage.ru_stime,
                "max_rss_kb": usage.ru_maxrss,
                "page_faults": usage.ru_minflt,
            },
        )

    def tell(
        self, control: socket.socket, message: dict[str, Any], descriptors: list[int] | None = None
    ) -> None:
        """Send a message; a grader that is gone does not matter."""
        with contextlib.suppress(OSError):
            socket.send_fds(control, [json.dumps(message).encode()], descriptors or [])


def main() -> None:
    """Entry point: one argument, a JSON object with ``controls``, ``policy``, ``modules``."""
    settings = json.loads(sys.argv[1])
    controls = [socket.socket(fileno=fd) for fd in settings["controls"]]
    policy = Policy.from_json(settings["policy"])
    shell = warm(tuple(settings["modules"]))
    enter_zygote(policy)
    if (threads := thread_count()) != 1:
        raise SystemExit(f"the zygote has {threads} threads; forking it is not safe")
    gc.collect()
    gc.disable()
    gc.freeze()  # a collection in a child would copy every page that it walks
    for control in controls:
        control.send(b'{"ready": true}')
    Zygote(controls, policy, shell).loop()


if __name__ == "__main__":
    main()
