"""Assertions about training: judged by where the parameters are, never by a list of losses."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping

import torch

from autograde.calls import ModuleInfo
from autograde.expect._pictures import line_picture
from autograde.expect._unmet import Unmet
from autograde.expect._values import brief, same
from autograde.show import show
from autograde.words import _


def best_line(x: torch.Tensor, y: torch.Tensor) -> tuple[float, float]:
    """
    The least-squares line, in float64.

    Args:
        x, y: Shape (n,) or (n, 1), n >= 2, not all x equal.

    Returns:
        (w, b) of ``y = w * x + b``.

    Source:
        Normal equations; any statistics text.
    """
    x, y = x.detach().double().reshape(-1), y.detach().double().reshape(-1)
    w = float(((x - x.mean()) * (y - y.mean())).sum() / ((x - x.mean()) ** 2).sum())
    return w, float(y.mean()) - w * float(x.mean())


def line_gap(w: float, b: float, x: torch.Tensor, y: torch.Tensor) -> float:
    """
    How far a line is from the best one: the root mean square distance at the data.

    Its square is the error that training could still remove, so one limit serves the flat and
    the steep direction of the error surface alike.

    Returns:
        The distance, in the unit of y; inf if w or b is not finite.
    """
    best_w, best_b = best_line(x, y)
    gap = (w - best_w) * x.detach().double().reshape(-1) + (b - best_b)
    rms = float((gap**2).mean().sqrt())
    return rms if math.isfinite(rms) else math.inf


def near_best_line(
    w: float,
    b: float,
    x: torch.Tensor,
    y: torch.Tensor,
    *,
    within: float,
    unit: str,
    what: str,
    mistakes: Mapping[str, Callable[[], tuple[float, float]]] | None = None,
    advice: str = "",
) -> None:
    """
    A trained line lies within a distance of the best line for its data.

    Args:
        within: Largest root mean square distance, in the unit of y.

        unit: The unit of y, for the message.

        what: Which line this is, for the message: ``"the line that fit_neuron found"``.

        mistakes: For each known mistake a sentence and a function that gives its (w, b).
    """
    gap = line_gap(w, b, x, y)
    if gap <= within:
        return
    named = []
    for sentence, line in (mistakes or {}).items():
        wrong_w, wrong_b = line()
        wrong_gap = line_gap(wrong_w, wrong_b, x, y)
        from_mistake = (w - wrong_w) * x.detach().double().reshape(-1) + (b - wrong_b)
        if wrong_gap > 2 * within and float((from_mistake**2).mean().sqrt()) <= within:
            named.append(sentence)
    if not math.isfinite(gap):
        cause = _("The numbers grew without bound: the steps are too large for this data.")
    else:
        cause = ""
    raise Unmet(
        _("{what} is {w} * x + {b}, on average {gap} {unit} from the best line").format(
            what=what, w=show(w), b=show(b), gap=show(gap), unit=unit
        ),
        expected=_("at most {most} {unit}").format(most=brief(within), unit=unit),
        cause=cause,
        mistake=named[0] if len(named) == 1 else "",
        advice=advice
        or _("plot your line over the data: is it still on its way, or somewhere else?"),
        code="AG-L001",
        picture=line_picture(w, b, x, y, best=best_line(x, y), unit=unit),
    )


def moved(
    before: ModuleInfo,
    after: ModuleInfo,
    *,
    losses: list[float] | None = None,
    one_epoch: Mapping[str, torch.Tensor] | None = None,
) -> None:
    """
    Training has changed every trainable parameter of the very module that it was given.

    That nothing moved has many causes that look alike from outside. They are told apart by what
    a watched module remembers: whether gradients arrived, and what is left in ``.grad``.

    Args:
        before, after: `StudentObject.describe` of one module, built with ``watch=True``.

        losses: What the training reported; used for the diagnosis only.

        one_epoch: Gradient of one epoch at the unchanged parameters, by parameter name. With it,
            a step that came too early is told from an optimizer that holds other parameters.
    """
    still = [
        old.name
        for old, new in zip(before.parameters, after.parameters, strict=False)
        if old.requires_grad and same(old.value.detach(), new.value.detach())
    ]
    trainable = sum(p.requires_grad for p in before.parameters)
    if not still:
        return
    if len(still) < trainable:
        raise Unmet(
            _("the training never changed {names}").format(names=", ".join(still)),
            expected=_("every trainable parameter of the model to take part"),
            advice=_("does the optimizer hold all parameters of the model?"),
            code="AG-L003",
        )
    advice, code = _why_still(after, losses, one_epoch)
    raise Unmet(
        _("after the training the model that was passed in is exactly what it was before"),
        expected=_("its parameters to have changed"),
        advice=advice,
        code=code,
    )


def _why_still(
    after: ModuleInfo, losses: list[float] | None, one_epoch: Mapping[str, torch.Tensor] | None
) -> tuple[str, str]:
    """The likely cause of a module that did not move, as advice, and its code."""
    watched = [p for p in after.parameters if p.requires_grad]
    waiting = [p for p in watched if p.gradient is not None and bool((p.gradient != 0).any())]
    if losses and len(losses) > 1 and losses[-1] < 0.9 * losses[0]:
        return (
            _(
                "the losses fall, so something is learning, but it is not the model that was "
                "passed in. Is there a copy, or a new model, in your function?"
            ),
            "AG-L010",
        )
    if not any(p.visits for p in watched):
        return (
            _(
                "no gradient ever reached its parameters. Is `backward()` called on the loss, and "
                "does anything between the prediction and the loss cut the way back?"
            ),
            "AG-L011",
        )
    if not waiting:
        return (
            _(
                "gradients did arrive, but none was left when it was time to step. When do you "
                "clear them, and when do you step?"
            ),
            "AG-L012",
        )
    sizes = [
        float(p.gradient.abs().sum() / one_epoch[p.name].abs().sum())
        for p in waiting
        if p.gradient is not None and one_epoch and p.name in one_epoch
    ]
    if sizes and max(sizes) < 1.5:
        return (
            _(
                "the gradient of the last epoch still waits in `.grad`, unused. Does the step come "
                "before `backward()`, or is it missing?"
            ),
            "AG-L013",
        )
    return (
        _(
            "gradients pile up in its parameters and nobody uses or clears them. Whose parameters "
            "did the optimizer get when it was made?"
        ),
        "AG-L014",
    )
