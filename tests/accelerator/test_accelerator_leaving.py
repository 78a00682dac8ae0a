"""Leaving the device: NumPy, plots, numbers, text."""

from __future__ import annotations

import re

import matplotlib.pyplot as plt
import numpy as np
import pytest
import torch
from device_helpers import GPU, NO_NUMPY, rand
from torch import nn

from autograde.run import accelerator

pytestmark = [
    pytest.mark.on_device,
    # NumPy 2 says so of every PyTorch tensor, on a GPU as well, just before the error.
    pytest.mark.filterwarnings("ignore:__array__ implementation doesn't accept a copy keyword"),
    pytest.mark.filterwarnings("ignore:__array_wrap__ must accept context"),
]

TO_NUMPY = {
    "numpy()": lambda x: x.numpy(),
    "asarray": np.asarray,
    "array": np.array,
    "array of a list": lambda x: np.array([x[0], x[1]]),
    "a ufunc": np.sqrt,
    "concatenate": lambda x: np.concatenate([x, x]),
    "__array__": lambda x: x.__array__(),
}


@pytest.mark.parametrize("how", TO_NUMPY)
def test_numpy_cannot_read_the_device(how):
    """Every way into NumPy fails with PyTorch's advice to use .cpu()."""
    with pytest.raises(TypeError, match=re.escape(NO_NUMPY)):
        TO_NUMPY[how](rand(3).to(GPU))


def test_numpy_after_cpu():
    """.cpu().numpy() works, and .detach() is needed as ever."""
    x = rand(3)
    assert np.array_equal(x.to(GPU).cpu().numpy(), x.numpy())
    assert np.array_equal(x.to(GPU).requires_grad_().detach().cpu().numpy(), x.numpy())
    with pytest.raises(RuntimeError, match=r"Can't call numpy\(\) on Tensor that requires grad"):
        x.to(GPU).requires_grad_().cpu().numpy()


DRAWINGS = {
    "plot": lambda ax, x: ax.plot(x),
    "scatter": lambda ax, x: ax.scatter(x, x),
    "bar": lambda ax, x: ax.bar(x, x),
    "hist": lambda ax, x: ax.hist(x),
    "imshow": lambda ax, x: ax.imshow(x.reshape(2, 2)),
}


@pytest.mark.parametrize("how", DRAWINGS)
def test_plotting(how):
    """Plotting a device tensor fails as on a GPU, plotting its CPU copy works."""
    x = rand(4).to(GPU)
    _, ax = plt.subplots()
    with pytest.raises(TypeError, match="can't convert cuda:0 device type tensor to numpy"):
        DRAWINGS[how](ax, x)
    DRAWINGS[how](ax, x.cpu())
    plt.close("all")


def test_single_numbers_may_leave():
    """item, float, int, bool, format and tolist read a number back, and are counted."""
    device = accelerator.install()
    x = torch.tensor(2.5, device=GPU)
    device.reset_counters()
    assert x.item() == 2.5
    assert float(x) == 2.5
    assert int(x) == 2
    assert bool(x)
    assert f"{x:.2f}" == "2.50"
    assert device.counters().scalar_reads == 5
    assert torch.tensor([1, 2], device=GPU).tolist() == [1, 2]
    assert len(x.new_zeros(3)) == 3


def test_repr_names_the_device():
    """Tensors and parameters show that they are on the device."""
    assert repr(torch.tensor([1.0, 2.0], device=GPU)) == "tensor([1., 2.], device='cuda:0')"
    leaf = torch.ones(1, device=GPU, requires_grad=True)
    assert "device='cuda:0', requires_grad=True" in repr(leaf)
    assert "device='cuda:0', grad_fn=<MulBackward0>" in repr(leaf * 2)
    assert "device='cuda:0'" in repr(nn.Linear(1, 1).to(GPU).weight)
