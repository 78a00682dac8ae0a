"""Everything that grading an assignment needs, from the course's files and this machine."""

from __future__ import annotations

import ast
import os
from collections.abc import Iterable
from pathlib import Path

from autograde.checks import iter_test_files
from autograde.course import Assignment
from autograde.errors import CourseError
from autograde.grade.batch import Batch
from autograde.grade.one import secret_seed
from autograde.notebook import read_notebook
from autograde.run.sandbox import (
    Policy,
    Tier,
    choose_tier,
    default_read_only_paths,
    probe_machine,
)

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
    tests = list(iter_test_files(assignment.tests))
    if not tests:
        raise CourseError(
            "the assignment has no tests",
            where=str(assignment.tests),
            todo="Write test_public.py and test_hidden.py there.",
        )
    policy = policy_for(assignment, staging, tier)
    return Batch(
        assignment,
        policy,
        slots=slots or usable_cores(),
        seed=secret_seed(tests, seed),
        staging=staging,
        tests=tests,
        modules=imported_modules(assignment.notebook),
        device=ask_for_device(tests),
    )


def ask_for_device(tests: Iterable[Path]) -> bool:
    """Whether any check of these test files asks for an accelerator."""
    return any("student_on_gpu" in path.read_text(encoding="utf-8") for path in tests)


def policy_for(assignment: Assignment, staging: Path, tier: Tier | None = None) -> Policy:
    """
    What student code of an assignment may do on this machine.

    Args:
        staging: A folder; the weaker tiers keep students' files below it.

        tier: How far to confine it; the best that this machine has by default.

    Raises:
        SandboxUnavailable: If this machine cannot confine student code well enough.
    """
    limits = assignment.manifest.limits
    scratch = staging / "students"
    scratch.mkdir(exist_ok=True)
    return Policy(
        tier=tier or choose_tier(probe_machine()),
        read_only=default_read_only_paths(),
        scratch=str(scratch.resolve()),
        disk_mb=limits.disk_mb,
        memory_mb=limits.memory_mb,
        address_space_mb=limits.memory_mb + _ADDRESS_SPACE_SPARE_MB,
        cpu_seconds=int(limits.total_seconds) + _CPU_SECONDS_SPARE,
        processes=limits.processes,
    )


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
