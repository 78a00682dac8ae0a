"""Everything that grading an assignment needs, from the course's files and this machine."""

from __future__ import annotations

import ast
import math
import os
import time
from pathlib import Path

from autograde.course import Assignment
from autograde.errors import CourseError
from autograde.grade.batch import Batch
from autograde.notebook import read_notebook
from autograde.run.sandbox import (
    Policy,
    Tier,
    choose_tier,
    default_read_only_paths,
    delegated_group,
    probe_machine,
)
from autograde.suite import Suite

# Twice what `_seconds_of_work` takes on the machine that the limits of the course were measured
# on, which they leave room for.
REFERENCE_SECONDS = 0.0113
MAX_SLOWNESS = 10.0
_CPU_SECONDS_SPARE = 120
# A Python with torch reserves gigabytes of address space that it never touches.
_ADDRESS_SPACE_SPARE_MB = 6144


def open_batch(
    assignment: Assignment,
    *,
    slots: int | None = None,
    staging: Path,
    seed: int = 0,
    tier: Tier | None = None,
) -> Batch:
    """
    Start the processes that grade an assignment.

    Args:
        slots: How many submissions at once; as many as this process may use cores by default.

        staging: Folder for graded notebooks, exists; student processes of the weaker tiers
            keep their files below it as well.

        seed: Other numbers draw other fresh data.

        tier: How far to confine student code; the best that this machine has by default.

    Raises:
        SandboxUnavailable: If this machine cannot confine student code well enough.

        CourseError: If the course's files do not fit together.
    """
    suite = Suite(assignment.tests, assignment.bank)
    if not suite.files:
        raise CourseError(
            "the assignment has no tests",
            where=str(assignment.tests),
            todo="Write test_public.py and test_hidden.py there.",
        )
    slowness = how_slow()
    policy = policy_for(assignment, staging, tier, slowness)
    return Batch(
        assignment,
        policy,
        slowness=slowness,
        slots=slots or usable_cores(),
        seed=seed,
        staging=staging,
        modules=imported_modules(assignment.notebook),
        device=suite.asks_for_device,
    )


def policy_for(
    assignment: Assignment, staging: Path, tier: Tier | None = None, slowness: float = 1.0
) -> Policy:
    """
    What student code of an assignment may do on this machine.

    Args:
        staging: A folder; the weaker tiers keep students' files below it.

        tier: How far to confine it; the best that this machine has by default.

        slowness: See `how_slow`.

    Raises:
        SandboxUnavailable: If this machine cannot confine student code well enough.
    """
    limits = assignment.manifest.limits
    scratch = staging / "students"
    scratch.mkdir(exist_ok=True)
    tier = tier or choose_tier(probe_machine())
    if tier == "landlock" and os.geteuid() == 0:
        # Student code becomes another user, who has to get through to its own directory.
        staging.chmod(staging.stat().st_mode | 0o111)
    return Policy(
        tier=tier,
        read_only=default_read_only_paths(),
        scratch=str(scratch.resolve()),
        disk_mb=limits.disk_mb,
        memory_mb=limits.memory_mb,
        address_space_mb=limits.memory_mb + _ADDRESS_SPACE_SPARE_MB,
        cpu_seconds=int(limits.total_seconds * slowness) + _CPU_SECONDS_SPARE,
        processes=limits.processes,
        cgroup=_cgroup(),
    )


def _cgroup() -> str:
    """A group below which student processes can be counted; empty where none is delegated."""
    try:
        return str(delegated_group())
    except OSError:
        return ""


def how_slow() -> float:
    """
    How many times slower than the machine of reference this one is, between 1 and `MAX_SLOWNESS`.

    Deadlines are multiplied by it; in steps of a half, for limits that a person can read.
    Processor time is measured, so that other work on the machine does not count; what a process
    loses to that, `StudentProcess` allows for while it runs.
    """
    best = min(_seconds_of_work() for _ in range(3))
    return min(MAX_SLOWNESS, max(1.0, math.ceil(2 * best / REFERENCE_SECONDS) / 2))


def _seconds_of_work() -> float:
    """
    Processor seconds of a little of what notebooks do: Python, and products of small matrices; by
    Python alone, since whoever measures keeps no PyTorch in memory.
    """
    start = time.thread_time()
    rows = [[float(i * j % 7) for j in range(32)] for i in range(32)]
    for _ in range(4):
        columns = list(zip(*rows, strict=True))
        rows = [[sum(map(float.__mul__, row, column)) % 5.0 for column in columns] for row in rows]
    sum(i * i for i in range(30_000))
    return time.thread_time() - start


def usable_cores() -> int:
    """How many processor cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def imported_modules(notebook: Path) -> tuple[str, ...]:
    """
    The modules that a master notebook imports, for the zygote to import once for all.

    Source:
        The instructor's own notebook, never a student's.
    """
    found: set[str] = set()
    for cell in read_notebook(notebook)["cells"]:
        if cell["cell_type"] != "code":
            continue
        lines = [s for s in cell["source"].split("\n") if not s.lstrip().startswith(("%", "!"))]
        try:
            tree = ast.parse("\n".join(lines))
        except SyntaxError:
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.Import):
                found.update(alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                found.add(node.module)
    return tuple(sorted(m for m in found if m.split(".")[0] != "autograde"))
