"""What is kept of a review: rubric items, decisions, comments, claims, and the log's entries."""

from __future__ import annotations

import msgspec


class Item(msgspec.Struct, frozen=True):
    """
    A line of a rubric.

    Args:
        points: Added to the score of an answer that it is applied to; may be below zero.

        active: Whether it is offered; one that is not stays where it was applied.
    """

    id: int
    exercise: str
    label: str
    points: float
    active: bool = True
    version: int = 0


class Review(msgspec.Struct, frozen=True):
    """
    What a person decided about one answer.

    Args:
        items: Ids of the rubric items that apply, sorted.

        comment: Markdown.

        score, remark: What was last written into the gradebook: manual score and comment.

        who: Changed it last.
    """

    student: str
    exercise: str
    items: tuple[int, ...] = ()
    comment: str = ""
    score: float | None = None
    remark: str | None = None
    who: str = ""
    version: int = 0

    @property
    def content(self) -> tuple[tuple[int, ...], str]:
        """What was decided, without what follows from it."""
        return self.items, self.comment


class Snippet(msgspec.Struct, frozen=True):
    """A comment that may be used again; for all exercises if `exercise` is empty."""

    id: int
    exercise: str
    text: str
    active: bool = True
    version: int = 0


class Claim(msgspec.Struct, frozen=True):
    """
    An answer that somebody has open.

    Args:
        since, until: Seconds since 1970; it is forgotten after the second.
    """

    who: str
    exercise: str
    student: str
    since: float
    until: float


class Regrouped(msgspec.Struct, frozen=True):
    """
    One entry of what people decided about mistake groups, and how it changed.

    Args:
        kind: The part of `autograde.groups.Decisions`: ``moved``, ``merged`` or ``titles``.

        exercise: Of a student that was moved; empty otherwise.

        key: A student, or the id of a group.
    """

    kind: str
    exercise: str
    key: str
    before: str | None
    after: str | None


class Change(msgspec.Struct, frozen=True):
    """
    How an event changed one thing: exactly one pair of before and after, None is "not there"; or
    the entries of mistake groups.

    Args:
        manual, remark: What the gradebook held before a review was first saved.
    """

    review: tuple[Review | None, Review | None] | None = None
    item: tuple[Item | None, Item | None] | None = None
    snippet: tuple[Snippet | None, Snippet | None] | None = None
    groups: tuple[Regrouped, ...] = ()
    manual: float | None = None
    remark: str | None = None


class Event(msgspec.Struct, frozen=True):
    """
    An entry of the log.

    Args:
        what: A sentence.

        undone_by: The event that took it back.
    """

    id: int
    at: str
    who: str
    what: str
    exercise: str
    changes: tuple[Change, ...]
    undone_by: int | None = None
