"""
A class graded by several machines, and put together again.

Whoever grades a part of a class keeps its results by content, in ``<out>/.autograde``; a result's
key says what it depends on. So putting parts together is copying files: a part that was graded
twice gives the same files twice, one that was interrupted gives what it had, and one that was
graded by another version, or from other files, gives results that nobody asks for. What no part
has graded is missing, never 0 points.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from autograde.course import Assignment
from autograde.errors import UsageError
from autograde.grade.store import Store, results_folder
from autograde.workflow import (
    Grading,
    Places,
    Progress,
    Shard,
    grade,
    tier_of_results,
)


def parse_shard(text: str) -> Shard:
    """
    ``3/8`` is the third of eight parts.

    Raises:
        UsageError: If it is anything else.
    """
    match = re.fullmatch(r"(\d{1,6})/(\d{1,6})", text)
    if match is None or not 1 <= int(match[1]) <= int(match[2]):
        raise UsageError(
            "a shard is written number/count, the number from 1 to the count",
            where="--shard",
            found=f"Found {text!r}.",
            todo="For instance 1/8, 2/8 ... 8/8; in a Slurm array: "
            "--shard $SLURM_ARRAY_TASK_ID/$SLURM_ARRAY_TASK_COUNT with --array=1-8.",
        )
    return Shard(int(match[1]), int(match[2]))


def merge(
    assignment: Assignment,
    places: Places,
    parts: Iterable[Path],
    *,
    seed: int = 0,
    progress: Progress = lambda done, total, result: None,
) -> Grading:
    """
    Put the results of several ``--out`` folders together, and write the gradebook.

    Runs no student code. Students that no part has a current result of are named in `missing`.

    Args:
        places: The whole class: what was handed in, and where its results go.

        parts: What each part was graded into.

        seed: The seed that the parts were graded with.

    Raises:
        UsageError: If a part holds no results of the assignment.
    """
    target = results_folder(places.out, assignment)
    store = Store(target)
    for part in parts:
        source = results_folder(part, assignment)
        if not source.is_dir():
            raise UsageError(
                f"no results of {assignment.name} are there",
                where=str(part),
                todo="Name the folder that a part was graded into, its --out.",
            )
        if source.resolve() != target.resolve():
            store.take_from(source)
    tier = tier_of_results(assignment, places, seed)
    return grade(assignment, places, seed=seed, tier=tier, execute=False, progress=progress)
