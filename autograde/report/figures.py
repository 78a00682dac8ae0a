"""The figures of a class report: static, with axis labels and units, readable without colour."""

from __future__ import annotations

import base64
import io
from dataclasses import dataclass
from typing import Any

import numpy as np

from autograde.report.effort import TimeNeeded
from autograde.report.items import Analysis

# Okabe and Ito's palette: told apart by colour-blind readers.
_BLUE, _ORANGE = "#0072B2", "#D55E00"


@dataclass(frozen=True)
class Figure:
    """
    A picture for a page.

    Args:
        png: Base64 of a PNG.

        alt: What it shows, as a sentence.
    """

    png: str
    alt: str


def score_distribution(analysis: Analysis) -> Figure:
    """Histogram of the totals, one bar for each twentieth of the points."""
    totals = np.array(analysis.totals)
    median = float(np.median(totals))
    figure, axes = _axes(7.0, 3.0)
    edges = np.linspace(0, analysis.points, min(20, max(4, int(analysis.points))) + 1)
    axes.hist(np.clip(totals, 0, analysis.points), bins=edges, color=_BLUE, edgecolor="white")
    axes.axvline(median, color=_ORANGE, linestyle="--", label=f"median {median:.1f}")
    axes.set_xlabel("automatic score (points)")
    axes.set_ylabel("students")
    axes.yaxis.get_major_locator().set_params(integer=True)
    axes.legend(frameon=False)
    low, high = (float(v) for v in np.quantile(totals, (0.25, 0.75)))
    alt = (
        f"Histogram of the scores of {analysis.students} students from 0 to "
        f"{analysis.points:g} points. The median is {median:.1f}; half of the class lies between "
        f"{low:.1f} and {high:.1f}."
    )
    return _png(figure, alt)


def difficulty_and_discrimination(analysis: Analysis) -> Figure:
    """A row for each exercise: how hard it is, and how well it tells students apart."""
    items = analysis.items
    figure, (left, right) = _axes(7.0, 0.9 + 0.28 * len(items), columns=2)
    rows = range(len(items))
    left.barh(rows, [item.difficulty for item in items], color=_BLUE, height=0.7)
    left.set_yticks(rows, [item.id for item in items])
    left.invert_yaxis()
    left.set_xlim(0, 1)
    left.set_xlabel("mean share of the points")
    right.axvline(0, color="0.6", linewidth=1)
    for row, item in enumerate(items):
        if item.rest is not None:
            odd = item.rest < 0
            right.plot(item.rest, row, "X" if odd else "o", color=_ORANGE if odd else _BLUE)
    right.set_xlim(-1, 1)
    right.set_xlabel("correlation with the rest")
    right.grid(axis="y", color="0.9")
    right.tick_params(labelleft=False, left=False)
    hardest = min(items, key=lambda item: item.difficulty)
    odd_ones = [item.id for item in items if (item.rest or 0.0) < 0]
    alt = (
        f"For each of {len(items)} exercises the mean share of its points and its correlation "
        f"with the rest. The hardest is {hardest.id} ({hardest.difficulty:.0%} of its points). "
        + (f"Below zero: {', '.join(odd_ones)}." if odd_ones else "No correlation is below zero.")
    )
    return _png(figure, alt)


def minutes_needed(needed: TimeNeeded) -> Figure:
    """A row for each exercise: what half of the class needed, beside what is stated."""
    efforts = [effort for effort in needed.efforts if effort.quartiles]
    figure, axes = _axes(7.0, 1.1 + 0.28 * len(efforts))
    for row, effort in enumerate(efforts):
        low, middle, high = effort.quartiles or (0.0, 0.0, 0.0)
        labels = ("half of the students", "median", "stated") if row == 0 else (None, None, None)
        half = {"color": _BLUE, "linewidth": 7, "alpha": 0.45, "solid_capstyle": "butt"}
        axes.plot([low, high], [row, row], label=labels[0], **half)
        axes.plot(middle, row, "o", color=_BLUE, label=labels[1])
        mark = {"color": _ORANGE, "markersize": 15, "markeredgewidth": 2.5}
        axes.plot(effort.stated, row, "|", label=labels[2], **mark)
    names = [f"{e.exercise} (n = {e.students})" for e in efforts]
    axes.set_yticks(range(len(efforts)), names)
    axes.invert_yaxis()
    axes.set_xlim(left=0)
    axes.set_xlabel("minutes")
    axes.grid(axis="y", color="0.9")
    figure.legend(loc="outside upper right", ncols=3, frameon=False)
    over = [e.exercise for e in efforts if e.quartiles and e.quartiles[0] > e.stated]
    alt = (
        f"Minutes that students needed for each of {len(efforts)} exercises: quartiles and median "
        "beside the minutes stated. "
        + (
            f"Three quarters needed more than is stated for {', '.join(over)}."
            if over
            else "For no exercise three quarters needed more than is stated."
        )
    )
    return _png(figure, alt)


def _axes(width: float, height: float, columns: int = 1) -> tuple[Any, Any]:
    from matplotlib.figure import Figure as Canvas  # not pyplot: no global state in a server

    figure = Canvas(figsize=(width, height), layout="constrained")
    axes = figure.subplots(1, columns, sharey=columns > 1)
    for one in np.atleast_1d(axes):
        one.spines[["top", "right"]].set_visible(False)
    return figure, axes


def _png(figure: Any, alt: str) -> Figure:
    data = io.BytesIO()
    figure.savefig(data, format="png", dpi=110)
    return Figure(base64.b64encode(data.getvalue()).decode(), alt)
