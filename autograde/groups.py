"""
Which students share a mistake, so that a person comments on it once.

Answers to an exercise that failed are put together by what is known of them, the best first: the
same diagnosis; else the same failed checks with the same first message, and within these the same
code but for names and layout, or code that is much alike. A person can split a group or merge
two; that is remembered beside the results, and holds for who hands in later as well.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import msgspec
from rapidfuzz import fuzz, process

from autograde.canonical import canonical
from autograde.errors import UsageError
from autograde.evidence import normalised
from autograde.files import write_whole
from autograde.model import ExerciseResult, Status

ALIKE = 94.0  # of 100, RapidFuzz's ratio: wrong and right often differ in one word
MAX_LEADERS = 400
_ID_DIGITS = 10
DIAGNOSIS, BEHAVIOUR, PERSON = "diagnosis", "checks and code", "a person"


@dataclass(frozen=True)
class Case:
    """
    One answer that failed.

    Args:
        diagnosis: The known mistake, or those that cannot be told apart; None if it is unknown.

        failed: Ids of the checks that did not pass.

        message: What the first of them says.

        source: The student's cell.

        titles: What these checks are about, for people, in the order in which they ran.
    """

    student: str
    exercise: str
    diagnosis: str | None
    says: str
    failed: tuple[str, ...]
    message: str
    source: str
    titles: tuple[str, ...] = ()


@dataclass(frozen=True)
class Group:
    """
    Answers that share a mistake.

    Args:
        id: Stays the same when results are made again.

        title: What they share, for people.

        by: What put them together: ``DIAGNOSIS``, ``BEHAVIOUR`` or ``PERSON``.

        students: Sorted.

        representative: The student whose code is most like the others'.
    """

    id: str
    exercise: str
    title: str
    by: str
    students: tuple[str, ...]
    representative: str


@dataclass
class Decisions:
    """
    What a person has changed about the groups of an assignment.

    Args:
        moved: By exercise and student: the id of the group that they belong to.

        merged: For the id of a group: that of the one it has become a part of.

        titles: Names that a person has given.
    """

    moved: dict[str, dict[str, str]] = field(default_factory=dict)
    merged: dict[str, str] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)

    def target(self, id: str) -> str:
        """The group that a group has become a part of, or itself."""
        seen = set()
        while id in self.merged and id not in seen:
            seen.add(id)
            id = self.merged[id]
        return id


class Groups:
    """
    The mistake groups of an assignment.

    Args:
        cases: All answers that failed.

        path: Where a person's decisions are kept; see `decisions_path`.

    Raises:
        UsageError: If the file of decisions is broken.
    """

    def __init__(self, cases: Iterable[Case], path: Path) -> None:
        self._path = path
        self._decisions = read_decisions(path)
        self._made = group(cases)

    def all(self, exercise: str = "") -> list[Group]:
        """The groups as a person has left them, largest first, of one exercise or of all."""
        students: dict[tuple[str, str], list[str]] = defaultdict(list)
        origin: dict[tuple[str, str], Group] = {}
        for made in self._made:
            moved = self._decisions.moved.get(made.exercise, {})
            for student in made.students:
                id = self._decisions.target(moved.get(student, made.id))
                students[made.exercise, id].append(student)
                first = origin.setdefault((made.exercise, id), made)
                if made.id == id and first.id != id:
                    origin[made.exercise, id] = made
        groups = []
        for (of, id), names in students.items():
            first = origin[of, id]
            untouched = first.id == id and len(names) == len(first.students)
            groups.append(
                replace(
                    first,
                    id=id,
                    students=tuple(sorted(names)),
                    by=first.by if untouched else PERSON,
                    title=self._decisions.titles.get(id, first.title),
                    representative=(
                        first.representative if first.representative in names else min(names)
                    ),
                )
            )
        groups = [g for g in groups if exercise in ("", g.exercise)]
        return sorted(groups, key=lambda g: (g.exercise, -len(g.students), g.id))

    def refresh(self) -> None:
        """
        Read again what people have decided, somewhere else perhaps.

        Raises:
            UsageError: If the file of decisions is broken.
        """
        self._decisions = read_decisions(self._path)

    def merge(self, into: str, other: str) -> None:
        """
        Make one group a part of another, for good.

        Raises:
            UsageError: If there is no such group, or they belong to two exercises.
        """
        self.refresh()
        a, b = self._find(into), self._find(other)
        if a.exercise != b.exercise or a.id == b.id:
            raise UsageError(f"{into} and {other} are not two groups of one exercise")
        self._decisions.merged[b.id] = a.id
        self._save()

    def split(self, id: str, students: Sequence[str], title: str = "") -> str:
        """
        Put some students of a group into a new one.

        Returns:
            The id of the new group.

        Raises:
            UsageError: If there is no such group, or a student is not in it, or none would stay.
        """
        self.refresh()
        old = self._find(id)
        strangers = sorted(set(students) - set(old.students))
        if strangers or not students or len(set(students)) == len(old.students):
            raise UsageError(
                f"the group {id} cannot be split like this",
                found=f"Not in it: {', '.join(strangers)}." if strangers else "",
                todo="Name some, but not all, of its students.",
            )
        new = _id(old.exercise, id, *sorted(students))
        self._decisions.merged.pop(new, None)  # it may have been split off before, and put back
        self._decisions.moved.setdefault(old.exercise, {}).update(dict.fromkeys(students, new))
        if title:
            self._decisions.titles[new] = title
        self._save()
        return new

    def _find(self, id: str) -> Group:
        for known in self.all():
            if known.id == id:
                return known
        raise UsageError(f"there is no group {id}", todo="See: autograde groups ASSIGNMENT")

    def _save(self) -> None:
        write_decisions(self._path, self._decisions)


def decisions_path(out: Path, assignment: str) -> Path:
    """Where a person's decisions about an assignment's groups are kept."""
    return out / ".autograde" / "groups" / f"{assignment}.json"


def read_decisions(path: Path) -> Decisions:
    """
    What people have decided; nothing if the file is not there.

    Raises:
        UsageError: If the file is broken.
    """
    try:
        return msgspec.json.decode(path.read_bytes(), type=Decisions)
    except FileNotFoundError:
        return Decisions()
    except (OSError, msgspec.DecodeError, UnicodeDecodeError) as error:
        raise UsageError(
            "what a person decided about the groups cannot be read",
            where=str(path),
            found=str(error),
            todo="Mend the file, or move it away to begin anew.",
        ) from None


def write_decisions(path: Path, decisions: Decisions) -> None:
    """Keep what people have decided."""
    write_whole(path, msgspec.json.encode(decisions))


def case_of(student: str, exercise: ExerciseResult, source: str) -> Case | None:
    """The case that an exercise is, None if it did not fail or was not attempted."""
    failed = [c for c in exercise.checks if c.status not in (Status.PASSED, Status.GRADER_ERROR)]
    if not failed or exercise.status in (Status.NOT_ATTEMPTED, Status.GRADER_ERROR):
        return None
    message = failed[0].detail or failed[0].message
    return Case(
        student,
        exercise.id,
        exercise.diagnosis or " or ".join(exercise.candidates) or None,
        exercise.says,
        tuple(sorted(c.id for c in failed)),
        message,
        source,
        tuple(c.title.rstrip(".") for c in failed if c.title),
    )


def group(cases: Iterable[Case]) -> list[Group]:
    """Put cases together; the order of the cases does not matter."""
    named: dict[tuple[str, str], list[Case]] = defaultdict(list)
    others: dict[tuple[str, tuple[str, ...], str], list[Case]] = defaultdict(list)
    for case in sorted(cases, key=lambda c: (c.exercise, c.student)):
        if case.diagnosis:
            named[case.exercise, case.diagnosis].append(case)
        else:
            others[case.exercise, case.failed, _message(case)].append(case)
    groups = [
        Group(
            _id(exercise, slug),
            exercise,
            f"{slug.replace('_', ' ')}: {alike[0].says}".removesuffix(": "),
            DIAGNOSIS,
            tuple(c.student for c in alike),
            alike[0].student,
        )
        for (exercise, slug), alike in named.items()
    ]
    for (exercise, failed, message), bucket in others.items():
        for leader, members in _by_code(bucket):
            title = f"{_named(bucket[0])}: {message}"[:160]
            groups.append(
                Group(
                    _id(exercise, *failed, message, leader),
                    exercise,
                    title,
                    BEHAVIOUR,
                    tuple(sorted(c.student for c in members)),
                    members[0].student,
                )
            )
    return sorted(groups, key=lambda g: (g.exercise, -len(g.students), g.id))


def _named(case: Case) -> str:
    """The first check that failed, by its title, and how many others did."""
    first = case.titles[0] if case.titles else case.failed[0]
    others = len(case.failed) - 1
    return f"{first} (and {others} more)" if others else first


def _by_code(bucket: list[Case]) -> list[tuple[str, list[Case]]]:
    """Cases whose code is the same or much alike; each with the text of its first."""
    same: dict[str, list[Case]] = defaultdict(list)
    for case in bucket:
        same[canonical(case.source)].append(case)
    leaders: dict[str, list[Case]] = {}
    # The commonest first: a rare variation joins it, not the other way round.
    for text, members in sorted(same.items(), key=lambda entry: (-len(entry[1]), entry[0])):
        found = process.extractOne(text, leaders.keys(), scorer=fuzz.ratio, score_cutoff=ALIKE)
        if found is not None:
            leaders[found[0]] += members
        elif len(leaders) < MAX_LEADERS:
            leaders[text] = list(members)
        else:
            leaders.setdefault("", []).extend(members)
    return list(leaders.items())


def _message(case: Case) -> str:
    """The first line of what the first failed check says, without its numbers."""
    text = normalised(case.message)
    for bracket in ("(", "["):
        text = text.split(bracket)[0] if text.find(bracket) > 8 else text
    return "".join("#" if c.isdigit() else c for c in text)[:100]


def _id(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:_ID_DIGITS]
