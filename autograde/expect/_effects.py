"""Assertions about gradients, changed arguments and raised errors."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import torch

from autograde.errors import StudentRaised
from autograde.expect._unmet import Unmet
from autograde.expect._values import Mistakes, is_close, named_mistake, same, tolerance_text
from autograde.proxy import Call, StudentObject, call_of
from autograde.show import show


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
        named = named_mistake(got, want, mistakes or {}, atol, rtol)
        raise Unmet(
            f"the gradient of {call.text} with respect to argument {index + 1} is {show(got)}",
            expected=show(want, digits=6) + tolerance_text(atol, rtol),
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
        if isinstance(before, StudentObject) or same(after, before):
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
        if error.unanswered:
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
