"""Data loaders, checkpoints and copies with the device."""

from __future__ import annotations

import copy
import gc
import io
import resource

import pytest
import torch
from device_helpers import GPU, on_gpu, rand, same
from torch import nn
from torch.utils.data import DataLoader, Dataset, TensorDataset

pytestmark = pytest.mark.on_device


def _saved(thing) -> io.BytesIO:
    file = io.BytesIO()
    torch.save(thing, file)
    file.seek(0)
    return file


def test_batches_come_from_the_cpu():
    """A DataLoader gives CPU tensors, which move batch by batch."""
    count = 0
    for x, y in DataLoader(TensorDataset(rand(10, 3), torch.arange(10)), batch_size=4):
        assert x.is_cpu
        count += on_gpu(x.to(GPU)).shape[0]
        on_gpu(y.to(GPU))
    assert count == 10


def test_shuffling_is_the_cpus():
    """The order of a shuffled loader does not depend on the device."""
    torch.manual_seed(2)
    first = [x.tolist() for (x,) in DataLoader(TensorDataset(torch.arange(8)), shuffle=True)]
    torch.manual_seed(2)
    torch.randn(5, device=GPU)
    second = [x.tolist() for (x,) in DataLoader(TensorDataset(torch.arange(8)), shuffle=True)]
    assert first == second


def test_dataset_on_the_device():
    """A data set of device tensors gives batches on the device."""
    data = TensorDataset(rand(6, 2).to(GPU), torch.arange(6, device=GPU))
    for x, y in DataLoader(data, batch_size=3):
        on_gpu(x)
        on_gpu(y)


def test_pinned_batches_from_a_worker():
    """pin_memory and num_workers work together with non_blocking moves."""
    loader = DataLoader(TensorDataset(rand(8, 3)), batch_size=4, pin_memory=True, num_workers=1)
    for (x,) in loader:
        on_gpu(x.to(GPU, non_blocking=True))


def test_pinning():
    """Pinned memory says so, and a device tensor cannot be pinned."""
    assert rand(2).pin_memory().is_pinned()
    assert not rand(2).is_pinned()
    with pytest.raises(RuntimeError, match="only dense CPU tensors can be pinned"):
        rand(2).to(GPU).pin_memory()


class _MakesThere(Dataset):
    def __len__(self) -> int:
        return 4

    def __getitem__(self, index: int) -> torch.Tensor:
        return torch.zeros(2, device="cuda")


class _ComputesThere(_MakesThere):
    numbers = None

    def __getitem__(self, index: int) -> torch.Tensor:
        return self.numbers[index] + 1


@pytest.mark.parametrize("kind", [_MakesThere, _ComputesThere])
def test_device_in_a_forked_worker_is_refused(kind):
    """A worker process may neither make nor change device tensors, as on a GPU."""
    data = kind()
    data.numbers = torch.arange(4.0, device=GPU)
    loader = DataLoader(data, num_workers=1, multiprocessing_context="fork")
    with pytest.raises(RuntimeError, match="Cannot re-initialize CUDA in forked subprocess"):
        list(loader)


def test_checkpoint_comes_back_where_it_was():
    """Loading without map_location restores the device; with it, the one that is named."""
    model = nn.Linear(2, 2).to(GPU)
    state = model.state_dict()
    same(on_gpu(torch.load(_saved(state))["weight"]), model.weight)
    assert torch.load(_saved(state), map_location="cpu")["weight"].is_cpu
    on_gpu(torch.load(_saved(state), map_location=GPU)["weight"])
    on_gpu(torch.load(_saved(state), map_location="cuda:0")["weight"])


def test_cpu_checkpoint_to_the_device():
    """map_location brings a checkpoint of the CPU to the device."""
    on_gpu(torch.load(_saved({"w": rand(2)}), map_location=GPU)["w"])


def test_state_crosses_devices():
    """load_state_dict copies between devices both ways."""
    there, here = nn.Linear(2, 2).to(GPU), nn.Linear(2, 2)
    here.load_state_dict(there.state_dict())
    assert here.weight.is_cpu
    same(here.weight, there.weight)
    there.load_state_dict(nn.Linear(2, 2).state_dict())
    on_gpu(there.weight)


def test_optimizer_state_follows_its_parameters():
    """An optimizer's state loaded from the CPU goes to where the parameters are."""
    model = nn.Linear(2, 1).to(GPU)
    optimizer = torch.optim.Adam(model.parameters())
    model(rand(3, 2).to(GPU)).sum().backward()
    optimizer.step()
    state = torch.load(_saved(optimizer.state_dict()), map_location="cpu")
    other = torch.optim.Adam(model.parameters())
    other.load_state_dict(state)
    on_gpu(other.state[model.weight]["exp_avg"])
    other.step()


def test_deepcopy():
    """A deep copy is on the device and has memory of its own."""
    model = nn.Linear(2, 2).to(GPU)
    twin = copy.deepcopy(model)
    same(on_gpu(twin.weight), model.weight)
    twin.weight.data.zero_()
    assert model.weight.abs().sum() > 0
    on_gpu(copy.deepcopy(rand(2).to(GPU)))


def test_state_dict_is_on_the_device():
    """Every entry of a moved model's state is on the device."""
    model = nn.Sequential(nn.Linear(2, 2), nn.BatchNorm1d(2)).to(GPU)
    for value in model.state_dict().values():
        on_gpu(value)
    assert {p.device.type for p in model.parameters()} == {"cuda"}


def test_memory_is_freed():
    """Two hundred rounds of 12 MB leave no trace."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for _ in range(200):
        x = torch.ones(1_000_000, device=GPU) * 2
        x = (x + 1).cpu()
    del x
    gc.collect()
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert grown < 300_000  # KiB; 200 rounds unfreed would be 2.4 million
