"""The device notes which line of a notebook left it."""

from __future__ import annotations

import linecache
from typing import Any

import pytest
import torch
from device_helpers import GPU, rand

from autograde.run import accelerator

SOURCE = """
import torch
from torch import nn, zeros
from torch.utils.data import DataLoader, TensorDataset

def made(x):
    a = torch.tensor([1.0, 2.0])
    return torch.arange(3)

def imported(x):
    return zeros(2)

def from_numpy(x):
    import numpy as np
    n = np.ones(3)
    return torch.from_numpy(n)

def layer(x):
    return nn.Linear(2, 1)

def moved(x):
    y = x * 2
    z = y.to("cpu")
    return z.numpy()

def listed(x):
    return x.tolist()

def through_a_helper(x):
    return helper(x)

def helper(x):
    return x.cpu()

def both(x):
    y = torch.zeros(2)
    return x.cpu() + y

def single(x):
    two = torch.tensor(2.0)
    return (two * x).sum().item()

def trained(x):
    model = nn.Linear(2, 1, device=x.device)
    optimizer = torch.optim.Adam(model.parameters())
    for (rows,) in DataLoader(TensorDataset(x), batch_size=2, shuffle=True):
        model(rows).sum().backward()
        optimizer.step()
    return model(x)

def placed(x):
    with torch.device(x.device):
        return torch.zeros(3)
"""

EXPECTED = {
    "made": {"made": "a = torch.tensor([1.0, 2.0])"},
    "imported": {"made": "return zeros(2)"},
    "from_numpy": {"made": "return torch.from_numpy(n)"},
    "layer": {"made": "return nn.Linear(2, 1)"},
    "moved": {"copied": 'z = y.to("cpu")'},
    "listed": {"copied": "return x.tolist()"},
    "through_a_helper": {"copied": "return x.cpu()"},
    "both": {"made": "y = torch.zeros(2)", "copied": "return x.cpu() + y"},
    "single": {
        "made_number": "two = torch.tensor(2.0)",
        "read_number": "return (two * x).sum().item()",
    },
    "trained": {},
    "placed": {},
}


def _notebook(device: accelerator.Device) -> dict[str, Any]:
    """The names of a notebook of one cell, watched from before its first line."""
    names: dict[str, Any] = {"__name__": "__main__"}
    linecache.cache["<cell>"] = (len(SOURCE), None, SOURCE.splitlines(keepends=True), "<cell>")
    device.watch(names)
    exec(compile(SOURCE, "<cell>", "exec"), names)
    return names


@pytest.mark.on_device
@pytest.mark.parametrize("name", EXPECTED)
def test_the_first_line_of_each_kind(name):
    """Lines are noted where the data leave the device, in order, and only the student's own."""
    device = accelerator.install()
    names = _notebook(device)
    x = device.to_device(rand(4, 2))
    device.reset_counters()

    names[name](x)

    assert list(device.lines().items()) == list(EXPECTED[name].items())


@pytest.mark.on_device
def test_a_reset_forgets_the_lines():
    """Each call of a check begins with a clean sheet."""
    device = accelerator.install()
    names = _notebook(device)
    names["both"](torch.ones(2, device=GPU))
    assert device.lines()

    device.reset_counters()

    assert device.lines() == {}


@pytest.mark.on_device
def test_lines_of_others_are_not_noted():
    """What the kit or a library does itself is nobody's line."""
    device = accelerator.install()
    _notebook(device)

    torch.zeros(3)
    rand(2).to(GPU).cpu()

    assert device.lines() == {}


@pytest.mark.on_device
def test_a_watched_factory_is_the_factory():
    """Wrapping changes neither values nor arguments nor errors nor the name."""
    accelerator.install().watch({})

    assert torch.equal(torch.full((2,), 7), torch.ones(2, dtype=torch.int64) * 7)
    assert torch.zeros(2, device=GPU).is_cuda
    assert torch.zeros(2, device="meta").is_meta
    with GPU:
        assert torch.zeros(2).is_cuda
    assert torch.tensor.__name__ == "tensor"
    with pytest.raises(TypeError, match="must be tuple of ints"):
        torch.zeros("x")
