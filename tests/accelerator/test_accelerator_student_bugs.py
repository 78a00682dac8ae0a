"""Typical mistakes with devices: each is caught by the CPU run, the device run, or both."""

from __future__ import annotations

import textwrap
import warnings
from dataclasses import dataclass

import pytest
from device_helpers import NO_CUDA, TWO_DEVICES, argument, in_child

from autograde.run import accelerator

BEGIN = """
import io
import numpy as np
import matplotlib.pyplot as plt
import torch
import torch.nn as nn
import torch.nn.functional as F
torch.manual_seed(0)
device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
X, Y = torch.randn(16, 3), torch.randn(16, 1)
labels = torch.randint(0, 3, (16,))
"""

NOT_USED = "nothing was computed on the device"
TO_NUMPY = "can't convert cuda:0 device type tensor to numpy"
TWO = TWO_DEVICES


@dataclass(frozen=True)
class Bug:
    """
    A mistake.

    Args:
        code: What the student typed.

        device: What the device run says; None if it passes.

        cpu: What the CPU run says; None if it passes.
    """

    code: str
    device: str | None
    cpu: str | None = None


BUGS = {
    "x.to(device) thrown away": Bug(
        "m = nn.Linear(3, 1).to(device); X.to(device); m(X)", argument("mat1", "cpu", "cuda:0")
    ),
    "model moved, data not": Bug(
        "m = nn.Linear(3, 1).to(device); m(X)", argument("mat1", "cpu", "cuda:0")
    ),
    "data moved, model not": Bug(
        "m = nn.Linear(3, 1); m(X.to(device))", argument("mat1", "cuda:0", "cpu")
    ),
    "hard-coded 'cuda'": Bug("nn.Linear(3, 1).to('cuda')(X.to('cuda'))", None, NO_CUDA),
    ".cuda() everywhere": Bug("nn.Linear(3, 1).cuda()(X.cuda())", None, NO_CUDA),
    "device='cuda' in a factory": Bug("torch.zeros(3, device='cuda') + 1", None, NO_CUDA),
    "tensor born on the CPU in forward": Bug(
        """
        class Net(nn.Module):
            def __init__(self):
                super().__init__()
                self.f = nn.Linear(3, 4)
            def forward(self, x):
                h = torch.zeros(x.shape[0], 4)
                return h + self.f(x)
        Net().to(device)(X.to(device))
        """,
        TWO,
    ),
    "mask born on the CPU in forward": Bug(
        """
        def drop(x, p):
            return x * (torch.rand(x.shape) > p).float() / (1 - p)
        drop(X.to(device), 0.5)
        """,
        TWO,
    ),
    "tensor attribute instead of a buffer": Bug(
        """
        class Net(nn.Module):
            def __init__(self):
                super().__init__()
                self.mean = torch.zeros(3)
                self.f = nn.Linear(3, 1)
            def forward(self, x):
                return self.f(x - self.mean)
        Net().to(device)(X.to(device))
        """,
        TWO,
    ),
    "tensor attribute instead of a parameter": Bug(
        """
        class Net(nn.Module):
            def __init__(self):
                super().__init__()
                self.w = torch.zeros(3, 1, requires_grad=True)
            def forward(self, x):
                return x @ self.w
        Net().to(device)(X.to(device))
        """,
        argument("mat2", "cpu", "cuda:0"),
    ),
    "list of layers not registered": Bug(
        """
        class Net(nn.Module):
            def __init__(self):
                super().__init__()
                self.layers = [nn.Linear(3, 3), nn.Linear(3, 1)]
            def forward(self, x):
                for layer in self.layers:
                    x = layer(x)
                return x
        Net().to(device)(X.to(device))
        """,
        argument("mat1", "cuda:0", "cpu"),
    ),
    "layer made in forward": Bug(
        """
        class Net(nn.Module):
            def forward(self, x):
                return nn.Linear(3, 1)(x)
        Net().to(device)(X.to(device))
        """,
        argument("mat1", "cuda:0", "cpu"),
    ),
    "nn.Parameter(...).to(device)": Bug(
        """
        class Net(nn.Module):
            def __init__(self):
                super().__init__()
                self.w = nn.Parameter(torch.zeros(3, 1)).to(device)
        torch.optim.SGD(Net().parameters(), 0.1)
        """,
        "optimizer got an empty parameter list",
    ),
    "leaf made, then moved": Bug(
        """
        w = torch.zeros(3, 1, requires_grad=True).to(device)
        ((X.to(device) @ w - Y.to(device)) ** 2).mean().backward()
        with torch.no_grad():
            w -= 0.1 * w.grad
        """,
        "unsupported operand type(s) for *: 'float' and 'NoneType'",
    ),
    "parameters replaced after the optimizer was made": Bug(
        """
        m = nn.Linear(3, 1)
        opt = torch.optim.SGD(m.parameters(), 0.1)
        m.weight = nn.Parameter(m.weight.to(device))
        m.bias = nn.Parameter(m.bias.to(device))
        before = m.weight.detach().clone()
        F.mse_loss(m(X.to(device)), Y.to(device)).backward()
        opt.step()
        assert not torch.equal(before, m.weight), "the model was not trained"
        """,
        "the model was not trained",
        "the model was not trained",
    ),
    "plotting a device tensor": Bug("plt.plot(X.to(device)[:, 0])", TO_NUMPY),
    ".numpy() without .cpu()": Bug(
        "nn.Linear(3, 1).to(device)(X.to(device)).detach().numpy()", TO_NUMPY
    ),
    "np.array of a list of losses": Bug(
        "np.array([F.mse_loss(X.to(device), X.to(device) + i) for i in range(3)])", TO_NUMPY
    ),
    "np.mean of a device tensor": Bug("np.mean(np.asarray((X.to(device) > 0)))", TO_NUMPY),
    "predictions compared with labels on the CPU": Bug(
        "p = nn.Linear(3, 3).to(device)(X.to(device)).argmax(1); (p == labels).float().mean()",
        TWO,
    ),
    "class target left behind": Bug(
        "F.cross_entropy(nn.Linear(3, 3).to(device)(X.to(device)), labels)",
        argument("target", "cpu", "cuda:0"),
    ),
    "regression target left behind": Bug(
        "F.mse_loss(nn.Linear(3, 1).to(device)(X.to(device)), Y)", TWO
    ),
    "class weights on the CPU": Bug(
        """
        loss = nn.CrossEntropyLoss(weight=torch.ones(3))
        loss(nn.Linear(3, 3).to(device)(X.to(device)), labels.to(device))
        """,
        argument("weight", "cpu", "cuda:0"),
    ),
    "CPU tensor indexed by a device mask": Bug(
        "m = X.to(device)[:, 0] > 0; X[m]", "indices should be either on cpu"
    ),
    "summing into a CPU tensor": Bug(
        """
        total = torch.zeros(3)
        for x in X.to(device):
            total += x
        """,
        TWO,
    ),
    "cat of CPU and device": Bug(
        "torch.cat([X.to(device), torch.ones(16, 1)], dim=1)",
        argument("tensors", "cpu", "cuda:0"),
    ),
    "hand-written optimiser with state on the CPU": Bug(
        """
        m = nn.Linear(3, 1).to(device)
        velocity = [torch.zeros(p.shape) for p in m.parameters()]
        F.mse_loss(m(X.to(device)), Y.to(device)).backward()
        for v, p in zip(velocity, m.parameters()):
            v.mul_(0.9).add_(p.grad)
        """,
        TWO,
    ),
    "checkpoint loaded without map_location": Bug(
        """
        file = io.BytesIO()
        torch.save(nn.Linear(3, 1).to(device).state_dict(), file)
        file.seek(0)
        state = torch.load(file)
        m = nn.Linear(3, 1)
        m.weight = nn.Parameter(state["weight"])
        m(X)
        """,
        argument("mat2", "cuda:0", "cpu"),
    ),
    "standardised with statistics of the CPU": Bug(
        "x = X.to(device); (x - X.mean(0)) / X.std(0)", TWO
    ),
    "noise made on the CPU": Bug("x = X.to(device); x + 0.1 * torch.randn(x.shape)", TWO),
    "CPU generator for device numbers": Bug(
        "torch.rand(3, device=device, generator=torch.Generator().manual_seed(0))",
        "Expected a 'cuda' device type for generator",
    ),
    "moved back for every batch, then mixed": Bug(
        """
        m = nn.Linear(3, 1).to(device)
        p = m(X.to(device)).cpu()
        F.mse_loss(p, Y.to(device))
        """,
        TWO,
    ),
    "never uses the device": Bug("m = nn.Linear(3, 1); m(X)", NOT_USED),
    "unknown device name": Bug(
        "X.to('gpu')", "Expected one of cpu, cuda", "Expected one of cpu, cuda"
    ),
    "tensor made of a device": Bug(
        "torch.tensor(X.device)",
        "Could not infer dtype of torch.device",
        "Could not infer dtype of torch.device",
    ),
}


def _message(code: str, *, device: bool) -> str | None:
    """What went wrong when a child ran the code; None if nothing did."""

    def run() -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # a notebook shows them and goes on
            exec(BEGIN + textwrap.dedent(code), {"__name__": "student"})
        if device:
            installed = accelerator.install()
            assert not installed.faults
            assert installed.counters().used, NOT_USED

    answer = in_child(run, device=device)
    text: str | None = answer.get("text")
    assert answer.get("kind") != "AcceleratorError", text
    return text


def _matches(said: str | None, expected: str | None) -> bool:
    return said is None if expected is None else expected in (said or "")


@pytest.mark.parametrize("name", BUGS)
def test_bug_is_caught(name):
    """The run that should fail fails with the message that names the mistake."""
    bug = BUGS[name]
    assert bug.device or bug.cpu
    on_cpu, on_device = _message(bug.code, device=False), _message(bug.code, device=True)
    assert _matches(on_cpu, bug.cpu), on_cpu
    assert _matches(on_device, bug.device), on_device


def test_there_are_enough():
    """The collection is what the documentation says of it."""
    assert len(BUGS) >= 25
