"""Assertions about devices, for calls of a notebook that runs on an accelerator."""

from __future__ import annotations

from typing import Any

from autograde.expect._unmet import Unmet
from autograde.expect._values import is_close
from autograde.proxy import Call
from autograde.show import show
from autograde.values import device_of, tensors_in

_BORN = "where is a tensor born when you do not say on which device?"


def on_device(call: Call, *, advice: str = "") -> None:
    """
    Every tensor of the result lives on the device that the arguments live on.

    Args:
        call: Of `student_on_gpu.call(...)`.
    """
    for value in tensors_in(call.value):
        if device_of(value).split(":")[0] != call.device.split(":")[0]:
            raise Unmet(
                f"on {call.device}, {call.name} returned a tensor that lives on {device_of(value)}",
                expected=f"a result on the device of the arguments, {call.device}",
                advice=advice or _BORN,
                code="AG-D002",
            )


def computed_there(call: Call, *, advice: str = "") -> None:
    """
    The call computed on the device, not on the CPU with copies to and fro.

    Args:
        call: Of `student_on_gpu.call(...)`.
    """
    if not call.used.get("kernels"):
        raise Unmet(
            f"on {call.device}, {call.name} computed nothing on the device",
            expected="the work to be done where the data are",
            cause=f"It copied {call.used.get('copies_to_host', 0)} tensors to the CPU.",
            advice=advice or "does something bring the data to the CPU before the work is done?",
            code="AG-D003",
        )


def like_cpu(call: Call, cpu: Any, *, atol: float = 1e-6, advice: str = "") -> None:
    """
    The call computed on the device, the result lives there, and equals that of the CPU run.

    Args:
        call: Of `student_on_gpu.call(...)`.

        cpu: What the same call returned in the run on the CPU: so this judges device handling
            alone, whether or not the answer is right.

        atol: The simulated device's values are the CPU's; 1e-6 leaves room for another order
            of summing.
    """
    computed_there(call, advice=advice)
    on_device(call, advice=advice)
    ours, theirs = list(tensors_in(call.value)), list(tensors_in(cpu))
    if len(ours) != len(theirs) or not all(
        is_close(a, b, atol=atol, rtol=1e-6) for a, b in zip(ours, theirs, strict=True)
    ):
        raise Unmet(
            f"on {call.device}, {call.name} returned {show(call.value)}",
            expected=f"the result of the CPU, {show(cpu)}",
            advice=advice or "what does your function do differently on another device?",
            code="AG-D004",
        )
