"""
Put what was handed in where nbgrader has it, and keep everything else.

Everything is unpacked beside its place first; only when all of it is on the disk are the files
renamed, so a broken archive or a full disk changes nothing.
"""

from __future__ import annotations

import csv
import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from autograde.collect.archive import MAX_TOTAL, File, Source, open_source
from autograde.collect.choosing import Choice, Plan, choose, format_named, students_of
from autograde.collect.handed import Left, Wanted
from autograde.collect.names import readable
from autograde.collect.nbgrader import TIMESTAMP
from autograde.collect.roster import NOBODY, Roster
from autograde.collect.times import Times
from autograde.course import Assignment
from autograde.csvtable import neutral
from autograde.gradebook.writer import read_timestamp

LIST = "list.csv"
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Placed:
    """
    One student's notebook after collecting.

    Args:
        late: Whether the LMS marks it as late.

        submitted: When it was handed in, UTC, as far as that is known.
    """

    student: str
    note: str
    changed: bool
    late: bool
    submitted: datetime | None = None


@dataclass(frozen=True)
class Unplaced:
    """
    One file without a place.

    Args:
        serious: Whether a person has to look: it is nobody's, or its owner has no notebook.

        kept: Where a copy lies; None if it was left where it is.
    """

    left: Left
    serious: bool
    kept: Path | None


@dataclass(frozen=True)
class Collected:
    """
    What collecting did.

    Args:
        format: The LMS that the export comes from.

        list: The list of what has no place; None if everything has one.
    """

    format: str
    placed: tuple[Placed, ...]
    unplaced: tuple[Unplaced, ...]
    list: Path | None

    @property
    def needs_person(self) -> tuple[Unplaced, ...]:
        """What a person has to look at."""
        return tuple(u for u in self.unplaced if u.serious)


def collect(
    where: Path,
    assignment: Assignment,
    *,
    submitted: Path | None = None,
    unplaced: Path | None = None,
    roster: Roster = NOBODY,
    times: Times | None = None,
    format: str | None = None,
    max_total: int = MAX_TOTAL,
    progress: Progress = lambda done, total: None,
) -> Collected:
    """
    Collect an export of an LMS, or a folder.

    Args:
        where: A zip or a folder.

        submitted: Gets ``<student>/<assignment>/<assignment>.ipynb``; the course's by default.

        unplaced: Gets the rest; ``unplaced/<assignment>/`` of the course by default.

        roster: Who is who.

        times: When they handed in, for who the export does not tell of.

        format: The LMS's name; told by the names of the files if None.

        max_total: Bytes that may be unpacked.

        progress: Called with (done, total).

    Raises:
        UsageError: If it cannot be read, is not safe, or holds nothing. Nothing is written then.
    """
    root = assignment.course.root
    submitted = submitted or root / "submitted"
    rest = (unplaced or root / "unplaced" / assignment.name) / _folder_name(where)
    others = frozenset(assignment.course.assignments) - {assignment.name}
    wanted = Wanted(assignment.name, others)
    with open_source(where, max_total=max_total) as source:
        plan = choose(source, wanted, roster, format_named(format, source))
        if times is not None:
            choices = tuple(_timed(choice, times) for choice in plan.choices)
            plan = replace(plan, choices=choices)
        there = next(p for p in (submitted, *submitted.absolute().parents) if p.is_dir())
        with tempfile.TemporaryDirectory(prefix=".collect-", dir=there) as staging:
            return _Placing(source, plan, wanted, submitted, rest, Path(staging)).run(progress)


def _timed(choice: Choice, times: Times) -> Choice:
    if choice.handed.submitted is not None:
        return choice
    time = times.of(*choice.handed.names, choice.student)
    return replace(choice, handed=replace(choice.handed, submitted=time))


def _folder_name(where: Path) -> str:
    name = where.resolve().name
    return name.removesuffix(".zip").lstrip(".") or "files"


class _Placing:
    def __init__(
        self, source: Source, plan: Plan, wanted: Wanted, submitted: Path, rest: Path, staging: Path
    ) -> None:
        self.source, self.plan, self.wanted = source, plan, wanted
        self.submitted, self.rest, self.staging = submitted, rest, staging
        self.left = list(plan.left)
        self.replaced: list[Unplaced] = []

    def run(self, progress: Progress) -> Collected:
        """Unpack, then rename."""
        choices = [c for c in self.plan.choices if not self._leads_elsewhere(c)]
        keep = [left for left in dict.fromkeys(self.left) if left.keep]
        files = dict.fromkeys([c.handed.file for c in choices] + [left.file for left in keep])
        staged = {}
        for i, file in enumerate(files):
            staged[file] = self.staging / str(i)
            self.source.copy(file, staged[file])
            progress(i + 1, len(files))
        os.sync()  # one for all: three thousand single ones take minutes on a slow disk
        placed = []
        for choice in choices:
            done = self._place(choice, staged[choice.handed.file])
            if done is not None:
                placed.append(done)
        unplaced = [*self._keep_the_rest(staged, students_of(choices)), *self.replaced]
        listed = self._write_list(unplaced) if unplaced else None
        return Collected(self.plan.format, tuple(placed), tuple(unplaced), listed)

    def _keep_the_rest(self, staged: dict[File, Path], owners: frozenset[str]) -> list[Unplaced]:
        unplaced = []
        kept: set[Path] = set()
        for left in dict.fromkeys(self.left):
            path = self.rest / "files" / left.file.name if left.keep else None
            if path is not None and path not in kept:
                path.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(staged[left.file], path)
                kept.add(path)
            unplaced.append(Unplaced(left, left.keep and left.student not in owners, path))
        return unplaced

    def _leads_elsewhere(self, choice: Choice) -> bool:
        folder = self.submitted / choice.student
        if folder.is_symlink() or (folder / self.wanted.assignment).is_symlink():
            why = "the student's folder in submitted/ is a link"
            self.left.append(Left(choice.handed.file, why, choice.student))
            return True
        return False

    def _place(self, choice: Choice, staged: Path) -> Placed | None:
        folder = self.submitted / choice.student / self.wanted.assignment
        folder.mkdir(parents=True, exist_ok=True)
        path, handed, note = folder / self.wanted.notebook, choice.handed, choice.note
        time, _ = read_timestamp(folder)
        if path.is_file():
            if _same(path, staged):
                known = handed.submitted or time
                self._stamp(folder, known)
                return Placed(choice.student, note, False, handed.late, known)
            if time is not None and handed.submitted is not None and handed.submitted < time:
                self._keep(staged, choice, "an older submission than the one collected before")
                return Placed(choice.student, note, False, handed.late, time)
            self._keep(path, choice, "collected before, replaced by a later submission")
            note = note or "replaces the one collected before"
            if time is not None and handed.submitted == time:
                note = "another notebook of the same time: is the file of times an older one?"
        # A copy in the same file system was staged, so this is one step.
        staged_copy = folder / f".{self.wanted.notebook}.new"
        shutil.copyfile(staged, staged_copy)
        staged_copy.replace(path)
        self._stamp(folder, handed.submitted)
        return Placed(choice.student, note, True, handed.late, handed.submitted)

    def _keep(self, path: Path, choice: Choice, why: str) -> None:
        digest = hashlib.sha256(path.read_bytes()).hexdigest()[:8]
        kept = self.rest / "older" / choice.student / f"{self.wanted.assignment}-{digest}.ipynb"
        kept.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, kept)
        left = Left(choice.handed.file, why, choice.student)
        self.replaced.append(Unplaced(left, False, kept))

    @staticmethod
    def _stamp(folder: Path, time: datetime | None) -> None:
        stamp = folder / TIMESTAMP
        if time is None:
            # The time of another submission would be worse than none.
            stamp.unlink(missing_ok=True)
            return
        new = folder / f".{TIMESTAMP}.new"
        new.write_text(f"{time:%Y-%m-%d %H:%M:%S.%f} UTC\n", encoding="utf-8")
        new.replace(stamp)

    def _write_list(self, unplaced: list[Unplaced]) -> Path:
        self.rest.mkdir(parents=True, exist_ok=True)
        path = self.rest / LIST
        new = path.with_name(f".{LIST}.new")
        with new.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(("file", "student", "why", "needs a person", "kept"))
            for u in unplaced:
                kept = str(u.kept.relative_to(self.rest)) if u.kept else ""
                row = (u.left.file.name, u.left.student, u.left.why, "yes" * u.serious, kept)
                writer.writerow([neutral(readable(cell)) for cell in row])
        new.replace(path)
        return path


def _same(a: Path, b: Path) -> bool:
    return a.stat().st_size == b.stat().st_size and a.read_bytes() == b.read_bytes()
