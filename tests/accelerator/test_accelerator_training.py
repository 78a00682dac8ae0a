"""Gradients, modules and optimizers on the device are the CPU's."""

from __future__ import annotations

import copy
import threading

import pytest
import torch
import torch.nn.functional as F
from device_helpers import GPU, on_gpu, rand, same
from torch import nn

pytestmark = pytest.mark.on_device


def test_gradients_are_on_the_device():
    """A leaf there gets its gradient there, with the CPU's values."""
    w = rand(3, 2)
    here, there = w.clone().requires_grad_(), w.to(GPU).requires_grad_()
    for t in (here, there):
        ((t @ t.T).tanh().sum() ** 2).backward()
    same(on_gpu(there.grad), here.grad)


def test_gradients_flow_through_moves():
    """A leaf of the CPU gets its gradient on the CPU, by way of the device."""
    leaf = rand(3).requires_grad_()
    (leaf.to(GPU) * 2).cpu().sum().backward()
    assert leaf.grad.is_cpu
    assert leaf.grad.tolist() == [2, 2, 2]


def test_moved_leaf_is_no_leaf():
    """`.to` of a leaf makes a tensor with history, the classic trap."""
    moved = torch.ones(2, requires_grad=True).to(GPU)
    assert not moved.is_leaf
    assert moved.grad_fn is not None


def test_leaf_made_there():
    """A leaf made on the device can be trained by hand."""
    leaf = torch.ones(2, device=GPU, requires_grad=True)
    (leaf * 3).sum().backward()
    assert on_gpu(leaf.grad).tolist() == [3, 3]
    with torch.no_grad():
        leaf -= leaf.grad
    leaf.grad.zero_()
    assert leaf.tolist() == [-2, -2]


def test_second_derivatives():
    """autograd.grad with create_graph works there."""
    a = torch.tensor(2.0, device=GPU, requires_grad=True)
    (first,) = torch.autograd.grad(a**3, a, create_graph=True)
    (second,) = torch.autograd.grad(first, a)
    assert first.item() == 12
    assert second.item() == 12


def test_custom_function():
    """A torch.autograd.Function saves and returns device tensors."""

    class Square(torch.autograd.Function):
        @staticmethod
        def forward(ctx, x):
            ctx.save_for_backward(x)
            return x * x

        @staticmethod
        def backward(ctx, grad):
            return 2 * ctx.saved_tensors[0] * grad

    a = torch.full((2,), 3.0, device=GPU, requires_grad=True)
    Square.apply(a).sum().backward()
    assert on_gpu(a.grad).tolist() == [6, 6]


def test_module_to_keeps_parameters():
    """`.to` moves a module in place: the parameters stay the same objects."""
    model = nn.Linear(2, 2)
    before = list(model.parameters())
    assert model.to(GPU) is model
    assert all(p is q for p, q in zip(before, model.parameters(), strict=True))
    assert all(on_gpu(p).is_leaf for p in model.parameters())
    assert model.cpu().weight.is_cpu
    on_gpu(model.cuda().weight)


def test_buffers_move():
    """Registered buffers go along, integers among them."""
    norm = nn.BatchNorm1d(3).to(GPU)
    on_gpu(norm.running_mean)
    on_gpu(norm.num_batches_tracked)


def _mlp():
    return nn.Sequential(nn.Linear(10, 16), nn.ReLU(), nn.Linear(16, 1))


def _train(device, optimizer, steps=60):
    torch.manual_seed(1)
    x = rand(64, 10)
    y = torch.sin(x.sum(1, keepdim=True))
    model = _mlp().to(device)
    x, y = x.to(device), y.to(device)
    steering = optimizer(model.parameters())
    for _ in range(steps):
        steering.zero_grad()
        loss = F.mse_loss(model(x), y)
        loss.backward()
        steering.step()
    return loss, model


OPTIMIZERS = {
    "sgd": lambda p: torch.optim.SGD(p, 0.1),
    "momentum": lambda p: torch.optim.SGD(p, 0.05, momentum=0.9, weight_decay=1e-3),
    "sgd in a loop": lambda p: torch.optim.SGD(p, 0.1, foreach=False),
    "sgd fused": lambda p: torch.optim.SGD(p, 0.1, fused=True),
    "adam": lambda p: torch.optim.Adam(p, 0.01),
    "adam in a loop": lambda p: torch.optim.Adam(p, 0.01, foreach=False),
    "adam fused": lambda p: torch.optim.Adam(p, 0.01, fused=True),
    "adamw": lambda p: torch.optim.AdamW(p, 0.01),
    "rmsprop": lambda p: torch.optim.RMSprop(p, 0.01),
    "adagrad": lambda p: torch.optim.Adagrad(p, 0.05),
    "nadam": lambda p: torch.optim.NAdam(p, 0.01),
}


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_training_equals_cpu(name):
    """Sixty steps end at the CPU's loss and parameters."""
    loss_here, here = _train("cpu", OPTIMIZERS[name])
    loss_there, there = _train(GPU, OPTIMIZERS[name])
    same(loss_there, loss_here)
    for p, q in zip(here.parameters(), there.parameters(), strict=True):
        same(on_gpu(q), p, 2e-6)  # foreach and fused steps add in another order


def test_training_equals_cpu_bit_for_bit():
    """With the plain loop of SGD not one bit differs."""
    _, here = _train("cpu", OPTIMIZERS["sgd in a loop"])
    _, there = _train(GPU, OPTIMIZERS["sgd in a loop"])
    for p, q in zip(here.parameters(), there.parameters(), strict=True):
        assert torch.equal(p, q.cpu())


def test_lbfgs():
    """An optimizer with a closure finds the same minimum."""

    def fit(device):
        w = torch.zeros(3, device=device, requires_grad=True)
        optimizer = torch.optim.LBFGS([w], max_iter=10)

        def closure():
            optimizer.zero_grad()
            loss = ((w - torch.arange(3.0, device=device)) ** 2).sum()
            loss.backward()
            return loss

        optimizer.step(closure)
        return w

    same(fit("cpu"), fit(GPU), 1e-5)


def test_optimizer_made_before_the_move():
    """As `.to` keeps the parameters, the optimizer made before goes on working."""
    model = nn.Linear(3, 1)
    optimizer = torch.optim.SGD(model.parameters(), 0.1)
    model.to(GPU)
    before = model.weight.detach().clone()
    model(rand(4, 3).to(GPU)).sum().backward()
    optimizer.step()
    assert not torch.equal(before, model.weight)


def test_clipping_and_schedulers():
    """Gradient clipping and a learning-rate schedule work."""
    model = nn.Linear(3, 1).to(GPU)
    optimizer = torch.optim.SGD(model.parameters(), 0.1)
    schedule = torch.optim.lr_scheduler.StepLR(optimizer, 1, 0.5)
    (model(rand(4, 3).to(GPU)).sum() * 100).backward()
    assert nn.utils.clip_grad_norm_(model.parameters(), 1.0) > 1
    optimizer.step()
    schedule.step()
    assert optimizer.param_groups[0]["lr"] == 0.05


def test_mixed_precision():
    """autocast computes in float16 and GradScaler steps."""
    model = nn.Linear(3, 1).to(GPU)
    optimizer = torch.optim.SGD(model.parameters(), 0.1)
    scaler = torch.amp.GradScaler("cuda")
    with torch.autocast("cuda"):
        out = model(rand(4, 3).to(GPU))
        assert out.dtype == torch.float16
        loss = out.float().sum()
    scaler.scale(loss).backward()
    scaler.step(optimizer)
    scaler.update()


MODELS = {
    "mlp": (
        lambda: nn.Sequential(
            nn.Linear(6, 5), nn.Tanh(), nn.LayerNorm(5), nn.GELU(), nn.Linear(5, 2)
        ),
        (4, 6),
    ),
    "cnn": (
        lambda: nn.Sequential(
            nn.Conv2d(1, 4, 3, padding=1),
            nn.BatchNorm2d(4),
            nn.ReLU(),
            nn.MaxPool2d(2),
            nn.Flatten(),
            nn.Linear(36, 3),
        ),
        (2, 1, 6, 6),
    ),
    "unusual convolutions": (
        lambda: nn.Sequential(
            nn.Conv2d(4, 4, 3, groups=4, dilation=2),
            nn.ConvTranspose2d(4, 2, 2),
            nn.AdaptiveAvgPool2d(1),
        ),
        (2, 4, 7, 7),
    ),
    "conv1d": (
        lambda: nn.Sequential(nn.Conv1d(3, 4, 3, stride=2), nn.GroupNorm(2, 4), nn.AvgPool1d(2)),
        (2, 3, 9),
    ),
    "transformer layer": (
        lambda: nn.TransformerEncoderLayer(8, 2, 16, dropout=0.0, batch_first=True),
        (2, 5, 8),
    ),
}


@pytest.mark.parametrize("name", MODELS)
def test_model_equals_cpu(name):
    """Outputs and all gradients agree, in training and in evaluation."""
    make, shape = MODELS[name]
    here = make()
    there = copy.deepcopy(here).to(GPU)
    x = rand(*shape)
    a, b = x.clone().requires_grad_(), x.to(GPU).requires_grad_()
    y, z = here(a), there(b)
    same(on_gpu(z), y, 1e-5)
    y.pow(2).sum().backward()
    z.pow(2).sum().backward()
    same(on_gpu(b.grad), a.grad, 1e-4)
    for p, q in zip(here.parameters(), there.parameters(), strict=True):
        same(on_gpu(q.grad), p.grad, 1e-4)
    here.eval()
    there.eval()
    with torch.no_grad():
        same(there(x.to(GPU)), here(x), 1e-5)


@pytest.mark.parametrize("layer", ["RNN", "LSTM", "GRU"])
def test_recurrent_layer_equals_cpu(layer):
    """Two layers, both directions: outputs and gradients agree with the CPU's."""
    here = getattr(nn, layer)(3, 4, num_layers=2, batch_first=True, bidirectional=True)
    there = copy.deepcopy(here).to(GPU)
    x = rand(2, 5, 3)
    y, z = here(x)[0], there(x.to(GPU))[0]
    same(on_gpu(z), y)
    y.pow(2).sum().backward()
    z.pow(2).sum().backward()
    for p, q in zip(here.parameters(), there.parameters(), strict=True):
        same(q.grad, p.grad, 1e-5)


@pytest.mark.parametrize("cell", ["RNNCell", "LSTMCell", "GRUCell"])
@pytest.mark.parametrize("bias", [True, False])
def test_recurrent_cell_equals_cpu(cell, bias):
    """A single cell, with and without bias, agrees as well."""
    here = getattr(nn, cell)(3, 4, bias=bias)
    there = copy.deepcopy(here).to(GPU)
    x = rand(2, 3)
    outputs = []
    for model, data in ((here, x), (there, x.to(GPU))):
        out = model(data)
        out = out[0] * out[1] if isinstance(out, tuple) else out
        out.pow(2).sum().backward()
        outputs.append(out)
    same(outputs[1], outputs[0])
    for p, q in zip(here.parameters(), there.parameters(), strict=True):
        same(q.grad, p.grad, 1e-5)


def test_dropout():
    """Dropout drops about half in training and nothing in evaluation."""
    dropout = nn.Dropout(0.5).to(GPU)
    y = dropout(torch.ones(1000, device=GPU))
    assert set(on_gpu(y).tolist()) == {0.0, 2.0}
    assert 0.4 < (y > 0).float().mean() < 0.6
    dropout.eval()
    assert torch.equal(dropout(y), y)


def test_hooks_and_checkpointing():
    """Hooks see device tensors; recomputing a forward pass works."""
    model = nn.Linear(3, 3).to(GPU)
    seen = []
    model.register_forward_hook(lambda module, inputs, output: seen.append(output.device.type))
    x = rand(2, 3).to(GPU).requires_grad_()
    torch.utils.checkpoint.checkpoint(model, x, use_reentrant=False).sum().backward()
    assert set(seen) == {"cuda"}
    on_gpu(x.grad)


def test_function_transforms():
    """vmap of grad works."""
    grad = torch.func.vmap(torch.func.grad(lambda x: (x**2).sum()))
    same(on_gpu(grad(torch.ones(3, 2, device=GPU))), torch.full((3, 2), 2.0))


def test_inference_mode():
    """inference_mode computes on the device."""
    model = nn.Linear(3, 2).to(GPU)
    with torch.inference_mode():
        on_gpu(model(rand(4, 3).to(GPU)))


def test_backward_in_a_thread():
    """A backward pass in a thread of its own ends."""
    done = []

    def work():
        leaf = torch.ones(2, device=GPU, requires_grad=True)
        (leaf * 2).sum().backward()
        done.append(leaf.grad.tolist())

    thread = threading.Thread(target=work)
    thread.start()
    thread.join(20)
    assert done == [[2, 2]]


def test_data_parallel_and_compile():
    """DataParallel on the one device and torch.compile run the model as it is."""
    x = rand(4, 3).to(GPU)
    on_gpu(nn.DataParallel(nn.Linear(3, 2)).to(GPU)(x))
    on_gpu(torch.compile(nn.Linear(3, 2)).to(GPU)(x))
