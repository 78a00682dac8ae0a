"""Assertions about type, shape, dtype and device; they also turn a value into a plain form."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import torch

from autograde.expect._unmet import Unmet, kind_of, returned
from autograde.proxy import StudentObject, note_series
from autograde.show import by_shape, show
from autograde.values import device_of


def is_a(got: Any, *types: type, advice: str = "", code: str = "AG-T001") -> None:
    """
    The value is of exactly one of these types: a bool is no int, a NumPy bool is no bool.

    Raises:
        Unmet: If not, with a special word for a forgotten ``return``.
    """
    if type(got) in types:
        return
    names = " or ".join(t.__name__ for t in types)
    if got is None and not advice:
        raise Unmet(
            returned(got),
            expected=f"a value of type {names}",
            cause="A function without a `return` line gives None.",
            advice="does every path through the function end in `return`?",
            code="AG-T002",
        )
    which = "" if isinstance(got, StudentObject) else f", which is {kind_of(got)}"
    raise Unmet(
        f"{returned(got)}{which}",
        expected=f"a value of type {names}",
        advice=advice or "look at the type that the exercise asks for.",
        code=code,
    )


def number(got: Any, name: str = "the result") -> float:
    """
    A number in any of the forms that a student may reasonably return it in.

    Args:
        got: A float, an int, a NumPy scalar, or a tensor or array with one element.

        name: What to call it in the message.

    Returns:
        It, as a float.

    Raises:
        Unmet: If it is none of these.
    """
    if isinstance(got, torch.Tensor | np.ndarray) and math.prod(got.shape) == 1:
        meta = isinstance(got, torch.Tensor) and got.device.type == "meta"
        one = None if meta else got.reshape(-1)[0].item()
        if isinstance(one, int | float):
            return float(one)
    elif isinstance(got, int | float | np.integer | np.floating) and not isinstance(got, bool):
        return float(got)
    if got is None:
        is_a(got, float)
    raise Unmet(
        f"{returned(got)}; {name} is {kind_of(got)}"
        + (f" of shape {tuple(got.shape)}" if hasattr(got, "shape") else ""),
        expected=f"{name} to be one number",
        advice="how do you get one plain number out of it?",
        code="AG-T003",
    )


def numbers(got: Any, count: int, names: tuple[str, ...] = ()) -> tuple[float, ...]:
    """
    A fixed count of numbers, in a tuple, a list or a one-dimensional tensor.

    Returns:
        The numbers as floats.
    """
    parts = got
    if isinstance(got, torch.Tensor | np.ndarray) and got.shape in ((count,), (count, 1)):
        parts = list(got)
    if not isinstance(parts, list | tuple) or len(parts) != count:
        listed = f" ({', '.join(names)})" if names else ""
        raise Unmet(
            returned(got),
            expected=f"{count} values{listed}",
            cause="A function without a `return` line gives None." if got is None else "",
            advice="return all of them, separated by commas.",
            code="AG-T004",
        )
    labels = names or tuple(f"value {i + 1}" for i in range(count))
    return tuple(number(p, label) for p, label in zip(parts, labels, strict=True))


def tensor(
    got: Any,
    *,
    shape: tuple[int, ...] | None = None,
    dtype: torch.dtype | None = None,
    device: str | None = None,
    advice: str = "",
) -> torch.Tensor:
    """
    A tensor of this shape, dtype and device; what is None is not looked at.

    Returns:
        The tensor.
    """
    is_a(got, torch.Tensor, advice=advice)
    if shape is not None and tuple(got.shape) != tuple(shape):
        raise Unmet(
            returned(got) + ("" if by_shape(got) else f", which has shape {tuple(got.shape)}"),
            expected=f"shape {tuple(shape)}",
            advice=advice or "print the shapes along the way: where does it first differ?",
            code="AG-S001",
        )
    if dtype is not None and got.dtype is not dtype:
        raise Unmet(
            f"{returned(got)}, which has dtype {got.dtype}",
            expected=f"dtype {dtype}",
            advice=advice or "where is the dtype decided?",
            code="AG-D001",
        )
    if device is not None and device_of(got).split(":")[0] != device.split(":")[0]:
        raise Unmet(
            f"{returned(got)}, which lives on {device_of(got)}",
            expected=f"a tensor on {device}",
            advice=advice or "where is a tensor born when you do not say on which device?",
            code="AG-D002",
        )
    result: torch.Tensor = got
    return result


def series(
    got: Any, count: int, name: str = "the list", *, plain: bool = False, advice: str = ""
) -> list[float]:
    """
    A list with one number for each step or epoch, for instance a history of losses.

    Args:
        got: A list, a tuple, or a one-dimensional tensor or array.

        count: How many numbers there must be; may be 0.

        name: What to call it in the message.

        plain: Whether each must be a plain number. A tensor in such a list keeps the graph of its
            step alive; without this, tensors with one element are welcome.

    Returns:
        The numbers as floats.
    """
    if isinstance(got, torch.Tensor | np.ndarray) and len(got.shape) == 1 and not plain:
        got = list(got)
    if got is None:
        is_a(got, list)
    if not isinstance(got, list | tuple):
        raise Unmet(
            f"{returned(got)}; {name} is {kind_of(got)}",
            expected=f"{name} to be a list with {count} numbers",
            advice=advice or "collect the numbers in a list, one for each round of the loop.",
            code="AG-T005",
        )
    if len(got) != count:
        if len(got) == 1:
            likely = "does something end the loop in its first round, a `return` perhaps?"
        elif len(got) == count + 1:
            likely = "nothing is noted before the first round or after the last one."
        elif len(got) > count and len(got) % max(count, 1) == 0:
            likely = "is the list a new one in every call, and is it added to once per round?"
        else:
            likely = "note exactly one number in each round of the loop."
        raise Unmet(
            f"{returned(got)}; {name} has {len(got)} entries",
            expected=f"{count} entries, one for each round",
            advice=advice or likely,
            code="AG-T006",
        )
    if plain:
        for value in got:
            if isinstance(value, bool) or not isinstance(value, int | float | np.number):
                raise Unmet(
                    f"{name} holds {kind_of(value)}: {show(value)}",
                    expected="plain Python floats only",
                    cause="A tensor in the list may keep the whole calculation of its step alive.",
                    advice=advice or "`.item()` makes a plain number of a tensor with one element.",
                    code="AG-T007",
                )
    numbers = [number(value, f"each entry of {name}") for value in got]
    note_series(name, numbers)
    return numbers


def module(got: Any, *, advice: str = "") -> StudentObject:
    """
    A network that stays with the student: an ``nn.Module`` of any class.

    Returns:
        It, to be called and described.
    """
    if isinstance(got, StudentObject) and got.describe().is_module:
        return got
    if got is None and not advice:
        advice = "does every path through the function end in `return`?"
    which = "" if isinstance(got, StudentObject) else f", which is {kind_of(got)}"
    raise Unmet(
        f"{returned(got)}{which}",
        expected="an nn.Module",
        advice=advice or "return the network itself, not something that it has computed.",
        code="AG-T001",
    )


def floats(got: Any, *, shape: tuple[int, ...] | None = None, advice: str = "") -> torch.Tensor:
    """
    A tensor that a check may compute with: real numbers, not just a shape.

    Returns:
        Its values in float64, without a graph.
    """
    tensor(got, shape=shape, advice=advice)
    if got.is_complex() or got.device.type == "meta":
        raise Unmet(
            f"{returned(got)}, which holds no real numbers",
            expected="a tensor of real numbers",
            advice=advice or "where do the numbers get lost?",
            code="AG-D001",
        )
    result: torch.Tensor = got.detach().double()
    return result
