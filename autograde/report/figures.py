"""The figures of a class report: static, with axis labels and units, readable without colour."""

from __future__ import annotations

import base64
import io
from dataclasses import dataclass
from typing import Any

import numpy as np

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
