"""What people may do, and what counts as an item's text, its points and a comment."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from autograde.errors import AutogradeError, UsageError
from autograde.review.book import Grade
from autograde.review.records import Review

MAX_COMMENT, MAX_LABEL, MAX_TITLE, MAX_POINTS = 20_000, 1_000, 160, 1_000.0


class Stale(AutogradeError):
    """Somebody else has changed it since it was looked at; nothing was written."""


class Denied(AutogradeError):
    """Not for this role, or not a student of the sections given."""


@dataclass(frozen=True)
class Written:
    """
    What became of an action on many answers.

    Args:
        skipped: Students whose answer was changed elsewhere meanwhile, and was left alone.
    """

    done: int
    skipped: tuple[str, ...] = ()


@dataclass(frozen=True)
class Person:
    """
    Who works.

    Args:
        sees: Whether a student is in their sections.
    """

    name: str
    instructor: bool = True
    sees: Callable[[str], bool] = lambda student: True

    def check(self, students: Iterable[str]) -> None:
        """
        Raises:
            Denied: If one of the students is not theirs.
        """
        if not all(map(self.sees, students)):
            raise Denied("this student is not in your sections")


def token(review: Review | None, grade: Grade) -> str:
    """What a form carries: changes with the review and with the gradebook."""
    return f"{review.version if review else 0}.{grade.digest}"


def check_text(text: str) -> str:
    """
    A comment as it is kept.

    Raises:
        UsageError: If it is too long.
    """
    text = text.replace("\r\n", "\n").replace("\0", "").strip()
    if len(text) > MAX_COMMENT:
        raise UsageError(f"a comment has at most {MAX_COMMENT} characters", found=f"{len(text)}.")
    return text


def check_label(text: str) -> str:
    """
    The text of a rubric item, in one line.

    Raises:
        UsageError: If it is empty or too long.
    """
    text = " ".join(text.replace("\0", "").split())
    if not 0 < len(text) <= MAX_LABEL:
        raise UsageError(f"an item needs a text of at most {MAX_LABEL} characters")
    return text


def check_title(text: str) -> str:
    """
    The name of a mistake group, in one line; empty for none.

    Raises:
        UsageError: If it is too long.
    """
    text = " ".join(text.replace("\0", "").split())
    if len(text) > MAX_TITLE:
        raise UsageError(f"a group's name has at most {MAX_TITLE} characters")
    return text


def check_points(points: float) -> float:
    """
    Points of a rubric item.

    Raises:
        UsageError: If they make no sense.
    """
    if not math.isfinite(points) or abs(points) > MAX_POINTS:
        raise UsageError(f"points are a number between -{MAX_POINTS:g} and {MAX_POINTS:g}")
    return points
