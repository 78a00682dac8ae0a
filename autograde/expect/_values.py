"""Assertions about values: close to what is right, or equal to it."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import numpy as np
import torch

from autograde.expect._types import is_a, numbers, tensor
from autograde.expect._unmet import Unmet, returned
from autograde.proxy import StudentObject
from autograde.show import by_shape, show
from autograde.values import device_of
from autograde.words import _

Mistakes = Mapping[str, Any]


def close(
    got: Any,
    want: Any,
    *,
    atol: float,
    rtol: float = 0.0,
    mistakes: Mistakes | None = None,
    cause: str = "",
    advice: str = "",
    code: str = "AG-V001",
) -> None:
    """
    A value is within a tolerance of what is right.

    Args:
        got: A tensor, number, or sequence of numbers from the student.

        want: The right value; for a tensor the shape must be the same, the dtype may differ.

        atol, rtol: ``|got - want| <= atol + rtol * |want|``; say why beside the call.

        mistakes: For each known mistake, a sentence for the student and the value it gives.

    Raises:
        Unmet: With the mistake's sentence if exactly one mistake gives this value.
    """
    if isinstance(want, torch.Tensor):
        tensor(got, shape=tuple(want.shape))
    if is_close(got, want, atol=atol, rtol=rtol):
        return
    named = named_mistake(got, want, mistakes or {}, atol, rtol)
    here, there = _where_apart(got, want, atol, rtol)
    raise Unmet(
        returned(got, _finite_or_not(got) + here),
        expected=within(show(want, digits=6) + there, atol, rtol),
        cause=cause,
        advice=advice or _("work the smallest case out by hand and compare."),
        mistake=named,
        code=code,
    )


def _where_apart(got: Any, want: Any, atol: float, rtol: float) -> tuple[str, str]:
    """The first number that differs, of what is shown by its shape: as it is, and as it should."""
    if not isinstance(got, torch.Tensor) or not isinstance(want, torch.Tensor):
        return "", ""
    a, b = as_float64(got), as_float64(want)
    if a is None or b is None or not by_shape(got):
        return "", ""
    apart = ~((a - b).abs() <= atol + rtol * b.abs())
    place = tuple(apart.nonzero()[0].tolist())
    text = _(" with {value} at {place}")
    here, there = (
        text.format(place=list(place), value=show(float(values[place]), digits=digits))
        for values, digits in ((a, 4), (b, 6))
    )
    return here, there


def is_close(got: Any, want: Any, *, atol: float, rtol: float = 0.0) -> bool:
    """Whether two values agree within a tolerance; False where they cannot be compared."""
    a, b = as_float64(got), as_float64(want)
    if a is None or b is None or a.shape != b.shape:
        return False
    return bool(((a - b).abs() <= atol + rtol * b.abs()).all())


def as_float64(value: Any) -> torch.Tensor | None:
    if isinstance(value, torch.Tensor):
        return (
            None if value.device.type == "meta" or value.is_complex() else value.detach().double()
        )
    try:
        return torch.as_tensor(np.asarray(value, dtype=np.float64))
    except (TypeError, ValueError, OverflowError):
        return None


def named_mistake(got: Any, want: Any, mistakes: Mistakes, atol: float, rtol: float) -> str:
    """The sentence of the one mistake that gives this value; empty if none or several do."""
    named = []
    for sentence, value in mistakes.items():
        # Wider than the check itself: a mistake is coded in many ways, each with its rounding.
        loose = {"atol": 10 * atol, "rtol": 10 * rtol + 1e-5}
        if is_close(got, value, **loose) and not is_close(value, want, **loose):
            named.append(sentence)
    return named[0] if len(named) == 1 else ""


def _finite_or_not(got: Any) -> str:
    values = as_float64(got)
    if values is None or bool(torch.isfinite(values).all()):
        return "{value}"
    return _("{value} (not all of it is a finite number)")


def within(value: str, atol: float, rtol: float) -> str:
    """An expected value with how far off it may be, unless it must be exact."""
    if rtol and atol:
        text = _("{value}, within {rtol} of its size plus {atol}")
    elif rtol:
        text = _("{value}, within {rtol} of its size")
    else:
        text = _("{value}, within {atol}") if atol else "{value}"
    return text.format(value=value, atol=brief(atol), rtol=brief(rtol))


def brief(number: float) -> str:
    """A small number as people write it: 1e-6, not 1e-06."""
    return f"{number:g}".replace("e-0", "e-")


def equal(
    got: Any,
    want: Any,
    *,
    mistakes: Mistakes | None = None,
    advice: str = "",
    code: str = "AG-V002",
) -> None:
    """
    A plain value equals what is right, and is of the same type: ``True`` is not ``1``.

    Args:
        got: A number, string, bool, or a list, tuple or dict of them.

        mistakes: For each known mistake, a sentence for the student and the value it gives.
    """
    if same(got, want):
        return
    if type(got) is not type(want) or got is None:
        is_a(got, type(want), advice=advice)
    named = [s for s, v in (mistakes or {}).items() if same(got, v) and not same(v, want)]
    raise Unmet(
        returned(got),
        expected=show(want),
        advice=advice or _("work the smallest case out by hand and compare."),
        mistake=named[0] if len(named) == 1 else "",
        code=code,
    )


def same(a: Any, b: Any) -> bool:
    if type(a) is not type(b):
        return False
    if isinstance(a, StudentObject):
        return a.is_same(b)
    if isinstance(a, torch.Tensor):
        if a.shape != b.shape or a.dtype is not b.dtype or device_of(a) != device_of(b):
            return False
        return a.device.type == "meta" or torch.equal(a.nan_to_num(7e7), b.nan_to_num(7e7))
    if isinstance(a, np.ndarray):
        return a.dtype == b.dtype and bool(np.array_equal(a, b, equal_nan=a.dtype.kind in "fc"))
    if isinstance(a, list | tuple):
        return len(a) == len(b) and all(map(same, a, b))
    if isinstance(a, dict):
        return a.keys() == b.keys() and all(same(v, b[k]) for k, v in a.items())
    if isinstance(a, float) and math.isnan(a):
        return math.isnan(b)
    return bool(a == b)


def numbers_close(
    got: Any,
    want: tuple[float, ...],
    *,
    names: tuple[str, ...],
    atol: float,
    rtol: float = 0.0,
    mistakes: Mapping[str, tuple[float, ...]] | None = None,
    cause: str = "",
    advice: str = "",
    code: str = "AG-V001",
) -> tuple[float, ...]:
    """
    Some numbers, such as ``(w, b)``, in any form that `numbers` accepts, are right.

    Args:
        got: A tuple, list or one-dimensional tensor; its parts may be one-element tensors, with
            or without a graph.

        want: The right numbers.

        names: What to call them in messages.

        atol, rtol: As in `close`, for each number.

        mistakes: For each known mistake, a sentence for the student and the numbers it gives.

    Returns:
        The numbers as floats.
    """
    values = numbers(got, len(want), names)
    if is_close(values, want, atol=atol, rtol=rtol):
        return values
    named = named_mistake(values, want, mistakes or {}, atol, rtol)
    raise Unmet(
        returned(got, _finite_or_not(values)),
        expected=within(
            _("({names}) to be {value}").format(names=", ".join(names), value=show(want, digits=6)),
            atol,
            rtol,
        ),
        cause=cause,
        advice=advice or _("work the smallest case out by hand and compare."),
        mistake=named,
        code=code,
    )
