"""The exception that explains itself, and the words in it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import numpy as np
import torch

from autograde.calls import call_of
from autograde.proxy import StudentObject
from autograde.show import show
from autograde.words import _

if TYPE_CHECKING:
    from autograde.expect._pictures import Picture

# The first sentence ends with a question mark.
_ASKS = re.compile(r"(?:(?![.!] ).)*\?")


class Unmet(AssertionError):
    """
    A property that does not hold.

    Args:
        what: What was called and what came back.

        expected: What should have come back, as a property where possible.

        cause: A likely cause, hedged, as it continues after "Perhaps:".

        advice: One next step or question; never the solution line. It is all that a student
            sees of a hidden check besides its title, so it must hold no input and no value.

        mistake: What was probably done instead, where the value tells; a student reads it of a
            hidden check, too, so it must hold no input and no value. `advice` is then left out.

        code: A code that `autograde.explain` knows.

        line: The student's own line that it comes from, where known. A student sees it of a
            hidden check, too.

        picture: What explains it to the eye, in a student's own notebook only.
    """

    def __init__(
        self,
        what: str,
        *,
        expected: str = "",
        cause: str = "",
        advice: str = "",
        mistake: str = "",
        code: str = "",
        line: str = "",
        picture: Picture | None = None,
    ) -> None:
        self.what, self.expected, self.line = what, expected, line
        if mistake:  # a question is something to try; a statement is a likely cause
            advice, mistake = (mistake, "") if _ASKS.match(mistake) else ("", mistake)
        self.cause, self.mistake, self.advice = cause, mistake, advice
        self.code, self.picture = code, picture
        super().__init__(self.text())

    def text(self) -> str:
        """The whole message, for whoever may read all of it."""
        parts = [self.what]
        if self.expected:
            parts.append(f"expected {self.expected}")
        if self.line:
            parts.append(f"in your line: {self.line}")
        if self.cause:
            parts.append(self.cause)
        if self.mistake:
            parts.append(f"Perhaps: {self.mistake}")
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


def returned(value: Any, told: str = "{value}", **facts: object) -> str:
    """
    What was called and what came back, for the value of a call of this check.

    Args:
        told: What to say of the value; ``{value}`` stands for it, other names for `facts`.
    """
    call = call_of(value)
    if call is None:
        return _("the value is {value}").format(value=told.format(value=show(value), **facts))
    shown = show(call.value)
    if call.value is not value and call.holds(value):
        shown = _("{whole}, in it {value}").format(whole=shown, value=show(value))
    # Not translated: `autograde.student.message` makes labels of call and value.
    return f"{call.text} returned {told.format(value=shown, **facts)}"


def either(first: str, *others: str) -> str:
    """Several names of which one will do."""
    for other in others:
        first = _("{one} or {other}").format(one=first, other=other)
    return first


def kind_of(value: Any) -> str:
    """The type of a value in words."""
    if isinstance(value, torch.Tensor):
        return _("a tensor")
    if isinstance(value, np.ndarray):
        return _("a NumPy array")
    if isinstance(value, np.generic):
        return _("a NumPy {type}").format(type=value.dtype.name)
    if isinstance(value, StudentObject):
        return repr(value)
    if value is None:
        return "None"
    name = type(value).__name__
    return (_("an {type}") if name[0] in "aeio" else _("a {type}")).format(type=name)
