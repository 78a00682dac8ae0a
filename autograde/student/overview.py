"""What `progress()` answers: exercises, points and time, as text and as a picture."""

from __future__ import annotations

from dataclasses import dataclass

from autograde.manifest import Exercise, Manifest
from autograde.student.report import PASS, TO_DO, Report, outcome_in_words
from autograde.student.shown import (
    Shown,
    code_of,
    columns,
    heading,
    painted,
    text_of,
    visible,
    wrapped,
)
from autograde.words import _, plural

_BAR = 40
_PICTURE_WIDTH, _PICTURE_HEIGHT = 640, 34
# Room for one character of a mark, in pixels.
_MARK = 9


@dataclass(frozen=True, repr=False)
class Progress(Shown):
    """
    How far a student has come since the notebook was started.

    Args:
        manifest: The assignment.

        reports: The last report of each exercise that was checked, by exercise.
    """

    manifest: Manifest
    reports: dict[str, Report]

    @property
    def accent(self) -> str:  # type: ignore[override]
        """Good once everything passes."""
        return "good" if self.following is None else ""

    @property
    def following(self) -> Exercise | None:
        """The first exercise that does not pass yet."""
        return next((e for e in self.manifest.exercise if not self._passes(e)), None)

    @property
    def headline(self) -> str:
        """How many exercises pass."""
        return _("{title}: {good} of {count} exercises pass").format(
            title=self.manifest.title,
            good=sum(map(self._passes, self.manifest.exercise)),
            count=len(self.manifest.exercise),
        )

    @property
    def sums(self) -> str:
        """Points and time in one sentence."""
        open_minutes = sum(e.minutes for e in self.manifest.exercise if not self._passes(e))
        points = sum(e.points for e in self.manifest.exercise if self._passes(e))
        return _(
            "Exercises worth {points} of {all_points} points pass their public checks; about "
            "{minutes} minutes of {all_minutes} are left."
        ).format(
            points=f"{points:g}",
            all_points=f"{self.manifest.points:g}",
            minutes=open_minutes,
            all_minutes=sum(e.minutes for e in self.manifest.exercise),
        )

    @property
    def footer(self) -> list[str]:
        """What comes next."""
        lines = []
        if self.following is not None:
            number = self.manifest.exercise.index(self.following) + 1
            lines.append(
                _('Next: exercise {number}, "{title}", about {minutes} minutes: {call}').format(
                    number=number,
                    title=self.following.title,
                    minutes=self.following.minutes,
                    call=f'check("{self.following.id}")',
                )
            )
        else:
            lines.append(_("Congratulations: every exercise passes its public checks."))
        if self.manifest.question:
            count = len(self.manifest.question)
            lines.append(
                plural(
                    "{count} question in words is read by a person ({points} points).",
                    "{count} questions in words are read by a person ({points} points).",
                    count,
                ).format(count=count, points=f"{self.manifest.manual_points:g}")
            )
        return lines

    def text(self, *, colour: bool = False) -> str:
        """A bar, a line for each exercise, and what comes next."""
        words = [self._word(e) for e in self.manifest.exercise]
        width = max(map(len, words))
        lines = [f"  {self._bar()}", *(f"  {line}" for line in wrapped(self.sums))]
        for number, (exercise, word) in enumerate(
            zip(self.manifest.exercise, words, strict=True), 1
        ):
            accent = self.reports[exercise.id].accent if exercise.id in self.reports else ""
            left = f"{number:4d}. {painted(word, accent, colour)}{' ' * (width - len(word))}"
            right = self._worth(exercise)
            middle = f"  {exercise.id}: {exercise.title}"
            room = columns() - 8 - width - len(right)
            lines.append(f"{left}{visible(middle)[:room]:{room}}  {right}")
        lines += [f"  {line}" for line in self.footer]
        return "\n".join([visible(self.headline), *lines])

    def body(self) -> str:
        """The same with a picture of the time."""
        rows = "".join(
            f"<li>{text_of(self._word(e))}: {code_of(e.id)} {text_of(e.title)} "
            f"({text_of(self._worth(e))})</li>"
            for e in self.manifest.exercise
        )
        parts = [
            heading(text_of(self.headline), 3),
            self._picture(),
            f"<p>{text_of(self.sums)}</p>",
        ]
        parts += [f"<ol>{rows}</ol>", *(f"<p>{text_of(line)}</p>" for line in self.footer)]
        return "".join(parts)

    # ------------------------------------------------------------------------------ parts
    def _passes(self, exercise: Exercise) -> bool:
        report = self.reports.get(exercise.id)
        return report is not None and report.outcome == PASS

    def _word(self, exercise: Exercise) -> str:
        report = self.reports.get(exercise.id)
        return _("not checked") if report is None else outcome_in_words(report.outcome)

    def _worth(self, exercise: Exercise) -> str:
        text = plural(
            "{points} point, {minutes} min", "{points} points, {minutes} min", exercise.points
        )
        return text.format(points=f"{exercise.points:g}", minutes=exercise.minutes)

    def _bar(self) -> str:
        total = sum(e.minutes for e in self.manifest.exercise)
        done = sum(e.minutes for e in self.manifest.exercise if self._passes(e))
        filled = _BAR * done // total
        return f"[{'#' * filled}{'.' * (_BAR - filled)}]"

    def _picture(self) -> str:
        """
        One box for each exercise, as wide as it takes time: full where it passes, striped where
        it was tried, empty where it was not. The page's own colour, so it shows on any.
        """
        total = sum(e.minutes for e in self.manifest.exercise)
        at, boxes = 1.0, []
        for number, exercise in enumerate(self.manifest.exercise, 1):
            width = (_PICTURE_WIDTH - 2) * exercise.minutes / total
            report = self.reports.get(exercise.id)
            tried = report is not None and report.outcome != TO_DO
            fill = (
                "currentColor" if self._passes(exercise) else "url(#ag-tried)" if tried else "none"
            )
            opacity = ' fill-opacity="0.3"' if self._passes(exercise) else ""
            box = f'x="{at:.1f}" y="1" width="{width:.1f}" height="{_PICTURE_HEIGHT - 2}"'
            boxes.append(f'<rect {box} fill="{fill}"{opacity} stroke="currentColor"/>')
            mark = f"{number}\u2713" if self._passes(exercise) else str(number)
            if width < _MARK * len(mark):
                mark = str(number)  # its filling says that it passes
            if width >= _MARK * len(mark):
                boxes.append(
                    f'<text x="{at + width / 2:.1f}" y="{_PICTURE_HEIGHT / 2 + 4:.1f}" '
                    f'font-size="12" text-anchor="middle" fill="currentColor">{mark}</text>'
                )
            at += width
        stripes = (
            '<defs><pattern id="ag-tried" width="6" height="6" patternUnits="userSpaceOnUse">'
            '<path d="M0 6 6 0" stroke="currentColor" stroke-opacity="0.45"/></pattern></defs>'
        )
        return (
            f'<svg role="img" aria-label="{text_of(self.headline)}" width="{_PICTURE_WIDTH}" '
            f'height="{_PICTURE_HEIGHT}" viewBox="0 0 {_PICTURE_WIDTH} {_PICTURE_HEIGHT}">'
            f"{stripes}{''.join(boxes)}</svg>"
        )
