"""
What a check has asked of student code and what came back, remembered as long as the check runs.

So an assertion can say which call gave the value that it does not like, a picture can show the
history that came back, and the evidence of a failed check holds all that was exchanged.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import torch

from autograde.evidence import Exchanges
from autograde.show import show_call


@dataclass(frozen=True, eq=False)
class Call:
    """
    One call of student code.

    Args:
        value: What it returned.

        args_after: The arguments as they are after the call.

        gradients: For `Student.backward`: the gradient of the summed result with respect to each
            argument (positional first, then keywords); None where there is none.

        graph: For `Student.backward`: whether the result was still attached to a graph.

        printed: What it printed, cut to 2,000 characters.

        device: In a run on an accelerator: the device's name.

        used: In a run on an accelerator: kernels run on it, copies and reads back, by name; see
            `autograde.run.accelerator.Counters`.

        lines: In a run on an accelerator: the student's lines that left the device, the earliest
            first; see `autograde.run.accelerator.Device.lines`. A claim, to be shown only.
    """

    name: str
    args: tuple[Any, ...]
    kwargs: dict[str, Any]
    value: Any
    args_after: tuple[Any, ...] = ()
    kwargs_after: dict[str, Any] = field(default_factory=dict)
    gradients: tuple[torch.Tensor | None, ...] = ()
    graph: bool = False
    printed: str = ""
    device: str = ""
    used: dict[str, int] = field(default_factory=dict)
    lines: dict[str, str] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The call as text, for messages."""
        return show_call(self.name, self.args, self.kwargs)

    def holds(self, value: Any) -> bool:
        """Whether the result is this very value or has it as a part."""
        return _holds(self.value, value)


def _holds(whole: Any, value: Any) -> bool:
    if whole is value:
        return True
    if isinstance(whole, list | tuple):
        return any(_holds(part, value) for part in whole)
    return isinstance(whole, dict) and any(_holds(part, value) for part in whole.values())


@dataclass(frozen=True, eq=False)
class ParameterInfo:
    """
    One parameter of a module that stays with the student.

    Args:
        same: Whether it is the very object that the module was built with (watched modules).

        visits: How often a gradient arrived at it (watched modules).
    """

    name: str
    value: torch.Tensor
    gradient: torch.Tensor | None
    requires_grad: bool
    same: bool
    visits: int


@dataclass(frozen=True, eq=False)
class ModuleInfo:
    """A module that stays with the student: classes, parameters, buffers, mode."""

    cls: str
    is_module: bool
    training: bool = False
    modules: tuple[tuple[str, str], ...] = ()
    parameters: tuple[ParameterInfo, ...] = ()
    buffers: tuple[tuple[str, torch.Tensor], ...] = ()
    forwards: int = 0

    @property
    def trainable(self) -> int:
        """How many numbers training may change."""
        return sum(p.value.numel() for p in self.parameters if p.requires_grad)


_calls: list[Call] = []
# Every request of the current check with its reply.
exchanges = Exchanges()
_series: list[tuple[str, list[float]]] = []


def forget_calls() -> None:
    """Start the record of calls anew: a check begins."""
    _calls.clear()
    exchanges.clear()
    _series.clear()


def note_call(call: Call) -> None:
    """Remember a call of the current check."""
    _calls.append(call)


def note_series(name: str, numbers: list[float]) -> None:
    """Remember a history that the student's code returned in the current check."""
    _series.append((name, numbers))


def last_series() -> tuple[str, list[float]] | None:
    """The last history of the current check, and what it is called."""
    return _series[-1] if _series else None


def call_of(value: Any) -> Call | None:
    """The call of the current check that returned this very value or a part of it; else the
    last call."""
    for call in reversed(_calls):
        if call.holds(value):
            return call
    return _calls[-1] if _calls else None
