"""
Which line of a student's own code left the device.

A result that lives on the wrong device raises nothing, so no traceback names a line. It is noted
when it happens: a copy to the CPU passes through the device's own kernels, and the factories of
PyTorch (`torch.zeros`, `torch.tensor`, `torch.from_numpy`), which make tensors on the CPU unless
told otherwise, are wrapped. Only the first line of each kind is looked up.

The notes are made in the student's process and so are a claim: to be shown, never judged by.
"""

from __future__ import annotations

import functools
import linecache
import sys
from collections.abc import Callable
from types import FrameType
from typing import Any, Literal

import torch

from autograde.namespace import MAX_LINE

Kind = Literal["made", "copied", "made_number", "read_number"]

# Those that take `device=`, and from_numpy; not the *_like, which stay where their model lives.
_FACTORIES = (
    "arange", "as_tensor", "asarray", "empty", "empty_strided", "eye", "from_numpy", "full",
    "linspace", "logspace", "ones", "rand", "randint", "randn", "randperm", "scalar_tensor",
    "tensor", "zeros",
)  # fmt: skip


class Lines:
    """
    The first line of each kind, in the order in which they were noted.

    "made": a tensor was made on the CPU. "copied": a tensor was copied from the device to the
    CPU. "made_number" and "read_number": the same for a tensor of a single number, which is
    often right and so only a second guess.
    """

    def __init__(self) -> None:
        self.found: dict[str, str] = {}
        self._names: dict[str, Any] | None = None

    def watch(self, names: dict[str, Any]) -> None:
        """
        Look for lines of one notebook from now on.

        Args:
            names: Its global names, by which its frames are known.
        """
        self._names = names

    def reset(self) -> None:
        """Forget what was noted."""
        self.found = {}

    def note(self, kind: Kind, frame: FrameType | None, *, through: str = "") -> None:
        """
        Note the line of the notebook that is being run, if there is one.

        Args:
            kind: What it does.

            frame: Where to look first, before its callers.

            through: Start of the names of the modules that may lie between; all by default.
        """
        if kind in self.found or self._names is None:
            return
        while frame is not None and frame.f_globals is not self._names:
            between = str(frame.f_globals.get("__name__", ""))
            frame = frame.f_back if between.startswith(through) else None
        if frame is not None:
            line = linecache.getline(frame.f_code.co_filename, frame.f_lineno).strip()
            self.found[kind] = line[:MAX_LINE]

    def copied(self, tensor: torch.Tensor) -> None:
        """Note that a tensor of the device was copied to the CPU."""
        self.note("copied" if tensor.dim() else "read_number", sys._getframe(1))

    def read(self) -> None:
        """Note that a single number was read back."""
        self.note("read_number", sys._getframe(1))


def watch_factories(lines: Lines) -> None:
    """
    Wrap the factories of PyTorch for the life of the process.

    Args:
        lines: Gets the lines that make tensors on the CPU.
    """
    # `with torch.device(d):` compares with the factories as they are when it is first used.
    torch.utils._device._device_constructors()
    for name in _FACTORIES:
        setattr(torch, name, _watched(getattr(torch, name), lines))


def _watched(factory: Callable[..., Any], lines: Lines) -> Callable[..., Any]:
    @functools.wraps(factory)
    def made(*args: Any, **kwargs: Any) -> Any:
        tensor = factory(*args, **kwargs)
        if tensor.is_cpu:
            # A layer is the student's doing. What an optimizer or a DataLoader makes for itself,
            # and what the simulated device does, is not.
            kind: Kind = "made" if tensor.dim() else "made_number"
            lines.note(kind, sys._getframe(1), through="torch.nn.")
        return tensor

    return made
