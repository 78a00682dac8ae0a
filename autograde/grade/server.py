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
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

import msgspec
import torch

from autograde.checks import Checks, collect
from autograde.course import Assignment, Course, read_manifest
from autograde.errors import AutogradeError, GraderFault, ZygoteDied
from autograde.grade.document import graded_notebook
from autograde.grade.one import Grader, match
from autograde.model import Result
from autograde.notebook import write_notebook
from autograde.per_student import own_data
from autograde.run.forkserver import ForkClient, ForkServer
from autograde.run.sandbox import Policy
from autograde.run.wire import Channel, PeerGone
from autograde.submission import Release
from autograde.values import Limits

TRUSTED = Limits(header=256 << 20, items=50_000_000)


@dataclass(frozen=True)
class Settings:
    """
    What a grading process is started with, as JSON on its command line.

    Args:
        control: Descriptor of the control socket.

        staging: Folder for graded notebooks.

        slowness: See `Grader`.
    """

    control: int
    assignment: str
    manifest: str
    release: str
    tests: tuple[str, ...]
    policy: str
    seed: str
    staging: str
    slowness: float

    def to_json(self) -> str:
        """As text."""
        return json.dumps(dataclasses.asdict(self))


def encode_result(result: Result) -> dict[str, Any]:
    """A result as plain values."""
    plain: dict[str, Any] = msgspec.to_builtins(result)
    return plain


def decode_result(plain: dict[str, Any]) -> Result:
    """The result that `encode_result` wrote down."""
    return msgspec.convert(plain, Result)


def grade_forever(channel: Channel, grader: Grader, staging: Path) -> None:
    """
    Answer ``grade`` requests until the conductor hangs up.

    Answers: ``result`` with the result and the name of the graded notebook, ``fault`` where the
    kit failed, ``zygote`` where the zygote is gone.
    """
    while True:
        message = channel.recv()
        job = message.body
        path = Path(job["path"]) if job["path"] else None
        grader = dataclasses.replace(grader, device=tuple(job["device"]))
        try:
            graded = grader.grade(job["student"], path, job["found"], job["only"], job["repeat"])
            notebook = ""
            if graded.submission is not None and graded.run is not None:
                notebook = str(staging / f"{message.number}.ipynb")
                document = graded_notebook(
                    graded.submission, graded.run, graded.result, grader.manifest, grader.release
                )
                write_notebook(Path(notebook), document)
            answer = {"result": encode_result(graded.result), "notebook": notebook}
            channel.send("result", message.number, answer)
        except ZygoteDied as error:
            channel.send("zygote", message.number, str(error))
        except PeerGone:
            raise
        except GraderFault as error:
            channel.send("fault", message.number, str(error))
        except Exception:
            channel.send("fault", message.number, traceback.format_exc()[-8000:])


def main() -> None:
    """Entry point: one argument, `Settings` as JSON."""
    settings = msgspec.json.decode(sys.argv[1].encode(), type=Settings)
    control = socket.socket(fileno=settings.control)
    torch.set_num_threads(1)
    policy = Policy.from_json(settings.policy)

    def serve(checks: Checks) -> None:
        manifest = read_manifest(Path(settings.manifest))
        release = Release.read(Path(settings.release), settings.assignment)
        match(manifest, checks.all, settings.manifest)
        course = Course(Path(settings.manifest).parents[2])
        own = own_data(Assignment(course, settings.assignment))

        def child(descriptors: list[int]) -> NoReturn:
            control.close()
            conductor, zygote = (socket.socket(fileno=fd) for fd in descriptors)
            grader = Grader(
                manifest,
                release,
                checks,
                ForkClient(zygote),
                policy,
                settings.seed,
                slowness=settings.slowness,
                own=own,
            )
            try:
                grade_forever(Channel(conductor, TRUSTED), grader, Path(settings.staging))
            except PeerGone:
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
        collect([Path(t) for t in settings.tests], serve)
    except AutogradeError as error:
        parts = {name: getattr(error, name) for name in ("message", "where", "found", "todo")}
        control.send(json.dumps({"error": parts}).encode())
