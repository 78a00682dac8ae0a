"""Assertions about type, shape, dtype and device; they also turn a value into a plain form."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import torch

from autograde.calls import call_of, note_series
from autograde.expect._unmet import Unmet, either, kind_of, returned
from autograde.proxy import StudentObject
from autograde.show import by_shape, show
from autograde.values import device_of
from autograde.words import _, plural


def is_a(got: Any, *types: type, advice: str = "", code: str = "AG-T001") -> None:
    """
    The value is of exactly one of these types: a bool is no int, a NumPy bool is no bool.

    Raises:
        Unmet: If not, with a special word for a forgotten ``return``.
    """
    if type(got) in types:
        return
    wanted = _("a value of type {types}").format(types=either(*(t.__name__ for t in types)))
    whole = call_of(got)
    if got is None and not advice and (whole is None or whole.value is None):
        raise Unmet(
            returned(got),
            expected=wanted,
            cause=_("a function without a `return` line gives None."),
            advice=_("does every path through the function end in `return`?"),
            code="AG-T002",
        )
    raise Unmet(
        _with_kind(got),
        expected=wanted,
        advice=advice or _("look at the type that the exercise asks for."),
        code=code,
    )


def _with_kind(got: Any) -> str:
    """What came back, with its type in words where it does not show itself."""
    if got is None or isinstance(got, StudentObject):
        return returned(got)
    return returned(got, _("{value}, which is {kind}"), kind=kind_of(got))


def number(got: Any, name: str = "") -> float:
    """
    A number in any of the forms that a student may reasonably return it in.

    Args:
        got: A float, an int, a NumPy scalar, or a tensor or array with one element.

        name: What to call it in the message; "the result" if left out.

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
    name = name or _("the result")
    told = _("{value}; {name} is {kind}")
    if hasattr(got, "shape"):
        told = _("{value}; {name} is {kind} of shape {shape}")
    raise Unmet(
        returned(got, told, name=name, kind=kind_of(got), shape=tuple(getattr(got, "shape", ()))),
        expected=_("{name} to be one number").format(name=name),
        advice=_("how do you get one plain number out of it?"),
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
        wanted = plural("{count} value", "{count} values", count)
        if names:
            wanted = plural("{count} value ({names})", "{count} values ({names})", count)
        raise Unmet(
            returned(got),
            expected=wanted.format(count=count, names=", ".join(names)),
            cause=_("a function without a `return` line gives None.") if got is None else "",
            advice=_("return all of them, separated by commas."),
            code="AG-T004",
        )
    labels = names or tuple(_("value {number}").format(number=i + 1) for i in range(count))
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
            returned(
                got,
                "{value}" if by_shape(got) else _("{value}, which has shape {shape}"),
                shape=tuple(got.shape),
            ),
            expected=_("shape {shape}").format(shape=tuple(shape)),
            advice=advice or _("print the shapes along the way: where does it first differ?"),
            code="AG-S001",
        )
    if dtype is not None and got.dtype is not dtype:
        raise Unmet(
            returned(got, _("{value}, which has dtype {dtype}"), dtype=got.dtype),
            expected=_("dtype {dtype}").format(dtype=dtype),
            advice=advice or _("where is the dtype decided?"),
            code="AG-D001",
        )
    if device is not None and device_of(got).split(":")[0] != device.split(":")[0]:
        raise Unmet(
            returned(got, _("{value}, which lives on {device}"), device=device_of(got)),
            expected=_("a tensor on {device}").format(device=device),
            advice=advice or _("where is a tensor born when you do not say on which device?"),
            code="AG-D002",
        )
    result: torch.Tensor = got
    return result


def series(
    got: Any, count: int, name: str = "", *, plain: bool = False, advice: str = ""
) -> list[float]:
    """
    A list with one number for each step or epoch, for instance a history of losses.

    Args:
        got: A list, a tuple, or a one-dimensional tensor or array.

        count: How many numbers there must be; may be 0.

        name: What to call it in the message; "the list" if left out.

        plain: Whether each must be a plain number. A tensor in such a list keeps the graph of its
            step alive; without this, tensors with one element are welcome.

    Returns:
        The numbers as floats.
    """
    name = name or _("the list")
    if isinstance(got, torch.Tensor | np.ndarray) and len(got.shape) == 1 and not plain:
        got = list(got)
    if got is None:
        is_a(got, list)
    if not isinstance(got, list | tuple):
        raise Unmet(
            returned(got, _("{value}; {name} is {kind}"), name=name, kind=kind_of(got)),
            expected=plural(
                "{name} to be a list with {count} number",
                "{name} to be a list with {count} numbers",
                count,
            ).format(name=name, count=count),
            advice=advice or _("collect the numbers in a list, one for each round of the loop."),
            code="AG-T005",
        )
    if len(got) != count:
        if len(got) == 1:
            likely = _("does something end the loop in its first round, a `return` perhaps?")
        elif len(got) == count + 1:
            likely = _("nothing is noted before the first round or after the last one.")
        elif len(got) > count and len(got) % max(count, 1) == 0:
            likely = _("is the list a new one in every call, and is it added to once per round?")
        else:
            likely = _("note exactly one number in each round of the loop.")
        raise Unmet(
            returned(
                got,
                plural(
                    "{value}; {name} has {count} entry",
                    "{value}; {name} has {count} entries",
                    len(got),
                ),
                name=name,
                count=len(got),
            ),
            expected=plural(
                "{count} entry, one for each round", "{count} entries, one for each round", count
            ).format(count=count),
            advice=advice or likely,
            code="AG-T006",
        )
    if plain:
        for value in got:
            if isinstance(value, bool) or not isinstance(value, int | float | np.number):
                raise Unmet(
                    _("{name} holds {kind}: {value}").format(
                        name=name, kind=kind_of(value), value=show(value)
                    ),
                    expected=_("plain Python floats only"),
                    cause=_(
                        "a tensor in the list may keep the whole calculation of its step alive."
                    ),
                    advice=advice
                    or _("`.item()` makes a plain number of a tensor with one element."),
                    code="AG-T007",
                )
    each = _("each entry of {name}").format(name=name)
    numbers = [number(value, each) for value in got]
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
        advice = _("does every path through the function end in `return`?")
    raise Unmet(
        _with_kind(got),
        expected=_("an nn.Module"),
        advice=advice or _("return the network itself, not something that it has computed."),
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
            returned(got, _("{value}, which holds no real numbers")),
            expected=_("a tensor of real numbers"),
            advice=advice or _("where do the numbers get lost?"),
            code="AG-D001",
        )
    result: torch.Tensor = got.detach().double()
    return result
