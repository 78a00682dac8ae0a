"""
The system calls that Python 3.11 has no function for, through ctypes.

Everything here either does what it says or raises OSError with the name of the call and its
arguments. Nothing decides anything: which calls are made, and in which order, is the business
of the layers (`namespaces`, `landlock`, `seccomp`, `limits`).

Importing this module works on every platform; calling it works on Linux, x86-64 and aarch64.
"""

from __future__ import annotations

import ctypes
import errno
import os
import platform
import sys
import warnings
from collections.abc import Callable, Collection
from typing import Any

LINUX = sys.platform == "linux"
MACHINE = platform.machine()

# Flags of clone, unshare and setns.
CLONE_THREAD = 0x00010000
CLONE_NEWTIME = 0x00000080
CLONE_NEWNS = 0x00020000
CLONE_NEWCGROUP = 0x02000000
CLONE_NEWUTS = 0x04000000
CLONE_NEWIPC = 0x08000000
CLONE_NEWUSER = 0x10000000
CLONE_NEWPID = 0x20000000
CLONE_NEWNET = 0x40000000

# Flags of mount and umount2.
MS_NOSUID, MS_NODEV, MS_NOEXEC = 2, 4, 8
MS_BIND, MS_REC, MS_PRIVATE = 1 << 12, 1 << 14, 1 << 18
MNT_DETACH = 2

# Attributes of mount_setattr, which are the same numbers with other names.
MOUNT_ATTR_RDONLY, MOUNT_ATTR_NOSUID, MOUNT_ATTR_NODEV, MOUNT_ATTR_NOEXEC = 1, 2, 4, 8
AT_RECURSIVE = 0x8000
AT_FDCWD = -100

MADV_COLLAPSE = 25

PR_SET_PDEATHSIG = 1
PR_SET_DUMPABLE = 4
PR_CAPBSET_DROP = 24
PR_SET_CHILD_SUBREAPER = 36
PR_SET_NO_NEW_PRIVS = 38
PR_CAP_AMBIENT = 47
PR_CAP_AMBIENT_CLEAR_ALL = 4

_CAPABILITY_VERSION_3 = 0x20080522
# Calls that glibc does not wrap everywhere, by machine. From 424 on all machines agree.
_PIVOT_ROOT = {"x86_64": 155, "aarch64": 41}
_MOUNT_SETATTR = 442

# Windows has no such library, and must be able to import this to be told so.
_libc: Any = ctypes.CDLL(None, use_errno=True) if LINUX else None
if LINUX:
    _libc.syscall.restype = ctypes.c_long


def checked(result: int, what: str) -> int:
    """Return a system call's result, or raise what errno says about it."""
    if result == -1:
        number = ctypes.get_errno()
        raise OSError(number, f"{what}: {os.strerror(number)}")
    return result


def syscall(number: int, *args: int | bytes | None, what: str) -> int:
    """Make a system call by its number; integers go as 64 bits, bytes as a pointer."""
    wide = [ctypes.c_long(a) if isinstance(a, int) else a for a in args]
    return checked(_libc.syscall(ctypes.c_long(number), *wide), what)


def prctl(option: int, first: int = 0, second: int = 0) -> None:
    """Change one property of the calling process."""
    result = _libc.prctl(
        ctypes.c_int(option),
        ctypes.c_ulong(first),
        ctypes.c_ulong(second),
        ctypes.c_ulong(0),
        ctypes.c_ulong(0),
    )
    checked(result, f"prctl({option}, {first})")


def madvise(address: int, length: int, advice: int) -> None:
    """Tell the kernel what to do with a range of the calling process's memory."""
    result = _libc.madvise(ctypes.c_void_p(address), ctypes.c_size_t(length), ctypes.c_int(advice))
    checked(result, f"madvise({length} bytes, {advice})")


def unshare(flags: int) -> None:
    """Leave the namespaces named by flags for new ones."""
    checked(_libc.unshare(ctypes.c_int(flags)), f"unshare({flags:#x})")


def setns(fd: int, kind: int) -> None:
    """Enter the namespace that fd stands for."""
    checked(_libc.setns(ctypes.c_int(fd), ctypes.c_int(kind)), f"setns({kind:#x})")


def sethostname(name: str) -> None:
    """Name the machine, as far as the current uts namespace goes."""
    raw = name.encode()
    checked(_libc.sethostname(raw, ctypes.c_size_t(len(raw))), "sethostname")


def mount(source: str, target: str, kind: str = "", flags: int = 0, options: str = "") -> None:
    """Mount a file system of this kind, or, with MS_BIND, the directory or file `source`."""
    result = _libc.mount(
        os.fsencode(source),
        os.fsencode(target),
        kind.encode() or None,
        ctypes.c_ulong(flags),
        options.encode() or None,
    )
    checked(result, f"mount({kind or source} on {target})")


def unmount(target: str) -> None:
    """Take a mounted tree away, once nobody uses it any more."""
    checked(_libc.umount2(os.fsencode(target), MNT_DETACH), f"umount({target})")


def restrict_mount(target: str, attributes: int, *, recursive: bool = True) -> None:
    """
    Add attributes such as MOUNT_ATTR_RDONLY to a mount and to what is mounted below it.

    Unlike a remount this reaches the mounts below, and keeps what is set already, which a user
    namespace is not allowed to take away. Linux 5.12.
    """
    attr = b"".join(n.to_bytes(8, sys.byteorder) for n in (attributes, 0, 0, 0))
    syscall(
        _MOUNT_SETATTR,
        AT_FDCWD,
        os.fsencode(target),
        AT_RECURSIVE if recursive else 0,
        attr,
        len(attr),
        what=f"mount_setattr({target})",
    )


def pivot_root(new_root: str, put_old: str) -> None:
    """Make the mount new_root the root of the file system; the old one appears at put_old."""
    number = _PIVOT_ROOT.get(MACHINE)
    if number is None:
        raise OSError(errno.ENOSYS, f"pivot_root: its number on {MACHINE} is not known")
    syscall(number, os.fsencode(new_root), os.fsencode(put_old), what="pivot_root")


def drop_capabilities() -> None:
    """Empty all five sets of capabilities: bounding, ambient, permitted, effective, inheritable."""
    for capability in range(64):
        if _libc.prctl(PR_CAPBSET_DROP, ctypes.c_ulong(capability), 0, 0, 0) == -1:
            break  # past the last one, or not allowed to: then the set below is empty as well
    prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL)
    header = _CAPABILITY_VERSION_3.to_bytes(4, sys.byteorder) + bytes(4)
    checked(_libc.capset(header, bytes(24)), "capset")


def close_all_but(keep: Collection[int]) -> None:
    """Close every descriptor that is not in keep."""
    low = 0
    for fd in sorted(keep):
        # closerange(n, n) is not always nothing: some versions of Python pass on an empty range
        # as "from here to the end".
        if fd > low:
            os.closerange(low, fd)
        low = max(low, fd + 1)
    os.closerange(low, 1 << 30)


def retitle(title: str) -> None:
    """
    Overwrite the arguments and the environment that this process was started with.

    Only what /proc shows of them: call it while the C library knows no variable any more.
    """
    with open("/proc/self/stat", encoding="utf-8") as file:  # noqa: PTH123 - a call, not a path
        # Fields are counted from 3 after the name, which may contain anything.
        fields = file.read().rpartition(")")[2].split()
    arguments, arguments_end, environment, environment_end = (int(n) for n in fields[45:49])
    for start, end in ((environment, environment_end), (arguments, arguments_end)):
        if 0 < start < end:
            ctypes.memset(start, 0, end - start)
    raw = title.encode()[: max(0, arguments_end - arguments - 1)]
    if raw:
        ctypes.memmove(arguments, raw, len(raw))


def attempt(trial: Callable[[], str | None]) -> tuple[bool, str]:
    """
    Run `trial` in a throw-away child and say whether it ended well.

    A probe has to do what it asks about, and most of it cannot be undone; the child dies of it.

    Args:
        trial: Raises where the machine cannot; its text otherwise goes into the answer.

    Returns:
        (True, text of the trial) or (False, what it raised).
    """
    read_end, write_end = os.pipe()
    with warnings.catch_warnings():
        # From Python 3.12 on, fork warns in a process with threads. This child only makes
        # system calls.
        warnings.simplefilter("ignore", DeprecationWarning)
        pid = os.fork()
    if pid == 0:
        try:
            text = "+" + (trial() or "")
        except BaseException as error:
            text = f"-{error}" if isinstance(error, OSError) else f"-{error!r}"
        os.write(write_end, text.encode(errors="replace")[:4000])
        os._exit(0)
    os.close(write_end)
    with os.fdopen(read_end, "rb") as reader:
        answer = reader.read().decode(errors="replace")
    os.waitpid(pid, 0)
    return answer.startswith("+"), answer[1:] or ("" if answer else "the trial was killed")
