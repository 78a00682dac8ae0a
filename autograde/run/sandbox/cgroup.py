"""
The cgroup layer: memory and processes of a whole tree, counted by the kernel.

Where a part of the cgroup v2 hierarchy is delegated to the grader (systemd does that for a
scope with Delegate=yes, container engines on request), each student process gets a group: its
children included, it cannot have more memory or processes than the policy says, and killing the
group kills all of them. Everywhere else `process.TreeMeter` and resource limits stand in for
it; no tier asks for it. Where only one of the two controllers is delegated, that one is used.

The grader does this, not the student: put a process into its group right after the fork, before
it is told what to run.
"""

from __future__ import annotations

import contextlib
import itertools
import os
import time
from pathlib import Path

from autograde.run.sandbox.policy import Policy

_WANTED = ("memory", "pids")
_GRADER = "grader"
_PATIENCE_SECONDS = 2.0
_numbers = itertools.count(1)


def own_group() -> Path:
    """
    The directory of the cgroup v2 group that this process is in.

    Raises:
        OSError: If there is no such hierarchy.
    """
    place = ""
    for line in Path("/proc/self/cgroup").read_text().splitlines():
        if line.startswith("0::"):
            place = line[3:]
    for line in Path("/proc/self/mountinfo").read_text().splitlines():
        before, _, after = line.partition(" - ")
        if after.split()[0] == "cgroup2" and place:
            root, mounted = before.split()[3:5]
            return Path(mounted, os.path.relpath(place, root))
    raise OSError("no cgroup v2 hierarchy is mounted")


def _controllers(group: Path) -> list[str]:
    """Which of the controllers that we want this group may hand to its children."""
    has = (group / "cgroup.controllers").read_text().split()
    return [name for name in _WANTED if name in has]


def _delegated() -> Path:
    here = own_group()
    if here.name == _GRADER:
        here = here.parent
    if not _controllers(here):
        raise OSError(f"{here} controls neither {' nor '.join(_WANTED)}")
    for name in ("", "cgroup.procs", "cgroup.subtree_control"):
        if not os.access(here / name, os.W_OK):
            raise OSError(f"{here} is not delegated to this user")
    return here


def delegated_group() -> Path:
    """
    A group below which this process may make others, with control over memory and processes.

    A group that hands controllers on to its children may hold no process of its own, so the
    caller moves into a child of it, named `grader`; call it before starting a zygote.

    Raises:
        OSError: If none is delegated, or it holds other processes; the text says which.
    """
    here = _delegated()
    grader = here / _GRADER
    grader.mkdir(exist_ok=True)
    (grader / "cgroup.procs").write_text(str(os.getpid()))
    wanted = " ".join(f"+{name}" for name in _controllers(here))
    try:
        (here / "cgroup.subtree_control").write_text(wanted)
    except OSError:
        (here / "cgroup.procs").write_text(str(os.getpid()))
        grader.rmdir()
        raise
    for left_over in here.glob("student-*"):  # of a grader that was killed
        with contextlib.suppress(OSError):
            left_over.rmdir()
    return here


class StudentGroup:
    """
    The group of one student process.

    Args:
        parent: Where to make it; see `delegated_group`.

        policy: Its memory and processes; memory holds files in the private tmpfs as well.
    """

    def __init__(self, parent: Path, policy: Policy) -> None:
        self.path = parent / f"student-{os.getpid()}-{next(_numbers)}"
        self.path.mkdir()
        if (self.path / "memory.max").exists():
            mib = policy.memory_mb + policy.disk_mb
            (self.path / "memory.max").write_text(str(mib << 20))
            (self.path / "memory.oom.group").write_text("1")
            with contextlib.suppress(OSError):
                (self.path / "memory.swap.max").write_text("0")
        if (self.path / "pids.max").exists():
            (self.path / "pids.max").write_text(str(policy.processes))

    def add(self, pid: int) -> None:
        """Put a process, by its number as the grader sees it, and its future children in it."""
        (self.path / "cgroup.procs").write_text(str(pid))

    def ran_out_of_memory(self) -> bool:
        """Whether the kernel has killed the group for its memory."""
        with contextlib.suppress(OSError):
            for line in (self.path / "memory.events").read_text().splitlines():
                if line.startswith("oom_group_kill ") or line.startswith("oom_kill "):
                    return line.split()[1] != "0"
        return False

    def kill(self) -> None:
        """Kill all processes in it."""
        (self.path / "cgroup.kill").write_text("1")

    def remove(self) -> bool:
        """Delete the group, once its processes have been waited for; whether that worked."""
        end = time.monotonic() + _PATIENCE_SECONDS
        while True:
            try:
                self.path.rmdir()
            except FileNotFoundError:
                return True
            except OSError:
                if time.monotonic() > end:
                    return False
                time.sleep(0.005)
            else:
                return True


def probe() -> tuple[bool, str]:
    """Say whether a group is delegated to this process, and name it. Changes nothing."""
    try:
        here = _delegated()
        return True, f"{' and '.join(_controllers(here))} below {here}"
    except OSError as error:
        return False, str(error)
