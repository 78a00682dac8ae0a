"""
Assertions about devices, for calls of a notebook that runs on an accelerator.

They judge device handling alone, whether or not the answer is right; but there must be something
to judge. What holds no tensor lives nowhere, and what holds no number is the same everywhere, so
neither passes, nor does a result that is of another kind on the device than on the CPU.

Where one fails, it names the line of the student's own code that left the device, as far as the
student's process noted one. The line is shown; whether the assertion holds does not depend on it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import torch

from autograde.calls import Call
from autograde.expect._unmet import Unmet, kind_of
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
_WHAT_IS_ASKED = "what does the text ask the function to return?"
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
    The result holds a tensor, and each of its tensors lives on the device of the arguments.

    Args:
        call: Of `student_on_gpu.call(...)`.
    """
    _holds_tensor(call, call.value, f"on {call.device}, ")
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
            cause=f"it copied tensors to the CPU, {copies} in all.",
            advice=advice or asked,
            code="AG-D003",
        )


def like_cpu(call: Call, cpu: Any, *, atol: float = 1e-6, advice: str = "") -> None:
    """
    The work was done on the device, the result lives there, and equals that of the CPU run.

    The result must hold a tensor in both runs: where none comes back, use `equal_on_both`.

    Args:
        call: Of `student_on_gpu.call(...)`.

        cpu: What the same call returned in the run on the CPU: so this judges device handling
            alone, whether or not the answer is right.

        atol: The simulated device's values are the CPU's; 1e-6 leaves room for another order
            of summing.
    """
    _holds_tensor(call, cpu)
    computed_there(call, advice=advice)
    on_device(call, advice=advice)
    equal_on_both(call, cpu, atol=atol, advice=advice)


def equal_on_both(
    call: Call, cpu: Any, *, again: Any = None, atol: float = 1e-6, advice: str = ""
) -> None:
    """
    The result equals that of the CPU run, wherever it lives, and is built of the same kinds.

    For a task that itself brings numbers to the CPU, such as a list of losses. There must be
    numbers to compare: a result without any is refused, for it would be the same everywhere.

    Args:
        call: Of `student_on_gpu.call(...)`.

        cpu: What the same call returned in the run on the CPU.

        again: What it returned there when it was called once more. If that is something else, the
            answer depends on earlier calls or on chance, and the device is not to blame.

        atol: See `like_cpu`.
    """
    if not any(leaf.numel() for _, leaf in _leaves(cpu)):
        raise Unmet(
            f"{call.name} returned {show(cpu)}, which holds no number",
            expected="numbers, or tensors of numbers",
            advice=_WHAT_IS_ASKED,
            code="AG-T001",
        )
    if again is not None and not _same(cpu, again, atol):
        return
    if not _same(call.value, cpu, atol):
        raise Unmet(
            f"on {call.device}, {call.name} returned {_in_words(call.value)}",
            expected=f"the result of the CPU, {_in_words(cpu)}",
            advice=advice or "what does your function do differently on another device?",
            code="AG-D004",
        )


def _holds_tensor(call: Call, value: Any, where: str = "") -> None:
    if next(tensors_in(value), None) is None:
        raise Unmet(
            f"{where}{call.name} returned {_in_words(value)}, which holds no tensor",
            expected="a result made of tensors: only they live on a device",
            advice=_WHAT_IS_ASKED,
            code="AG-T001",
        )


def _in_words(value: Any) -> str:
    return show(value) if value is None else f"{kind_of(value)}, {show(value)}"


def _same(ours: Any, theirs: Any, atol: float) -> bool:
    """Whether two results are built alike and their numbers agree; nan agrees with nan."""
    left, right = list(_leaves(ours)), list(_leaves(theirs))
    return [place for place, _ in left] == [place for place, _ in right] and all(
        a.shape == b.shape and torch.allclose(a, b, rtol=1e-6, atol=atol, equal_nan=True)
        for (_, a), (_, b) in zip(left, right, strict=True)
    )


_Place = tuple[str, ...]


def _leaves(value: Any, place: _Place = ()) -> Iterator[tuple[_Place, torch.Tensor]]:
    """
    The parts of a result: where each stands and of which kind it is, and its numbers in float64.

    Lists and tuples are one kind, and so are Python's and NumPy's single numbers. A part without
    numbers, such as a word or a module, is an empty tensor.
    """
    if isinstance(value, list | tuple):
        for i, part in enumerate(value):
            yield from _leaves(part, (*place, f"item {i}"))
    elif isinstance(value, dict):
        for key in sorted(value, key=repr):
            yield from _leaves(value[key], (*place, f"key {key!r}"))
    elif isinstance(value, torch.Tensor):
        numbers = torch.view_as_real(value.resolve_conj()) if value.is_complex() else value
        leaf = as_float64(numbers)
        yield (*place, "tensor" if leaf is not None else "meta"), _or_empty(leaf)
    elif isinstance(value, np.ndarray):
        yield (*place, "array"), _or_empty(as_float64(value))
    elif isinstance(value, int | float | np.number | np.bool_):
        yield (*place, "number"), _or_empty(as_float64(value))
    else:
        yield (*place, type(value).__name__), torch.empty(0)


def _or_empty(leaf: torch.Tensor | None) -> torch.Tensor:
    return torch.empty(0) if leaf is None else leaf
