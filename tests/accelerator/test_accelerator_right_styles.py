"""Right ways to write device-agnostic code: each gives on the device what it gives on the CPU."""

from __future__ import annotations

import textwrap

import pytest
import torch
from device_helpers import run_in_child
from test_accelerator_student_bugs import BEGIN

from autograde.run import accelerator

TRAIN = """
opt = torch.optim.SGD(m.parameters(), lr=0.1)
for epoch in range(20):
    opt.zero_grad()
    loss = F.mse_loss(m(x), y)
    loss.backward()
    opt.step()
result = torch.cat([p.detach().cpu().reshape(-1) for p in m.parameters()])
"""
MOVE = "m = nn.Linear(3, 1).to(device); x, y = X.to(device), Y.to(device)\n"

STYLES = {
    "the one-liner and .to": MOVE + TRAIN,
    "torch.accelerator": """
on = torch.accelerator.is_available()
device = torch.accelerator.current_accelerator().type if on else "cpu"
"""
    + MOVE
    + TRAIN,
    "if available: .cuda()": """
m, x, y = nn.Linear(3, 1), X, Y
if torch.cuda.is_available():
    m = m.cuda()
    x, y = x.cuda(), y.cuda()
"""
    + TRAIN,
    "a chain of devices": """
device = ("cuda" if torch.cuda.is_available()
          else "mps" if torch.backends.mps.is_available() else "cpu")
"""
    + MOVE
    + TRAIN,
    "set_default_device": """
W = nn.Linear(3, 1).state_dict()
torch.set_default_device(device)
m = nn.Linear(3, 1)
m.load_state_dict(W)
torch.set_default_device(None)
x, y = X.to(device), Y.to(device)
"""
    + TRAIN,
    "with device:": """
W = nn.Linear(3, 1).state_dict()
with device:
    m = nn.Linear(3, 1)
m.load_state_dict(W)
x, y = X.to(m.weight), Y.to(m.weight)
"""
    + TRAIN,
    "device of the parameters": """
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.f = nn.Linear(3, 1)
        self.register_buffer("mu", torch.ones(3))
    def forward(self, x):
        x = x.to(next(self.parameters()).device)
        return self.f(x - self.mu + torch.zeros(x.shape[0], 3, device=x.device))
m = Net().to(device)
x, y = X, Y.to(device)
"""
    + TRAIN,
    "ModuleList and ParameterList": """
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.layers = nn.ModuleList([nn.Linear(3, 4), nn.Linear(4, 1)])
        self.scales = nn.ParameterList([torch.ones(1), torch.ones(1)])
    def forward(self, x):
        for layer, scale in zip(self.layers, self.scales):
            x = torch.tanh(layer(x)) * scale
        return x
m = Net().to(device)
x, y = X.to(device), Y.to(device)
"""
    + TRAIN,
    "batches from a DataLoader": """
from torch.utils.data import DataLoader, TensorDataset
m = nn.Sequential(nn.Linear(3, 8), nn.ReLU(), nn.Linear(8, 1)).to(device)
opt = torch.optim.Adam(m.parameters())
data = DataLoader(TensorDataset(X, Y), batch_size=5, shuffle=True)
losses = []
for epoch in range(5):
    for xb, yb in data:
        xb, yb = xb.to(device, non_blocking=True), yb.to(device, non_blocking=True)
        loss = nn.MSELoss()(m(xb), yb)
        opt.zero_grad()
        loss.backward()
        opt.step()
        losses.append(loss.item())
plt.plot(losses)
result = torch.tensor(losses)
""",
    "gradient descent by hand": """
w = torch.zeros(3, 1, device=device, requires_grad=True)
b = torch.zeros(1, device=device, requires_grad=True)
x, y = X.to(device), Y.to(device)
for _ in range(30):
    loss = ((x @ w + b - y) ** 2).mean()
    loss.backward()
    with torch.no_grad():
        w -= 0.1 * w.grad
        b -= 0.1 * b.grad
        w.grad.zero_()
        b.grad = None
result = torch.cat([w.detach().cpu().view(-1), b.detach().cpu()])
""",
    "moved, then made a leaf": """
w = torch.zeros(3, 1).to(device).requires_grad_()
x, y = X.to(device), Y.to(device)
for _ in range(30):
    loss = F.mse_loss(x @ w, y)
    (g,) = torch.autograd.grad(loss, w)
    w = (w - 0.1 * g).detach().requires_grad_()
result = w.detach().cpu()
""",
    "classifier, accuracy, confusion matrix": """
m = nn.Sequential(nn.Linear(3, 16), nn.Tanh(), nn.Linear(16, 3)).to(device)
x, t = X.to(device), labels.to(device)
opt = torch.optim.AdamW(m.parameters(), 0.01)
for _ in range(40):
    loss = F.cross_entropy(m(x), t)
    opt.zero_grad(set_to_none=True)
    loss.backward()
    opt.step()
m.eval()
with torch.no_grad():
    p = m(x).argmax(1)
accuracy = (p == t).float().mean().item()
confusion = np.zeros((3, 3))
np.add.at(confusion, (t.cpu().numpy(), p.cpu().numpy()), 1)
result = torch.tensor([accuracy, *confusion.ravel()])
""",
    "checkpoint with map_location": """
m = nn.Linear(3, 1).to(device)
file = io.BytesIO()
torch.save({"m": m.state_dict()}, file)
file.seek(0)
m = nn.Linear(3, 1)
m.load_state_dict(torch.load(file, map_location=device)["m"])
m.to(device)
x, y = X.to(device), Y.to(device)
"""
    + TRAIN,
    "recurrent cell with its state made after x": """
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.c = nn.GRUCell(1, 5)
        self.o = nn.Linear(5, 1)
    def forward(self, x):
        h = x.new_zeros(x.shape[0], 5)
        for i in range(x.shape[1]):
            h = self.c(x[:, i:i + 1], h)
        return self.o(h)
m = Net().to(device)
x, y = X.to(device), Y.to(device)
"""
    + TRAIN,
    "convolutions, NumPy in and out": """
images = np.random.RandomState(0).rand(8, 1, 8, 8).astype("float32")
m = nn.Sequential(
    nn.Conv2d(1, 4, 3), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(), nn.Linear(36, 3)
).to(device)
x, t = torch.from_numpy(images).to(device), labels[:8].to(device)
opt = torch.optim.SGD(m.parameters(), 0.05, momentum=0.9)
for _ in range(15):
    loss = F.cross_entropy(m(x), t)
    opt.zero_grad()
    loss.backward()
    opt.step()
result = torch.from_numpy(m(x).detach().cpu().numpy())
""",
    "random numbers on the device": """
torch.manual_seed(7)
x = torch.randn(16, 3, device=device)
result = (x @ x.T).cpu()
""",
}


def _result(code: str, *, device: bool) -> torch.Tensor:
    def run() -> list[float]:
        names: dict[str, torch.Tensor] = {"__name__": "student"}
        exec(BEGIN + textwrap.dedent(code), names)
        if device:
            installed = accelerator.install()
            assert not installed.faults
            assert installed.counters().used
        assert names["result"].is_cpu
        return names["result"].flatten().tolist()

    return torch.tensor(run_in_child(run, device=device))


@pytest.mark.parametrize("name", STYLES)
def test_style_equals_cpu(name):
    """The device run passes, uses the device, and gives the CPU's numbers within 1e-6."""
    here, there = _result(STYLES[name], device=False), _result(STYLES[name], device=True)
    assert len(here) > 0
    torch.testing.assert_close(there, here, atol=1e-6, rtol=1e-6)


def test_there_are_enough():
    """The collection is what the documentation says of it."""
    assert len(STYLES) >= 12
