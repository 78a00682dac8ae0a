"""
Pictures that explain a failed check to the student who looks at it in a notebook.

An assertion may carry a `Picture`: how to draw it, and what it shows, in words. It is drawn where
`check()` shows the failure in the student's own notebook, and at grading for the feedback; both
from what a public test may reveal anyway. A hidden check is never drawn.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import torch

from autograde.expect._unmet import Unmet
from autograde.words import _

# Okabe and Ito's: told apart with every kind of colour vision, also in grey.
_BLUE, _ORANGE, _BLACK = "#0072B2", "#E69F00", "#222222"
_SIDE = 61


@dataclass(frozen=True)
class Picture:
    """
    Args:
        what: What it shows, in one sentence, for whoever does not see it.

        draw: Draws on a matplotlib Axes.
    """

    what: str
    draw: Callable[[Any], None]


@contextmanager
def pictured(picture: Picture) -> Iterator[None]:
    """
    Whatever assertion fails inside carries this picture.

        with expect.pictured(expect.region_picture(model, corners, labels)):
            expect.close(model(corners), labels, atol=1e-5)
    """
    try:
        yield
    except Unmet as unmet:
        unmet.picture = unmet.picture or picture
        raise


def line_picture(
    w: float,
    b: float,
    x: torch.Tensor,
    y: torch.Tensor,
    *,
    best: tuple[float, float],
    unit: str,
    name: str = "",
) -> Picture:
    """
    The student's line over the data, beside the best one.

    Args:
        w, b: The student's line; what is not finite is left out.

        x, y: The data, shape (n,) or (n, 1).

        best: (w, b) of the best line.

        unit: The unit of y.

        name: What to call that line, if it is not the best one; a few words.
    """

    def draw(axes: Any) -> None:
        points, values = x.detach().reshape(-1).tolist(), y.detach().reshape(-1).tolist()
        ends = [min(points), max(points)]
        axes.scatter(points, values, color=_BLACK, s=18, zorder=3, label=_("the data"))
        right = [best[0] * e + best[1] for e in ends]
        axes.plot(ends, right, color=_BLUE, label=name or _("best line"))
        if math.isfinite(w) and math.isfinite(b):
            yours = [w * e + b for e in ends]
            low, high = min(values), max(values)
            room = high - low
            # A line that is far off must not press the data flat.
            bottom = max(low - room, min(low, *yours, *right)) - 0.05 * room
            top = min(high + room, max(high, *yours, *right)) + 0.05 * room
            axes.set_ylim(bottom, top)
            axes.plot(
                ends,
                yours,
                color=_ORANGE,
                ls="--",
                label=_outside(_("your line"), yours, bottom, top),
            )
        axes.set(xlabel="x", ylabel=unit)
        axes.legend()

    what = _(
        "The data with two lines: the {name}, and yours (dashed), which gives "
        "{left:.4g} {unit} at the smallest x and {right:.4g} {unit} at the largest."
    ).format(
        name=name or _("best one"),
        left=w * float(x.min()) + b,
        right=w * float(x.max()) + b,
        unit=unit,
    )
    return Picture(what, draw)


def _outside(name: str, heights: list[float], bottom: float, top: float) -> str:
    """A line's name; where nothing of it is in the picture, it also says where it is."""
    if min(heights) > top:
        return _("{name}: above the picture").format(name=name)
    if max(heights) < bottom:
        return _("{name}: below the picture").format(name=name)
    return name


def fit_picture(
    x: torch.Tensor,
    y: torch.Tensor,
    at: torch.Tensor,
    said: torch.Tensor,
    *,
    best: torch.Tensor,
    unit: str,
) -> Picture:
    """
    What the student's function says over the data, beside what the best one says.

    Args:
        x, y: The data, shape (n,) or (n, 1).

        at: Where the function was asked, ascending, shape (m,) or (m, 1).

        said: What it said there, the same shape.

        best: What the best one says there, the same shape.

        unit: The unit of y.
    """
    off = float((said.detach().double() - best.double()).square().mean().sqrt())

    def draw(axes: Any) -> None:
        flat = [t.detach().double().reshape(-1).tolist() for t in (x, y, at, best, said)]
        axes.scatter(flat[0], flat[1], color=_BLACK, s=12, zorder=3, label=_("the data"))
        axes.plot(flat[2], flat[3], color=_BLUE, label=_("best curve"))
        low, high = min(flat[1]), max(flat[1])
        bottom, top = low - 0.5 * (high - low), high + 0.5 * (high - low)
        label = _outside(_("your curve"), flat[4], bottom, top)
        axes.plot(flat[2], flat[4], color=_ORANGE, ls="--", label=label)
        axes.set_ylim(bottom, top)
        axes.set(xlabel="x", ylabel=unit)
        axes.legend()

    what = _(
        "The data with two curves: the best one, and yours (dashed), which is {off:.3g} {unit} "
        "away from it (root mean square)."
    ).format(off=off, unit=unit)
    return Picture(what, draw)


def curve_picture(numbers: list[float], name: str, *, best: float | None = None) -> Picture:
    """
    The numbers of a list, such as the losses of the epochs.

    Args:
        numbers: At least two.

        name: What to call the list.

        best: The smallest that they can get, if it is known.
    """

    def draw(axes: Any) -> None:
        axes.plot(range(1, len(numbers) + 1), numbers, color=_ORANGE, marker="o", ms=3)
        axes.set(xlabel=_("round"), ylabel=name)
        if best is not None:
            axes.axhline(best, color=_BLUE, ls="--", label=_("as low as it can get"))
            axes.legend()
        finite = [n for n in numbers if math.isfinite(n) and n > 0]
        if len(finite) == len(numbers) and max(finite) > 100 * min(finite):
            axes.set_yscale("log")

    what = _(
        "A curve of {name} over {count} rounds: it starts at {first:.4g} and ends at {last:.4g}."
    ).format(name=name, count=len(numbers), first=numbers[0], last=numbers[-1])
    if best is not None:
        what += " " + _("A dashed line marks the lowest value possible, {best:.4g}.").format(
            best=best
        )
    return Picture(what, draw)


def region_picture(
    score: Callable[[torch.Tensor], torch.Tensor],
    points: torch.Tensor,
    labels: torch.Tensor,
    *,
    threshold: float = 0.5,
) -> Picture:
    """
    Where in the plane a classifier says yes, with the points that it should tell apart.

    Args:
        score: From points of shape (n, 2) to scores of shape (n,) or (n, 1). It is called when
            the picture is drawn.

        points: Shape (n, 2).

        labels: Shape (n,) or (n, 1): 1 for yes, 0 for no.

        threshold: A score above it is a yes.
    """

    def draw(axes: Any) -> None:
        low, high = points.min(dim=0).values, points.max(dim=0).values
        room = 0.25 * (high - low).clamp(min=1e-6)
        sides = [torch.linspace(float(a), float(z), _SIDE) for a, z in
                 zip(low - room, high + room, strict=True)]  # fmt: skip
        plane = torch.cartesian_prod(*sides)
        scores = score(plane).detach().double().reshape(_SIDE, _SIDE).T
        yes = scores > threshold
        if bool(yes.any()):
            # The scores, not yes and no: the border is then a line instead of stairs.
            top = max([threshold, *scores[scores.isfinite()].tolist()]) + 1
            shown = scores.nan_to_num(threshold - 1, posinf=top, neginf=threshold - 1)
            axes.contourf(*(s.tolist() for s in sides), shown.tolist(), levels=[threshold, top],
                          colors=["#CFE3F1"])  # fmt: skip
        wanted = labels.reshape(-1) > 0.5
        for chosen, marker, name in (
            (wanted, "o", _("should be yes")),
            (~wanted, "x", _("should be no")),
        ):
            axes.scatter(*points[chosen].T.tolist(), color=_BLACK, marker=marker, s=50, label=name)
        axes.set(xlabel=_("first input"), ylabel=_("second input"), aspect="equal", anchor="W")
        axes.set(xlim=sides[0][[0, -1]].tolist(), ylim=sides[1][[0, -1]].tolist())
        box = axes.get_position(original=True)
        # Lower, too: a notebook's own titles may be large, and one stands above the plane.
        axes.set_position([box.x0, box.y0, 0.65 * box.width, 0.94 * box.height])
        if not bool(yes.any()):
            title = _("your network says no everywhere")
        elif bool(yes.all()):
            title = _("your network says yes everywhere")
        else:
            title = _("shaded: your network says yes")
        axes.set_title(title, loc="left")
        # Beside the plane: inside it would lie over points or over the border.
        axes.legend(loc="upper left", bbox_to_anchor=(1.02, 1.0), frameon=False)

    what = _(
        "The plane of the two inputs, shaded where your network says yes. Circles mark the points "
        "where it should, crosses those where it should not."
    )
    return Picture(what, draw)
