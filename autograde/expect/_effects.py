"""Assertions about gradients, changed arguments and raised errors."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import torch

from autograde.calls import Call, call_of
from autograde.errors import StudentRaised
from autograde.expect._unmet import Unmet, either
from autograde.expect._values import Mistakes, is_close, named_mistake, same, within
from autograde.proxy import StudentObject
from autograde.show import show
from autograde.words import _


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
            _("no gradient arrived at argument {number} of {call}").format(
                number=index + 1, call=call.text
            ),
            expected=_("a gradient for it"),
            advice=advice or _("is every step from it to the result done by tensor operations?"),
            code="AG-G002",
        )
    if not is_close(got, want, atol=atol, rtol=rtol):
        named = named_mistake(got, want, mistakes or {}, atol, rtol)
        raise Unmet(
            _("the gradient of {call} with respect to argument {number} is {value}").format(
                call=call.text, number=index + 1, value=show(got)
            ),
            expected=within(show(want, digits=6), atol, rtol),
            advice=advice or _("which step changes the slope?"),
            mistake=named,
            code="AG-G003",
        )


def graph_kept(call: Call, *, advice: str = "") -> None:
    """The result of `Student.backward` was still attached to its inputs."""
    if not call.graph:
        raise Unmet(
            f"{call.text} returned "
            + _("{value}, which has lost the way back to its inputs").format(
                value=show(call.value)
            ),
            expected=_("a result that gradients can flow through"),
            cause=_("`.item()`, `float()`, `.detach()`, `.data` or a new tensor cut the graph."),
            advice=advice or _("keep every step between input and result a tensor operation."),
            code="AG-G001",
        )


def unchanged(call: Call) -> None:
    """The call left its arguments as they were."""
    for i, (before, after) in enumerate(zip(call.args, call.args_after, strict=False)):
        if isinstance(before, StudentObject) or same(after, before):
            continue
        raise Unmet(
            _("{call} changed its argument {number}: it is {value} after the call").format(
                call=call.text, number=i + 1, value=show(after)
            ),
            expected=_("the argument as it was before"),
            cause=_("an in-place operation (its name ends in _, or `+=` on a tensor) does that."),
            advice=_("build a new tensor instead of changing the one you were given."),
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
    wanted = either(*kinds)
    try:
        yield
    except StudentRaised as error:
        if set(kinds) & set(error.kinds):
            return
        if error.unanswered:
            raise
        raise Unmet(
            _("{doing} raised {kind}: {text}").format(
                doing=doing, kind=error.kind, text=error.text
            ),
            expected=wanted,
            advice=advice or _("which line should raise {kind}?").format(kind=wanted),
            code="AG-R001",
        ) from None
    call = call_of(None)
    text = _("{doing} raised nothing")
    if call:
        text = _("{doing} raised nothing and returned {value}")
    raise Unmet(
        text.format(doing=doing, value=show(call.value) if call else ""),
        expected=wanted,
        advice=advice or _("test for this case first and `raise {kind}`.").format(kind=kinds[0]),
        code="AG-R002",
    )
