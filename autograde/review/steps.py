"""
What an entry of the log does, step by step, and how each step is taken back.

All of it happens within one transaction over the reviews and the gradebook.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import msgspec

from autograde.groups import Decisions, read_decisions, write_decisions
from autograde.review.book import Grade, Rows
from autograde.review.records import Change, Item, Regrouped, Review, Snippet
from autograde.review.rules import Denied, Person, Stale, Written
from autograde.review.scoring import derive, remark
from autograde.review.store import Session


@dataclass(frozen=True)
class Steps:
    """
    The steps of one event.

    Args:
        event: Its id, the version of all that it changes.

        points: Of each exercise, by id.

        decisions: Where what people decided about mistake groups is kept.
    """

    session: Session
    rows: Rows
    who: Person
    event: int
    points: dict[str, float]
    decisions: Path

    def put_review(self, old: Review | None, new: Review, grade: Grade) -> Change:
        """Store a decision and what follows from it."""
        known = self.session.items(new.exercise)
        applied = [known[i] for i in new.items]
        score = derive(grade.auto, self.points[new.exercise], applied)
        if not applied and not (old and old.items):
            score = grade.manual  # entered in formgrader, say: it stands until an item applies
        new = msgspec.structs.replace(
            new,
            score=score,
            remark=remark(applied, new.comment),
            who=self.who.name,
            version=self.event,
        )
        self.session.put_review(new)
        self.rows.write(new.student, new.exercise, new.score, new.remark)
        return Change(review=(old, new), manual=grade.manual, remark=grade.comment)

    def put_item(self, old: Item, new: Item) -> tuple[Written, Change]:
        """
        Change an item of the rubric, and the score of everybody whom it is applied to.

        Raises:
            Denied: If it is in use and this is no instructor.
        """
        affected = self.session.reviews_with(old)
        if affected and not self.who.instructor:
            raise Denied("this item is applied already: changing it is for an instructor")
        new = msgspec.structs.replace(new, version=self.event)
        self.session.put_item(new)
        known = self.session.items(new.exercise)
        self.rows.load(new.exercise)
        done, skipped = 0, []
        for student, review in affected.items():
            grade = self.rows.grade(student, new.exercise)
            if grade is None or not untouched(review, grade):
                skipped.append(student)
                continue
            applied = [known[i] for i in review.items]
            score = derive(grade.auto, self.points[new.exercise], applied)
            fresh = msgspec.structs.replace(
                review, score=score, remark=remark(applied, review.comment), version=self.event
            )
            self.session.put_review(fresh)
            self.rows.write(student, new.exercise, fresh.score, fresh.remark)
            done += 1
        return Written(done, tuple(skipped)), Change(item=(old, new))

    # -------------------------------------------------------------------------- undo
    def take_back(self, change: Change) -> Change:
        """
        Bring back what was there before.

        Raises:
            Stale: If it was changed since.

            Denied: If it is not for this person.
        """
        if change.groups:
            return self._take_back_groups(change.groups)
        if change.item is not None:
            return self._take_back_item(change.item)
        if change.snippet is not None:
            return self._take_back_snippet(change.snippet)
        assert change.review is not None, "a change changes something"
        return self._take_back_review(change.review, change)

    def _take_back_review(
        self, pair: tuple[Review | None, Review | None], change: Change
    ) -> Change:
        before, after = pair
        someone = before or after
        assert someone is not None, "one of them is there"
        student, exercise = someone.student, someone.exercise
        self.who.check([student])
        now, grade = self.session.review(student, exercise), known_grade(self.rows, someone)
        same = (now and now.content) == (after and after.content)
        if not same or (now is not None and not untouched(now, grade)):
            by = f" by {now.who}" if now is not None else ""
            raise Stale(f"{student} was changed since{by}; nothing was taken back")
        if before is not None:
            done = self.put_review(now, before, grade)
            if not before.items and before.score is not None:  # it stood in formgrader
                self.rows.write(student, exercise, before.score, before.remark)
                self.session.put_review(
                    msgspec.structs.replace(before, who=self.who.name, version=self.event)
                )
            return done
        self.session.drop_review(student, exercise)
        self.rows.write(student, exercise, change.manual, change.remark)
        return Change(review=(now, None), manual=grade.manual, remark=grade.comment)

    def _take_back_item(self, pair: tuple[Item | None, Item | None]) -> Change:
        before, after = pair
        now = self.session.item((before or after).id)  # type: ignore[union-attr]  # one is there
        if now is None or after is None or _plain(now) != _plain(after):
            raise Stale("the item was changed since; nothing was taken back")
        if before is None:  # its making: it is not offered any more
            if self.session.uses(now.exercise).get(now.id):
                raise Stale(f"{now.label!r} is applied to answers; nothing was taken back")
            before = msgspec.structs.replace(now, active=False)
        return self.put_item(now, before)[1]

    def _take_back_snippet(self, pair: tuple[Snippet | None, Snippet | None]) -> Change:
        before, after = pair
        assert after is not None, "a comment is never deleted"
        now = self.session.snippet(after.id)
        if now is None or (now.text, now.active) != (after.text, after.active):
            raise Stale("the comment was changed since; nothing was taken back")
        back = before or msgspec.structs.replace(now, active=False)
        back = msgspec.structs.replace(back, version=self.event)
        self.session.put_snippet(back)
        return Change(snippet=(now, back))

    def _take_back_groups(self, changed: tuple[Regrouped, ...]) -> Change:
        decisions = read_decisions(self.decisions)
        self.who.check(c.key for c in changed if c.kind == "moved")
        now = _entries(decisions)
        if any(now.get((c.kind, c.exercise, c.key)) != c.after for c in changed):
            raise Stale("these groups were changed since; nothing was taken back")
        for c in changed:
            at = decisions.moved.setdefault(c.exercise, {}) if c.exercise else (
                decisions.merged if c.kind == "merged" else decisions.titles
            )  # fmt: skip
            if c.before is None:
                at.pop(c.key, None)
            else:
                at[c.key] = c.before
        write_decisions(self.decisions, decisions)
        back = (
            msgspec.structs.replace(c, before=c.after, after=c.before) for c in reversed(changed)
        )
        return Change(groups=tuple(back))


def regrouped(before: Decisions, after: Decisions) -> tuple[Regrouped, ...]:
    """How decisions about mistake groups differ."""
    old, new = _entries(before), _entries(after)
    return tuple(
        Regrouped(*key, old.get(key), new.get(key))
        for key in sorted(old.keys() | new.keys())
        if old.get(key) != new.get(key)
    )


def _entries(decisions: Decisions) -> dict[tuple[str, str, str], str]:
    """All entries by kind, exercise and key."""
    return {
        **{
            ("moved", exercise, student): id
            for exercise, moved in decisions.moved.items()
            for student, id in moved.items()
        },
        **{("merged", "", id): into for id, into in decisions.merged.items()},
        **{("titles", "", id): title for id, title in decisions.titles.items()},
    }


def _plain(item: Item) -> tuple[str, float, bool]:
    return item.label, item.points, item.active


def known_grade(rows: Rows, of: Review) -> Grade:
    """
    What the gradebook says of an answer.

    Raises:
        Stale: If it does not know it any more.
    """
    grade = rows.grade(of.student, of.exercise)
    if grade is None:
        raise Stale("the gradebook does not know this answer any more")
    return grade


def untouched(review: Review | None, grade: Grade) -> bool:
    """Whether nobody has written a score or a comment elsewhere, in formgrader say."""
    theirs = (grade.manual, grade.comment)
    return theirs == ((review.score, review.remark) if review else (None, None))
