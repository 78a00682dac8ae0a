"""
What people do: decide about an answer or a group of them, change the rubric, split and merge
groups, take something back.

Each is one transaction over the reviews and the gradebook, and one entry of the log. Nothing is
overwritten unseen: a form carries the version that it was made from, and what somebody else has
changed since, here or in formgrader, is an error (`Stale`) for one answer, and left out and
reported where many are written at once.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

import msgspec

from autograde.course import Assignment
from autograde.errors import UsageError
from autograde.groups import Decisions, Groups, read_decisions, write_decisions
from autograde.review.book import Book, Rows
from autograde.review.grouping import MistakeGroup
from autograde.review.records import Change, Claim, Event, Item, Review
from autograde.review.rules import (
    Denied,
    Person,
    Stale,
    Written,
    check_label,
    check_points,
    check_text,
    check_title,
    token,
)
from autograde.review.scoring import parts, seeds
from autograde.review.steps import Steps, known_grade, regrouped, untouched
from autograde.review.store import Session, Store

CLAIM_SECONDS = 600.0


class Work:
    """
    Actions on an assignment.

    Args:
        store: Its reviews.

        book: Its gradebook.

        decisions: Where what people decided about mistake groups is kept.
    """

    def __init__(self, store: Store, book: Book, assignment: Assignment, decisions: Path) -> None:
        self.store, self.book, self.assignment = store, book, assignment
        self.decisions = decisions
        self.desk = secrets.token_hex(8)  # two people may have one name, one has two windows
        self.points = {id: part.points for id, part in parts(assignment.manifest).items()}

    # -------------------------------------------------------------------------- answers
    def save(
        self,
        who: Person,
        student: str,
        exercise: str,
        items: Iterable[int],
        comment: str,
        seen: str,
    ) -> None:
        """
        Decide about one answer.

        Args:
            items: Ids of the rubric items that apply.

            seen: The token of what was looked at.

        Raises:
            Stale: If it was changed since.

            Denied: If the student is not theirs.
        """
        who.check([student])
        with self.store.write() as session, self.book.open() as rows:
            old = session.review(student, exercise)
            grade = known_grade(rows, old or Review(student, exercise))
            if token(old, grade) != seen:
                raise Stale("this answer was changed while you looked at it; nothing was saved")
            new = Review(
                student, exercise, self._valid(session, exercise, items, old), check_text(comment)
            )
            if old is not None and old.content == new.content and not grade.waiting:
                return
            event = session.begin(who.name, f"decided about {student}", exercise)
            steps = self._steps(session, rows, who, event)
            session.finish(event, [steps.put_review(old, new, grade)])

    def apply(
        self,
        who: Person,
        exercise: str,
        students: Iterable[str],
        items: Iterable[int],
        comment: str,
        seen: int,
        title: str,
    ) -> Written:
        """
        Decide the same about many answers: items and comment are added to what is there.

        Args:
            seen: The latest event when it was looked at; what is newer is left out.

            title: What they share, for the log.
        """
        students = sorted(set(students))
        who.check(students)
        comment = check_text(comment)
        changes, skipped = [], []
        with self.store.write() as session, self.book.open() as rows:
            rows.load(exercise)
            added = set(self._valid(session, exercise, items, None))
            what = f"decided about {len(students)} answers at once: {title}"
            event = session.begin(who.name, what, exercise)
            steps = self._steps(session, rows, who, event)
            for student in students:
                old, grade = session.review(student, exercise), rows.grade(student, exercise)
                if grade is None or not untouched(old, grade) or (old and old.version > seen):
                    skipped.append(student)
                    continue
                said = old.comment if old else ""
                joined = said if comment in said else "\n\n".join(t for t in (said, comment) if t)
                both = tuple(sorted(added | set(old.items if old else ())))
                new = Review(student, exercise, both, joined)
                changes.append(steps.put_review(old, new, grade))
            session.finish(event, changes)
        return Written(len(changes), tuple(skipped))

    def _steps(self, session: Session, rows: Rows, who: Person, event: int) -> Steps:
        return Steps(session, rows, who, event, self.points, self.decisions)

    def _valid(
        self, session: Session, exercise: str, items: Iterable[int], old: Review | None
    ) -> tuple[int, ...]:
        known, had = session.items(exercise), set(old.items if old else ())
        chosen = sorted(set(items))
        if any(i not in known or not (known[i].active or i in had) for i in chosen):
            raise Stale("an item of the rubric is not there any more; nothing was saved")
        return tuple(chosen)

    # -------------------------------------------------------------------------- claims
    def claim(self, who: Person, exercise: str, student: str) -> None:
        """Let others see for a while that somebody has an answer open; nobody is locked out."""
        now = time.time()
        with self.store.write() as session:
            session.claim(self.desk, Claim(who.name, exercise, student, now, now + CLAIM_SECONDS))

    def claim_next(
        self, who: Person, exercise: str, waiting: Callable[[], list[str]]
    ) -> str | None:
        """
        Claim the next answer that nobody else has open; one of theirs if they have all of them.

        Args:
            waiting: Gives the students whose answers wait, in the order in which they are wanted;
                asked within the transaction, so that two never get the same.

        Returns:
            The student; None if nothing waits.
        """
        now = time.time()
        with self.store.write() as session:
            students, taken = waiting(), session.claims(exercise, self.desk, now)
            free = [s for s in students if s not in taken] or students
            if not free:
                return None
            claim = Claim(who.name, exercise, free[0], now, now + CLAIM_SECONDS)
            session.claim(self.desk, claim)
        return free[0]

    # -------------------------------------------------------------------------- groups
    def split(
        self, who: Person, groups: Groups, group: MistakeGroup, students: list[str], title: str
    ) -> str:
        """
        Put some answers of a mistake group into a group of their own.

        Args:
            title: What it is called; that of the old one if it is empty.

        Returns:
            Its id.

        Raises:
            UsageError: If none is named, or none would stay.

            Denied: If a student is not theirs.
        """
        who.check(students)
        title = check_title(title)
        what = f"split {len(students)} off {group.title!r}"
        with self._regroup(who, group.exercise, f"{what}, as {title!r}" if title else what):
            return groups.split(group.id, students, title)

    def merge(self, who: Person, groups: Groups, into: MistakeGroup, other: MistakeGroup) -> None:
        """
        Make a mistake group a part of another, whose name stays.

        Raises:
            UsageError: If they are not two groups of one exercise.
        """
        with self._regroup(who, into.exercise, f"merged {other.title!r} into {into.title!r}"):
            groups.merge(into.id, other.id)

    @contextmanager
    def _regroup(self, who: Person, exercise: str, what: str) -> Iterator[None]:
        """Log what is changed about groups; only one of all servers changes them at a time."""
        with self.store.write() as session, self._groups_or_as_before() as before:
            yield
            changed = regrouped(before, read_decisions(self.decisions))
            session.finish(session.begin(who.name, what, exercise), [Change(groups=changed)])

    @contextmanager
    def _groups_or_as_before(self) -> Iterator[Decisions]:
        """After an exception, groups are as before: their file takes no part in a transaction."""
        there, before = self.decisions.is_file(), read_decisions(self.decisions)
        try:
            yield before
        except BaseException:
            if there:
                write_decisions(self.decisions, before)
            else:
                self.decisions.unlink(missing_ok=True)
            raise

    # -------------------------------------------------------------------------- rubric
    def begin_rubric(self, who: Person, exercise: str) -> None:
        """Give an exercise without a rubric what it begins with."""
        with self.store.read() as session:
            if session.items(exercise):
                return
        start = seeds(self.assignment, exercise)
        with self.store.write() as session:
            if session.items(exercise):
                return
            event = session.begin(who.name, "began the rubric", exercise)
            made = [session.new_item(exercise, label, p, event) for label, p in start.items]
            kept = [session.new_snippet(exercise, text, event) for text in start.comments]
            items = [Change(item=(None, item)) for item in made]
            session.finish(event, [*items, *(Change(snippet=(None, text)) for text in kept)])

    def add_item(self, who: Person, exercise: str, label: str, points: float) -> Item:
        """Add an item to a rubric; nothing is scored anew."""
        label, points = check_label(label), check_points(points)
        with self.store.write() as session:
            event = session.begin(who.name, f"added {label!r} ({points:+g})", exercise)
            item = session.new_item(exercise, label, points, event)
            session.finish(event, [Change(item=(None, item))])
        return item

    def change_item(
        self, who: Person, id: int, label: str, points: float, active: bool, version: int
    ) -> Written:
        """
        Change an item, and with it the score of everybody whom it is applied to.

        Args:
            version: Of the item that was looked at.

        Raises:
            Stale: If it was changed since.

            Denied: If it is in use and this is no instructor.
        """
        with self.store.write() as session, self.book.open() as rows:
            old = session.item(id)
            if old is None or old.version != version:
                raise Stale("this item was changed while you looked at it; nothing was saved")
            new = msgspec.structs.replace(
                old, label=check_label(label), points=check_points(points), active=active
            )
            if new == old:
                return Written(0)
            what = f"changed {old.label!r} ({old.points:+g}) to {new.label!r} ({new.points:+g})"
            event = session.begin(who.name, what + ("" if active else ", retired"), old.exercise)
            written, change = self._steps(session, rows, who, event).put_item(old, new)
            session.finish(event, [change])
        return written

    # -------------------------------------------------------------------------- comments
    def keep_comment(self, who: Person, exercise: str, text: str) -> None:
        """Put a comment into the bank."""
        text = check_text(text)
        if not text:
            raise UsageError("there is no comment to keep")
        with self.store.write() as session:
            event = session.begin(who.name, "kept a comment", exercise)
            made = session.new_snippet(exercise, text, event)
            session.finish(event, [Change(snippet=(None, made))])

    def retire_comment(self, who: Person, id: int) -> None:
        """Take a comment out of the bank."""
        with self.store.write() as session:
            old = session.snippet(id)
            if old is None or not old.active:
                return
            event = session.begin(who.name, "took a comment out of the bank", old.exercise)
            new = msgspec.structs.replace(old, active=False, version=event)
            session.put_snippet(new)
            session.finish(event, [Change(snippet=(old, new))])

    # -------------------------------------------------------------------------- undo
    def undo(self, who: Person, id: int) -> Event:
        """
        Take back all that an event changed, or nothing of it; an undo can be undone.

        Raises:
            Stale: If something of it was changed since.

            Denied: If it is somebody else's and this is no instructor.
        """
        with self.store.write() as session, self.book.open() as rows:
            event = session.event(id)
            if event is None or event.undone_by is not None or not event.changes:
                raise Stale("there is nothing of this to take back")
            if event.who != who.name and not who.instructor:
                raise Denied("taking back what somebody else did is for an instructor")
            made = session.begin(who.name, f"took back {event.id}: {event.what}", event.exercise)
            if len(event.changes) > 1 and event.exercise:
                rows.load(event.exercise)
            steps = self._steps(session, rows, who, made)
            regroups = any(change.groups for change in event.changes)
            with self._groups_or_as_before() if regroups else nullcontext():
                back = [steps.take_back(change) for change in reversed(event.changes)]
                session.finish(made, back, undoes=event.id)
        return event
