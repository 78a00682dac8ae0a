"""Finding out what a machine offers, without a trace in the process that asks."""

from __future__ import annotations

import signal

import pytest
import torch
from device_helpers import run_in_child

from autograde.run import accelerator
from autograde.run.accelerator import AcceleratorError, Availability, _probe, _selfcheck


def test_this_machine():
    """The tests' own machine has the simulated CUDA device, or a GPU, and says why."""
    found = accelerator.probe()
    assert found.tier in ("real", "simulated-cuda")
    assert found.usable
    assert found.device == "cuda:0"
    assert found.reason
    assert accelerator.probe() is found


def test_probing_changes_nothing():
    """After a probe this process still has no device."""
    accelerator.probe()

    def outcome() -> list[bool]:
        return [torch.cuda.is_available(), torch.accelerator.is_available()]

    assert run_in_child(outcome, device=False) == [False, False]


def _answers(monkeypatch, **answers: object) -> Availability:
    """A probe in which each tier's try ends as given."""

    def attempt(tier: str) -> _probe._Try:
        said = answers[tier.replace("-", "_")]
        return _probe._Try("it:0", "") if said is True else _probe._Try(None, str(said))

    monkeypatch.setattr(_probe, "_try", attempt)
    monkeypatch.setattr(_probe, "_no_gpu_expected", lambda: None)
    monkeypatch.setattr(_probe._native, "unsupported_because", lambda: None)
    return _probe.probe.__wrapped__()


def test_a_real_gpu_comes_first(monkeypatch):
    """Where a GPU works nothing is simulated."""
    assert _answers(monkeypatch, real=True).tier == "real"


def test_simulated_cuda_comes_second(monkeypatch):
    """Without a GPU the CPU plays its part, and the reason says what was found."""
    found = _answers(monkeypatch, real="no driver", simulated_cuda=True)
    assert found.tier == "simulated-cuda"
    assert "no real GPU (no driver)" in found.reason


def test_another_name_comes_third(monkeypatch):
    """Where CUDA cannot be simulated there is the device of another name."""
    found = _answers(monkeypatch, real="no", simulated_cuda="refused", simulated_privateuse1=True)
    assert found.tier == "simulated-privateuse1"
    assert "refused" in found.reason


def test_nothing_works(monkeypatch):
    """If no tier works the answer is "unavailable", with all reasons, and no exception."""
    found = _answers(monkeypatch, real="a", simulated_cuda="b", simulated_privateuse1="c")
    assert not found.usable
    assert found.device is None
    assert all(f"({why})" in found.reason for why in "abc")


def test_a_crash_is_an_answer(monkeypatch):
    """A child that dies of a signal means that the tier does not work, with the signal's number."""
    monkeypatch.setattr(_probe, "_CHILD", "import os; os.kill(os.getpid(), 11)")
    assert (
        _probe._try("simulated-cuda").trouble
        == f"the process crashed with signal {signal.SIGSEGV:d}"
    )


def test_a_hanging_child_is_an_answer(monkeypatch):
    """A child that does not answer in time means that the tier does not work."""
    monkeypatch.setattr(_probe, "_CHILD", "import time; time.sleep(60)")
    monkeypatch.setattr(_probe, "_SECONDS", 0.5)
    assert "no answer" in _probe._try("simulated-cuda").trouble


def test_a_failing_child_is_an_answer():
    """What the child raised is the reason."""
    assert "there is no device of the tier" in _probe._try("unavailable").trouble


def test_selfcheck_notices_a_device_that_computes_wrong():
    """The self-check is a check: results that are off fail it."""

    def spoiled() -> None:
        device = accelerator.install()
        _selfcheck.check(device)
        assert device._simulation is not None
        right = device._simulation.to_host
        device._simulation.to_host = lambda t: right(t) * 1.5
        with pytest.raises(AcceleratorError, match="differs from the CPU's"):
            _selfcheck.check(device)

    run_in_child(spoiled, device=True)


@pytest.mark.parametrize("tier", ["simulated-cuda", "simulated-privateuse1"])
def test_selfcheck_passes(tier):
    """Both simulated devices pass the self-check."""

    def check() -> None:
        _selfcheck.check(accelerator.install(tier))

    run_in_child(check, device=False)
