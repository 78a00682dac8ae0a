"""
The layer of limits: what every Unix has, applied to one process and inherited by its children.

Resource limits, the rights that root's powers are split into (dropped), no_new_privs (a setuid
program gives nothing), the order in which the kernel kills when memory runs out (students
first), open descriptors (closed), the environment (made new).

Limits count per process, but two count per user: processes and pending signals. Inside a user
namespace of one's own they count from zero; without one every process that the same user runs
counts, so that the limit can only be set above what runs already.

Gap: by themselves these limits stop accidents, not attacks.
"""

from __future__ import annotations

import contextlib
import errno
import os
import signal
import socket
import sys
import tempfile
from collections.abc import Collection
from pathlib import Path

from autograde.run.sandbox import syscalls as sc
from autograde.run.sandbox.policy import HOME, Policy

if sys.platform != "win32":
    import resource

_MIB = 1 << 20
_SECONDS_AFTER_WARNING = 2
_KILL_FIRST = "1000"
_TITLE = "autograde-student"
_PENDING_SIGNALS = 256
_LOCKED_BYTES = 1 << 16
# One byte. With 0 the kernel still starts the machine's collector of cores, where it has one,
# and that runs outside of every sandbox; 1 is the kernel's own sign for "not even that".
_NO_CORE = 1

# What a student process keeps of the zygote's environment: how numbers are computed, how text
# is decoded, nothing that names a person, a place or a secret.
KEPT_VARIABLES = (
    "LANG",
    "LC_ALL",
    "LC_CTYPE",
    "TZ",
    "MPLBACKEND",
    "OMP_NUM_THREADS",
    "MKL_NUM_THREADS",
    "OPENBLAS_NUM_THREADS",
    "PYTHONHASHSEED",
    "PYTHONUTF8",
    "CUBLAS_WORKSPACE_CONFIG",
)
_ONE_THREAD = ("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS")


def zygote_environment(cache: str) -> dict[str, str]:
    """
    The environment to start a zygote with: nothing of the grader's that is not harmless.

    Args:
        cache: A directory of the grader's that lasts, for matplotlib's list of fonts; without
            it every zygote makes a new one.
    """
    names = (*KEPT_VARIABLES, "LD_LIBRARY_PATH")
    kept = {name: os.environ[name] for name in names if name in os.environ}
    one_thread = dict.fromkeys(_ONE_THREAD, "1")
    return {"PATH": "/usr/bin:/bin", "MPLBACKEND": "agg", **kept, **one_thread} | {
        "MPLCONFIGDIR": cache
    }


def close_descriptors(keep: Collection[int]) -> None:
    """Close all descriptors but `keep`; standard input, output and error lead nowhere then."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for fd in {0, 1, 2}.difference(keep):
        os.dup2(nowhere, fd)
    sc.close_all_but({0, 1, 2, *keep})


def clean_environment(home: str) -> None:
    """
    Give the process a new environment whose directories all lie in `home`.

    The one that the zygote was started with is wiped as well, where /proc shows it, and so are
    its arguments. Python's own idea of a directory for temporary files is forgotten; it was
    computed in the zygote, for a directory that is gone.
    """
    kept = {name: os.environ[name] for name in KEPT_VARIABLES if name in os.environ}
    os.environ.clear()
    if sc.LINUX:
        sc.retitle(_TITLE)
    os.environ.update(kept)
    temporary = "/tmp" if home == HOME else home
    os.environ.update(
        HOME=home,
        TMPDIR=temporary,
        PATH="/usr/bin:/bin",
        USER="student",
        LOGNAME="student",
        MPLCONFIGDIR=f"{home}/.matplotlib",
        IPYTHONDIR=f"{home}/.ipython",
    )
    tempfile.tempdir = None


def die_with_parent() -> None:
    """
    Be killed when the thread that forked this process ends.

    The parent may have ended before this call; who knows its number has to compare.
    """
    sc.prctl(sc.PR_SET_PDEATHSIG, signal.SIGKILL)


def be_killed_first() -> None:
    """Ask the kernel to kill this process before any other when memory runs out."""
    Path("/proc/self/oom_score_adj").write_text(_KILL_FIRST)


def set_limits(policy: Policy) -> None:
    """
    Set the resource limits, hard and soft. Inside a new user namespace: after entering it.

    A limit that is lower already is left alone.
    """
    limits = {
        resource.RLIMIT_CPU: policy.cpu_seconds,
        resource.RLIMIT_AS: policy.address_space_mb * _MIB,
        resource.RLIMIT_FSIZE: policy.disk_mb * _MIB,
        resource.RLIMIT_NOFILE: policy.open_files,
        resource.RLIMIT_CORE: _NO_CORE,
        resource.RLIMIT_MEMLOCK: _LOCKED_BYTES,
    }
    if sys.platform == "linux":
        own = policy.tier == "namespaces"
        running = 0 if own else _tasks_of_this_user()
        if own or running:
            limits[resource.RLIMIT_NPROC] = policy.processes + running
        limits[resource.RLIMIT_MSGQUEUE] = 0
        limits[resource.RLIMIT_NICE] = 0
        limits[resource.RLIMIT_RTPRIO] = 0
        if own:
            limits[resource.RLIMIT_SIGPENDING] = _PENDING_SIGNALS
    for which, value in limits.items():
        hard = value + (_SECONDS_AFTER_WARNING if which == resource.RLIMIT_CPU else 0)
        ceiling = resource.getrlimit(which)[1]
        if ceiling != resource.RLIM_INFINITY:
            value, hard = min(value, ceiling), min(hard, ceiling)
        try:
            resource.setrlimit(which, (value, hard))
        except ValueError:
            if sys.platform == "linux":
                raise  # macOS refuses some, such as the address space


def _tasks_of_this_user() -> int:
    """Processes and threads that run under this user's id; 0 if nobody says."""
    uid, count = os.getuid(), 0
    for process in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):  # it ended while we looked
            if process.stat().st_uid == uid:
                count += len(list((process / "task").iterdir()))
    return count


def give_up_rights() -> None:
    """Drop all capabilities, and never gain any by starting a program."""
    sc.drop_capabilities()
    sc.prctl(sc.PR_SET_NO_NEW_PRIVS, 1)


def probe() -> tuple[bool, str]:
    """Say whether limits hold here, in a throw-away child."""

    def trial() -> str:
        be_killed_first()
        set_limits(Policy(open_files=16))
        give_up_rights()
        kept: list[socket.socket] = []
        try:
            for _ in range(32):
                kept += socket.socketpair()
        except OSError as error:
            if error.errno == errno.EMFILE:
                return "resource limits, no capabilities, no_new_privs"
        raise OSError(errno.ENOSYS, "a limit was set, and does not hold")

    return sc.attempt(trial)
