"""Moving tensors to the device and making them there."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from device_helpers import CPU, GPU, on_gpu, rand, same

pytestmark = pytest.mark.on_device

MOVES = {
    "to(device)": lambda x: x.to(GPU),
    "to('cuda')": lambda x: x.to("cuda"),
    "to('cuda:0')": lambda x: x.to("cuda:0"),
    "to(0)": lambda x: x.to(0),
    "cuda()": lambda x: x.cuda(),
    "cuda(0)": lambda x: x.cuda(0),
    "non_blocking": lambda x: x.cuda(non_blocking=True),
    "to(other)": lambda x: x.to(torch.ones(1, device=GPU)),
    "to(device, dtype)": lambda x: x.to(GPU, torch.float32),
    "clone then to": lambda x: x.clone().to(device=GPU),
}


@pytest.mark.parametrize("how", MOVES)
def test_moving_keeps_the_values(how):
    """Each way to move a tensor gives the same numbers on the device."""
    x = rand(3, 4)
    same(on_gpu(MOVES[how](x)), x)


def test_moving_copies():
    """Changing the moved tensor does not change the one it came from."""
    x = rand(3)
    y = x.to(GPU)
    y.add_(1)
    assert not torch.equal(x, y.cpu())


def test_moving_to_where_it_is_is_the_identity():
    """`.to` returns the same object if there is nothing to do."""
    x = rand(3)
    y = x.to(GPU)
    assert y.to(GPU) is y
    assert y.to("cuda:0") is y
    assert x.to("cpu") is x


def test_moving_and_converting():
    """A dtype can be given along with the device."""
    y = torch.arange(3).to(GPU, torch.float64)
    assert on_gpu(y).dtype == torch.float64


def test_moving_back():
    """There and back gives the same tensor on the CPU."""
    x = rand(2, 3)
    y = x.to(GPU).cpu()
    assert y.is_cpu
    assert torch.equal(x, y)


def test_what_a_device_tensor_is():
    """An ordinary torch.Tensor whose type and device say cuda."""
    x = rand(2).to(GPU)
    assert type(x) is torch.Tensor
    assert isinstance(x, torch.cuda.FloatTensor)
    assert x.get_device() == 0
    assert x.type() == "torch.cuda.FloatTensor"
    assert x.device != CPU


FACTORIES = {
    "zeros": lambda d: torch.zeros(2, 3, device=d),
    "zeros of ints": lambda d: torch.zeros(3, dtype=torch.long, device=d),
    "ones": lambda d: torch.ones(3, device=d),
    "full": lambda d: torch.full((2,), 7.0, device=d),
    "arange": lambda d: torch.arange(5, device=d),
    "linspace": lambda d: torch.linspace(0, 1, 5, device=d),
    "logspace": lambda d: torch.logspace(0, 1, 3, device=d),
    "eye": lambda d: torch.eye(3, device=d),
    "empty of no rows": lambda d: torch.empty(0, 3, device=d),
    "tensor": lambda d: torch.tensor([[1.0, 2.0], [3.0, 4.0]], device=d),
    "tensor of a number": lambda d: torch.tensor(3.5, device=d),
    "as_tensor of a list": lambda d: torch.as_tensor([1, 2], device=d),
    "as_tensor of an array": lambda d: torch.as_tensor(np.ones((2, 2), np.float32), device=d),
    "from_numpy": lambda d: torch.from_numpy(np.arange(3.0)).to(d),
    "tril_indices": lambda d: torch.tril_indices(3, 3, device=d),
    "complex": lambda d: torch.complex(torch.ones(2, device=d), torch.ones(2, device=d)),
}


@pytest.mark.parametrize("what", FACTORIES)
def test_factory(what):
    """What is made on the device equals what is made on the CPU."""
    there, here = FACTORIES[what](GPU), FACTORIES[what]("cpu")
    assert torch.equal(on_gpu(there).cpu(), here)
    assert there.dtype == here.dtype
    assert there.shape == here.shape


LIKE = {
    "zeros_like": torch.zeros_like,
    "ones_like": torch.ones_like,
    "empty_like": torch.empty_like,
    "rand_like": torch.rand_like,
    "full_like": lambda x: torch.full_like(x, 2),
    "new_zeros": lambda x: x.new_zeros(2),
    "new_tensor": lambda x: x.new_tensor([1.0]),
    "new_full": lambda x: x.new_full((2,), 1.0),
    "clone": lambda x: x.clone(),
    "detach": lambda x: x.detach(),
    "float": lambda x: x.float(),
    "long": lambda x: x.long(),
}


@pytest.mark.parametrize("what", LIKE)
def test_made_after_a_device_tensor(what):
    """What is made after the pattern of a device tensor is on the device."""
    on_gpu(LIKE[what](rand(2, 3).to(GPU)))


def test_like_on_another_device():
    """A device can be named against the pattern's."""
    assert torch.zeros_like(rand(2).to(GPU), device="cpu").is_cpu


RANDOM = {
    "randn": lambda: torch.randn(3, device=GPU),
    "rand": lambda: torch.rand(3, device=GPU),
    "randint": lambda: torch.randint(0, 9, (3,), device=GPU),
    "randperm": lambda: torch.randperm(6, device=GPU),
    "normal": lambda: torch.normal(torch.zeros(2, device=GPU), 1.0),
    "bernoulli": lambda: torch.bernoulli(torch.full((3,), 0.5, device=GPU)),
    "multinomial": lambda: torch.multinomial(torch.ones(4, device=GPU), 2),
    "normal_": lambda: torch.empty(3, device=GPU).normal_(),
    "uniform_": lambda: torch.empty(3, device=GPU).uniform_(),
}


@pytest.mark.parametrize("what", RANDOM)
def test_random_numbers_repeat(what):
    """Random tensors are born on the device, and a seed repeats them."""
    torch.manual_seed(3)
    first = on_gpu(RANDOM[what]())
    torch.manual_seed(3)
    assert torch.equal(first, RANDOM[what]())


def test_cuda_seed_functions():
    """torch.cuda's own seeding steers the device's generator."""
    torch.cuda.manual_seed_all(5)
    state = torch.cuda.get_rng_state()
    first = torch.randn(3, device=GPU)
    torch.cuda.set_rng_state(state)
    assert torch.equal(first, torch.randn(3, device=GPU))
    assert torch.cuda.initial_seed() == 5


def test_device_has_random_numbers_of_its_own():
    """Drawing on the device does not change what is drawn on the CPU."""
    torch.manual_seed(3)
    first = torch.randn(4)
    torch.manual_seed(3)
    torch.randn(100, device=GPU)
    assert torch.equal(first, torch.randn(4))


def test_generators():
    """A generator of the device draws there, one of the CPU is refused in PyTorch's words."""
    generator = torch.Generator(device="cuda").manual_seed(1)
    assert generator.device.type == "cuda"
    assert isinstance(generator, torch.Generator)
    on_gpu(torch.randn(2, device=GPU, generator=generator))
    with pytest.raises(
        RuntimeError, match="Expected a 'cuda' device type for generator but found 'cpu'"
    ):
        torch.randn(2, device=GPU, generator=torch.Generator())
    assert torch.randn(2, generator=torch.Generator()).is_cpu
