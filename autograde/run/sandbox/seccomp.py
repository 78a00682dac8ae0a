"""
The seccomp layer: a filter in the kernel that answers system calls before they are looked at.

The filter is a short program for the kernel's own little machine (classic BPF), assembled here
and run by the kernel at every system call. It refuses by name what no notebook needs and what
past holes in kernels were reached through, and what would undo another layer: new namespaces,
mounts, other processes' memory, sockets other than AF_UNIX, System V memory, io_uring, keys,
tracing, starting programs. Calls newer than the filter are answered "not implemented", so that
libraries fall back on older ones; so is clone3, whose flags a filter cannot read.

A list of refused calls, not of allowed ones: what torch, MKL and Python need differs by version
and machine, and the other layers do not depend on this one.

Differences between the tiers, where the namespaces do not stand behind the filter:
- AF_UNIX sockets are refused too, since the host's named ones are in reach (pairs are allowed:
  Python's own event loop needs them);
- forking is refused unless the policy allows it, and leaving the process group always;
- changing modes, owners, times and attributes of files does nothing and says it worked:
  Landlock does not govern it, and copying a file should not fail because of it;
- a process cannot outlive its parent by taking back PDEATHSIG.

Gap: a filter cannot read what a pointer points to.
"""

from __future__ import annotations

import ctypes
import errno
import functools
import socket
import struct

from autograde.run.sandbox import syscalls as sc
from autograde.run.sandbox.policy import Policy, Tier
from autograde.run.sandbox.syscall_table import (
    ARCHITECTURES,
    EXECUTING,
    FILE_ATTRIBUTES,
    FORKING,
    GROUPS,
    NEWEST_KNOWN,
    REFUSED,
    SPECIAL,
    WATCHING_FILES,
)

_SET_MODE_FILTER, _FLAG_TSYNC = 1, 1

_KILL, _ALLOW, _ERRNO = 0x80000000, 0x7FFF0000, 0x00050000
_LOAD, _IF_EQUAL, _IF_GREATER, _IF_AT_LEAST, _IF_ANY_BIT, _RETURN = 0x20, 0x15, 0x25, 0x35, 0x45, 6

# Offsets in what the filter may look at: struct seccomp_data.
_NUMBER, _ARCHITECTURE, _ARGUMENTS = 0, 4, 16

_NEW_NAMESPACE = (
    sc.CLONE_NEWTIME
    | sc.CLONE_NEWNS
    | sc.CLONE_NEWCGROUP
    | sc.CLONE_NEWUTS
    | sc.CLONE_NEWIPC
    | sc.CLONE_NEWUSER
    | sc.CLONE_NEWPID
    | sc.CLONE_NEWNET
)
_X32 = 0x40000000
_TIOCSTI, _TIOCLINUX = 0x5412, 0x541C  # both type into the terminal of somebody else
# Change flags of a file that was only opened for reading.
_FS_IOC_SETFLAGS, _FS_IOC_FSSETXATTR = 0x40086602, 0x401C5820
_RLIMIT_CORE = 4


class _Assembler:
    """
    Collects instructions. The number of the system call is in the accumulator between any two
    of the methods, and each of them leaves it there.
    """

    def __init__(self) -> None:
        self.program = bytearray()

    def add(self, code: int, value: int, if_true: int = 0, if_false: int = 0) -> None:
        self.program += struct.pack("=HBBI", code, if_true, if_false, value)

    def answer(self, number: int | None, error: int) -> None:
        """Answer one system call with an error number, 0 to pretend that it worked."""
        if number is not None:
            self.add(_IF_EQUAL, number, 0, 1)
            self.add(_RETURN, _ERRNO | error)

    def answer_if(
        self, number: int, argument: int, test: int, value: int, error: int, *, unless: bool = False
    ) -> None:
        """Answer a system call if its argument (the low half of it) passes the test, or unless."""
        self.add(_IF_EQUAL, number, 0, 4)
        self.add(_LOAD, _ARGUMENTS + 8 * argument)
        self.add(test, value, *((1, 0) if unless else (0, 1)))
        self.add(_RETURN, _ERRNO | error)
        self.add(_LOAD, _NUMBER)


@functools.cache
def assemble(tier: Tier, *, allow_exec: bool, allow_fork: bool) -> bytes:
    """
    The filter for a tier, as the kernel reads it. Assembled once, in the zygote.

    Raises:
        OSError: If the system calls of this kind of machine are not known here.
    """
    if sc.MACHINE not in ARCHITECTURES:
        raise OSError(errno.ENOSYS, f"seccomp: the system calls of {sc.MACHINE} are not known")
    column, architecture = ARCHITECTURES[sc.MACHINE]
    number = {name: numbers[column] for name, numbers in SPECIAL.items()}
    asm = _Assembler()

    # System calls of another architecture on the same kernel have other numbers: 32-bit code.
    asm.add(_LOAD, _ARCHITECTURE)
    asm.add(_IF_EQUAL, architecture, 1, 0)
    asm.add(_RETURN, _KILL)
    asm.add(_LOAD, _NUMBER)
    if sc.MACHINE == "x86_64":
        asm.add(_IF_AT_LEAST, _X32, 0, 1)
        asm.add(_RETURN, _KILL)
    asm.add(_IF_GREATER, NEWEST_KNOWN, 0, 1)
    asm.add(_RETURN, _ERRNO | errno.ENOSYS)

    for numbers in REFUSED.values():
        asm.answer(numbers[column], errno.EPERM)
    if not allow_exec:
        for numbers in EXECUTING.values():
            asm.answer(numbers[column], errno.EPERM)
    asm.answer(number["clone3"], errno.ENOSYS)
    asm.answer_if(number["clone"], 0, _IF_ANY_BIT, _NEW_NAMESPACE, errno.EPERM)
    # Only about oneself, process 0: limits and processors of others.
    asm.answer_if(number["prlimit64"], 0, _IF_EQUAL, 0, errno.EPERM, unless=True)
    asm.answer_if(number["sched_setaffinity"], 0, _IF_EQUAL, 0, errno.EPERM, unless=True)
    # `limits` has set it so that a crash is not reported to the machine's collector of cores.
    asm.answer_if(number["prlimit64"], 1, _IF_EQUAL, _RLIMIT_CORE, errno.EPERM)
    asm.answer_if(number["setrlimit"], 0, _IF_EQUAL, _RLIMIT_CORE, errno.EPERM)
    for request in (_TIOCSTI, _TIOCLINUX):
        asm.answer_if(number["ioctl"], 1, _IF_EQUAL, request, errno.EPERM)

    if tier == "namespaces":
        asm.answer_if(number["socket"], 0, _IF_EQUAL, socket.AF_UNIX, errno.EACCES, unless=True)
    else:
        asm.answer(number["socket"], errno.EACCES)
        asm.answer_if(number["prctl"], 0, _IF_EQUAL, sc.PR_SET_PDEATHSIG, 0)
        for request in (_FS_IOC_SETFLAGS, _FS_IOC_FSSETXATTR):
            asm.answer_if(number["ioctl"], 1, _IF_EQUAL, request, errno.EPERM)
        for name in FILE_ATTRIBUTES:
            asm.answer(FILE_ATTRIBUTES[name][column], 0)
        for name in GROUPS:
            asm.answer(GROUPS[name][column], errno.EPERM)
        for name in WATCHING_FILES:
            asm.answer(WATCHING_FILES[name][column], errno.EPERM)
        if not allow_fork:
            for name in FORKING:
                asm.answer(FORKING[name][column], errno.EPERM)
            asm.answer_if(
                number["clone"], 0, _IF_ANY_BIT, sc.CLONE_THREAD, errno.EPERM, unless=True
            )
    asm.add(_RETURN, _ALLOW)
    return bytes(asm.program)


def program(policy: Policy) -> bytes:
    """The filter that belongs to a policy."""
    return assemble(policy.tier, allow_exec=policy.allow_exec, allow_fork=policy.allow_fork)


def enter(program: bytes) -> None:
    """
    Load a filter, for good.

    Raises:
        OSError: If the kernel has no seccomp filters.
    """
    column, _ = ARCHITECTURES[sc.MACHINE]
    buffer = ctypes.create_string_buffer(program, len(program))
    header = struct.pack("=H6xQ", len(program) // 8, ctypes.addressof(buffer))
    sc.prctl(sc.PR_SET_NO_NEW_PRIVS, 1)
    number = SPECIAL["seccomp"][column]
    sc.syscall(number, _SET_MODE_FILTER, _FLAG_TSYNC, header, what="seccomp")


def probe() -> tuple[bool, str]:
    """Say whether a filter can be loaded, and whether it then refuses."""

    def trial() -> str:
        enter(assemble("namespaces", allow_exec=False, allow_fork=False))
        try:
            socket.socket(socket.AF_INET, socket.SOCK_DGRAM).close()
        except PermissionError:
            return f"filters of system calls, {sc.MACHINE}"
        raise OSError(errno.ENOSYS, "the filter was accepted, and refuses nothing")

    return sc.attempt(trial)
