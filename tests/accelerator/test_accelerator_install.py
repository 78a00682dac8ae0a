"""Installing: what it changes, what it does not, in which process."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest
import torch
from device_helpers import GPU, NO_CUDA, on_gpu, rand, run_in_child, same
from torch import nn

from autograde.run import accelerator
from autograde.run.accelerator import AcceleratorError, _native, _privateuse1, _registry

ROOT = Path(accelerator.__file__).parents[3]

HARD_CODED = {
    "to": lambda: rand(2).to("cuda"),
    "cuda": lambda: rand(2).cuda(),
    "factory": lambda: torch.zeros(2, device="cuda"),
    "module": lambda: nn.Linear(2, 2).to("cuda"),
    "module made there": lambda: nn.Linear(2, 2, device="cuda"),
    "generator": lambda: torch.Generator(device="cuda"),
    "current_device": lambda: torch.cuda.current_device(),
    "synchronize": lambda: torch.cuda.synchronize(),
    "get_device_name": lambda: torch.cuda.get_device_name(0),
    "is_available": lambda: str(torch.cuda.is_available()),
    "device_count": lambda: str(torch.cuda.device_count()),
    "accelerator": lambda: str(torch.accelerator.current_accelerator()),
    "accelerator available": lambda: str(torch.accelerator.is_available()),
    "pinned": lambda: str(rand(2).is_pinned()),
}


def _outcomes() -> dict[str, str]:
    """What each hard-coded use of CUDA leads to in this process."""
    found = {}
    for name, call in HARD_CODED.items():
        try:
            found[name] = str(call())
        except Exception as error:
            found[name] = f"{type(error).__name__}: {error}"
    return found


def _python(code: str) -> str:
    """What a fresh Python prints."""
    paths = os.pathsep.join([str(ROOT), str(Path(__file__).parent), *filter(None, sys.path)])
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": paths},
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def _in_fresh_python(function: str) -> Any:
    """What a function of this file returns in a process that has prepared nothing."""
    code = f"""
import json
from test_accelerator_install import {function}
print(json.dumps({function}()))
"""
    return json.loads(_python(code))


def test_prepare_changes_nothing():
    """A prepared process says about CUDA, word for word, what a fresh one says."""
    fresh = _in_fresh_python("_outcomes")
    assert NO_CUDA in fresh["to"]
    assert run_in_child(_outcomes, device=False) == fresh


def _trained() -> list[float]:
    """The parameters of a model after some steps on the CPU."""
    torch.set_num_threads(1)
    torch.manual_seed(0)
    model = nn.Sequential(nn.Linear(3, 4), nn.ReLU(), nn.Linear(4, 1))
    optimizer = torch.optim.Adam(model.parameters())
    for _ in range(10):
        optimizer.zero_grad()
        model(rand(8, 3)).pow(2).mean().backward()
        optimizer.step()
    return [v for p in model.parameters() for v in p.flatten().tolist()]


def test_prepared_process_computes_as_before():
    """Training on the CPU is the same, bit for bit, in a prepared process and in a fresh one."""
    accelerator.prepare()
    assert run_in_child(_trained, device=False) == _in_fresh_python("_trained")


def test_install_without_prepare():
    """install works by itself in a fresh process, which then ends in good order."""
    code = """
import torch
from autograde.run import accelerator
device = accelerator.install()
print((torch.ones(2, device="cuda") + 1).tolist(), device.tier)
"""
    assert _python(code).strip() == "[2.0, 2.0] simulated-cuda"


def test_installed_children_leave_the_parent_alone():
    """After children had the device, their parent still has none."""
    before = run_in_child(_outcomes, device=False)
    run_in_child(lambda: None, device=True)
    assert run_in_child(_outcomes, device=False) == before
    assert NO_CUDA in before["to"]


def test_install_after_prepare_makes_nothing_again(monkeypatch):
    """In a prepared fork neither the stub nor the kernels, which take long, are made once more."""
    accelerator.prepare()
    for module, name in ((_native, "make_stub"), (_registry, "register")):
        monkeypatch.setattr(module, name, lambda *_: pytest.fail("made again"))

    def installed() -> list[float]:
        accelerator.install("simulated-cuda")
        return (torch.ones(2, device="cuda") + 1).tolist()

    assert run_in_child(installed, device=False) == [2.0, 2.0]


def test_parent_that_ran_a_backward_pass():
    """Backward works in children of a parent that has used autograd, in their threads as well."""
    leaf = rand(3).requires_grad_()
    (leaf * 2).sum().backward()  # PyTorch decides here, for all children, on threads per device

    def work() -> list[float]:
        found = []

        def backward() -> None:
            there = torch.ones(3, device=GPU, requires_grad=True)
            (there * 2).sum().backward()
            found.extend(there.grad.tolist())

        backward()
        thread = threading.Thread(target=backward)
        thread.start()
        thread.join(20)
        return found

    assert run_in_child(work, device=True) == [2.0] * 6


def test_no_thread_is_started():
    """Installing and training leave a process with the threads that it had."""

    def threads() -> int:
        return len(list(Path("/proc/self/task").iterdir()))

    def work() -> list[int]:
        found = [threads()]
        accelerator.install("simulated-cuda")
        torch.nn.Linear(3, 1).to(GPU)(rand(4, 3).to(GPU)).sum().backward()
        return [*found, threads()]

    before, after = run_in_child(work, device=False)
    assert after == before


@pytest.mark.on_device
def test_install_again():
    """A second install returns the same device."""
    assert accelerator.install() is accelerator.install("simulated-cuda")


@pytest.mark.on_device
def test_install_another_tier():
    """A process cannot have two devices."""
    with pytest.raises(AcceleratorError, match="it has the simulated-cuda device already"):
        accelerator.install("simulated-privateuse1")


def test_install_nothing():
    """The tier "unavailable" cannot be installed."""
    with pytest.raises(AcceleratorError, match="there is no device of the tier 'unavailable'"):
        accelerator.install("unavailable")


def test_install_a_gpu_that_is_not_there():
    """Asking for a real GPU on a machine without one says so."""

    def install() -> None:
        with pytest.raises(AcceleratorError, match="no GPU that PyTorch can use"):
            accelerator.install("real")

    run_in_child(install, device=False)


@pytest.mark.parametrize(
    ("where", "what", "value", "reason"),
    [
        (sys, "platform", "darwin", "needs Linux, and this is darwin"),
        (_native.platform, "machine", lambda: "riscv64", "not riscv64"),
        (_native, "capsules_are_as_expected", lambda: False, "lays out capsules in its own way"),
    ],
)
def test_unsupported_machine(monkeypatch, where, what, value, reason):
    """Where CUDA cannot be simulated the error says why, and a student is told what to do."""
    monkeypatch.setattr(where, what, value)

    def call() -> None:
        with pytest.raises(AcceleratorError, match=reason):
            _native.make_stub()
        with pytest.raises(AcceleratorError, match="hosted notebook"):
            accelerator.simulated_gpu()

    run_in_child(call, device=False)


@pytest.mark.parametrize("missing", ["capsules", "setup"])
def test_unsupported_by_the_second_tier(monkeypatch, missing):
    """Where simgpu cannot be set up either, the error says why."""
    if missing == "capsules":
        monkeypatch.setattr(_privateuse1, "capsules_are_as_expected", lambda: False)
    else:
        name = "_setup_privateuseone_for_python_backend"
        monkeypatch.delattr(torch.utils.backend_registration, name)

    def install() -> None:
        with pytest.raises(AcceleratorError, match=r"capsules|takes no backend"):
            accelerator.install("simulated-privateuse1")

    run_in_child(install, device=False)


def test_no_executable_memory(monkeypatch):
    """A kernel that refuses executable memory makes an AcceleratorError, nothing worse."""

    def refuse(*args: object, **kwargs: object) -> None:
        raise PermissionError("Operation not permitted")

    monkeypatch.setattr(_native.mmap, "mmap", refuse)
    with pytest.raises(AcceleratorError, match="Operation not permitted"):
        _native.make_stub()


@pytest.mark.on_device
def test_fork_on_purpose():
    """A fork is refused the device as on a GPU, until it adopts it."""
    device = accelerator.install()
    x = rand(3).to(GPU)
    pid = os.fork()
    if pid == 0:
        status = 1
        try:
            with pytest.raises(RuntimeError, match="Cannot re-initialize CUDA"):
                x + 1
            with pytest.raises(RuntimeError, match="Cannot re-initialize CUDA"):
                torch.zeros(2, device="cuda")
            device.adopt_fork()
            on_gpu(x + torch.ones(3, device="cuda"))
            status = 0
        finally:
            os._exit(status)
    assert os.waitpid(pid, 0)[1] == 0
    on_gpu(x + 1)


def test_simulated_gpu_in_a_notebook():
    """A student's call gives a device that explains itself, as often as it is called."""

    def cell() -> str:
        first, second = accelerator.simulated_gpu(), accelerator.simulated_gpu()
        assert first is second
        on_gpu(rand(3).to("cuda") + 1)
        return repr(second)

    text = run_in_child(cell, device=False)
    assert text.startswith("Simulated GPU, 'cuda:0'. The CPU does the work")
    assert "operations on the device: 1" in text
    assert "until the kernel is restarted" in text


def test_simulated_gpu_with_other_threads():
    """It works in a process with threads of its own, as a notebook's kernel has."""

    def cell() -> None:
        stop = threading.Event()
        thread = threading.Thread(target=stop.wait)
        thread.start()
        try:
            accelerator.simulated_gpu()
            leaf = torch.ones(2, device="cuda", requires_grad=True)
            leaf.sum().backward()
            on_gpu(leaf.grad)
        finally:
            stop.set()
            thread.join()

    run_in_child(cell, device=False)


@pytest.mark.on_device
def test_device_generator_starts_where_the_cpus_did():
    """The same seed gives the same numbers on the device as on the CPU, which a GPU does not."""
    torch.manual_seed(11)
    here = rand(4)
    torch.manual_seed(11)
    same(torch.randn(4, device=GPU), here, 0)


def test_imports_nothing_of_the_floors_above():
    """The package loads neither the grading engine nor nbgrader nor pytest."""
    code = """
import sys
import autograde.run.accelerator
print([m for m in sys.modules if m.split(".")[0] in ("nbgrader", "pytest", "_pytest")
       or m.startswith(("autograde.grade", "autograde.course", "autograde.student"))])
"""
    assert _python(code).strip() == "[]"
