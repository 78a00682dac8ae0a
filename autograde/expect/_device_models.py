"""Assertions about modules on an accelerator."""

from __future__ import annotations

import torch

from autograde.errors import StudentRaised
from autograde.expect._devices import equal_on_both, on_device
from autograde.expect._types import tensor
from autograde.expect._unmet import Unmet
from autograde.proxy import Student, StudentObject
from autograde.values import device_of

# PyTorch's own words, the same on a GPU and on the simulated device.
_MIXED = "Expected all tensors to be on the same device"

_AT_HOME = """
def model_where_it_was_made(model, x):
    held = [*model.parameters(), *model.buffers()]
    return model.eval()(x.to(held[0].device if held else "cpu"))
"""
_MOVED = """
def moved_model(model, x):
    return model.eval().to(x.device)(x)
"""
_NOT_KNOWN = (
    "when a module moves, only what it knows about moves along. Does it know all its layers and "
    "tensors, and is a tensor made on the way?"
)


def moves_along(
    student: Student, model: StudentObject, x: torch.Tensor, *, atol: float = 1e-5, advice: str = ""
) -> torch.Tensor:
    """
    A module answers on the device, after `.to`, as it did where it was made.

    Both answers come from one module in one run, in evaluation mode, so neither a random start
    nor where the student chose to make it matters, nor whether its answers are right.

    Args:
        student: The fixture `student_on_gpu`.

        model: A module of it.

        x: A batch that it accepts.

        atol: Room for another order of summing.

    Returns:
        What it answers where it was made.

    Raises:
        Unmet: If something of it stays behind, or it answers otherwise.
    """
    home = tensor(student.build(_AT_HOME, name="model_where_it_was_made")(model, x))
    try:
        call = student.build(_MOVED, name="moved_model").call("", model, x)
    except StudentRaised as error:
        if _MIXED not in error.text:
            raise
        raise Unmet(
            f"moved to another device, the model raises {error.kind}: {error.text[:200]}",
            expected="the same model to work there",
            advice=advice or _NOT_KNOWN,
            line=error.line,
            code="AG-D002",
        ) from None
    on_device(call, advice=advice)
    equal_on_both(call, home, atol=atol, advice=advice)
    return home


def stays_on(model: StudentObject, device: str, *, advice: str = "") -> None:
    """
    Every parameter and buffer of a module lives on the device.

    Args:
        model: A module that was passed to student code, afterwards.

        device: For instance `Call.device`.
    """
    seen = model.describe()
    held = [(p.name, p.value) for p in seen.parameters] + list(seen.buffers)
    for name, value in held:
        if device_of(value).split(":")[0] != device.split(":")[0]:
            raise Unmet(
                f"afterwards {name} of the model lives on {device_of(value)}",
                expected=f"the model where it was, on {device}",
                advice=advice or "whose model is it, and where will they look for it?",
                code="AG-D002",
            )
