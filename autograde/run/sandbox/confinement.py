"""
The order of things: what the zygote does once, and what each student process does first.

Order is most of what can be got wrong here, and each step below has its place for a reason:
mounts need the rights that are dropped later; limits count per user namespace, so that comes
before them; Landlock would refuse the mounts, and seccomp would refuse Landlock's neighbours,
so seccomp comes last. After `confine` returns, nothing of it can be taken back.
"""

from __future__ import annotations

import contextlib
import itertools
import os
import signal
import sys
import time
from collections.abc import Collection, Iterator
from pathlib import Path

from autograde.errors import SandboxUnavailable
from autograde.run.sandbox import landlock, limits, namespaces, seccomp
from autograde.run.sandbox import syscalls as sc
from autograde.run.sandbox.policy import DEVICES, HOME, Policy

_MOVED = ".moved-"

# Set in the zygote, for its children: whom to expect as a parent.
_zygote_pid = 0


def enter_zygote(policy: Policy) -> None:
    """
    Confine the zygote itself, as far as it must be for confining its children fast.

    Call it once, in a process with one thread, after the imports (caches such as matplotlib's
    list of fonts are then those of the machine) or before them. The descriptors stay open. In
    the namespace tier the caller goes on in another process; see `namespaces.enter_zygote`. As
    root the process is an unprivileged user afterwards, except in tier none.

    Raises:
        SandboxUnavailable: If this machine does not allow it, or there is more than one thread.
    """
    global _zygote_pid
    if sc.LINUX:
        threads = len(list(Path("/proc/self/task").iterdir()))
        if threads != 1:
            raise SandboxUnavailable(
                f"the zygote has {threads} threads; a fork of it could wait for ever for a lock",
                where="sandbox",
                todo="Set OMP_NUM_THREADS, MKL_NUM_THREADS and OPENBLAS_NUM_THREADS to 1 for it.",
            )
    try:
        if policy.tier != "none":
            seccomp.program(policy)
        if policy.tier == "namespaces":
            namespaces.enter_zygote(policy)
        elif policy.tier == "landlock":
            _require_landlock()
            if os.geteuid() == 0:
                os.chown(policy.scratch, policy.sandbox_uid, policy.sandbox_uid)
                namespaces.drop_root(policy.sandbox_uid)
                _require_readable(policy)
    except OSError as error:
        raise SandboxUnavailable(
            f"the {policy.tier} tier cannot be entered: {error}",
            where="sandbox",
            todo="Run: autograde doctor --machine",
        ) from error
    _zygote_pid = os.getpid()


def _require_landlock() -> None:
    version = landlock.abi()
    if version < landlock.MINIMUM_ABI:
        raise SandboxUnavailable(
            "the landlock tier needs a newer kernel",
            where="sandbox",
            found=f"Landlock ABI {version}; needed is {landlock.MINIMUM_ABI} (Linux 6.12).",
            todo="Run: autograde doctor --machine",
        )


def _require_readable(policy: Policy) -> None:
    for path in policy.read_only:
        if Path(path).is_relative_to(sys.base_prefix) and not os.access(path, os.R_OK):
            raise SandboxUnavailable(
                f"student code would run as user {policy.sandbox_uid}, who cannot read {path}",
                where="sandbox",
                todo="Install Python and the virtual environment where everybody can read them, "
                "for instance in /opt, or grade as an ordinary user instead of root.",
            )


def fork_student(policy: Policy) -> int:
    """
    Fork the zygote, like os.fork: 0 in the child, which must call `confine` before all else.

    In the namespace tier the number is one of the zygote's own namespace, and means nothing to
    the grader; hand on `os.pidfd_open(number)` instead.
    """
    return namespaces.fork() if policy.tier == "namespaces" else os.fork()


def confine(policy: Policy, keep_fds: Collection[int] = ()) -> dict[str, float]:
    """
    Enter every layer of the policy, in a child of `fork_student`; there is no way back.

    Afterwards: the only place to write is the working directory (in the namespace tier also
    /tmp and /dev/shm, which share its limit), HOME, TMPDIR, MPLCONFIGDIR and IPYTHONDIR lead
    there, and every descriptor is closed but `keep_fds` and 0, 1, 2, which lead nowhere.

    Args:
        policy: The one that the zygote entered.

        keep_fds: Descriptors to leave open, such as the socket to the grader.

    Returns:
        Milliseconds that each layer took, in the order of entering.

    Raises:
        OSError: If a layer fails. The caller must end the process then, with os._exit.
    """
    watch = _Stopwatch()
    parent = _zygote_pid  # 0 where nobody entered: then there is nobody to compare with
    with watch.lap("descriptors"):
        limits.close_descriptors(keep_fds)
        os.setsid()
    if sc.LINUX:
        with watch.lap("parent"):
            _stay_with(policy, parent)
    if policy.tier == "namespaces":
        with watch.lap("namespaces"):
            limits.be_killed_first()
            namespaces.enter(policy)
        home = HOME
        writable = [HOME, "/tmp", "/dev/shm"]
    else:
        with watch.lap("directory"):
            if policy.tier == "landlock":
                limits.be_killed_first()
            home = _make_home(policy)
            writable = [home]
    with watch.lap("environment"):
        limits.clean_environment(home)
    with watch.lap("limits"):
        limits.set_limits(policy)
    if policy.tier == "none":
        return watch.laps
    with watch.lap("rights"):
        limits.give_up_rights()
    with watch.lap("landlock"):
        _enter_landlock(policy, writable)
    with watch.lap("seccomp"):
        seccomp.enter(seccomp.program(policy))
    return watch.laps


def _stay_with(policy: Policy, parent: int) -> None:
    limits.die_with_parent()
    if policy.tier == "namespaces":
        return  # process 1 of a namespace in the zygote's: the zygote's end is its end
    # Whatever the student starts and abandons becomes a child of this process, where
    # kill_tree looks for it.
    sc.prctl(sc.PR_SET_CHILD_SUBREAPER, 1)
    if parent and os.getppid() != parent:
        os.kill(os.getpid(), signal.SIGKILL)


def _make_home(policy: Policy) -> str:
    home = student_directory(policy, os.getpid())
    remove_tree(home)  # of an earlier process with the same number
    home.mkdir(0o700)
    os.chdir(home)
    return str(home)


def student_directory(policy: Policy, pid: int) -> Path:
    """The directory that a process writes to in the landlock and none tiers."""
    return Path(policy.scratch, f"student-{pid}")


def remove_student_directory(policy: Policy, pid: int) -> None:
    """
    Delete what a process left behind, once it is dead. Nothing to do in the namespace tier.
    """
    if policy.tier != "namespaces":
        remove_tree(student_directory(policy, pid))


def remove_tree(top: Path) -> None:
    """
    Delete a directory that a stranger filled, if it is there; nobody may be writing to it.

    Never goes deeper than two levels: what lies deeper is moved up. So neither thousands of
    nested directories nor names too long to be spelled out in one path get in the way.
    """
    if not top.exists():
        return
    numbers = itertools.count()
    while directories := _delete_files(top):
        for directory in directories:
            for inner in _delete_files(directory):
                inner.rename(top / f"{_MOVED}{next(numbers)}-{os.getpid()}")
            directory.rmdir()
    top.rmdir()


def _delete_files(directory: Path) -> list[Path]:
    """Delete what is no directory, and return the others, all of them made accessible."""
    directory.chmod(0o700)
    directories = []
    for entry in os.scandir(directory):
        if entry.is_dir(follow_symlinks=False):
            Path(entry.path).chmod(0o700)
            directories.append(Path(entry.path))
        else:
            Path(entry.path).unlink()
    return directories


def _enter_landlock(policy: Policy, writable: list[str]) -> None:
    readable = landlock.READ | (landlock.EXECUTE if policy.allow_exec else 0)
    if policy.tier == "namespaces":
        # The root that is left holds nothing else.
        rules = {"/": readable}
    else:
        rules = dict.fromkeys(policy.read_only, readable)
    rules |= dict.fromkeys(writable, landlock.WRITE)
    rules |= dict.fromkeys(DEVICES, landlock.DEVICE)
    try:
        landlock.enter(rules)
    except OSError:
        # Here a second wall, and older kernels have none of it. In its own tier it is the wall.
        if policy.tier != "namespaces" or _has_landlock():
            raise


def _has_landlock() -> bool:
    with contextlib.suppress(OSError):
        return landlock.abi() > 0
    return False


class _Stopwatch:
    def __init__(self) -> None:
        self.laps: dict[str, float] = {}

    @contextlib.contextmanager
    def lap(self, name: str) -> Iterator[None]:
        start = time.perf_counter()
        yield
        self.laps[name] = (time.perf_counter() - start) * 1e3
