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
import os
import socket
import sys
from typing import NoReturn

import torch

from autograde.errors import AcceleratorError
from autograde.run.accelerator import Tier, install, prepare
from autograde.run.forkserver import ForkServer
from autograde.run.huge_pages import gather_memory
from autograde.run.sandbox import Policy, enter_zygote, fork_student
from autograde.run.shell import Shell, make_shell
from autograde.run.worker import serve, thread_count

ALWAYS = ("torch", "numpy", "matplotlib.pyplot", "autograde.student")

# What nearly every notebook does: show a value or an error, and seed, for which torch reads the
# source of whoever calls (to tell it, should a GPU start later). `worker` seeds anew.
_FIRST_CELLS = (
    "(1, 'a')",
    "__import__('torch').ones(2)",
    "__import__('torch').manual_seed(0); None",
    "undefined_name",
    "def f(:",
)


def warm(modules: tuple[str, ...]) -> Shell:
    """Import what notebooks import and run once what is initialised late."""
    for name in (*ALWAYS, *modules):
        with contextlib.suppress(ImportError):
            importlib.import_module(name)
    import matplotlib.pyplot as plt

    torch.set_num_threads(1)
    shell = make_shell()
    model = torch.nn.Linear(1, 1)
    for optimizer in (torch.optim.SGD, torch.optim.Adam):
        steps = optimizer(model.parameters(), lr=0.1)
        steps.zero_grad()
        # No step(): it asks for a GPU, and a CUDA build remembers in every fork that it was asked.
        torch.nn.functional.mse_loss(model(torch.ones(2, 1)), torch.ones(2, 1)).backward()
    figure, axes = plt.subplots()
    axes.plot([0, 1], [1e-3, 1e3], label="$x^2$")
    axes.set_yscale("log")
    axes.legend()
    axes.set_title("−×")
    figure.savefig(io.BytesIO(), format="png", bbox_inches="tight")
    plt.close(figure)
    known = set(shell.user_ns)
    for cell in _FIRST_CELLS:
        shell.run_cell(cell, store_history=False)  # type: ignore[no-untyped-call]
    shell.outputs.begin()
    shell.displayhook.flush()  # what the cells have shown is no Out[0] of the student's
    for name in set(shell.user_ns) - known:
        del shell.user_ns[name]
    return shell


def find_device() -> tuple[str, str]:
    """
    Prepare the simulated accelerator and find out in throw-away children whether it works here.

    Returns:
        The tier that works, empty if none does; and why it is not a better one.
    """
    tiers: tuple[Tier, ...] = ("simulated-cuda", "simulated-privateuse1")
    refused = ""
    # Forward mode (torch.func.jvp, hessian) compiles this module when it is first used, from
    # PyTorch's own functions, which on a simulated device are no longer all there.
    with contextlib.suppress(ImportError):
        importlib.import_module("torch._decomp.decompositions_for_jvp")
    try:
        prepare()
    except AcceleratorError as error:
        tiers, refused = tiers[1:], " ".join(str(error).split("\n"))
    for tier in tiers:
        if _works(tier):
            return tier, refused
    return "", refused or "no simulated device works on this machine"


def _works(tier: Tier) -> bool:
    pid = os.fork()
    if pid == 0:
        status = 1
        with contextlib.suppress(BaseException):
            device = install(tier)
            twice = device.to_device(torch.ones(2, 2)) @ device.to_device(torch.ones(2, 2))
            good = device.to_host(twice).tolist() == [[2.0, 2.0], [2.0, 2.0]]
            status = 0 if good and device.counters().used else 1
        os._exit(status)
    return os.waitpid(pid, 0)[1] == 0


def main() -> None:
    """
    Entry point: one argument, a JSON object.

    ``controls`` are descriptors of control sockets, ``policy`` the sandbox's, ``modules`` more
    modules to import, ``device`` whether any check asks for an accelerator.
    """
    settings = json.loads(sys.argv[1])
    controls = [socket.socket(fileno=fd) for fd in settings["controls"]]
    policy = Policy.from_json(settings["policy"])
    shell = warm(tuple(settings["modules"]))
    device, reason = find_device() if settings["device"] else ("", "")
    enter_zygote(policy)
    if (threads := thread_count()) != 1:
        raise SystemExit(f"the zygote has {threads} threads; forking it is not safe")
    gc.collect()
    # There is no collection until a child wants one (see `python_main`): it would copy every page
    # that it walks.
    gc.freeze()
    gather_memory()
    for control in controls:
        control.send(json.dumps({"ready": True, "device": device, "reason": reason}).encode())

    def child(descriptors: list[int]) -> NoReturn:
        serve(socket.socket(fileno=descriptors[0]), policy, shell)

    ForkServer(controls, child, lambda: fork_student(policy)).loop()
