"""A class report as one HTML page, as CSV and as JSON."""

from __future__ import annotations

import csv
import io
import statistics
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from autograde.csvtable import neutral
from autograde.model import Result, Status
from autograde.report.effort import TimeNeeded
from autograde.report.figures import (
    difficulty_and_discrimination,
    minutes_needed,
    score_distribution,
)
from autograde.report.items import Analysis
from autograde.report.rendering import html_environment

_SHOWN_GROUPS = 20


@dataclass(frozen=True)
class SharedMistake:
    """
    A mistake that several students made.

    Args:
        says: What went wrong: the known mistake, or the first check that failed.
    """

    exercise: str
    says: str
    count: int


def shared_mistakes(results: Iterable[Result]) -> list[SharedMistake]:
    """What two or more students got wrong in the same way, most frequent first."""
    seen: Counter[tuple[str, str]] = Counter()
    for result in results:
        for exercise in result.exercises:
            failed = [
                c for c in exercise.checks
                if c.status not in (Status.PASSED, Status.NOT_ATTEMPTED, Status.GRADER_ERROR)
            ]  # fmt: skip
            if failed:
                says = exercise.diagnosis or f"fails: {', '.join(c.title for c in failed)}"
                seen[exercise.id, says] += 1
    return [
        SharedMistake(exercise, says, count)
        for (exercise, says), count in seen.most_common(_SHOWN_GROUPS)
        if count > 1
    ]


def as_html(title: str, analysis: Analysis, results: Sequence[Result], needed: TimeNeeded) -> str:
    """
    The report as one self-contained page without scripts.

    Args:
        title: Of the assignment.

        analysis: Of these results; of at least one graded submission.

        needed: How long the exercises took.
    """
    seconds = [r.timing.get("student_cpu_seconds", 0.0) for r in results]
    return (
        html_environment()
        .get_template("class.html.j2")
        .render(
            title=title,
            analysis=analysis,
            mean=statistics.fmean(analysis.totals),
            median=statistics.median(analysis.totals),
            seconds=statistics.median(seconds),
            distribution=score_distribution(analysis),
            scatter=difficulty_and_discrimination(analysis),
            flagged=[item for item in analysis.items if item.flags],
            groups=shared_mistakes(results),
            needed=needed,
            minutes=minutes_needed(needed) if needed.known else None,
            number=_number,
        )
    )


def as_csv(results: Iterable[Result]) -> str:
    """One line for each student: scores by exercise and the total, safe to open in a sheet."""
    results = sorted(results, key=lambda r: r.student)
    names = [e.id for e in results[0].exercises if e.checks] if results else []
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(["student", "status", *names, "score", "max_score"])
    for result in results:
        scores = {e.id: e.score for e in result.exercises}
        row = [scores.get(name) for name in names]
        writer.writerow(
            [neutral(result.student), result.status, *row, result.score, result.max_score]
        )
    return text.getvalue()


def exercises_as_csv(analysis: Analysis, needed: TimeNeeded) -> str:
    """One line for each exercise: its coefficients, and the minutes that it took."""
    efforts = {effort.exercise: effort for effort in needed.efforts}
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(
        ["exercise", "points", "attempted", "full", "difficulty", "rest", "d27", "alpha_without",
         "minutes_stated", "minutes_known_of", "minutes_lower_quartile", "minutes_median",
         "minutes_upper_quartile", "flags"]
    )  # fmt: skip
    for item in analysis.items:
        effort = efforts[item.id]
        numbers = (item.difficulty, item.rest, item.d27, item.alpha_without)
        writer.writerow(
            [item.id, item.points, item.attempted, item.full, *map(_rounded, numbers),
             effort.stated, effort.students, *map(_rounded, effort.quartiles or (None,) * 3),
             " ".join(item.flags)]
        )  # fmt: skip
    return text.getvalue()


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def _number(value: float | None) -> str:
    return "not defined" if value is None else f"{value:.2f}"
