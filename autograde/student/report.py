"""
What `check()` answers, as text and as static HTML.

The outcome comes first, in words; the first failure in detail, the others by their titles. The
HTML uses nothing but b, br, code, div, li, pre and ul, without styles or scripts, so that it
survives every cleaner and is readable in dark mode, without colour and by a screen reader.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from html import escape
from typing import Any

from autograde.course import Exercise
from autograde.model import CheckResult, Status

PASS, NOT_YET, ERROR, TO_DO = "PASS", "NOT YET", "ERROR", "TO DO"
_OURS = "Something is wrong on our side, not with your code."


class _Shown(ABC):
    """Shows itself in a notebook: as HTML, and as text where there is none."""

    @abstractmethod
    def text(self) -> str:
        """As plain text."""

    @abstractmethod
    def html(self) -> str:
        """As HTML."""

    def __repr__(self) -> str:
        return self.text()

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, str]:
        return {"text/plain": self.text(), "text/html": self.html()}


@dataclass(frozen=True, repr=False)
class Report(_Shown):
    """
    The checks of one exercise and how they ended.

    Args:
        exercise: The exercise.

        results: One for each check that ran.

        more_at_grading: Whether hidden checks of this exercise also run at grading.

        number: Position of the exercise in the assignment, from 1.

        following: The next exercise, if there is one.
    """

    exercise: Exercise
    results: tuple[CheckResult, ...]
    more_at_grading: bool = False
    number: int = 0
    following: Exercise | None = None

    @property
    def passed(self) -> bool:
        """Whether every check passed."""
        return all(r.status is Status.PASSED for r in self.results)

    @property
    def word(self) -> str:
        """The outcome in one word."""
        statuses = {r.status for r in self.results}
        if Status.GRADER_ERROR in statuses:
            return ERROR
        if statuses <= {Status.PASSED}:
            return PASS
        return TO_DO if statuses == {Status.NOT_ATTEMPTED} else NOT_YET

    @property
    def headline(self) -> str:
        """The outcome as a sentence."""
        count, good = len(self.results), sum(r.status is Status.PASSED for r in self.results)
        if self.word == TO_DO:
            return f"{self.exercise.id}: not attempted yet"
        if self.word == PASS:
            return f"{self.exercise.id}: {_checks(count)} pass" + ("es" if count == 1 else "")
        return f"{self.exercise.id}: {good} of {_checks(count)} pass"

    @property
    def points(self) -> str:
        """The points that these checks are worth."""
        earned = sum(r.points for r in self.results)
        worth = sum(r.max_points for r in self.results)
        return f"{earned:g} of {worth:g} point" + ("" if worth == 1 else "s")

    @property
    def failed(self) -> list[CheckResult]:
        """What did not pass, in order."""
        return [r for r in self.results if r.status is not Status.PASSED]

    @property
    def footer(self) -> list[str]:
        """What the student can do next."""
        lines = []
        if self.word != PASS:
            more = next((f'explain("{r.code}")' for r in self.failed if r.code), "")
            hint = f'Hints: hint("{self.exercise.id}")'
            lines.append(f"{hint}. More: {more}." if more else f"{hint}.")
        if self.more_at_grading:
            lines.append("Hidden checks with other data also run at grading.")
        if self.word == PASS and self.following is not None:
            lines.append(f'Next: exercise {self.number + 1}, "{self.following.title}".')
        return lines

    def text(self) -> str:
        """The report as plain text, at most about 80 columns wide."""
        head = f"{self.word}  {self.headline}"
        lines = [f"{head}{self.points.rjust(max(2, 80 - len(head)))}" if self.results else head]
        failed = [] if self.word == TO_DO else self.failed
        for i, result in enumerate(failed):
            if i == 0:
                lines += [f"  {result.title}"]
                lines += [f"    {line}" for line in _detail(result)]
            else:
                lines += [f"  Also: {result.title}"]
        return "\n".join(lines + [f"  {line}" for line in self.footer])

    def html(self) -> str:
        """The report as HTML."""
        parts = [f"<b>{self.word}</b> &nbsp; {escape(self.headline)}"]
        parts[0] += f" &nbsp; ({escape(self.points)})" if self.results else ""
        failed = [] if self.word == TO_DO else self.failed
        if failed:
            first, *others = failed
            parts.append(f"<b>{escape(first.title)}</b>")
            parts.append(f"<pre>{escape(chr(10).join(_detail(first)))}</pre>")
            if others:
                items = "".join(f"<li>{escape(r.title)}</li>" for r in others)
                parts.append(f"Also not yet:<ul>{items}</ul>")
        parts += [escape(line) for line in self.footer]
        return "<div>" + "".join(f"<div>{part}</div>" for part in parts) + "</div>"


@dataclass(frozen=True, repr=False)
class Note(_Shown):
    """A short text in answer to a call, with a title."""

    title: str
    lines: tuple[str, ...]

    def text(self) -> str:
        """The note as plain text."""
        return "\n".join([self.title, *(f"  {line}" for line in self.lines)])

    def html(self) -> str:
        """The note as HTML."""
        body = "".join(f"<div>{escape(line)}</div>" for line in self.lines)
        return f"<div><b>{escape(self.title)}</b>{body}</div>"


@dataclass(frozen=True, repr=False)
class Reports(_Shown):
    """The reports of several exercises."""

    reports: tuple[Report, ...]

    def text(self) -> str:
        """All of them as plain text."""
        return "\n\n".join(r.text() for r in self.reports)

    def html(self) -> str:
        """All of them as HTML."""
        return "".join(r.html() for r in self.reports)


def _checks(count: int) -> str:
    return f"{count} check" if count == 1 else f"{count} checks"


def _detail(result: CheckResult) -> list[str]:
    lines = result.message.splitlines() or [str(result.status)]
    if lines[0].strip().rstrip(".") == result.title.strip().rstrip("."):
        lines = lines[1:] or [_in_words(result.status)]
    return [_OURS, *lines] if result.status is Status.GRADER_ERROR else lines


def _in_words(status: Status) -> str:
    return {
        Status.FAILED: "This does not hold yet.",
        Status.NOT_ATTEMPTED: "Not attempted yet.",
        Status.TIMED_OUT: "It took too long.",
        Status.KILLED: "Your code's process ended.",
    }.get(status, str(status))
