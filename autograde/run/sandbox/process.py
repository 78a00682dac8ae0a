"""
The grader's side of a student process: what it uses, and how to end it.

A process is known by its pidfd, which cannot come to mean another process as a number can.
"""

from __future__ import annotations

import contextlib
import dataclasses
import os
import select
import signal
import time
from collections.abc import Iterator
from pathlib import Path

from autograde.run.sandbox.policy import Tier

# How far a deadline moves for a process that others keep from running, in terms of itself. There
# is an end to it, since a process can also keep itself from running, with ten thousand threads.
MAX_PATIENCE = 3.0
_PATIENCE_SECONDS = 5.0
_ROUNDS = 50


def process_number(pidfd: int) -> int | None:
    """
    The number of a process in the caller's own pid namespace, None once it has been waited for.
    """
    for line in Path(f"/proc/self/fdinfo/{pidfd}").read_text().splitlines():
        if line.startswith("Pid:"):
            number = int(line.split()[1])
            return number if number > 0 else None
    return None


def waited_seconds(pid: int) -> float:
    """
    How long the first thread of a process has wanted a processor and not got one, in seconds.

    Source:
        The kernel's count in /proc; 0 where it keeps none, or once the process is gone.
    """
    with contextlib.suppress(OSError, ValueError, IndexError):
        return int(Path(f"/proc/{pid}/schedstat").read_text().split()[1]) / 1e9
    return 0.0


def oom_kills() -> int:
    """How many processes the kernel has killed on this machine because memory ran out."""
    with contextlib.suppress(OSError):
        for line in Path("/proc/vmstat").read_text().splitlines():
            if line.startswith("oom_kill "):
                return int(line.split()[1])
    return 0


def has_ended(pidfd: int, timeout: float = 0.0) -> bool:
    """Whether a process has ended, waiting for it up to timeout seconds."""
    poll = select.poll()
    poll.register(pidfd, select.POLLIN)
    return bool(poll.poll(timeout * 1e3))


def kill_tree(pid: int, pidfd: int, tier: Tier) -> bool:
    """
    Kill a student process and everything that it started, and wait until it is dead.

    Namespace tier: certain, and done by the kernel. Landlock tier: certain; where the policy
    allowed forking, the process group is killed until nobody is left in it, and the group
    cannot be left. None tier: everything found below the process, stopped first so that it
    cannot get away meanwhile; a daemon whose parents have all ended before may be missed.

    Args:
        pid: The number that `process_number` gave when the process was new; the namespace tier
            does without.

        pidfd: Of the same process.

        tier: The tier that it was confined in.

    Returns:
        Whether nothing was left alive that could be found.
    """
    waited_for = process_number(pidfd) is None
    if tier == "none" and not waited_for:
        _stop_and_kill(pid)
    with contextlib.suppress(ProcessLookupError):
        signal.pidfd_send_signal(pidfd, signal.SIGKILL)
    # Its number is not given to another process while its group has members. If somebody has
    # it, the group is theirs.
    group_is_dead = True
    if tier != "namespaces" and not (waited_for and Path(f"/proc/{pid}").exists()):
        group_is_dead = _kill_group(pid)
    return has_ended(pidfd, _PATIENCE_SECONDS) and group_is_dead


def _kill_group(leader: int) -> bool:
    end = time.monotonic() + _PATIENCE_SECONDS
    while any(_group(pid) == leader for pid in _all_processes()):
        with contextlib.suppress(ProcessLookupError):
            os.killpg(leader, signal.SIGKILL)
        if time.monotonic() > end:
            return False
        time.sleep(0.001)
    return True


def _stop_and_kill(top: int) -> None:
    stopped: set[int] = set()
    for _ in range(_ROUNDS):
        fresh = set(tree(top)) - stopped
        if not fresh:
            break
        for pid in fresh:
            _signal(pid, signal.SIGSTOP)
        stopped |= fresh
    for pid in stopped:
        _signal(pid, signal.SIGKILL)


def _signal(pid: int, number: signal.Signals) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.kill(pid, number)


def _all_processes() -> list[int]:
    return [int(entry.name) for entry in Path("/proc").glob("[0-9]*")]


def _group(pid: int) -> int | None:
    """The process group of a process that is not yet dead."""
    try:
        # The name in parentheses may contain anything, parentheses too.
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return None
    return None if fields[0] in "ZX" else int(fields[2])


def tree(pid: int) -> Iterator[int]:
    """A process and, one generation after the other, its descendants."""
    todo = [pid]
    while todo:
        pid = todo.pop()
        yield pid
        # A process that ends meanwhile has handed its children on.
        with contextlib.suppress(OSError):
            for thread in Path(f"/proc/{pid}/task").iterdir():
                with contextlib.suppress(OSError):
                    todo += [int(child) for child in (thread / "children").read_text().split()]


@dataclasses.dataclass(frozen=True)
class TreeUsage:
    """
    What a process and its descendants use at one moment.

    Args:
        memory_kb: KiB of memory of their own, shared memory included, counted once.

        processes: How many there are, zombies included.

        threads: How many threads all of them have.
    """

    memory_kb: int
    processes: int
    threads: int


class TreeMeter:
    """
    Reads what a student process and its descendants use. It has no thread: the caller polls.

    A fork shares its memory with the zygote until one of them writes to it; what it had when
    the meter was made counts as shared. Make it right after `fork_student`.

    Args:
        pid: The process's number as the caller sees it; see `process_number`.

    Attributes:
        first_rss_kb: KiB of the process that were in memory then, whoever shares them.
    """

    def __init__(self, pid: int) -> None:
        self.pid = pid
        first = _fields(f"/proc/{pid}/status", ("PPid:", "RssAnon:", "VmRSS:"))
        self._parent, self.shared_kb = first["PPid:"], first["RssAnon:"]
        self.first_rss_kb = first["VmRSS:"]

    def read(self, limit_kb: int | None = None) -> TreeUsage:
        """
        Measure now.

        The quick count adds up the processes as if descendants shared nothing with each other.
        Only if that is above limit_kb it is counted exactly, which takes milliseconds for each
        GiB: a DataLoader's workers must not be charged for the data set once each.
        """
        memory = processes = threads = 0
        members = list(tree(self.pid))
        for pid in members:
            anonymous_kb, shared_kb, count = _status(pid)
            memory += max(0, anonymous_kb - self.shared_kb) + shared_kb
            processes += 1
            threads += count
        if limit_kb is not None and memory > limit_kb:
            exact_kb = sum(_exact_kb(pid) for pid in members)
            if exact_kb:  # 0 where it may not be read: then the quick count stands
                memory = min(memory, max(0, exact_kb - self._of_the_zygote_kb(processes)))
        return TreeUsage(memory, processes, threads)

    def _of_the_zygote_kb(self, processes: int) -> int:
        """What of the zygote's memory counts as this tree's, each page divided by its sharers."""
        # A page that n processes share counts 1/n in each, so also in the zygote itself. It is
        # asked now and not beforehand: that takes milliseconds, for every student.
        share = _exact_kb(self._parent) / max(1, _status(self._parent)[0])
        return round(self.shared_kb * processes * share)


def tree_memory_kb(pid: int, shared_kb: int = 0) -> int:
    """KiB that a process and its descendants have, beyond shared_kb for each of them."""
    total = 0
    for member in tree(pid):
        anonymous_kb, common_kb, _ = _status(member)
        total += max(0, anonymous_kb - shared_kb) + common_kb
    return total


def _status(pid: int) -> tuple[int, int, int]:
    """(anonymous KiB, shared KiB, threads) of one process; zeros once it is gone."""
    values = _fields(f"/proc/{pid}/status", ("RssAnon:", "RssShmem:", "Threads:"))
    return values["RssAnon:"], values["RssShmem:"], values["Threads:"]


def _exact_kb(pid: int) -> int:
    """KiB of one process, each page divided by the number of processes that share it."""
    values = _fields(f"/proc/{pid}/smaps_rollup", ("Pss_Anon:", "Pss_Shmem:"))
    return sum(values.values())


def _fields(path: str, names: tuple[str, ...]) -> dict[str, int]:
    values = dict.fromkeys(names, 0)
    with contextlib.suppress(OSError):
        for line in Path(path).read_text().splitlines():
            name, _, rest = line.partition(":")
            if name + ":" in values:
                values[name + ":"] = int(rest.split()[0])
    return values
