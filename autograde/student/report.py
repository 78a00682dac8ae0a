"""
What `check()` answers: the outcome first, in words; the first failure in detail, the rest folded.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from autograde.manifest import Exercise
from autograde.model import CheckResult, Status
from autograde.student.message import Aside, Message
from autograde.student.shown import (
    WIDEST,
    Shown,
    columns,
    folded,
    heading,
    painted,
    paragraphs,
    text_of,
    visible,
    wrapped,
)
from autograde.words import _, plural

PASS, NOT_YET, ERROR, TO_DO = "PASS", "NOT YET", "ERROR", "TO DO"
"""The outcomes, as they are kept; `Report.word` is how they are shown."""

_ACCENTS = {PASS: "good", NOT_YET: "wait", ERROR: "bad", TO_DO: ""}


def outcome_in_words(outcome: str) -> str:
    """An outcome as the reader sees it."""
    return {PASS: _("PASS"), NOT_YET: _("NOT YET"), ERROR: _("ERROR"), TO_DO: _("TO DO")}[outcome]


@dataclass(frozen=True, repr=False)
class Report(Shown):
    """
    The checks of one exercise and how they ended.

    Args:
        exercise: The exercise.

        results: One for each check that ran.

        more_at_grading: Whether hidden checks of this exercise also run at grading.

        number: Position of the exercise in the assignment, from 1.

        following: The next exercise, if there is one.

        asides: What the student's own notebook adds to a failed check, by check.

        unread: Why Python could not read the exercise's cell, if it could not.

        live: Whether the student's own notebook was checked as it is now, cells that were not
            run included.
    """

    exercise: Exercise
    results: tuple[CheckResult, ...]
    more_at_grading: bool = False
    number: int = 0
    following: Exercise | None = None
    asides: dict[str, Aside] = field(default_factory=dict)
    unread: str = ""
    live: bool = False

    @property
    def passed(self) -> bool:
        """Whether every check passed."""
        return all(r.status is Status.PASSED for r in self.results)

    @property
    def outcome(self) -> str:
        """`PASS`, `NOT_YET`, `TO_DO`, or `ERROR` where the checker itself failed."""
        statuses = {r.status for r in self.results}
        if Status.GRADER_ERROR in statuses:
            return ERROR
        if statuses <= {Status.PASSED}:
            return PASS
        return TO_DO if statuses == {Status.NOT_ATTEMPTED} else NOT_YET

    @property
    def word(self) -> str:
        """The outcome in the reader's language."""
        return outcome_in_words(self.outcome)

    @property
    def accent(self) -> str:  # type: ignore[override]
        """How the frame is coloured."""
        return _ACCENTS[self.outcome]

    @property
    def headline(self) -> str:
        """The outcome as a sentence."""
        count, good = len(self.results), sum(r.status is Status.PASSED for r in self.results)
        if self.outcome == TO_DO:
            return _("{exercise}: not attempted yet").format(exercise=self.exercise.id)
        if self.outcome == PASS:
            text = plural(
                "{exercise}: {count} check passes", "{exercise}: {count} checks pass", count
            )
        else:
            text = plural(
                "{exercise}: {good} of {count} check passes",
                "{exercise}: {good} of {count} checks pass",
                count,
            )
        return text.format(exercise=self.exercise.id, good=good, count=count)

    @property
    def points(self) -> str:
        """The points that these checks are worth."""
        worth = sum(r.max_points for r in self.results)
        earned = f"{sum(r.points for r in self.results):g}"
        text = plural("{earned} of {worth} point", "{earned} of {worth} points", worth)
        return text.format(earned=earned, worth=f"{worth:g}")

    @property
    def failed(self) -> list[CheckResult]:
        """What is to be told of, in order: what did not pass, once it was attempted."""
        if self.outcome == TO_DO:
            return []
        return [r for r in self.results if r.status is not Status.PASSED]

    @property
    def footer(self) -> list[str]:
        """What the student can do next."""
        lines = []
        if self.outcome == TO_DO and self.live and not self.unread:
            lines.append(_("Have you written it already? Then run its cell first."))
        if self.outcome in (NOT_YET, TO_DO):
            code = next((r.code for r in self.failed if r.code), "")
            hint = _("A hint is available: {call}").format(call=f'hint("{self.exercise.id}")')
            more = _("More about this: {call}").format(call=f'explain("{code}")')
            lines += [hint, more] if code else [hint]
        if self.more_at_grading:
            lines.append(_("Hidden checks with other data also run at grading."))
        if self.outcome == PASS and self.following is not None:
            lines.append(
                _('Next: exercise {number}, "{title}".').format(
                    number=self.number + 1, title=self.following.title
                )
            )
        return lines

    def line(self, *, colour: bool = False, indent: int = 0) -> str:
        """
        The first line of the report.

        Args:
            indent: How many blanks it will stand behind.
        """
        word, rest = painted(self.word, self.accent, colour), f"  {visible(self.headline)}"
        if not self.results:
            return word + rest
        room = columns() - indent - len(self.word) - len(rest) - len(self.points)
        if room < 2 and columns() < WIDEST:  # a line that is broken is harder to read
            return word + rest
        return f"{word}{rest}{' ' * max(2, room)}{self.points}"

    def text(self, *, colour: bool = False) -> str:
        """The report as plain text."""
        lines = wrapped(self.unread) if self.unread else []
        for i, result in enumerate(self.failed):
            if i == 0:
                lines += wrapped(result.title)
                lines += [f"  {line}" for line in self._message(result).text()]
                if picture := self._aside(result).picture:
                    lines += wrapped(_("Picture: {what}").format(what=picture[1]), "  ", "  ")
            else:
                lines += wrapped(_("Also not yet: {title}").format(title=result.title))
        lines += [part for line in self.footer for part in wrapped(line)]
        return "\n".join([self.line(colour=colour), *(f"  {visible(line)}" for line in lines)])

    def body(self) -> str:
        """The report as HTML."""
        points = f" &nbsp; ({text_of(self.points)})" if self.results else ""
        parts = [heading(f"{text_of(self.word)} &nbsp; {text_of(self.headline)}{points}", 3)]
        if self.unread:
            parts.append(paragraphs([self.unread]))
        if self.failed:
            first, *others = self.failed
            parts += [heading(text_of(first.title), 4), self._message(first).html()]
            if picture := self._aside(first).picture:
                source = f"data:image/png;base64,{picture[0]}"
                parts.append(f'<p><img src="{source}" alt="{text_of(picture[1])}"></p>')
            if others:
                count = len(others)
                summary = plural(
                    "{count} more check does not pass yet",
                    "{count} more checks do not pass yet",
                    count,
                ).format(count=count)
                inside = "".join(
                    heading(text_of(r.title), 4) + self._message(r).html() for r in others
                )
                parts.append(folded(summary, inside))
        parts.append(paragraphs(self.footer))
        return "".join(parts)

    def _message(self, result: CheckResult) -> Message:
        return Message.read(result, self._aside(result))

    def _aside(self, result: CheckResult) -> Aside:
        return self.asides.get(result.id, Aside())


@dataclass(frozen=True, repr=False)
class Reports(Shown):
    """The reports of all exercises: the first that does not pass in detail, the rest folded."""

    reports: tuple[Report, ...]

    @property
    def headline(self) -> str:
        """How many exercises pass."""
        good = sum(r.outcome == PASS for r in self.reports)
        return _("{good} of {count} exercises pass").format(good=good, count=len(self.reports))

    @property
    def accent(self) -> str:  # type: ignore[override]
        """Good where everything passes."""
        return "good" if all(r.outcome == PASS for r in self.reports) else "wait"

    @property
    def detailed(self) -> Report | None:
        """The first report that needs words: of what was tried, else of what comes next."""
        tried = [r for r in self.reports if r.outcome in (NOT_YET, ERROR)]
        return tried[0] if tried else None

    @property
    def unread(self) -> list[str]:
        """What could not be read of the exercises that are not told of in detail."""
        return [r.unread for r in self.reports if r.unread and r is not self.detailed]

    def text(self, *, colour: bool = False) -> str:
        """One line for each exercise, then the first failure in detail."""
        lines = [
            self.headline,
            *(f"  {visible(line)}" for text in self.unread for line in wrapped(text)),
            *(f"  {r.line(colour=colour, indent=2)}" for r in self.reports),
        ]
        if self.detailed is not None:
            lines += ["", self.detailed.text(colour=colour)]
        return "\n".join(lines)

    def body(self) -> str:
        """The first failure in detail, all others folded."""
        parts = [heading(text_of(self.headline), 3), paragraphs(self.unread)]
        if self.detailed is not None:
            parts.append(self.detailed.body())
        for report in self.reports:
            if report is self.detailed:
                continue
            title = f"{report.word}  {report.headline}"
            parts.append(folded(title, _without_title(report.body())))
        return "".join(parts)


def _without_title(body: str) -> str:
    """A report whose first line already stands in the summary that it is folded under."""
    return body.split("</p>", 1)[1] or paragraphs([_("There is nothing more to say.")])
