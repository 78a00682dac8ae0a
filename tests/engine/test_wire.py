"""Frames survive deadlines, lies and floods."""

import os
import socket
import struct
import threading
import time

import pytest
import torch

from autograde.run.wire import Channel, DeadlinePassed, PeerGone, ProtocolError
from autograde.values import Limits


@pytest.fixture
def pair():
    left, right = socket.socketpair()
    pidfd = os.pidfd_open(os.getpid())
    yield Channel(left), Channel(right, pidfd=pidfd), left
    left.close()
    right.close()
    os.close(pidfd)


def soon(seconds=0.05):
    return time.monotonic() + seconds


def test_values_arrive_in_order(pair):
    """What is sent arrives, frame by frame."""
    ours, theirs, _ = pair
    ours.send("one", 1, torch.arange(3))
    ours.send("two", 2, {"a": [1, (2, 3)]})

    first, second = theirs.recv(soon()), theirs.recv(soon())

    assert (first.kind, first.number, first.body.tolist()) == ("one", 1, [0, 1, 2])
    assert second.body == {"a": [1, (2, 3)]}


def test_a_deadline_in_the_middle_of_a_frame_loses_nothing(pair):
    """After a deadline the next recv reads on where the last one stopped."""
    _, theirs, raw = pair
    collected = []

    class Recorder:
        def send(self, view):
            collected.append(bytes(view))
            return len(view)

    Channel(Recorder()).send("k", 7, [torch.arange(5.0), "text"])
    data = b"".join(collected)
    got = None
    for start in range(0, len(data), 9):
        raw.sendall(data[start : start + 9])
        try:
            got = theirs.recv(soon(0.01))
        except DeadlinePassed:
            assert start + 9 < len(data)

    assert got is not None
    assert got.number == 7
    assert got.body[0].tolist() == [0, 1, 2, 3, 4]


@pytest.mark.parametrize(
    "data",
    [
        b"HTTP/1.1 200 OK\r\n\r\n",
        struct.pack("<4sIQ", b"AGW1", 1 << 31, 0),
        struct.pack("<4sIQ", b"AGW1", 4, 1 << 62),
        struct.pack("<4sIQ", b"AGW1", 4, 0) + b"\xc1\xc1\xc1\xc1",
        struct.pack("<4sIQ", b"AGW1", 1, 0) + b"\x90",
        struct.pack("<4sIQ", b"AGW1", 4, 0) + b"\x93\xa1a\x01",
    ],
    ids=["no frame", "huge header", "huge buffer", "bad msgpack", "empty list", "no body"],
)
def test_what_is_no_frame_is_a_protocol_error(pair, data):
    """Bytes that are no frame, or lie about their length, are refused at once."""
    _, theirs, raw = pair
    raw.sendall(data)
    raw.shutdown(socket.SHUT_WR)

    with pytest.raises((ProtocolError, PeerGone)):
        theirs.recv(soon(1))


def test_a_closed_connection_is_a_peer_gone(pair):
    """End of file is told from a deadline."""
    _, theirs, raw = pair
    raw.close()

    with pytest.raises(PeerGone):
        theirs.recv(soon(1))


def test_a_drip_of_bytes_does_not_stretch_the_deadline(pair):
    """One deadline covers the whole frame, however it trickles in."""
    _, theirs, raw = pair
    raw.sendall(struct.pack("<4sIQ", b"AGW1", 1000, 0))
    enough, dripped = threading.Event(), []

    def drip():
        while len(dripped) < 999 and not enough.wait(0.01):
            raw.sendall(b"x")
            dripped.append(1)

    tap = threading.Thread(target=drip)
    tap.start()
    try:
        with pytest.raises(DeadlinePassed):
            theirs.recv(soon(0.1))
    finally:
        enough.set()
        tap.join()
    assert 0 < len(dripped) < 999, "it went on while bytes came"


def test_descriptors_that_come_along_are_dropped(pair):
    """A descriptor passed by the peer never becomes one of ours."""
    _, theirs, raw = pair
    before = set(os.listdir("/proc/self/fd"))
    socket.send_fds(raw, [b"AGW1"], [0, 1, 2])
    with pytest.raises(DeadlinePassed):
        theirs.recv(soon())

    assert set(os.listdir("/proc/self/fd")) == before


def test_memory_is_watched_while_waiting(pair):
    """The tick runs while nothing arrives."""
    _, theirs, _ = pair
    ticks = []
    theirs.tick = lambda: ticks.append(1)
    with pytest.raises(DeadlinePassed):
        theirs.recv(soon(0.35))

    assert len(ticks) >= 2


def test_limits_can_be_tightened(pair):
    """A frame beyond the limits of its receiver is refused."""
    ours, theirs, _ = pair
    theirs.limits = Limits(header=100, buffers=100)
    ours.send("k", 1, torch.zeros(1000))

    with pytest.raises(ProtocolError):
        theirs.recv(soon())
