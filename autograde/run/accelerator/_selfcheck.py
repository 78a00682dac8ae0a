"""Does the device of this process do what a device must? Run by `probe` in a throw-away child."""

from __future__ import annotations

import copy
from collections.abc import Callable

import torch
from torch import nn

from autograde.errors import AcceleratorError

from ._device import Device


def _train(model: nn.Module, x: torch.Tensor, y: torch.Tensor) -> list[torch.Tensor]:
    optimizer = torch.optim.Adam(model.parameters(), lr=0.01)
    for _ in range(5):
        optimizer.zero_grad()
        torch.autograd.backward(nn.functional.mse_loss(model(x), y))
        optimizer.step()
    return [p.detach().cpu() for p in model.parameters()]


def _demand(condition: bool, what: str) -> None:
    if not condition:
        raise AcceleratorError(f"the device does not work: {what}")


def check(device: Device) -> None:
    """
    Train a small model on the device and on the CPU, and make the classic mistakes.

    Args:
        device: The installed device.

    Raises:
        AcceleratorError: If anything differs from what a device must do.
    """
    there = device.device
    torch.manual_seed(0)
    x, y = torch.randn(16, 4), torch.randn(16, 1)
    model = nn.Sequential(nn.Linear(4, 8), nn.ReLU(), nn.Linear(8, 1))
    twin = copy.deepcopy(model).to(there)
    here, moved = _train(model, x, y), _train(twin, x.to(there), y.to(there))
    # A real GPU sums in another order: 1e-4 is far above that and far below any mistake.
    close = all(torch.allclose(a, b, atol=1e-4) for a, b in zip(here, moved, strict=True))
    _demand(close, "training differs from the CPU's")
    _demand(device.counters().used, "no operation was counted")
    _demand(_refuses(lambda: twin(x)), "a model there took data from the CPU")
    _demand(_refuses(lambda: x.to(there).numpy()), "NumPy read its memory")
    if device.faults:
        raise AcceleratorError("the simulated device failed", found="\n".join(device.faults))


def _refuses(call: Callable[[], object]) -> bool:
    try:
        call()
    except (RuntimeError, TypeError):
        return True
    return False
