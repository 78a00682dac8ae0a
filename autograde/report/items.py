"""
Classical item analysis: which exercises tell strong from weak students, and how far the sum of
all can be trusted.

Source:
    Crocker and Algina, Introduction to Classical and Modern Test Theory (1986): item-rest
    correlation and alpha, ch. 14 and 6. Kelley (1939) for the upper and lower 27 percent.
    Cronbach (1951) for alpha.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from autograde.model import ExerciseResult, Outcome, Result, Status

Numbers = NDArray[np.float64]

# Below this many students the coefficients are rough: with 100, a correlation of 0.3 has a
# standard error of about 0.09.
ENOUGH = 100
FEWEST = 5
_TAIL = 0.27
_HARD, _EASY, _WEAK = 0.2, 0.95, 0.2


@dataclass(frozen=True)
class Item:
    """
    One exercise over the class. Coefficients are None where they are not defined: too few
    students, or nobody's score differs.

    Args:
        attempted: Students who answered it at all.

        full: Students with full marks.

        difficulty: Mean score over the points that it is worth; 1 is easy.

        rest: Correlation of its score with the sum of all the others.

        d27: Mean score, as a share, of the best 27 percent minus that of the last 27 percent,
            by the total.

        alpha_without: Cronbach's alpha of all the other exercises.

        flags: Sentences about what looks wrong.
    """

    id: str
    points: float
    attempted: int
    full: int
    difficulty: float
    rest: float | None
    d27: float | None
    alpha_without: float | None
    flags: tuple[str, ...] = ()


@dataclass(frozen=True)
class Analysis:
    """
    The class as a whole.

    Args:
        students: Number of submissions that were graded and count here.

        left_out: Students whose submission could not be graded.

        totals: Automatic points of each student, sorted.

        points: The most that can be had.

        alpha: Cronbach's alpha of all exercises.

        sem: Standard error of measurement of a total, in points.
    """

    assignment: str
    students: int
    left_out: tuple[str, ...]
    totals: tuple[float, ...]
    points: float
    alpha: float | None
    sem: float | None
    items: tuple[Item, ...]

    @property
    def caution(self) -> str:
        """A sentence where there are too few students for the coefficients to be exact."""
        if self.students >= ENOUGH:
            return ""
        return (
            f"With {self.students} students the coefficients are rough; read them as hints. "
            f"From about {ENOUGH} on they hold."
        )


def analyse(assignment: str, results: Iterable[Result]) -> Analysis:
    """
    Analyse the results of a class.

    Args:
        results: Refused submissions and those that the grader failed on are left out.
    """
    results = list(results)
    graded = [r for r in results if r.status is Outcome.GRADED]
    left_out = tuple(sorted(r.student for r in results if r.status is not Outcome.GRADED))
    names = [e.id for e in graded[0].exercises if e.checks] if graded else []
    table = [[_exercise(r, name) for name in names] for r in graded]
    scores = np.array([[e.score or 0.0 for e in row] for row in table], dtype=np.float64)
    scores = scores.reshape(len(graded), len(names))
    whole = cronbach_alpha(scores)
    items = tuple(
        _item(name, [row[i] for row in table], scores, i, whole) for i, name in enumerate(names)
    )
    totals = scores.sum(axis=1)
    spread = float(totals.std(ddof=1)) if len(totals) > 1 else 0.0
    sem = None if whole is None else spread * math.sqrt(max(0.0, 1.0 - whole))
    return Analysis(
        assignment,
        len(graded),
        left_out,
        tuple(sorted(map(float, totals))),
        sum(item.points for item in items),
        whole,
        sem,
        items,
    )


def _exercise(result: Result, id: str) -> ExerciseResult:
    return next(e for e in result.exercises if e.id == id)


def _item(
    id: str, column: Sequence[ExerciseResult], scores: Numbers, at: int, whole: float | None
) -> Item:
    points = column[0].max_score
    own = scores[:, at]
    rest = scores.sum(axis=1) - own
    item = Item(
        id,
        points,
        sum(e.status is not Status.NOT_ATTEMPTED for e in column),
        int((own >= points - 1e-9).sum()),
        float(own.mean() / points) if points else 1.0,
        correlation(own, rest),
        upper_lower(own / points if points else own, scores.sum(axis=1)),
        cronbach_alpha(np.delete(scores, at, axis=1)),
    )
    return Item(**{**vars(item), "flags": tuple(_flags(item, len(column), whole))})


def _flags(item: Item, students: int, whole: float | None) -> Iterable[str]:
    if students < FEWEST:
        return
    if item.rest is not None and item.rest < 0:
        yield "r < 0: who is good at the rest fails here. Check the test, and its wording."
    elif item.rest is not None and item.rest < _WEAK and _HARD < item.difficulty < _EASY:
        yield "It hardly tells strong from weak students."
    if item.difficulty < _HARD:
        yield "Fewer than one in five points are earned: too hard, or not understood."
    if item.difficulty > _EASY:
        yield "Nearly everybody has it right."
    if item.alpha_without is not None and whole is not None and item.alpha_without > whole + 0.01:
        yield "Without it the sum would be more reliable."


def correlation(a: Numbers, b: Numbers) -> float | None:
    """Pearson's r, None where one of them does not vary or there are fewer than three."""
    if len(a) < 3 or a.std() < 1e-12 or b.std() < 1e-12:
        return None
    return float(np.corrcoef(a, b)[0, 1])


def upper_lower(share: Numbers, totals: Numbers) -> float | None:
    """
    Mean of the best 27 percent by total minus that of the last 27 percent.

    Students with equal totals at a border count with equal weight, so that their order in the
    list does not matter.
    """
    size = _TAIL * len(totals)
    if len(totals) < FEWEST:
        return None
    return _tail_mean(share, -totals, size) - _tail_mean(share, totals, size)


def _tail_mean(share: Numbers, key: Numbers, size: float) -> float:
    left, total = size, 0.0
    for value in np.unique(key):
        tied = share[key == value]
        taken = min(left, float(len(tied)))
        total += float(tied.mean()) * taken
        left -= taken
        if left <= 1e-12:
            break
    return total / size


def cronbach_alpha(scores: Numbers) -> float | None:
    """
    Cronbach's alpha, None for fewer than two items or students, or where no total differs.

    Args:
        scores: (students, items), in points.
    """
    students, items = scores.shape
    if items < 2 or students < 2:
        return None
    total = scores.sum(axis=1).var(ddof=1)
    if total < 1e-12:
        return None
    return float(items / (items - 1) * (1 - scores.var(axis=0, ddof=1).sum() / total))


def as_record(analysis: Analysis) -> dict[str, Any]:
    """The analysis as plain values, for JSON."""
    return {
        "schema": 1,
        "assignment": analysis.assignment,
        "students": analysis.students,
        "left_out": list(analysis.left_out),
        "points": analysis.points,
        "mean": float(np.mean(analysis.totals)) if analysis.totals else None,
        "median": float(np.median(analysis.totals)) if analysis.totals else None,
        "alpha": analysis.alpha,
        "sem": analysis.sem,
        "caution": analysis.caution,
        "exercises": [{**vars(item), "flags": list(item.flags)} for item in analysis.items],
    }
