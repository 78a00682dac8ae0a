"""
The Landlock layer: the kernel refuses every path that is not on a list.

Landlock needs no rights at all and no support from the administrator, and what a process has
given up with it can never be had back, not by its children either. It works on top of ordinary
permissions: in the namespace tier as a second wall (there the list is short: everything that
the private root shows, read-only), in the landlock tier as the main one.

What it governs grew with the kernel; the ABI number says how far:
1 files and directories (5.13), 2 moving between directories, 3 truncating, 4 TCP (6.7),
5 ioctl on devices, 6 signals and abstract unix sockets (6.12), 9 connecting to named unix
sockets. `MINIMUM_ABI` is what the landlock tier asks for; the namespace tier takes what it gets.

Gaps: `stat` tells whether a file exists, its size and its times. Changing modes, owners, times
and attributes is not governed; `seccomp` closes that in the landlock tier.
"""

from __future__ import annotations

import errno
import os
import stat
import struct
from collections.abc import Mapping
from pathlib import Path

from autograde.run.sandbox import syscalls as sc

MINIMUM_ABI = 6

_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_ASK_VERSION = 1
_RULE_PATH_BENEATH = 1

_EXECUTE, _WRITE_FILE, _READ_FILE, _READ_DIR = 1, 1 << 1, 1 << 2, 1 << 3
_REMOVE_DIR, _REMOVE_FILE = 1 << 4, 1 << 5
_MAKE_DIR, _MAKE_REG, _MAKE_SOCK, _MAKE_FIFO, _MAKE_SYM = 1 << 7, 1 << 8, 1 << 9, 1 << 10, 1 << 12
_REFER, _TRUNCATE, _IOCTL_DEV, _RESOLVE_UNIX = 1 << 13, 1 << 14, 1 << 15, 1 << 16

READ = _READ_FILE | _READ_DIR
EXECUTE = _EXECUTE
DEVICE = _READ_FILE | _WRITE_FILE
# All but making device nodes.
WRITE = (
    READ
    | _WRITE_FILE
    | (_REMOVE_DIR | _REMOVE_FILE | _MAKE_DIR | _MAKE_REG | _MAKE_SOCK | _MAKE_FIFO | _MAKE_SYM)
    | (_REFER | _TRUNCATE | _RESOLVE_UNIX)
)
_MEANT_FOR_FILES = _EXECUTE | _WRITE_FILE | _READ_FILE | _TRUNCATE | _IOCTL_DEV | _RESOLVE_UNIX


def abi() -> int:
    """
    The kernel's Landlock ABI, at least 1.

    Raises:
        OSError: If the kernel was built without it, or started with it switched off.
    """
    return sc.syscall(_CREATE_RULESET, None, 0, _ASK_VERSION, what="landlock")


def _handled(version: int) -> bytes:
    files = (1 << 13) - 1
    for since, right in ((2, _REFER), (3, _TRUNCATE), (5, _IOCTL_DEV), (9, _RESOLVE_UNIX)):
        if version >= since:
            files |= right
    if version < 4:
        return struct.pack("=Q", files)
    tcp = 3  # bind and connect; no port is allowed
    if version < 6:
        return struct.pack("=QQ", files, tcp)
    scopes = 3  # abstract unix sockets and signals stay among the confined processes
    return struct.pack("=QQQ", files, tcp, scopes)


def enter(rules: Mapping[str, int]) -> int:
    """
    Give up every path but those in rules, TCP, and signals and abstract sockets to others.

    Args:
        rules: READ, WRITE, EXECUTE or DEVICE, or several of them, for each path and all below
            it. Paths that do not exist are passed over.

    Returns:
        The ABI that was used.

    Raises:
        OSError: If the kernel has no Landlock or refuses a rule.
    """
    version = abi()
    attributes = _handled(version)
    handled = int.from_bytes(attributes[:8], "little")
    ruleset = sc.syscall(
        _CREATE_RULESET, attributes, len(attributes), 0, what="landlock_create_ruleset"
    )
    try:
        for path, rights in rules.items():
            _allow(ruleset, path, rights & handled)
        sc.prctl(sc.PR_SET_NO_NEW_PRIVS, 1)
        sc.syscall(_RESTRICT_SELF, ruleset, 0, what="landlock_restrict_self")
    finally:
        os.close(ruleset)
    return version


def _allow(ruleset: int, path: str, rights: int) -> None:
    try:
        fd = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError as error:
        if error.errno in (errno.ENOENT, errno.ENOTDIR, errno.EACCES):
            return  # what cannot be reached needs no permission
        raise
    try:
        if not stat.S_ISDIR(os.fstat(fd).st_mode):
            rights &= _MEANT_FOR_FILES
        rule = struct.pack("=Qi", rights, fd)
        sc.syscall(
            _ADD_RULE, ruleset, _RULE_PATH_BENEATH, rule, 0, what=f"landlock_add_rule({path})"
        )
    finally:
        os.close(fd)


def probe() -> tuple[bool, str]:
    """Say which ABI this machine has, after checking in a throw-away child that it refuses."""

    def trial() -> str:
        version = enter({"/usr": READ})
        list(Path("/usr").iterdir())
        try:
            list(Path("/").iterdir())
        except PermissionError:
            return f"ABI {version}"
        raise OSError(errno.ENOSYS, "it was accepted, and refuses nothing")

    return sc.attempt(trial)
