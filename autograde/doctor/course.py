"""What holds of a course as a whole: its points add up, and no file lies there for nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from autograde.authoring import unfinished
from autograde.course import TOTALS, Assignment, Course
from autograde.manifest import MANIFEST
from autograde.suite import iter_test_files

_FOLDERS = ("source", "release", "solutions", "grader_tests")


def course_complaints(course: Course) -> list[str]:
    """
    A sentence for each thing that is not as it should be.

    Raises:
        CourseError: If a manifest or ``course.toml`` is not understood.
    """
    return [*_sums(course), *_strays(course)]


def _sums(course: Course) -> Iterator[str]:
    totals = course.totals
    if totals is None:
        return
    assignments = [course.assignment(name) for name in course.assignments]
    for entry, stated, got in (
        ("points", totals.points, [_checked_points(a) for a in assignments]),
        ("manual_points", totals.manual_points, [a.manifest.manual_points for a in assignments]),
    ):
        if abs(sum(got) - stated) > 1e-9:
            parts = ", ".join(f"{a.name} {n:g}" for a, n in zip(assignments, got, strict=True))
            yield (
                f"{course.root / TOTALS}: {entry} = {stated:g}, but the manifests add up to "
                f"{sum(got):g} ({parts})."
            )


def _checked_points(assignment: Assignment) -> float:
    """Points that checks decide; an unfinished exercise is not given to students, so has none."""
    left_out = unfinished(assignment)
    return sum(e.points for e in assignment.manifest.exercise if e.id not in left_out)


def _strays(course: Course) -> Iterator[str]:
    """Files of the four folders that belong to no assignment, or to nothing in it."""
    names = course.assignments
    settings = (course.root / "nbgrader_config.py").read_text(encoding="utf-8")
    for top in _FOLDERS:
        for entry in _visible(course.root / top):
            if entry.name in names and entry.is_dir():
                continue
            if entry.is_dir() or entry.name not in settings:
                yield f"{entry} belongs to no assignment."
    for name in names:
        assignment = course.assignment(name)
        for path in (*_in_source(assignment), *_in_solutions(assignment), *_in_tests(assignment)):
            yield f"{path} belongs to nothing of {name}."


def _in_source(assignment: Assignment) -> Iterator[Path]:
    """Everything here is given to students, so the notebook must have a use for it."""
    text = ""
    if assignment.notebook.is_file():
        text = assignment.notebook.read_text(encoding="utf-8", errors="replace")
    for path in _visible(assignment.folder):
        own = path.name in (assignment.notebook.name, MANIFEST, "data")
        if not own and path.name not in text:
            yield path


def _in_solutions(assignment: Assignment) -> Iterator[Path]:
    """`stale` compares the release with its sources; a solution has the same files."""
    given = {path.name for path in _visible(assignment.release)}
    yield from (path for path in _visible(assignment.solutions) if path.name not in given)


def _in_tests(assignment: Assignment) -> Iterator[Path]:
    """`read_bank` looks after the bank."""
    tests = list(iter_test_files(assignment.tests))
    text = "\n".join(path.read_text(encoding="utf-8", errors="replace") for path in tests)
    for path in _visible(assignment.tests):
        if path in tests or path.name in ("bank", "rubric.md"):
            continue
        if path.stem not in text:
            yield path


def _visible(folder: Path) -> list[Path]:
    if not folder.is_dir():
        return []
    return sorted(p for p in folder.iterdir() if p.name[0] != "." and p.name != "__pycache__")
