"""
What people do: decide about an answer or a group of them, change the rubric, take something back.

Each is one transaction over the reviews and the gradebook, and one entry of the log. Nothing is
overwritten unseen: a form carries the version that it was made from, and what somebody else has
changed since, here or in formgrader, is an error (`Stale`) for one answer, and left out and
reported where many are written at once.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from autograde.course import Assignment
from autograde.errors import UsageError
from autograde.review.book import Book, Grade, Rows
from autograde.review.rules import (
    Denied,
    Person,
    Stale,
    Written,
    check_label,
    check_points,
    check_text,
    token,
)
from autograde.review.scoring import derive, parts, remark, seeds
from autograde.review.store import Change, Event, Item, Review, Session, Snippet, Store


class Work:
    """
    Actions on an assignment.

    Args:
        store: Its reviews.

        book: Its gradebook.
    """

    def __init__(self, store: Store, book: Book, assignment: Assignment) -> None:
        self.store, self.book, self.assignment = store, book, assignment
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
            old, grade = session.review(student, exercise), _grade(rows, student, exercise)
            if token(old, grade) != seen:
                raise Stale("this answer was changed while you looked at it; nothing was saved")
            new = Review(
                student, exercise, self._valid(session, exercise, items, old), check_text(comment)
            )
            if old is not None and old.content == new.content and not grade.waiting:
                return
            event = session.begin(who.name, f"decided about {student}", exercise)
            session.finish(event, [self._put(session, rows, who, old, new, grade, event)])

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
            for student in students:
                old, grade = session.review(student, exercise), rows.grade(student, exercise)
                if grade is None or not _untouched(old, grade) or (old and old.version > seen):
                    skipped.append(student)
                    continue
                said = old.comment if old else ""
                joined = said if comment in said else "\n\n".join(t for t in (said, comment) if t)
                both = tuple(sorted(added | set(old.items if old else ())))
                new = Review(student, exercise, both, joined)
                changes.append(self._put(session, rows, who, old, new, grade, event))
            session.finish(event, changes)
        return Written(len(changes), tuple(skipped))

    def _put(
        self,
        session: Session,
        rows: Rows,
        who: Person,
        old: Review | None,
        new: Review,
        grade: Grade,
        event: int,
    ) -> Change:
        """Store a decision and what follows from it."""
        known = session.items(new.exercise)
        applied = [known[i] for i in new.items]
        score = derive(grade.auto, self.points[new.exercise], applied)
        if not applied and not (old and old.items):
            score = grade.manual  # entered in formgrader, say: it stands until an item applies
        new = msgspec.structs.replace(
            new, score=score, remark=remark(applied, new.comment), who=who.name, version=event
        )
        session.put_review(new)
        rows.write(new.student, new.exercise, new.score, new.remark)
        return Change(review=(old, new), manual=grade.manual, remark=grade.comment)

    def _valid(
        self, session: Session, exercise: str, items: Iterable[int], old: Review | None
    ) -> tuple[int, ...]:
        known, had = session.items(exercise), set(old.items if old else ())
        chosen = sorted(set(items))
        if any(i not in known or not (known[i].active or i in had) for i in chosen):
            raise Stale("an item of the rubric is not there any more; nothing was saved")
        return tuple(chosen)

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
            written, change = self._put_item(session, rows, who, old, new, event)
            session.finish(event, [change])
        return written

    def _put_item(
        self, session: Session, rows: Rows, who: Person, old: Item, new: Item, event: int
    ) -> tuple[Written, Change]:
        affected = session.reviews_with(old)
        if affected and not who.instructor:
            raise Denied("this item is applied already: changing it is for an instructor")
        new = msgspec.structs.replace(new, version=event)
        session.put_item(new)
        known = session.items(new.exercise)
        rows.load(new.exercise)
        done, skipped = 0, []
        for student, review in affected.items():
            grade = rows.grade(student, new.exercise)
            if grade is None or not _untouched(review, grade):
                skipped.append(student)
                continue
            applied = [known[i] for i in review.items]
            score = derive(grade.auto, self.points[new.exercise], applied)
            fresh = msgspec.structs.replace(
                review, score=score, remark=remark(applied, review.comment), version=event
            )
            session.put_review(fresh)
            rows.write(student, new.exercise, fresh.score, fresh.remark)
            done += 1
        return Written(done, tuple(skipped)), Change(item=(old, new))

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
            back = [self._take_back(session, rows, who, c, made) for c in reversed(event.changes)]
            session.finish(made, back, undoes=event.id)
        return event

    def _take_back(
        self, session: Session, rows: Rows, who: Person, change: Change, event: int
    ) -> Change:
        if change.item is not None:
            return self._take_back_item(session, rows, who, change.item, event)
        if change.snippet is not None:
            return _take_back_snippet(session, change.snippet, event)
        assert change.review is not None, "a change changes something"
        before, after = change.review
        someone = before or after
        assert someone is not None, "one of them is there"
        student, exercise = someone.student, someone.exercise
        who.check([student])
        now, grade = session.review(student, exercise), _grade(rows, student, exercise)
        same = (now and now.content) == (after and after.content)
        if not same or (now is not None and not _untouched(now, grade)):
            by = f" by {now.who}" if now is not None else ""
            raise Stale(f"{student} was changed since{by}; nothing was taken back")
        if before is not None:
            done = self._put(session, rows, who, now, before, grade, event)
            if not before.items and before.score is not None:  # it stood in formgrader
                rows.write(student, exercise, before.score, before.remark)
                session.put_review(msgspec.structs.replace(before, who=who.name, version=event))
            return done
        session.drop_review(student, exercise)
        rows.write(student, exercise, change.manual, change.remark)
        return Change(review=(now, None), manual=grade.manual, remark=grade.comment)

    def _take_back_item(
        self,
        session: Session,
        rows: Rows,
        who: Person,
        pair: tuple[Item | None, Item | None],
        event: int,
    ) -> Change:
        before, after = pair
        now = session.item((before or after).id)  # type: ignore[union-attr]  # one is there
        if now is None or after is None or _plain(now) != _plain(after):
            raise Stale("the item was changed since; nothing was taken back")
        if before is None:  # its making: it is not offered any more
            if session.uses(now.exercise).get(now.id):
                raise Stale(f"{now.label!r} is applied to answers; nothing was taken back")
            before = msgspec.structs.replace(now, active=False)
        return self._put_item(session, rows, who, now, before, event)[1]


def _take_back_snippet(
    session: Session, pair: tuple[Snippet | None, Snippet | None], event: int
) -> Change:
    before, after = pair
    assert after is not None, "a comment is never deleted"
    now = session.snippet(after.id)
    if now is None or (now.text, now.active) != (after.text, after.active):
        raise Stale("the comment was changed since; nothing was taken back")
    back = before or msgspec.structs.replace(now, active=False)
    back = msgspec.structs.replace(back, version=event)
    session.put_snippet(back)
    return Change(snippet=(now, back))


def _plain(item: Item) -> tuple[str, float, bool]:
    return item.label, item.points, item.active


def _grade(rows: Rows, student: str, exercise: str) -> Grade:
    grade = rows.grade(student, exercise)
    if grade is None:
        raise Stale("the gradebook does not know this answer any more")
    return grade


def _untouched(review: Review | None, grade: Grade) -> bool:
    """Whether nobody has written a score or a comment elsewhere, in formgrader say."""
    theirs = (grade.manual, grade.comment)
    return theirs == ((review.score, review.remark) if review else (None, None))
