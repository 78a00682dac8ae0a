"""
Frames between the grader and a student's process.

    frame = magic "AGW1" | u32 header bytes | u64 buffer bytes | header | buffers

The header is a packed ``[kind, number, body]`` (see `autograde.values`); the buffers hold the
bytes of tensors. Every byte that the grader reads is a stranger's claim: lengths are capped
before anything is allocated, and one deadline covers a whole reply, so that a drip of bytes
cannot stretch it. A deadline that passes in the middle of a frame leaves the frame to be read on
by the next `recv`; the channel never loses its place.
"""

from __future__ import annotations

import gc
import select
import socket
import struct
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch

from autograde.values import BadValue, Keep, Limits, pack, unpack

_MAGIC = b"AGW1"
_PREFIX = struct.Struct("<4sIQ")
_POLL_SECONDS = 0.1


class ProtocolError(Exception):
    """The peer sent something that is no frame."""


class DeadlinePassed(Exception):
    """The peer did not answer, or did not read, in time."""


class PeerGone(Exception):
    """The peer's process ended or closed the connection."""


@dataclass(frozen=True)
class Message:
    """
    One frame's content.

    Args:
        kind: What it is.

        number: Which request it belongs to.

        body: Its value.
    """

    kind: str
    number: int
    body: Any


class Channel:
    """
    One end of a connection.

    Args:
        sock: A connected stream socket.

        limits: What to accept; may be changed between frames.

        pidfd: The peer's process. A daemon that the peer left behind can hold its end of the
            socket open, so end of file alone does not tell that the peer is gone. Given by the
            grader; the student's side just blocks.

        tick: Called about ten times a second while waiting, to watch the peer's memory.
    """

    def __init__(
        self,
        sock: socket.socket,
        limits: Limits | None = None,
        pidfd: int | None = None,
        tick: Callable[[], None] | None = None,
    ) -> None:
        self.sock, self.limits, self.pidfd, self.tick = sock, limits or Limits(), pidfd, tick
        self._prefix = bytearray(_PREFIX.size)
        self._body: np.ndarray[Any, Any] | None = None
        self._header_size = self._have = 0
        if pidfd is not None:
            sock.setblocking(False)

    def close(self) -> None:
        """Close the socket."""
        self.sock.close()

    # ------------------------------------------------------------------------- sending
    def send(
        self,
        kind: str,
        number: int,
        body: Any,
        end: float | None = None,
        keep: Keep | None = None,
    ) -> None:
        """
        Send one frame.

        Args:
            end: Deadline on the monotonic clock, in seconds.

            keep: Gives handles to objects in `body` that have no value form.

        Raises:
            Unpackable: If `body` has no value form; nothing was sent then.

            DeadlinePassed, PeerGone: See there.
        """
        header, buffers = pack([kind, number, body], keep, self.limits)
        prefix = _PREFIX.pack(_MAGIC, len(header), sum(b.nbytes for b in buffers))
        for part in (memoryview(prefix + header), *buffers):
            view = part.cast("B")
            while view:
                try:
                    view = view[self.sock.send(view) :]
                except BlockingIOError:
                    self._wait(select.POLLOUT, end)
                except OSError as error:
                    raise PeerGone(str(error)) from None

    # ----------------------------------------------------------------------- receiving
    def recv(self, end: float | None = None) -> Message:
        """
        Receive one frame.

        Args:
            end: Deadline on the monotonic clock, in seconds.

        Raises:
            ProtocolError: If what arrives is no frame, or one beyond the limits.

            DeadlinePassed: The next call reads on where this one stopped.

            PeerGone: If the peer is gone.
        """
        if self._body is None:
            self._fill(memoryview(self._prefix), end)
            magic, header_size, buffer_size = _PREFIX.unpack(self._prefix)
            if magic != _MAGIC:
                raise ProtocolError("bytes that are no frame")
            if header_size > self.limits.header or buffer_size > self.limits.buffers:
                raise ProtocolError(f"an answer of {header_size + buffer_size} bytes")
            # np.empty touches no page: a lying length costs address space, not memory.
            self._body = np.empty(header_size + buffer_size, np.uint8)
            self._header_size, self._have = header_size, 0
        self._fill(self._body.data, end)
        body, self._body, self._have = self._body, None, 0
        buffer = torch.from_numpy(body)[self._header_size :]
        return self._decode(body.data[: self._header_size], buffer)

    def _decode(self, header: memoryview, buffer: torch.Tensor) -> Message:
        # A frame of a million empty lists would trigger dozens of collections.
        collecting = gc.isenabled()
        gc.disable()
        try:
            message = unpack(header, buffer, self.limits)
        except BadValue as error:
            raise ProtocolError(str(error)) from None
        finally:
            if collecting:
                gc.enable()
        if type(message) is not list or [type(m) for m in message[:2]] != [str, int]:
            raise ProtocolError("a frame without kind and number")
        if len(message) != 3:
            raise ProtocolError("a frame without one body")
        return Message(*message)

    def _fill(self, view: memoryview, end: float | None) -> None:
        """Read until `view` is full, from where an earlier call stopped (`_have`)."""
        while self._have < view.nbytes:
            if end is not None and time.monotonic() > end:
                raise DeadlinePassed
            try:
                # recv_into takes no ancillary data: descriptors passed along are dropped.
                count = self.sock.recv_into(view[self._have :])
            except BlockingIOError:
                self._wait(select.POLLIN, end)
                continue
            except OSError as error:
                raise PeerGone(str(error)) from None
            if count == 0:
                raise PeerGone("the connection was closed")
            self._have += count

    def _wait(self, event: int, end: float | None) -> None:
        poll = select.poll()
        poll.register(self.sock, event)
        if self.pidfd is not None:
            poll.register(self.pidfd, select.POLLIN)
        while True:
            left = _POLL_SECONDS if end is None else end - time.monotonic()
            if left <= 0:
                raise DeadlinePassed
            ready = dict(poll.poll(min(left, _POLL_SECONDS) * 1e3))
            if self.sock.fileno() in ready:
                return
            if ready:  # only the process ended: nothing is left to read
                raise PeerGone("the process ended")
            if self.tick is not None:
                self.tick()
