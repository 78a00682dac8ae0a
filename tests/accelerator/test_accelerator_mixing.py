"""Mixing devices fails, in the words of PyTorch on a machine with a GPU."""

from __future__ import annotations

import re

import pytest
import torch
import torch.nn.functional as F
from device_helpers import GPU, SAME_DEVICE, TWO_DEVICES, argument, rand
from torch import nn

pytestmark = pytest.mark.on_device

INDICES = "indices should be either on cpu or on the same device as the indexed tensor (cpu)"
INPUT = "Input type (torch.FloatTensor) and weight type (torch.cuda.FloatTensor) should be the same"
WEIGHT = (
    "Input type (torch.cuda.FloatTensor) and weight type (torch.FloatTensor) should be the same"
)
MASK = "expected self and mask to be on the same device, but got mask on cpu and self on cuda:0"
CLASSES = torch.tensor([0, 1, 2])

# name: (call with a CPU and a device tensor, both (3, 3); what the message says; C++ method)
MIXTURES = {
    "cpu + gpu": (lambda c, g: c + g, TWO_DEVICES),
    "gpu + cpu": (lambda c, g: g + c, TWO_DEVICES),
    "gpu - cpu": (lambda c, g: g - c, TWO_DEVICES),
    "gpu * cpu": (lambda c, g: g * c, TWO_DEVICES),
    "gpu == cpu": (lambda c, g: g == c, TWO_DEVICES),
    "cpu.add_(gpu)": (lambda c, g: c.add_(g), TWO_DEVICES),
    "gpu.add_(cpu)": (lambda c, g: g.add_(c), TWO_DEVICES),
    "where": (lambda c, g: torch.where(g > 0, g, c), TWO_DEVICES),
    "max": (lambda c, g: torch.max(g, c), TWO_DEVICES),
    "atan2": (lambda c, g: torch.atan2(g, c), TWO_DEVICES),
    "mse_loss": (lambda c, g: F.mse_loss(g, c), TWO_DEVICES),
    "l1_loss": (lambda c, g: F.l1_loss(g, c), TWO_DEVICES),
    "smooth_l1_loss": (lambda c, g: F.smooth_l1_loss(g, c), TWO_DEVICES),
    "bce": (lambda c, g: F.binary_cross_entropy(g.sigmoid(), c.sigmoid()), TWO_DEVICES),
    "bce with logits": (lambda c, g: F.binary_cross_entropy_with_logits(g, c), TWO_DEVICES),
    "huber_loss": (lambda c, g: F.huber_loss(g, c), argument("target", "cpu", "cuda:0")),
    "cpu @ gpu": (lambda c, g: c @ g, argument("mat2", "cuda:0", "cpu")),
    "gpu @ cpu": (lambda c, g: g @ c, argument("mat2", "cpu", "cuda:0")),
    "bmm": (lambda c, g: torch.bmm(g[None], c[None]), argument("mat2", "cpu", "cuda:0")),
    "dot": (lambda c, g: torch.dot(g[0], c[0]), SAME_DEVICE),
    "cat": (lambda c, g: torch.cat([g, c]), argument("tensors", "cpu", "cuda:0")),
    "stack": (lambda c, g: torch.stack([g, c]), SAME_DEVICE),
    "cdist": (lambda c, g: torch.cdist(g, c), SAME_DEVICE),
    "linear there": (lambda c, g: nn.Linear(3, 2).to(GPU)(c), argument("mat1", "cpu", "cuda:0")),
    "linear here": (lambda c, g: nn.Linear(3, 2)(g), argument("mat1", "cuda:0", "cpu")),
    "cross entropy, target": (
        lambda c, g: F.cross_entropy(g, CLASSES),
        argument("target", "cpu", "cuda:0"),
    ),
    "cross entropy, weight": (
        lambda c, g: F.cross_entropy(g, CLASSES.to(GPU), weight=torch.ones(3)),
        argument("weight", "cpu", "cuda:0"),
    ),
    "embedding there": (
        lambda c, g: nn.Embedding(4, 2).to(GPU)(CLASSES),
        argument("index", "cpu", "cuda:0"),
    ),
    "embedding here": (
        lambda c, g: nn.Embedding(4, 2)(CLASSES.to(GPU)),
        argument("index", "cuda:0", "cpu"),
    ),
    "gather": (
        lambda c, g: g.gather(1, torch.zeros(3, 1, dtype=torch.long)),
        argument("index", "cpu", "cuda:0"),
    ),
    "layer norm": (lambda c, g: nn.LayerNorm(3)(g), SAME_DEVICE),
    "batch norm": (lambda c, g: nn.BatchNorm1d(3)(g), SAME_DEVICE),
    "conv there": (lambda c, g: nn.Conv1d(3, 2, 1).to(GPU)(c[None]), INPUT),
    "conv here": (lambda c, g: nn.Conv2d(1, 2, 1)(g[None, None]), WEIGHT),
    "mask of the device": (lambda c, g: c[g > 0], INDICES),
    "index of the device": (lambda c, g: c[torch.tensor([0], device=GPU)], INDICES),
    "masked_fill": (lambda c, g: g.masked_fill(c > 0, 0.0), MASK),
    "index_put_": (lambda c, g: g.index_put_((torch.tensor([0]),), c[:1]), SAME_DEVICE),
    "allclose": (lambda c, g: torch.allclose(g, c), SAME_DEVICE),
    "equal": (lambda c, g: torch.equal(g, c), argument("other", "cpu", "cuda:0")),
}


@pytest.mark.parametrize("what", MIXTURES)
def test_mixture_is_refused(what):
    """The call raises RuntimeError with CUDA's message."""
    call, message = MIXTURES[what]
    with pytest.raises(RuntimeError, match=re.escape(message)):
        call(rand(3, 3), rand(3, 3).to(GPU))


def test_recurrent_layer_there_data_here():
    """An LSTM on the device refuses data of the CPU, in one of PyTorch's two ways to say so."""
    with pytest.raises(RuntimeError, match=r"not at the same device|same device"):
        nn.LSTM(3, 2).to(GPU)(rand(3, 3))


def test_message_names_the_method():
    """The part of the message behind the argument names PyTorch's own method."""
    with pytest.raises(RuntimeError, match="in method wrapper_CUDA_addmm"):
        nn.Linear(3, 2).to(GPU)(rand(3, 3))
    with pytest.raises(RuntimeError, match="in method wrapper_CUDA__index_select"):
        nn.Embedding(4, 2)(CLASSES.to(GPU))


def test_gradient_of_another_device():
    """A gradient on the CPU cannot be assigned to a device tensor."""
    leaf = torch.ones(2, device=GPU, requires_grad=True)
    with pytest.raises(RuntimeError, match=r"same device|expected device cuda|different device"):
        leaf.grad = torch.ones(2)
