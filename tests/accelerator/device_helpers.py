"""Children to run tests in, and assertions about where tensors live."""

from __future__ import annotations

import functools
import gc
import json
import os
import select
import signal
import sys
import tempfile
import traceback
from collections.abc import Callable
from typing import IO, Any

import pytest
import torch

from autograde.run import accelerator

GPU = torch.device("cuda")
CPU = torch.device("cpu")
SECONDS = 120.0

SAME_DEVICE = "Expected all tensors to be on the same device, but "
TWO_DEVICES = SAME_DEVICE + "found at least two devices, cuda:0 and cpu!"
NO_NUMPY = (
    "can't convert cuda:0 device type tensor to numpy. "
    "Use Tensor.cpu() to copy the tensor to host memory first."
)
NO_CUDA = (  # what a hard-coded "cuda" leads to without a GPU
    "Found no NVIDIA driver" if torch.version.cuda else "Torch not compiled with CUDA enabled"
)

_NAMES_ARGUMENT_FIRST = tuple(int(n) for n in torch.__version__.split(".")[:2]) >= (2, 8)


def argument(name: str, here: str, others: str) -> str:
    """The part of PyTorch's message that says which argument is on the wrong device."""
    if _NAMES_ARGUMENT_FIRST:
        return f"got {name} is on {here}, different from other tensors on {others}"
    return f"found at least two devices, {others} and {here}! (when checking argument for {name}"


def rand(*shape: int) -> torch.Tensor:
    """Normal numbers on the CPU."""
    return torch.randn(*shape)


def on_gpu(tensor: torch.Tensor) -> torch.Tensor:
    """The tensor, which must be an ordinary one on the device."""
    assert type(tensor) in (torch.Tensor, torch.nn.Parameter)
    assert tensor.device == torch.device("cuda:0")
    assert tensor.is_cuda
    assert not tensor.is_cpu
    return tensor


def same(got: torch.Tensor, expected: torch.Tensor, atol: float = 1e-6) -> None:
    """Equal values wherever they live; 1e-6 is the promise of a device run."""
    torch.testing.assert_close(got.detach().cpu(), expected.detach().cpu(), atol=atol, rtol=atol)


class ChildFailed(AssertionError):
    """What went wrong in a child, as text."""


def _report(function: Callable[[], Any]) -> dict[str, Any]:
    try:
        return {"ok": function()}
    except pytest.skip.Exception as error:
        return {"skip": str(error)}
    except BaseException as error:
        trace = "".join(traceback.format_exception(error))
        return {"kind": type(error).__name__, "text": str(error), "trace": trace}


def _child(function: Callable[[], Any], answer: IO[bytes]) -> None:
    """The whole life of a child; never returns."""
    try:
        gc.disable()  # a collection would copy most of the parent's memory
        torch.set_num_threads(1)  # threads do not survive a fork
        answer.write(json.dumps(_report(function)).encode())
        answer.flush()
        sys.stdout.flush()
        sys.stderr.flush()
    finally:
        os._exit(0)


@functools.cache
def _warm_up() -> None:
    """What many tests need is loaded once, before the forks."""
    torch.optim.SGD([torch.zeros(1)], 0.1)
    accelerator.prepare()


def in_child(function: Callable[[], Any], *, device: bool) -> dict[str, Any]:
    """
    Call a function in a fork of this process.

    Args:
        function: What to call; its value must fit into JSON.

        device: Whether the simulated device is installed first.

    Returns:
        {"ok": value}, {"skip": reason}, or {"kind", "text", "trace"} of an exception.
    """
    _warm_up()

    def whole() -> Any:
        if device:
            accelerator.install("simulated-cuda")
        return function()

    sys.stdout.flush()
    sys.stderr.flush()
    with tempfile.TemporaryFile() as answer:  # a pipe would be held open by workers of the child
        pid = os.fork()
        if pid == 0:
            _child(whole, answer)
        watch = os.pidfd_open(pid)
        if not select.select([watch], [], [], SECONDS)[0]:
            os.kill(pid, signal.SIGKILL)
        os.close(watch)
        status = os.waitpid(pid, 0)[1]
        answer.seek(0)
        text = answer.read()
    if status or not text:
        trace = f"the child ended with wait status {status}"
        return {"kind": "ChildFailed", "text": trace, "trace": trace}
    result: dict[str, Any] = json.loads(text)
    return result


def run_in_child(function: Callable[[], Any], *, device: bool) -> Any:
    """Like `in_child`, but what the child raised fails the test, with the child's traceback."""
    answer = in_child(function, device=device)
    if "skip" in answer:
        pytest.skip(answer["skip"])
    if "trace" in answer:
        raise ChildFailed(f"in a child process:\n{answer['trace']}")
    return answer["ok"]
