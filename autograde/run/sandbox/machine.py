"""
What the machine at hand can do: each layer is tried, and a tier follows from the answers.

Nothing is inferred from a version number or a configuration file. Whether a process may make a
user namespace depends on the kernel, on AppArmor, on the container it runs in and on limits;
whoever makes one knows. Trying is done in a process started for the purpose.
"""

from __future__ import annotations

import dataclasses
import json
import os
import platform
import subprocess
import sys
import textwrap
from collections.abc import Iterable

from autograde.errors import SandboxUnavailable
from autograde.run.sandbox import cgroup, landlock, limits, namespaces, seccomp
from autograde.run.sandbox.policy import TIERS, Policy, Tier, default_read_only_paths

_PROBE_SECONDS = 60
_DOCS = "docs/sandbox.md"


@dataclasses.dataclass(frozen=True)
class LayerReport:
    """
    One layer on this machine.

    Args:
        name: namespaces, landlock, seccomp, limits or cgroup.

        available: Whether trying it worked.

        found: What it does here, or what the kernel said when it was tried.

        todo: What the administrator can do about it, one sentence; empty if nothing is missing.
    """

    name: str
    available: bool
    found: str
    todo: str = ""


@dataclasses.dataclass(frozen=True)
class MachineReport:
    """
    What a machine has for confining student code.

    Args:
        system: Linux, Darwin, Windows ...

        kernel: Its release.

        hardware: Its architecture.

        root: Whether the grader runs as root.

        layers: One report each.

        landlock_abi: How far Landlock goes, 0 if there is none.
    """

    system: str
    kernel: str
    hardware: str
    root: bool
    layers: tuple[LayerReport, ...]
    landlock_abi: int = 0

    def layer(self, name: str) -> LayerReport:
        """The report on one layer."""
        return next(layer for layer in self.layers if layer.name == name)

    def tiers(self) -> list[Tier]:
        """The tiers that this machine has, best first; the one without confinement is not one."""
        has = {layer.name for layer in self.layers if layer.available}
        found: list[Tier] = []
        if {"seccomp", "limits"} <= has:
            if "namespaces" in has:
                found.append("namespaces")
            if "landlock" in has and self.landlock_abi >= landlock.MINIMUM_ABI:
                found.append("landlock")
        return found

    def to_json(self) -> str:
        """The report as one line of JSON."""
        return json.dumps(dataclasses.asdict(self))

    @classmethod
    def from_json(cls, text: str) -> MachineReport:
        """Read what `to_json` wrote."""
        data = json.loads(text)
        data["layers"] = tuple(LayerReport(**layer) for layer in data["layers"])
        return cls(**data)


_NAMESPACES_TODO = (
    "Allow user namespaces: sysctl user.max_user_namespaces above 0; on Ubuntu 24.04 sysctl "
    "kernel.apparmor_restrict_unprivileged_userns=0 or an AppArmor profile with 'userns,'; in "
    "Docker --security-opt seccomp=unconfined --security-opt apparmor=unconfined "
    "--security-opt systempaths=unconfined."
)
_LANDLOCK_TODO = (
    "Boot a kernel 6.12 or newer that was built with CONFIG_SECURITY_LANDLOCK and lists landlock "
    "in its lsm= parameter."
)
_SECCOMP_TODO = "Boot a kernel with CONFIG_SECCOMP_FILTER, on x86-64 or aarch64."
_LIMITS_TODO = "Mount /proc writable for the grader, and let it set resource limits."
_CGROUP_TODO = (
    "Optional: start the grader in a delegated cgroup, for instance with "
    "systemd-run --user --scope -p Delegate=yes autograde grade ..."
)


def probe_machine(extra_read_only: Iterable[str] = ()) -> MachineReport:
    """
    Try each layer on this machine. Takes about a tenth of a second; changes nothing.

    Args:
        extra_read_only: As in `default_read_only_paths`.
    """
    if platform.system() != "Linux":
        missing = [
            LayerReport(name, False, f"{platform.system()} has no such thing", _ways_out())
            for name in ("namespaces", "landlock", "seccomp", "limits", "cgroup")
        ]
        return MachineReport(
            platform.system(), platform.release(), platform.machine(), False, tuple(missing)
        )
    code = f"import {__name__} as m, sys; print(m._probe(sys.argv[1:]).to_json())"
    # Not a fork of this process: it may have threads, and a trial may not.
    answer = subprocess.run(
        [sys.executable, "-c", code, *extra_read_only],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        capture_output=True,
        text=True,
        timeout=_PROBE_SECONDS,
        check=False,
    )
    if answer.returncode != 0:
        raise SandboxUnavailable(
            "trying what this machine can do failed", where="sandbox", found=answer.stderr.strip()
        )
    return MachineReport.from_json(answer.stdout)


def _probe(extra_read_only: Iterable[str]) -> MachineReport:
    policy = Policy(read_only=default_read_only_paths(extra=extra_read_only))
    layers = []
    abi = 0
    for name, (available, found), todo in (
        ("namespaces", namespaces.probe(policy), _NAMESPACES_TODO),
        ("landlock", landlock.probe(), _LANDLOCK_TODO),
        ("seccomp", seccomp.probe(), _SECCOMP_TODO),
        ("limits", limits.probe(), _LIMITS_TODO),
        ("cgroup", cgroup.probe(), _CGROUP_TODO),
    ):
        enough = available
        if name == "landlock" and available:
            abi = landlock.abi()
            enough = abi >= landlock.MINIMUM_ABI
        layers.append(LayerReport(name, available, found, "" if enough else todo))
    return MachineReport(
        platform.system(),
        platform.release(),
        platform.machine(),
        os.geteuid() == 0,
        tuple(layers),
        abi,
    )


def choose_tier(report: MachineReport, minimum: Tier = "landlock") -> Tier:
    """
    The best tier that the machine has.

    Args:
        report: What `probe_machine` found.

        minimum: The least that is accepted: namespaces, landlock, or none to accept anything.

    Raises:
        SandboxUnavailable: If that is less than the minimum.
    """
    for tier in report.tiers():
        if TIERS.index(tier) <= TIERS.index(minimum):
            return tier
    if minimum == "none":
        return "none"
    if report.system != "Linux":
        raise SandboxUnavailable(
            f"student code cannot be confined on {report.system}",
            where="sandbox",
            found="Only Linux has what it takes: namespaces, Landlock, seccomp.",
            todo=_ways_out(report.system),
        )
    wanted = ("namespaces", "seccomp", "limits", *(("landlock",) if minimum == "landlock" else ()))
    lacking = [report.layer(name) for name in wanted if report.layer(name).todo]
    raise SandboxUnavailable(
        "this machine cannot confine student code",
        where="sandbox",
        found="\n".join(f"{layer.name}: {layer.found}" for layer in lacking),
        todo="\n".join(layer.todo for layer in lacking)
        + "\nOr, for code that you trust as your own: --no-sandbox.",
    )


def _ways_out(system: str = platform.system()) -> str:
    if system == "Windows":
        return (
            "Install WSL 2 (wsl --install) and grade in it, or grade in a Linux container or on a "
            f"Linux machine; {_DOCS} has a section on Windows."
        )
    return (
        "Grade in a Linux container (Docker Desktop, Podman, Colima) or on a Linux machine; "
        f"{_DOCS} has a section on macOS."
    )


def risks(tier: Tier) -> list[str]:
    """What student code can still do in a tier, in plain sentences for whoever decides."""
    if tier == "namespaces":
        return [
            "A hole in the Linux kernel itself would be reachable, if a narrow one.",
            "It can use the processor and memory that its limits allow, beside your other work.",
        ]
    if tier == "landlock":
        return [
            "It can see which files exist, how large they are and when they changed, not what "
            "is in them.",
            "It can write many files, each within the limit, until the disk is full; they are "
            "deleted when it ends.",
            "Its limit on threads is shared with whatever else the same user runs.",
            "It can see the name of the machine and how busy it is.",
            "Innocent code that forks, such as a DataLoader with workers, fails.",
            "A hole in the Linux kernel itself would be reachable, if a narrow one.",
        ]
    return [
        "It can read every file that you can read: hidden tests, the gradebook, other students' "
        "work, your mail and keys.",
        "It can change and delete all of these, and so give itself any grade.",
        "It can use the network, as you.",
        "It can leave programs running that survive the grading.",
        "It can take all memory, disk space and processors of this machine.",
    ]


def describe_machine(report: MachineReport | None = None) -> str:
    """The text of `autograde doctor --machine`."""
    report = report or probe_machine()
    who = "root" if report.root else "an ordinary user"
    lines = [f"{report.system} {report.kernel}, {report.hardware}, as {who}", ""]
    for layer in report.layers:
        lines.append(f"  {'yes' if layer.available else 'NO ':3} {layer.name:<11} {layer.found}")
        if layer.todo:
            lines += _wrapped(layer.todo, "      ")
    tiers = report.tiers()
    lines.append("")
    if tiers:
        lines.append(f"Student code runs in the {tiers[0]} tier here. What it can still do:")
        for risk in risks(tiers[0]):
            lines += _wrapped(risk, "    ", "  - ")
    else:
        lines.append("Student code cannot be confined here; grading refuses to start.")
        if report.system != "Linux":
            lines += _wrapped(_ways_out(report.system), "  ")
    return "\n".join(lines)


def _wrapped(text: str, indent: str, first: str | None = None) -> list[str]:
    return textwrap.wrap(
        text, 96, initial_indent=first or indent, subsequent_indent=indent, break_long_words=False
    )
