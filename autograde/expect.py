"""
Assertions that explain themselves: what was called, what came back, what was expected, why.

Each looks at one property, in the order type, shape, dtype and device, value, gradient, side
effects, and raises `Unmet` with the parts of a message. A check of values may name known
mistakes: a wrong answer is then explained by the one mistake that gives just this answer, never
where the mistake and the right answer agree.

Tolerances are always given by the caller, with a reason beside them.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import numpy as np
import torch

from autograde.errors import StudentRaised
from autograde.proxy import Call, ModuleInfo, StudentObject, call_of
from autograde.show import show
from autograde.values import device_of

Mistakes = Mapping[str, Any]


class Unmet(AssertionError):
    """
    A property that does not hold.

    Args:
        what: What was called and what came back.

        expected: What should have come back, as a property where possible.

        cause: A likely cause, hedged.

        advice: One next step or question; never the solution line. It is all that a student
            sees of a hidden check besides its title, so it must hold no input and no value.

        code: A code that `autograde.explain` knows.
    """

    def __init__(
        self, what: str, *, expected: str = "", cause: str = "", advice: str = "", code: str = ""
    ) -> None:
        self.what, self.expected = what, expected
        self.cause, self.advice, self.code = cause, advice, code
        super().__init__(self.text())

    def text(self) -> str:
        """The whole message, for whoever may read all of it."""
        parts = [self.what]
        if self.expected:
            parts.append(f"expected {self.expected}")
        if self.cause:
            parts.append(self.cause)
        if self.advice:
            parts.append(f"Try: {self.advice}")
        return "\n".join(parts)


def that(
    condition: bool,
    what: str,
    *,
    expected: str = "",
    cause: str = "",
    advice: str = "",
    code: str = "",
) -> None:
    """
    Any property that has no function of its own here.

    Args:
        condition: Whether the property holds.

        what: What was observed, as a sentence about the student's code.
    """
    if not condition:
        raise Unmet(what, expected=expected, cause=cause, advice=advice, code=code)


def returned(value: Any) -> str:
    """What was called and what came back, for the value of a call of this check."""
    call = call_of(value)
    if call is None:
        return f"the value is {show(value)}"
    if call.value is value or not isinstance(call.value, list | tuple | dict):
        return f"{call.text} returned {show(call.value)}"
    return f"{call.text} returned {show(call.value)}, in it {show(value)}"


def kind_of(value: Any) -> str:
    """The type of a value in words."""
    if isinstance(value, torch.Tensor):
        return "a tensor"
    if isinstance(value, np.ndarray):
        return "a NumPy array"
    if isinstance(value, np.generic):
        return f"a NumPy {value.dtype.name}"
    if isinstance(value, StudentObject):
        return repr(value)
    if value is None:
        return "None"
    name = type(value).__name__
    return f"an {name}" if name[0] in "aeio" else f"a {name}"


# ------------------------------------------------------------------- type, shape, dtype, device
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
    raise Unmet(
        f"{returned(got)}, which is {kind_of(got)}",
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
        if not (isinstance(got, torch.Tensor) and got.device.type == "meta"):
            return float(got.reshape(-1)[0].item())
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
    if isinstance(got, torch.Tensor | np.ndarray) and tuple(got.shape) == (count,):
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
            f"{returned(got)}, which has shape {tuple(got.shape)}",
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


# ------------------------------------------------------------------------------------- values
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
    named = _mistake(got, want, mistakes or {}, atol, rtol)
    raise Unmet(
        returned(got) + _not_finite(got),
        expected=f"{show(want, digits=6)}, within {_tolerance(atol, rtol)}",
        cause=cause,
        advice=named or advice or "work the smallest case out by hand and compare.",
        code=code,
    )


def is_close(got: Any, want: Any, *, atol: float, rtol: float = 0.0) -> bool:
    """Whether two values agree within a tolerance; False where they cannot be compared."""
    a, b = _as_float64(got), _as_float64(want)
    if a is None or b is None or a.shape != b.shape:
        return False
    return bool(((a - b).abs() <= atol + rtol * b.abs()).all())


def _as_float64(value: Any) -> torch.Tensor | None:
    if isinstance(value, torch.Tensor):
        return (
            None if value.device.type == "meta" or value.is_complex() else value.detach().double()
        )
    try:
        return torch.as_tensor(np.asarray(value, dtype=np.float64))
    except (TypeError, ValueError, OverflowError):
        return None


def _mistake(got: Any, want: Any, mistakes: Mistakes, atol: float, rtol: float) -> str:
    """The sentence of the one mistake that gives this value; empty if none or several do."""
    named = []
    for sentence, value in mistakes.items():
        # Wider than the check itself: a mistake is coded in many ways, each with its rounding.
        loose = {"atol": 10 * atol, "rtol": 10 * rtol + 1e-5}
        if is_close(got, value, **loose) and not is_close(value, want, **loose):
            named.append(sentence)
    return named[0] if len(named) == 1 else ""


def _not_finite(got: Any) -> str:
    values = _as_float64(got)
    if values is None or bool(torch.isfinite(values).all()):
        return ""
    return " (not all of it is a finite number)"


def _tolerance(atol: float, rtol: float) -> str:
    if not rtol:
        return f"{atol:g}"
    return f"{rtol:g} of its size" + (f" plus {atol:g}" if atol else "")


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
    if _same(got, want):
        return
    if type(got) is not type(want) or got is None:
        is_a(got, type(want), advice=advice)
    named = [s for s, v in (mistakes or {}).items() if _same(got, v) and not _same(v, want)]
    raise Unmet(
        returned(got),
        expected=show(want),
        advice=(named[0] if len(named) == 1 else advice)
        or "work the smallest case out by hand and compare.",
        code=code,
    )


def _same(a: Any, b: Any) -> bool:
    if type(a) is not type(b):
        return False
    if isinstance(a, torch.Tensor):
        if a.shape != b.shape or a.dtype is not b.dtype or device_of(a) != device_of(b):
            return False
        return a.device.type == "meta" or torch.equal(a.nan_to_num(7e7), b.nan_to_num(7e7))
    if isinstance(a, np.ndarray):
        return a.dtype == b.dtype and bool(np.array_equal(a, b, equal_nan=a.dtype.kind in "fc"))
    if isinstance(a, list | tuple):
        return len(a) == len(b) and all(map(_same, a, b))
    if isinstance(a, dict):
        return a.keys() == b.keys() and all(_same(v, b[k]) for k, v in a.items())
    if isinstance(a, float) and math.isnan(a):
        return math.isnan(b)
    return bool(a == b)


# ------------------------------------------------------------------- gradients, side effects
def gradient(
    call: Call,
    index: int,
    want: torch.Tensor,
    *,
    atol: float,
    rtol: float = 0.0,
    mistakes: Mistakes | None = None,
    advice: str = "",
) -> None:
    """
    The gradient that `Student.backward` found for one argument is right.

    Args:
        index: Position of the argument.

        want: The right gradient, shape of the argument.
    """
    graph_kept(call)
    got = call.gradients[index] if index < len(call.gradients) else None
    if got is None:
        raise Unmet(
            f"no gradient arrived at argument {index + 1} of {call.text}",
            expected="a gradient for it",
            advice=advice or "is every step from it to the result done by tensor operations?",
            code="AG-G002",
        )
    if not is_close(got, want, atol=atol, rtol=rtol):
        named = _mistake(got, want, mistakes or {}, atol, rtol)
        raise Unmet(
            f"the gradient of {call.text} with respect to argument {index + 1} is {show(got)}",
            expected=f"{show(want, digits=6)}, within {_tolerance(atol, rtol)}",
            advice=named or advice or "which step changes the slope?",
            code="AG-G003",
        )


def graph_kept(call: Call, *, advice: str = "") -> None:
    """The result of `Student.backward` was still attached to its inputs."""
    if not call.graph:
        raise Unmet(
            f"{call.text} returned {show(call.value)}, which has lost the way back to its inputs",
            expected="a result that gradients can flow through",
            cause="`.item()`, `float()`, `.detach()`, `.data` or a new tensor cut the graph.",
            advice=advice or "keep every step between input and result a tensor operation.",
            code="AG-G001",
        )


def unchanged(call: Call) -> None:
    """The call left its arguments as they were."""
    for i, (before, after) in enumerate(zip(call.args, call.args_after, strict=False)):
        if isinstance(before, StudentObject) or _same(after, before):
            continue
        raise Unmet(
            f"{call.text} changed its argument {i + 1}: it is {show(after)} after the call",
            expected="the argument as it was before",
            cause="An in-place operation (its name ends in _, or `+=` on a tensor) does that.",
            advice="build a new tensor instead of changing the one you were given.",
            code="AG-M001",
        )


@contextmanager
def raises(*kinds: str, doing: str, advice: str = "") -> Iterator[None]:
    """
    The student's code raises one of these exceptions, or one derived from it.

    Args:
        kinds: Class names, for instance ``"ValueError"``.

        doing: What is being tried, for the message: ``"comparing shapes (5, 1) and (5,)"``.
    """
    wanted = " or ".join(kinds)
    try:
        yield
    except StudentRaised as error:
        if set(kinds) & set(error.kinds):
            return
        if error.kind == "NotImplementedError":
            raise
        raise Unmet(
            f"{doing} raised {error.kind}: {error.text}",
            expected=wanted,
            advice=advice or f"which line should raise {wanted}?",
            code="AG-R001",
        ) from None
    call = call_of(None)
    result = f" and returned {show(call.value)}" if call else ""
    raise Unmet(
        f"{doing} raised nothing{result}",
        expected=wanted,
        advice=advice or f"test for this case first and `raise {kinds[0]}`.",
        code="AG-R002",
    )


# -------------------------------------------------------------------------------- training
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
        cause = "The numbers grew without bound: the steps are too large for this data."
    else:
        cause = ""
    raise Unmet(
        f"{what} is {show(w)} * x + {show(b)}, on average {show(gap)} {unit} from the best line",
        expected=f"at most {within:g} {unit}",
        cause=cause,
        advice=(named[0] if len(named) == 1 else "")
        or advice
        or "plot your line over the data: is it still on its way, or somewhere else?",
        code="AG-L001",
    )


# --------------------------------------------------- several numbers at once, lists of losses
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
    named = _mistake(values, want, mistakes or {}, atol, rtol)
    raise Unmet(
        returned(got) + _not_finite(values),
        expected=f"({', '.join(names)}) to be {show(want, digits=6)}, within "
        + _tolerance(atol, rtol),
        cause=cause,
        advice=named or advice or "work the smallest case out by hand and compare.",
        code=code,
    )


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
    return [number(value, f"each entry of {name}") for value in got]


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
        if old.requires_grad and _same(old.value.detach(), new.value.detach())
    ]
    trainable = sum(p.requires_grad for p in before.parameters)
    if not still:
        return
    if len(still) < trainable:
        raise Unmet(
            f"the training never changed {', '.join(still)}",
            expected="every trainable parameter of the model to take part",
            advice="does the optimizer hold all parameters of the model?",
            code="AG-L003",
        )
    advice, code = _why_still(after, losses, one_epoch)
    raise Unmet(
        "after the training the model that was passed in is exactly what it was before",
        expected="its parameters to have changed",
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
            "the losses fall, so something is learning, but it is not the model that was passed "
            "in. Is there a copy, or a new model, in your function?",
            "AG-L010",
        )
    if not any(p.visits for p in watched):
        return (
            "no gradient ever reached its parameters. Is `backward()` called on the loss, and "
            "does anything between the prediction and the loss cut the way back?",
            "AG-L011",
        )
    if not waiting:
        return (
            "gradients did arrive, but none was left when it was time to step. When do you clear "
            "them, and when do you step?",
            "AG-L012",
        )
    sizes = [
        float(p.gradient.abs().sum() / one_epoch[p.name].abs().sum())
        for p in waiting
        if p.gradient is not None and one_epoch and p.name in one_epoch
    ]
    if sizes and max(sizes) < 1.5:
        return (
            "the gradient of the last epoch still waits in `.grad`, unused. Does the step come "
            "before `backward()`, or is it missing?",
            "AG-L013",
        )
    return (
        "gradients pile up in its parameters and nobody uses or clears them. Whose parameters "
        "did the optimizer get when it was made?",
        "AG-L014",
    )
