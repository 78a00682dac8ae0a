"""
The course on disk: its folders and assignments.

A course is a folder with ``nbgrader_config.py`` and ``source/<assignment>/``; each assignment
has a manifest that lists its exercises and questions; see `autograde.manifest`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import msgspec

from autograde.errors import UsageError
from autograde.manifest import MANIFEST, Manifest, read_manifest, read_toml
from autograde.words import nearest

TOTALS = "course.toml"


class Totals(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """
    What ``course.toml`` says that all assignments add up to.

    Args:
        points: Points that checks decide.

        manual_points: Points that a person decides: questions in prose.
    """

    points: float
    manual_points: float = 0.0


@dataclass(frozen=True)
class Assignment:
    """One assignment of a course: where its parts lie."""

    course: Course
    name: str

    @property
    def folder(self) -> Path:
        """``source/<assignment>``"""
        return self.course.root / "source" / self.name

    @property
    def notebook(self) -> Path:
        """The master notebook."""
        return self.folder / f"{self.name}.ipynb"

    @property
    def tests(self) -> Path:
        """``grader_tests/<assignment>``"""
        return self.course.root / "grader_tests" / self.name

    @property
    def bank(self) -> Path:
        """``grader_tests/<assignment>/bank``"""
        return self.tests / "bank"

    @property
    def release(self) -> Path:
        """``release/<assignment>``"""
        return self.course.root / "release" / self.name

    @property
    def solutions(self) -> Path:
        """``solutions/<assignment>``"""
        return self.course.root / "solutions" / self.name

    @cached_property
    def manifest(self) -> Manifest:
        """Its ``assignment.toml``, read once."""
        return read_manifest(self.folder / MANIFEST)


@dataclass(frozen=True)
class Course:
    """A course on disk."""

    root: Path

    @classmethod
    def find(cls, start: Path | None = None) -> Course:
        """
        The course that a folder lies in.

        Raises:
            UsageError: If neither it nor a folder above holds a course.
        """
        here = (start or Path.cwd()).resolve()
        for folder in (here, *here.parents):
            if (folder / "nbgrader_config.py").is_file() and (folder / "source").is_dir():
                return cls(folder)
        raise UsageError(
            "there is no course here",
            where=str(here),
            found="No nbgrader_config.py beside a source/ folder, here or above.",
            todo="Go to the course's folder, or name it with --course DIR.",
        )

    @property
    def assignments(self) -> list[str]:
        """Names of the assignments, sorted."""
        return sorted(p.parent.name for p in (self.root / "source").glob(f"*/{MANIFEST}"))

    @property
    def totals(self) -> Totals | None:
        """
        What all assignments are said to add up to, None if nothing is said.

        Raises:
            CourseError: If ``course.toml`` is there and not understood.
        """
        path = self.root / TOTALS
        return read_toml(path, Totals, "The course's file", (Totals,)) if path.exists() else None

    def assignment(self, name: str) -> Assignment:
        """
        The assignment of this name.

        Raises:
            UsageError: If there is none; names the nearest.
        """
        if name not in self.assignments:
            raise UsageError(
                f'there is no assignment "{name}"',
                where=str(self.root / "source"),
                todo=nearest(name, self.assignments),
            )
        return Assignment(self, name)
