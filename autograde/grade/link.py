"""
What the conductor and its grading server tell each other. A message is a length, then JSON.

Both ends are our own programs, and no tensor crosses; so the conductor needs neither
`autograde.run.wire` nor PyTorch.
"""

from __future__ import annotations

import socket
import struct
import time
from typing import TypeVar

import msgspec

from autograde.model import Result

_PREFIX = struct.Struct("<I")
_Message = TypeVar("_Message")


class LinkBroken(Exception):
    """The other end is gone, or did not answer in time."""


class Settings(msgspec.Struct, frozen=True):
    """
    What a grading server is started with, as JSON on its command line.

    Args:
        control: Descriptor of the control socket.

        course: The course's folder.

        seed: See `Suite.seed`.

        staging: Folder for graded notebooks.

        slowness: See `Grader`.
    """

    control: int
    course: str
    assignment: str
    policy: str
    seed: int
    staging: str
    slowness: float

    def to_json(self) -> str:
        """As text."""
        return msgspec.json.encode(self).decode()


class Order(msgspec.Struct, frozen=True):
    """
    What a grader is to grade; see `autograde.grade.jobs.Job`.

    Args:
        device: Tier of the accelerator, and why it is this one.
    """

    number: int
    student: str
    path: str
    found: tuple[str, ...]
    only: tuple[str, ...]
    repeat: int
    pictures: bool
    device: tuple[str, str]


class Answer(msgspec.Struct, frozen=True):
    """
    What came of an order.

    Args:
        number: Of the order.

        result: None if there is none: the kit failed, or the zygote is gone.

        notebook: Where the graded notebook lies; empty if there is none.

        zygote: Whether the zygote is gone.

        fault: What failed.
    """

    number: int
    result: Result | None = None
    notebook: str = ""
    zygote: bool = False
    fault: str = ""


class Link:
    """One end of a connection; `sock` is a connected stream socket."""

    def __init__(self, sock: socket.socket) -> None:
        self.sock = sock

    def close(self) -> None:
        """Close the socket."""
        self.sock.close()

    def send(self, message: Order | Answer) -> None:
        """
        Send a message.

        Raises:
            LinkBroken: See there.
        """
        data = msgspec.json.encode(message)
        self.sock.settimeout(None)
        try:
            self.sock.sendall(_PREFIX.pack(len(data)) + data)
        except OSError as error:
            raise LinkBroken(str(error)) from None

    def recv(self, kind: type[_Message], end: float | None = None) -> _Message:
        """
        Receive a message.

        Args:
            kind: What it is.

            end: Deadline on the monotonic clock, in seconds.

        Raises:
            LinkBroken: See there; the connection is of no use any more.
        """
        try:
            (size,) = _PREFIX.unpack(self._read(_PREFIX.size, end))
            return msgspec.json.decode(self._read(size, end), type=kind)
        except (OSError, msgspec.DecodeError) as error:
            raise LinkBroken(str(error)) from None

    def _read(self, size: int, end: float | None) -> bytearray:
        data = bytearray(size)
        view = memoryview(data)
        while view:
            self.sock.settimeout(None if end is None else max(0.01, end - time.monotonic()))
            count = self.sock.recv_into(view)
            if count == 0:
                raise ConnectionError("the connection was closed")
            view = view[count:]
        return data
