"""
Mistakes that students share, from whatever can tell: the package's own mistake groups where they
are there, else answers that failed the same checks with the same first message.
"""

from __future__ import annotations

import hashlib
import importlib
import importlib.util
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from autograde.errors import UsageError
from autograde.model import Status
from autograde.review.classroom import Classroom

_PROVIDER = "autograde.graded"
_NOT_FAILED = (Status.PASSED, Status.GRADER_ERROR, Status.NOT_ATTEMPTED)


class MistakeGroup(Protocol):
    """
    Answers that share a mistake.

    Args:
        title: What they share, for people.

        students: Sorted.

        representative: Whose answer is most like the others'.
    """

    @property
    def id(self) -> str: ...
    @property
    def exercise(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def students(self) -> tuple[str, ...]: ...
    @property
    def representative(self) -> str: ...


@dataclass(frozen=True)
class _Group:
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
        self._provider: Any = None
        self._known: dict[str, list[MistakeGroup]] = {}

    def of(self, exercise: str) -> list[MistakeGroup]:
        """The groups of an exercise, largest first."""
        if exercise not in self._known:
            found = [_seen(group, self._classroom) for group in self._all(exercise)]
            self._known[exercise] = sorted(
                (g for g in found if g.students), key=lambda g: (-len(g.students), g.id)
            )
        return self._known[exercise]

    def _all(self, exercise: str) -> Sequence[MistakeGroup]:
        if importlib.util.find_spec(_PROVIDER) is None:
            return by_checks(self._classroom, exercise)
        try:
            if self._provider is None:  # it reads every submission
                room = self._classroom
                module = importlib.import_module(_PROVIDER)
                self._provider = module.mistake_groups(room.assignment, room.places)
            groups: Sequence[MistakeGroup] = self._provider.all(exercise)
        except UsageError:  # results of another machine, say, that it does not find
            return by_checks(self._classroom, exercise)
        return groups


def _seen(group: MistakeGroup, classroom: Classroom) -> MistakeGroup:
    students = tuple(s for s in group.students if s in classroom.results)
    first = group.representative if group.representative in students else "".join(students[:1])
    return _Group(group.id, group.exercise, group.title, students, first)


def by_checks(classroom: Classroom, exercise: str) -> list[MistakeGroup]:
    """Answers that failed the same checks, the first of them with the same message."""
    found: dict[tuple[str, ...], list[str]] = defaultdict(list)
    titles: dict[tuple[str, ...], str] = {}
    for student in classroom.results:
        known = classroom.exercise(student, exercise)
        failed = [c for c in known.checks if c.status not in _NOT_FAILED] if known else []
        if not failed:
            continue
        message = (failed[0].message or failed[0].title).strip()
        alike = (message, *(c.id for c in failed))
        found[alike].append(student)
        titles[alike] = f"{failed[0].title} {message.splitlines()[0]}"[:200]
    return [
        _Group(
            hashlib.sha256("\0".join((exercise, *alike)).encode("utf-8", "replace")).hexdigest()[
                :10
            ],
            exercise,
            titles[alike],
            tuple(sorted(students)),
            min(students),
        )
        for alike, students in found.items()
    ]
