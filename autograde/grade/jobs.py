"""What there is to grade, and what came of it."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from autograde.model import Result


@dataclass(frozen=True)
class Job:
    """
    One submission to grade.

    Args:
        path: The notebook, or None where there is none of the right name.

        found: Names of the files that lie there.

        only: Run the checks of these exercises only, and no cell that draws; all if empty.

        repeat: Another number seeds the student's code differently in each check.

        pictures: Whether to draw what went wrong in public checks, for people to look at.
    """

    student: str
    path: Path | None
    found: tuple[str, ...] = ()
    only: tuple[str, ...] = ()
    repeat: int = 0
    pictures: bool = True


@dataclass(frozen=True)
class Done:
    """A graded submission: its result, and the graded notebook if there is one."""

    job: Job
    result: Result
    notebook: Path | None


def find_jobs(submitted: Path, assignment: str, students: Iterable[str] = ()) -> list[Job]:
    """
    The submissions of an assignment, as nbgrader lays them out, sorted by student.

    Args:
        submitted: Holds ``<student>/<assignment>/<assignment>.ipynb``.

        assignment: Its name.

        students: Only these, without a look at the others; all if empty.

    Returns:
        A job for each folder. One that is a link, or lies in one, is not looked into: it would
        hand in what somebody else has written.
    """
    chosen = set(students)
    if chosen:
        found = [submitted / name / assignment for name in chosen if Path(name).name == name]
    else:
        found = list(submitted.glob(f"*/{assignment}"))
    jobs = []
    for folder in sorted(found):
        if not folder.is_dir() or folder.parent.name.startswith("."):
            continue
        if folder.is_symlink() or folder.parent.is_symlink():
            jobs.append(Job(folder.parent.name, None, ("a link to another folder",)))
            continue
        notebook = folder / f"{assignment}.ipynb"
        path = notebook if os.path.lexists(notebook) else None
        jobs.append(Job(folder.parent.name, path, files_in(folder)))
    return jobs


def files_in(folder: Path) -> tuple[str, ...]:
    """Names of what lies in a submission, sorted; hidden files are nobody's."""
    return tuple(sorted(p.name for p in folder.iterdir() if not p.name.startswith(".")))
