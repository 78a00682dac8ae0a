"""Mistakes that students share, as one person may see them and as people have left them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from autograde.graded import mistake_groups
from autograde.groups import Group, Groups, decisions_path
from autograde.review.classroom import Classroom


@dataclass(frozen=True)
class MistakeGroup:
    """
    Answers that share a mistake.

    Args:
        id: Stays the same when results are made again.

        title: What they share, for people.

        students: Sorted; only those of the class that is looked at.

        representative: Whose answer is most like the others'.
    """

    id: str
    exercise: str
    title: str
    students: tuple[str, ...]
    representative: str


class Grouping:
    """
    The groups of a class, made when they are first asked for.

    Args:
        classroom: Only its students are in them.
    """

    def __init__(self, classroom: Classroom) -> None:
        self._classroom = classroom
        self._path = decisions_path(classroom.places.out, classroom.assignment.name)
        self._known: dict[str, list[MistakeGroup]] = {}
        self._stamp = _stamp(self._path)

    @cached_property
    def all(self) -> Groups:
        """The groups of the whole class; it reads every submission."""
        return mistake_groups(self._classroom.assignment, self._classroom.places)

    def of(self, exercise: str) -> list[MistakeGroup]:
        """
        The groups of an exercise, largest first.

        Raises:
            UsageError: If what people decided about groups cannot be read.
        """
        stamp = _stamp(self._path)
        if stamp != self._stamp:  # split or merged, by this server or another
            self.all.refresh()
            self._known, self._stamp = {}, stamp
        if exercise not in self._known:
            found = (self._seen(group) for group in self.all.all(exercise))
            self._known[exercise] = sorted(
                (g for g in found if g.students), key=lambda g: (-len(g.students), g.id)
            )
        return self._known[exercise]

    def _seen(self, group: Group) -> MistakeGroup:
        students = tuple(s for s in group.students if s in self._classroom.results)
        first = group.representative
        first = first if first in students else "".join(students[:1])
        return MistakeGroup(group.id, group.exercise, group.title, students, first)


def _stamp(path: Path) -> tuple[int, int]:
    try:
        found = path.stat()
    except OSError:
        return 0, 0
    return found.st_mtime_ns, found.st_ino  # it is replaced as a whole
