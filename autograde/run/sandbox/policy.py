"""
What a student process may do, as a value that travels as JSON.

The grader decides on a `Policy` and hands it to the zygote as a string, together with nothing
else: the zygote needs no other setting to confine the processes that it forks.
"""

from __future__ import annotations

import dataclasses
import json
import os
import site
import sys
import sysconfig
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Literal, get_args, get_type_hints

Tier = Literal["namespaces", "landlock", "none"]
TIERS: tuple[Tier, ...] = get_args(Tier)

# Where a confined process finds its own directory in the namespace tier.
HOME = "/sandbox"

# What a Python process loads beside Python itself. Nothing here is secret, nothing is personal.
_SYSTEM = (
    "/lib",
    "/lib32",
    "/lib64",
    "/usr/lib",
    "/usr/lib32",
    "/usr/lib64",
    "/usr/local/lib",
    "/etc/ld.so.cache",
    "/etc/localtime",
    "/etc/fonts",
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "/usr/share/zoneinfo",
)
_PROGRAMS = ("/bin", "/usr/bin", "/usr/local/bin")
# Of a Python's prefix only these, never all of it: a virtual environment may have been made in
# the course's own directory, and then the prefix is the course.
_OF_A_PREFIX = ("lib", "lib64", "pyvenv.cfg", "fonts", "share/fonts", "share/zoneinfo")
_DEVICES = ("null", "zero", "full", "random", "urandom")
DEVICES = tuple(f"/dev/{name}" for name in _DEVICES)


@dataclasses.dataclass(frozen=True)
class Policy:
    """
    The limits of one student process and of everything that it starts.

    Args:
        tier: How far the confinement goes; see `choose_tier`.

        read_only: Files and directories that may be read, absolute. Everything else of the
            machine is out of sight. Only what exists counts.

        scratch: Landlock and none tiers: a directory of the grader's below which each student
            process gets one of its own. The namespace tier needs none.

        disk_mb: MiB of files, all of them together in the namespace tier, each single file in
            the others. In the namespace tier they lie in memory, on top of the memory limit.

        disk_files: Number of files and directories, namespace tier only.

        address_space_mb: MiB of address space for each process. A Python with torch needs
            several times what it touches.

        memory_mb: MiB that the process and its children together may have of their own. Kept
            by whoever reads `TreeMeter`, and by the kernel where a cgroup is at hand.

        cpu_seconds: Processor time for each process.

        processes: Processes and threads, together.

        open_files: Descriptors for each process.

        allow_exec: Let student code start programs. They are confined like itself.

        allow_fork: Landlock tier only: let student code fork. Then killing it is less certain.
            In the namespace tier it always may, in the landlock tier threads are enough.

        cgroup: Directory of a cgroup v2 group below which each student process gets one of its
            own; see `delegated_group`. Empty for none.

        sandbox_uid: When the grader is root: the user and group id that student code runs as.
            Nothing else on the machine should belong to it.
    """

    tier: Tier = "namespaces"
    read_only: tuple[str, ...] = ()
    scratch: str = ""
    disk_mb: int = 256
    disk_files: int = 20_000
    address_space_mb: int = 8192
    memory_mb: int = 2048
    cpu_seconds: int = 600
    processes: int = 128
    open_files: int = 256
    allow_exec: bool = False
    allow_fork: bool = False
    cgroup: str = ""
    sandbox_uid: int = 64_999

    def __post_init__(self) -> None:
        if self.tier not in TIERS:
            raise ValueError(f"tier is {self.tier!r}; expected one of {', '.join(TIERS)}")
        for path in self.read_only:
            if not path.startswith("/") or path == "/":
                raise ValueError(f"read_only has {path!r}; expected absolute paths below /")
        if self.tier != "namespaces" and not self.scratch.startswith("/"):
            raise ValueError(f"scratch is {self.scratch!r}; the {self.tier} tier needs a directory")
        if self.sandbox_uid <= 0:
            raise ValueError("sandbox_uid must not be root's")
        for field in dataclasses.fields(self):
            value = getattr(self, field.name)
            if type(value) is int and value <= 0:
                raise ValueError(f"{field.name} is {value}; expected a positive number")

    def to_json(self) -> str:
        """The policy as one line of JSON."""
        return json.dumps(dataclasses.asdict(self), sort_keys=True)

    @classmethod
    def from_json(cls, text: str) -> Policy:
        """
        Read what `to_json` wrote.

        Raises:
            ValueError: If it is no policy: not JSON, a name too many, a value of a wrong type.
        """
        data = json.loads(text)
        if not isinstance(data, dict):
            raise ValueError("a policy is a JSON object")
        hints = get_type_hints(cls)
        for name, value in data.items():
            if name not in hints:
                raise ValueError(f"a policy has no {name!r}")
            _check_type(name, value, hints[name])
        if "read_only" in data:
            data["read_only"] = tuple(data["read_only"])
        return cls(**data)


def _check_type(name: str, value: object, hint: Any) -> None:
    if name == "read_only":
        right = isinstance(value, list) and all(isinstance(path, str) for path in value)
    else:
        right = type(value) is (str if name == "tier" else hint)
    if not right:
        raise ValueError(f"{name} is {value!r} in this policy; its type is wrong")


def default_read_only_paths(
    *, extra: Iterable[str | os.PathLike[str]] = (), programs: bool = False
) -> tuple[str, ...]:
    """
    What a student process has to read in order to run Python as it is installed here.

    The Python prefix and the virtual environment (their libraries only), every site-packages
    on the search path, system libraries, fonts, time zones, and the directory of this package
    itself. Other directories on the search path are left out, above all the current one: they
    may be the course. A package that is installed editable from elsewhere has to be named.

    Args:
        extra: More files or directories.

        programs: Also the directories of programs; wanted with Policy.allow_exec.

    Returns:
        Absolute paths that exist, sorted, none of them inside another.
    """
    prefixes = {sys.prefix, sys.exec_prefix, sys.base_prefix, sys.base_exec_prefix}
    found = [*_SYSTEM]
    for prefix in prefixes:
        found += [f"{prefix}/{name}" for name in _OF_A_PREFIX]
    paths = sysconfig.get_paths()
    found += [paths[name] for name in ("stdlib", "platstdlib", "purelib", "platlib")]
    sites = {*site.getsitepackages()}
    if site.ENABLE_USER_SITE:
        sites.add(site.getusersitepackages())
    found += [
        entry
        for entry in sys.path
        if entry in sites or Path(entry).name in ("site-packages", "dist-packages")
    ]
    found.append(str(Path(__file__).resolve().parents[2]))  # autograde/, and not what it lies in
    if programs:
        found += [*_PROGRAMS, *(f"{prefix}/bin" for prefix in prefixes)]
    found += [str(Path(path).absolute()) for path in extra]
    return _outermost(path for path in found if Path(path).exists())


def _outermost(paths: Iterable[str]) -> tuple[str, ...]:
    kept: list[str] = []
    for path in sorted({os.path.normpath(path) for path in paths}):
        # Sorted as text, a directory comes before what lies in it, but not right before.
        if not any(path.startswith(outer + "/") for outer in kept) and path != "/":
            kept.append(path)
    return tuple(kept)
