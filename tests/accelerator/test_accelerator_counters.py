"""Counting what happens on the device, and telling its faults from a student's."""

from __future__ import annotations

import dataclasses

import pytest
import torch
from device_helpers import GPU, on_gpu, rand, run_in_child
from torch import nn

from autograde.run import accelerator
from autograde.run.accelerator import AcceleratorError, Counters, _device, _real, is_simulator_limit
from autograde.run.accelerator._counters import Tally


def _installed() -> accelerator.Device:
    device = accelerator.install()
    device.reset_counters()
    return device


@pytest.mark.on_device
def test_copies_are_counted():
    """Each copy counts once, with its bytes, in its direction."""
    device = _installed()
    x = rand(10).to(GPU)
    assert device.counters() == Counters(copies_to_device=1, bytes_to_device=40)
    x.cpu()
    x[:5].to("cpu")
    assert device.counters().copies_to_host == 2
    assert device.counters().bytes_to_host == 60
    assert not device.counters().used


@pytest.mark.on_device
def test_operations_are_counted():
    """Computing counts; allocating, viewing and copying on the device does not."""
    device = _installed()
    x = torch.empty(4, device=GPU)
    x.view(2, 2).t()[0].expand(3, 2)
    x.copy_(torch.empty(4, device=GPU))
    assert device.counters().kernels == 0
    x + x
    x.relu_()
    assert device.counters().kernels == 2
    assert device.counters().used


@pytest.mark.on_device
def test_a_ping_pong_shows():
    """A loop that goes to the CPU and back for every step has as many copies as steps."""
    device = _installed()
    x = torch.ones(3, device=GPU)
    for _ in range(7):
        x = (x.cpu() * 2).to(GPU)
    assert device.counters().copies_to_host == 7
    assert device.counters().copies_to_device == 7
    assert device.counters().kernels == 1  # the first ones


@pytest.mark.on_device
def test_resetting():
    """After a reset everything is zero."""
    device = _installed()
    (rand(3).to(GPU) * 2).sum().item()
    assert device.counters() != Counters()
    device.reset_counters()
    assert device.counters() == Counters()


@pytest.mark.on_device
def test_a_checks_own_copies_are_not_counted():
    """to_device and to_host copy, even to where a tensor is, and leave no count and no history."""
    device = _installed()
    x = rand(3).requires_grad_()
    there = device.to_device(x)
    assert not on_gpu(there).requires_grad
    assert device.to_device(there) is not there
    assert device.to_host(there).is_cpu
    assert device.to_host(x) is not x
    assert device.counters() == Counters()


def test_counters_are_values():
    """Counters cannot be changed after the fact."""
    with pytest.raises(dataclasses.FrozenInstanceError):
        Counters().kernels = 3


def test_counting_on_a_real_gpu():
    """The counting of the tier "real" sees what the simulated device counts itself."""

    def work() -> list[int]:
        device, tally = _installed(), Tally()
        model = nn.Linear(3, 1)
        x = rand(5, 3)
        with _real.CountingMode(tally):
            model.to(GPU)
            loss = model(x.to(GPU)).pow(2).mean()
            loss.backward()
            loss.item()
            model(x.to(GPU)).detach().cpu()
        real, ours = tally.snapshot(), device.counters()
        assert real.kernels > 5
        for name in ("copies_to_device", "copies_to_host", "bytes_to_device", "bytes_to_host"):
            assert getattr(real, name) == getattr(ours, name), name
        return [real.scalar_reads, ours.scalar_reads]

    assert run_in_child(work, device=True) == [1, 1]


@pytest.mark.on_device
def test_a_fault_of_the_simulator_is_its_own():
    """What breaks inside a kernel is an AcceleratorError, kept even if student code catches it."""
    device = _installed()
    x = torch.ones(3, device=GPU)
    simulation = _device._prepared.simulation

    def broken(tensor: torch.Tensor) -> torch.Tensor:
        raise KeyError("a bug of ours")

    working, simulation.to_host = simulation.to_host, broken
    with pytest.raises(AcceleratorError, match=r"arguments of aten::add\.Tensor") as caught:
        x + x
    simulation.to_host = working
    assert "a bug of ours" in str(caught.value)
    assert len(device.faults) == 1
    assert is_simulator_limit(str(caught.value))
    on_gpu(x + x)


@pytest.mark.on_device
def test_students_errors_are_no_faults():
    """Mixing devices, wrong shapes and NumPy leave the simulator's record clean."""
    device = _installed()
    x = torch.ones(3, device=GPU)
    for mistake in (
        lambda: x + torch.ones(3),
        lambda: x @ torch.ones(4, device=GPU),
        lambda: x.numpy(),
        lambda: x.to("cuda:1"),
        lambda: x[7],
    ):
        with pytest.raises((RuntimeError, TypeError, IndexError)) as caught:
            mistake()
        assert not isinstance(caught.value, AcceleratorError)
        assert not is_simulator_limit(str(caught.value))
    assert device.faults == ()


LIMITS = {
    "sparse": lambda: torch.eye(3).to_sparse().to(GPU),
    "to_sparse": lambda: torch.eye(3).to(GPU).to_sparse(),
    "quantized": lambda: torch.quantize_per_tensor(torch.eye(3), 0.1, 0, torch.qint8).to(GPU),
    "graph": lambda: torch.cuda.CUDAGraph(),
    "pinned factory": lambda: torch.empty(3, pin_memory=True),
}


@pytest.mark.on_device
@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("what", LIMITS)
def test_limits_can_be_told_from_mistakes(what):
    """What a GPU can and the simulator cannot is recognised by its message."""
    with pytest.raises(Exception) as caught:
        LIMITS[what]()
    assert is_simulator_limit(str(caught.value)), caught.value
