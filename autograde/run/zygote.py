"""
The warm process that student processes are forked from.

Started with a clean environment before any hidden test, expected value or student's name is
loaded: a fork copies the whole memory, so whatever it knew, every student could read. It imports
what notebooks import, exercises what is loaded late (the first optimizer alone imports 800
modules), confines itself, and then only forks. It has one thread.

It serves each grader over a control socket of its own; see `autograde.run.forkserver`. When all
graders have hung up it kills its children and ends.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import io
import json
import socket
import sys
from typing import NoReturn

from autograde.run.forkserver import ForkServer
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
        torch.nn.functional.mse_loss(model(torch.ones(2, 1)), torch.ones(2, 1)).backward()
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

    def child(descriptors: list[int]) -> NoReturn:
        serve(socket.socket(fileno=descriptors[0]), policy, shell)

    ForkServer(controls, child, lambda: fork_student(policy)).loop()


if __name__ == "__main__":
    main()
