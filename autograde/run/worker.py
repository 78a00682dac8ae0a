"""
The student's process: it runs the notebook's cells, then answers the grader's requests.

It is a fork of the zygote and confines itself before anything else. From the first cell on it
may do whatever the student's code likes: the grader takes every byte from it as a claim.

Requests are frames of these kinds; each reply carries the request's number:

    run   {"cells": [[id, source]...], "given": [id...], "output_cap": n, "device": tier}
                                                         ->  cell, ended, ... , ran
    ask   a request to the `Namespace`                   ->  answer
"""

from __future__ import annotations

import contextlib
import gc
import os
import socket
import sys
import time
import traceback
from pathlib import Path
from typing import Any, NoReturn

from autograde.namespace import GRADING, Namespace, cannot_return, seed_everything
from autograde.run.accelerator import install, is_simulator_limit
from autograde.run.sandbox import Policy, confine
from autograde.run.shell import Shell, run_cells
from autograde.run.wire import Channel, Message, PeerGone
from autograde.values import Limits, Unpackable

# What the worker accepts and sends: outputs of cells are few, but long.
WORKER_LIMITS = Limits(header=64 << 20, items=2_000_000)
_FAILED = 70


def serve(sock: socket.socket, policy: Policy, shell: Shell) -> NoReturn:
    """Confine this process, then answer until the grader hangs up. Never returns."""
    status = _FAILED
    try:
        layers = confine(policy, keep_fds={sock.fileno()})
        os.environ[GRADING] = "1"
        gc.enable()
        channel = Channel(sock, WORKER_LIMITS)
        channel.send("ready", 0, layers)
        _Worker(channel, shell).loop()
        status = 0
    except PeerGone:
        status = 0
    except BaseException:
        with contextlib.suppress(BaseException):
            report = traceback.format_exc()[-4000:]
            Channel(sock).send("failed", 0, report, time.monotonic() + 1)
    finally:
        os._exit(status)


class _Worker:
    def __init__(self, channel: Channel, shell: Shell) -> None:
        self.channel, self.shell = channel, shell
        self.namespace = Namespace(shell.user_ns)

    def loop(self) -> None:
        while True:
            message = self.channel.recv()
            if message.kind == "run":
                self.run(message)
            else:
                self.ask(message)

    def run(self, message: Message) -> None:
        if message.body["device"]:
            device = install(message.body["device"])
            device.watch(self.shell.user_ns)
            self.namespace.device = device
        self.namespace.cpu_alone = not message.body["device"]
        seed_everything(0, cpu=self.namespace.cpu_alone)

        def started(id: str) -> None:
            self.channel.send("cell", message.number, id)

        def ended(id: str, result: dict[str, Any]) -> None:
            try:
                self.channel.send("ended", message.number, [id, result])
            except Unpackable:  # an output that is no JSON: a broken _repr_mimebundle_, say
                result["outputs"] = []
                self.channel.send("ended", message.number, [id, result])

        run_cells(
            self.shell,
            [(id, source) for id, source in message.body["cells"]],
            started,
            ended,
            output_cap=message.body["output_cap"],
            given=frozenset(message.body["given"]),
        )
        self.namespace.settle()
        self.channel.send("ran", message.number, None)

    def ask(self, message: Message) -> None:
        reply = self.namespace.answer(message.body)
        device = self.namespace.device
        if device is not None:
            faults = list(device.faults)
            if "raised" in reply and is_simulator_limit(reply["raised"]["text"]):
                faults.append(reply["raised"]["text"])
            if faults:
                reply = {"fault": faults[0][:1000]}
        try:
            self.channel.send("answer", message.number, reply, keep=self.namespace.keep)
        except PeerGone:
            raise
        except BaseException as error:  # packing walks the student's own objects
            self.channel.send("answer", message.number, cannot_return(error))


def thread_count() -> int:
    """How many threads this process has; a process with more than one must not be forked."""
    return len(list(Path("/proc/self/task").iterdir())) if sys.platform == "linux" else 1
