"""
Assertions about devices, for calls of a notebook that runs on an accelerator.

Where one fails, it names the line of the student's own code that left the device, as far as the
student's process noted one. The line is shown; whether the assertion holds does not depend on it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import torch

from autograde.calls import Call
from autograde.expect._unmet import Unmet
from autograde.expect._values import as_float64
from autograde.show import show
from autograde.values import device_of, tensors_in

_BORN = "where is a tensor born when you do not say on which device?"
_ADVICE = {
    (): _BORN,
    ("made",): f"this makes a tensor: {_BORN}",
    ("copied",): "this brings the data to the CPU. Can the work be done where the data are?",
}
_EITHER = "do data go to the CPU here, or is a tensor born there because no device was named?"
_NUMERIC = (torch.Tensor, np.ndarray, np.generic, int, float)
# Single numbers often leave the device rightly, so they are blamed only where nothing else did.
_GUESSES = (
    {"made": "made", "copied": "copied"},
    {"made_number": "made", "read_number": "copied"},
)


def _culprits(call: Call) -> tuple[str, str]:
    """
    The lines that may have brought the work to the CPU, as text, and what to ask about them.

    The earlier one comes first: it is the more likely cause.
    """
    for kinds in _GUESSES:
        found = [(kinds[kind], line) for kind, line in call.lines.items() if kind in kinds]
        if found:
            lines = list(dict.fromkeys(line for _, line in found))
            asked = _ADVICE.get(tuple(kind for kind, _ in found), _EITHER)
            return "\nor in your line: ".join(lines), asked
    return "", _BORN


def on_device(call: Call, *, advice: str = "") -> None:
    """
    Every tensor of the result lives on the device that the arguments live on.

    Args:
        call: Of `student_on_gpu.call(...)`.
    """
    for value in tensors_in(call.value):
        if device_of(value).split(":")[0] != call.device.split(":")[0]:
            line, asked = _culprits(call)
            raise Unmet(
                f"on {call.device}, {call.name} returned a tensor that lives on {device_of(value)}",
                expected=f"a result on the device of the arguments, {call.device}",
                line=line,
                advice=advice or asked,
                code="AG-D002",
            )


def computed_there(call: Call, *, advice: str = "") -> None:
    """
    The call did not bring the data to the CPU to do all of its work there.

    A call that computed nothing anywhere, such as one that only cuts a tensor anew, passes; so
    does one that reads single numbers back, for instance to decide how a loop goes on.

    Args:
        call: Of `student_on_gpu.call(...)`.
    """
    copies = call.used.get("copies_to_host", 0)
    if copies and not call.used.get("kernels"):
        line, asked = _culprits(call)
        raise Unmet(
            f"on {call.device}, {call.name} computed nothing on the device",
            expected="the work to be done where the data are",
            line=line,
            cause=f"It copied tensors to the CPU, {copies} in all.",
            advice=advice or asked,
            code="AG-D003",
        )


def like_cpu(call: Call, cpu: Any, *, atol: float = 1e-6, advice: str = "") -> None:
    """
    The work was done on the device, the result lives there, and equals that of the CPU run.

    Args:
        call: Of `student_on_gpu.call(...)`.

        cpu: What the same call returned in the run on the CPU: so this judges device handling
            alone, whether or not the answer is right.

        atol: The simulated device's values are the CPU's; 1e-6 leaves room for another order
            of summing.
    """
    computed_there(call, advice=advice)
    on_device(call, advice=advice)
    equal_on_both(call, cpu, atol=atol, advice=advice)


def equal_on_both(
    call: Call, cpu: Any, *, again: Any = None, atol: float = 1e-6, advice: str = ""
) -> None:
    """
    The result equals that of the CPU run, wherever it lives.

    For a task that itself brings numbers to the CPU, such as a list of losses.

    Args:
        call: Of `student_on_gpu.call(...)`.

        cpu: What the same call returned in the run on the CPU.

        again: What it returned there when it was called once more. If that is something else, the
            answer depends on earlier calls or on chance, and the device is not to blame.

        atol: See `like_cpu`.
    """
    if again is not None and not _same(cpu, again, atol):
        return
    if not _same(call.value, cpu, atol):
        raise Unmet(
            f"on {call.device}, {call.name} returned {show(call.value)}",
            expected=f"the result of the CPU, {show(cpu)}",
            advice=advice or "what does your function do differently on another device?",
            code="AG-D004",
        )


def _same(ours: Any, theirs: Any, atol: float) -> bool:
    """Whether all tensors and numbers of two results agree, in order; nan agrees with nan."""
    left, right = list(_leaves(ours)), list(_leaves(theirs))
    return len(left) == len(right) and all(
        a.shape == b.shape and torch.allclose(a, b, rtol=1e-6, atol=atol, equal_nan=True)
        for a, b in zip(left, right, strict=True)
    )


def _leaves(value: Any) -> Iterator[torch.Tensor]:
    if isinstance(value, list | tuple):
        for part in value:
            yield from _leaves(part)
    elif isinstance(value, dict):
        yield from _leaves(list(value.values()))
    elif isinstance(value, _NUMERIC) and (leaf := as_float64(value)) is not None:
        yield leaf
