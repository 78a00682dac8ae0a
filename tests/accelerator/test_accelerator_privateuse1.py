"""The second tier: the device named simgpu."""

from __future__ import annotations

import copy
import io
import os

import pytest
import torch
import torch.nn.functional as F
from device_helpers import NO_CUDA, rand, run_in_child, same
from torch import nn
from torch.utils.data import DataLoader, TensorDataset

from autograde.run import accelerator


def _there(function):
    """Run a test function in a child that has the device."""

    def test(*args: object) -> None:
        def whole() -> None:
            accelerator.install("simulated-privateuse1")
            torch.manual_seed(0)
            function(*args)

        run_in_child(whole, device=False)

    test.__doc__ = function.__doc__
    return test


def _moved(tensor: torch.Tensor) -> torch.Tensor:
    assert tensor.device == torch.device("simgpu:0")
    assert not tensor.is_cpu
    return tensor


@_there
def test_choosing():
    """torch.accelerator finds it; torch.cuda does not, and says so in the CPU's words."""
    assert torch.accelerator.current_accelerator() == torch.device("simgpu")
    assert torch.accelerator.is_available()
    assert not torch.cuda.is_available()
    torch.accelerator.synchronize()
    with pytest.raises((AssertionError, RuntimeError), match=NO_CUDA):
        rand(2).cuda()


@_there
def test_moving_and_computing():
    """Tensors move, compute there and come back."""
    x = rand(3, 3)
    same(_moved(x.to("simgpu")), x)
    same(_moved(x.to("simgpu") @ x.to("simgpu")), x @ x)
    assert "device='simgpu:0'" in repr(x.to("simgpu"))


@_there
def test_training():
    """Training agrees with the CPU's."""

    def train(device: str) -> nn.Module:
        torch.manual_seed(3)
        model = nn.Sequential(nn.Linear(4, 8), nn.Tanh(), nn.Linear(8, 1)).to(device)
        x, y = rand(32, 4).to(device), rand(32, 1).to(device)
        optimizer = torch.optim.Adam(model.parameters(), 0.01)
        for _ in range(30):
            optimizer.zero_grad()
            F.mse_loss(model(x), y).backward()
            optimizer.step()
        return model

    here, there = train("cpu"), train("simgpu")
    for p, q in zip(here.parameters(), there.parameters(), strict=True):
        same(_moved(q), p, 2e-6)


MODELS = {
    "convolution": (lambda: nn.Sequential(nn.Conv2d(1, 2, 3), nn.BatchNorm2d(2)), (2, 1, 5, 5)),
    "attention": (
        lambda: nn.TransformerEncoderLayer(8, 2, 16, dropout=0.0, batch_first=True),
        (2, 5, 8),
    ),
    "embedding of a norm": (lambda: nn.Sequential(nn.LayerNorm(4), nn.Linear(4, 2)), (3, 4)),
}


@pytest.mark.parametrize("name", MODELS)
def test_models(name):
    """Models agree with the CPU's."""
    make, shape = MODELS[name]

    @_there
    def check() -> None:
        here = make()
        there = copy.deepcopy(here).to("simgpu")
        x = rand(*shape)
        same(_moved(there(x.to("simgpu"))), here(x), 1e-5)

    check()


@pytest.mark.parametrize("layer", ["RNN", "LSTM", "GRU"])
def test_recurrent_layers(layer):
    """Recurrent layers agree with the CPU's."""

    @_there
    def check() -> None:
        here = getattr(nn, layer)(3, 4)
        there = copy.deepcopy(here).to("simgpu")
        x = rand(5, 2, 3)
        same(_moved(there(x.to("simgpu"))[0]), here(x)[0])

    check()


MISTAKES = {
    "adding": (lambda c, g: c + g, "found at least two devices, simgpu:0 and cpu"),
    "model left behind": (lambda c, g: nn.Linear(3, 1)(g), "got mat1 is on simgpu:0"),
    "data left behind": (lambda c, g: nn.Linear(3, 1).to(g.device)(c), "got mat1 is on cpu"),
    "target left behind": (lambda c, g: F.mse_loss(g, c), "two devices"),
    "numpy": (lambda c, g: g.numpy(), "can't convert simgpu:0 device type tensor to numpy"),
    "second device": (lambda c, g: c.to("simgpu:1"), "invalid device ordinal"),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_mistakes(name):
    """The classic mistakes fail, with the device's own name in PyTorch's words."""
    call, message = MISTAKES[name]

    @_there
    def check() -> None:
        x = rand(3, 3)
        with pytest.raises((RuntimeError, TypeError), match=message):
            call(x, x.to("simgpu"))

    check()


@_there
def test_random_numbers():
    """Seeds and generators of the device work."""
    torch.manual_seed(4)
    first = torch.randn(3, device="simgpu")
    torch.manual_seed(4)
    same(torch.randn(3, device="simgpu"), first, 0)
    generator = torch.Generator(device="simgpu").manual_seed(1)
    _moved(torch.randn(3, device="simgpu", generator=generator))


@_there
def test_checkpoints_and_copies():
    """Saving, loading with map_location and deep copies work."""
    model = nn.Linear(2, 2).to("simgpu")
    file = io.BytesIO()
    torch.save(model.state_dict(), file)
    file.seek(0)
    _moved(torch.load(file)["weight"])
    file.seek(0)
    assert torch.load(file, map_location="cpu")["weight"].is_cpu
    _moved(copy.deepcopy(model).weight)


@_there
def test_loader():
    """Batches come from the CPU and move."""
    for (x,) in DataLoader(TensorDataset(rand(6, 2)), batch_size=3):
        _moved(x.to("simgpu", non_blocking=True))


@_there
def test_counters():
    """It counts as the other tier does."""
    device = accelerator.install()
    x = rand(4).to("simgpu")
    (x * 2).cpu()
    counts = device.counters()
    assert (counts.copies_to_device, counts.copies_to_host, counts.kernels) == (1, 1, 1)


@_there
def test_forked_worker():
    """A fork is refused the device until it adopts it."""
    device = accelerator.install()
    x = rand(3).to("simgpu")
    pid = os.fork()
    if pid == 0:
        status = 1
        try:
            with pytest.raises(RuntimeError, match="in forked subprocess"):
                x + 1
            device.adopt_fork()
            _moved(x + 1)
            status = 0
        finally:
            os._exit(status)
    assert os.waitpid(pid, 0)[1] == 0
