"""Choosing a device: every idiom of the course finds the simulated one."""

from __future__ import annotations

import pytest
import torch
from device_helpers import GPU, on_gpu, rand
from torch import nn

pytestmark = pytest.mark.on_device


def test_cuda_is_available():
    """There is one GPU, and it is the current one."""
    assert torch.cuda.is_available()
    assert torch.cuda.device_count() == 1
    assert torch.cuda.current_device() == 0


def test_ternary_idiom():
    """The usual one-liner chooses cuda."""
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    assert str(device) == "cuda"


def test_accelerator_idiom():
    """torch.accelerator chooses cuda as well."""
    assert torch.accelerator.is_available()
    assert torch.accelerator.device_count() == 1
    assert torch.accelerator.current_accelerator() == torch.device("cuda")
    torch.accelerator.synchronize()


def test_accelerator_utilities():
    """The rest of torch.accelerator answers without a CUDA library."""
    assert torch.accelerator.current_device_index() == 0
    torch.accelerator.set_device_index(0)
    if hasattr(torch.accelerator, "get_memory_info"):
        free, total = torch.accelerator.get_memory_info()
        assert 0 < free <= total
    if hasattr(torch.accelerator, "memory_allocated"):
        assert torch.accelerator.memory_allocated() >= 0


def test_cuda_utilities():
    """Names, memory and synchronising work."""
    torch.cuda.synchronize()
    torch.cuda.empty_cache()
    torch.cuda.set_device(0)
    torch.cuda.set_device("cuda:0")
    torch.cuda.reset_peak_memory_stats()
    assert torch.cuda.memory_allocated() >= 0
    assert torch.cuda.max_memory_allocated() >= 0
    assert "Simulated" in torch.cuda.get_device_name(0)
    assert "Simulated" in repr(torch.cuda.get_device_properties(0))
    assert torch.cuda.get_device_properties(0).total_memory > 0
    assert torch.cuda.get_device_capability() >= (7, 0)


def test_cuda_events_and_streams():
    """Timing with events works; a stream does everything at once."""
    start, end = torch.cuda.Event(enable_timing=True), torch.cuda.Event(enable_timing=True)
    start.record()
    with torch.cuda.stream(torch.cuda.Stream()):
        on_gpu(torch.ones(2, device=GPU) + 1)
    end.record()
    torch.cuda.synchronize()
    assert start.elapsed_time(end) >= 0
    with torch.cuda.device(0):
        assert torch.cuda.current_device() == 0


@pytest.mark.parametrize("move", ["to", "zeros", "cuda", "set_device"])
def test_no_second_gpu(move):
    """cuda:1 fails as on a machine with one GPU."""
    calls = {
        "to": lambda: rand(2).to("cuda:1"),
        "zeros": lambda: torch.zeros(2, device="cuda:1"),
        "cuda": lambda: rand(2).cuda(1),
        "set_device": lambda: torch.cuda.set_device(1),
    }
    with pytest.raises(RuntimeError, match="invalid device ordinal"):
        calls[move]()


def test_unknown_device_name():
    """A name that PyTorch does not know stays unknown."""
    with pytest.raises(RuntimeError, match="Expected one of cpu, cuda"):
        rand(2).to("gpu")


def test_default_device():
    """set_default_device and a device context put new tensors on the device."""
    torch.set_default_device("cuda")
    on_gpu(torch.zeros(2))
    on_gpu(nn.Linear(2, 2).weight)
    on_gpu(torch.tensor([1.0]))
    torch.set_default_device(None)
    with torch.device("cuda"):
        on_gpu(torch.ones(1))
    assert torch.ones(1).is_cpu


def test_cudnn_and_matmul_flags():
    """The flags of a reproducible run can be set."""
    torch.backends.cudnn.deterministic = True
    torch.backends.cudnn.benchmark = False
    torch.backends.cuda.matmul.allow_tf32 = False
    torch.use_deterministic_algorithms(True)
    on_gpu(torch.ones(2, 2, device=GPU) @ torch.ones(2, 2, device=GPU))
    torch.use_deterministic_algorithms(False)
