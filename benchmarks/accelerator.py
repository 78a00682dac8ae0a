"""
How much slower the simulated device is than the CPU, and what installing it costs a child.

Prints ratios of runs that were made in turns in one session: device run over CPU run, each in a
fork of the same warm process. Usage: python benchmarks/accelerator.py [--rounds N]
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import sys
import time
from collections.abc import Callable

import torch
import torch.nn.functional as F
from torch import nn

from autograde.run import accelerator

LIMIT = 4.0  # an assignment's device run takes at most this many times its CPU run


def _fit(device: str, model: nn.Module, x: torch.Tensor, y: torch.Tensor, steps: int) -> None:
    model, x, y = model.to(device), x.to(device), y.to(device)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.01)
    for _ in range(steps):
        optimizer.zero_grad()
        loss = F.mse_loss(model(x), y)
        loss.backward()
        optimizer.step()


def neuron_by_hand(device: str) -> None:
    """Gradient descent on two numbers, 12 points: nothing but small operations."""
    x, y = torch.rand(12, device=device), torch.rand(12, device=device)
    w = torch.zeros(1, device=device, requires_grad=True)
    b = torch.zeros(1, device=device, requires_grad=True)
    for _ in range(500):
        ((w * x + b - y) ** 2).mean().backward()
        with torch.no_grad():
            w -= 0.01 * w.grad
            b -= 0.01 * b.grad
        w.grad.zero_()
        b.grad.zero_()


def neuron(device: str) -> None:
    """nn.Linear(1, 1) and SGD, 500 steps."""
    _fit(device, nn.Linear(1, 1), torch.rand(12, 1), torch.rand(12, 1), 500)


def xor(device: str) -> None:
    """A hidden layer of 8, four points, 500 steps."""
    model = nn.Sequential(nn.Linear(2, 8), nn.Tanh(), nn.Linear(8, 1))
    _fit(device, model, torch.rand(4, 2), torch.rand(4, 1), 500)


def digits(device: str) -> None:
    """A classifier of 8 x 8 pictures with batches from a DataLoader, 5 epochs of 1,437 pictures."""
    torch.manual_seed(0)
    data = torch.utils.data.TensorDataset(torch.rand(1437, 64), torch.randint(0, 10, (1437,)))
    model = nn.Sequential(nn.Linear(64, 64), nn.ReLU(), nn.Linear(64, 10)).to(device)
    optimizer = torch.optim.Adam(model.parameters())
    for _ in range(5):
        for x, y in torch.utils.data.DataLoader(data, batch_size=64, shuffle=True):
            loss = F.cross_entropy(model(x.to(device)), y.to(device))
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()


def convolutions(device: str) -> None:
    """A small convolutional network, 30 steps on 64 pictures."""
    model = nn.Sequential(
        nn.Conv2d(1, 8, 3), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(), nn.Linear(72, 1)
    )
    _fit(device, model, torch.rand(64, 1, 8, 8), torch.rand(64, 1), 30)


def wide(device: str) -> None:
    """Layers of 1,024 and batches of 512: the arithmetic outweighs the calls."""
    model = nn.Sequential(nn.Linear(256, 1024), nn.ReLU(), nn.Linear(1024, 1))
    _fit(device, model, torch.rand(512, 256), torch.rand(512, 1), 5)


WORK = (neuron_by_hand, neuron, xor, digits, convolutions, wide)


def _in_child(function: Callable[[], float]) -> float:
    """What a function returns in a fork of this process."""
    read, write = os.pipe()
    pid = os.fork()
    if pid == 0:
        try:
            os.write(write, json.dumps(function()).encode())
        finally:
            os._exit(0)
    os.close(write)
    with os.fdopen(read) as pipe:
        text = pipe.read()
    os.waitpid(pid, 0)
    return float(json.loads(text))


def _seconds(work: Callable[[str], None], device: str) -> float:
    def measure() -> float:
        if device != "cpu":
            accelerator.install("simulated-cuda")
        work(device)  # the first time reads schemas and imports
        start = time.process_time()  # one thread that never waits: other load does not count
        work(device)
        return time.process_time() - start

    return _in_child(measure)


def _install_seconds() -> float:
    start = time.perf_counter()
    accelerator.install("simulated-cuda")
    return time.perf_counter() - start


def _nothing() -> float:
    return 0.0


def _wall(function: Callable[[], float]) -> float:
    start = time.perf_counter()
    _in_child(function)
    return time.perf_counter() - start


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def main() -> int:
    """Print the table; the exit status is 1 if a ratio is above the limit."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[1])
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    torch.set_num_threads(1)
    torch.optim.SGD([torch.zeros(1)], 0.1)
    cold = statistics.median(_in_child(_install_seconds) for _ in range(rounds))
    accelerator.prepare()
    pairs = [(_wall(_nothing), _wall(_install_seconds)) for _ in range(4 * rounds)]
    bare, with_device = (statistics.median(p) for p in zip(*pairs, strict=True))
    warm = statistics.median(_in_child(_install_seconds) for _ in range(4 * rounds))
    _say(f"prepared install(): {warm * 1e3:.1f} ms, of {bare * 1e3:.1f} ms for a fork without it")
    _say(f"install(), unprepared / prepared   {cold / warm:6.2f}")
    _say(f"fork with install() / without      {with_device / bare:6.2f}")
    worst = 0.0
    for work in WORK:
        pairs = [(_seconds(work, "cpu"), _seconds(work, "cuda")) for _ in range(rounds)]
        ratio = statistics.median(there / here for here, there in pairs)
        worst = max(worst, ratio)
        _say(f"device / CPU, {work.__name__:<21}{ratio:6.2f}")
    _say(f"worst {worst:.2f}, limit {LIMIT}")
    return int(worst > LIMIT)


if __name__ == "__main__":
    sys.exit(main())
