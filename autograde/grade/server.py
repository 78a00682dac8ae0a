"""
The process that grades: trusted, warm, one submission after another.

It collects the checks once, inside pytest, and then forks on request: each fork is a grader that
serves one slot of the batch over a socket. Hidden tests and expected values exist here and
nowhere else. It imports no student code; student processes come from the zygote, over a control
socket that is handed to each grader.
"""

from __future__ import annotations

import dataclasses
import gc
import json
import os
import socket
import sys
import traceback
from pathlib import Path
from typing import NoReturn

import msgspec
import torch

from autograde.checks import Checks, collect
from autograde.course import Assignment, Course
from autograde.errors import AutogradeError, GraderFault, ZygoteDied
from autograde.grade.document import graded_notebook
from autograde.grade.link import Answer, Link, LinkBroken, Order, Settings
from autograde.grade.one import Grader, match, tell_apart
from autograde.manifest import MANIFEST
from autograde.notebook import notebook_bytes
from autograde.per_student import own_data
from autograde.run.forkserver import ForkClient, ForkServer
from autograde.run.sandbox import Policy
from autograde.submission import Release
from autograde.suite import Suite


def grade_forever(link: Link, grader: Grader, staging: Path) -> None:
    """
    Grade what is ordered.

    Raises:
        LinkBroken: When the conductor hangs up.
    """
    while True:
        order = link.recv(Order)
        path = Path(order.path) if order.path else None
        grader = dataclasses.replace(grader, device=order.device)
        try:
            graded = grader.grade(
                order.student, path, order.found, order.only, order.repeat, order.pictures
            )
            notebook = ""
            if graded.submission is not None and graded.run is not None:
                notebook = str(staging / f"{order.number}.ipynb")
                document = graded_notebook(
                    graded.submission, graded.run, graded.result, grader.manifest, grader.release
                )
                Path(notebook).write_bytes(notebook_bytes(document))
            link.send(Answer(order.number, graded.result, notebook))
        except ZygoteDied:
            link.send(Answer(order.number, zygote=True))
        except LinkBroken:
            raise
        except GraderFault as error:
            link.send(Answer(order.number, fault=str(error)))
        except Exception:
            link.send(Answer(order.number, fault=traceback.format_exc()[-8000:]))


def main() -> None:
    """Entry point: one argument, `Settings` as JSON."""
    settings = msgspec.json.decode(sys.argv[1].encode(), type=Settings)
    control = socket.socket(fileno=settings.control)
    torch.set_num_threads(1)
    policy = Policy.from_json(settings.policy)
    assignment = Assignment(Course(Path(settings.course)), settings.assignment)
    suite = Suite(assignment.tests, assignment.bank)

    def serve(checks: Checks) -> None:
        manifest = assignment.manifest
        release = Release.of(assignment)
        match(manifest, checks.all, str(assignment.folder / MANIFEST))
        tell_apart(suite, checks.all)
        seeds = {e.id: suite.seed(e.id, settings.seed) for e in manifest.exercise}
        own = own_data(assignment)

        def child(descriptors: list[int]) -> NoReturn:
            control.close()
            conductor, zygote = (socket.socket(fileno=fd) for fd in descriptors)
            grader = Grader(
                manifest,
                release,
                checks,
                ForkClient(zygote),
                policy,
                seeds,
                slowness=settings.slowness,
                own=own,
            )
            try:
                grade_forever(Link(conductor), grader, Path(settings.staging))
            except LinkBroken:
                os._exit(0)
            except BaseException:
                traceback.print_exc()
                os._exit(1)
            os._exit(0)

        longest = max((c.seconds for c in checks.all), default=0.0)
        control.send(json.dumps({"ready": longest}).encode())
        gc.collect()
        gc.freeze()
        gc.enable()
        ForkServer([control], child).loop()

    try:
        collect(suite.files, serve)
    except AutogradeError as error:
        parts = {name: getattr(error, name) for name in ("message", "where", "found", "todo")}
        control.send(json.dumps({"error": parts}).encode())
