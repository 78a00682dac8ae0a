"""Assertions about modules on the device: what has to move along does, or is missed."""

from __future__ import annotations

from typing import Any

import pytest
import torch
from torch import nn

from autograde import expect, values
from autograde.expect import Unmet
from autograde.namespace import Namespace
from autograde.proxy import Student, StudentObject
from autograde.run import accelerator

pytestmark = pytest.mark.on_device


class Doubled(nn.Module):
    """Twice its input, with a factor that is kept in one way or another."""

    def __init__(self, kept: str) -> None:
        super().__init__()
        self.kept, factor = kept, torch.tensor([2.0, 2.0])
        self.layers: Any = [nn.Linear(2, 2)]
        if kept == "buffer":
            self.register_buffer("factor", factor)
        elif kept == "parameter":
            self.factor = nn.Parameter(factor)
        elif kept == "attribute":
            self.factor = factor

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        if self.kept == "list":
            return self.layers[0](x)
        if self.kept == "number":
            return 2 * x
        if self.kept == "forward":
            return x * torch.tensor([2.0, 2.0])
        if self.kept == "branch":
            return x * (3 if x.is_cuda else 2)
        if self.kept == "comes back":
            return (2 * x).cpu()
        return x * self.factor


def student(**names: Any) -> Student:
    """The names as a check sees them in a run on the device."""
    namespace = Namespace(names)
    namespace.device = accelerator.install("simulated-cuda")

    def ask(request: dict[str, Any]) -> dict[str, Any]:
        reply = namespace.answer(values.copy(request, namespace.keep))
        copied: dict[str, Any] = values.copy(reply, namespace.keep)
        return copied

    return Student(ask)


def made(runs: Student, *args: Any) -> StudentObject:
    return expect.module(runs.make(*args))


@pytest.mark.parametrize("kept", ["buffer", "parameter", "number"])
def test_a_module_that_knows_all_its_tensors_moves_along(kept):
    """Buffers, parameters and plain numbers: the answer is the one from before."""
    runs = student(make=Doubled)

    before = expect.moves_along(runs, made(runs, kept), torch.ones(3, 2))

    assert torch.equal(before, torch.full((3, 2), 2.0))


def test_a_module_made_on_the_device_moves_along():
    """Where a module was made does not matter."""
    runs = student(make=lambda: nn.Linear(2, 1).cuda())

    expect.moves_along(runs, made(runs), torch.ones(3, 2))


@pytest.mark.parametrize("kept", ["attribute", "list", "forward"])
def test_what_a_module_does_not_know_is_missed(kept):
    """A plain attribute, a plain list of layers, a tensor made in forward: said as such."""
    runs = student(make=Doubled)

    with pytest.raises(Unmet, match="moved to another device, the model raises") as caught:
        expect.moves_along(runs, made(runs, kept), torch.ones(3, 2))

    assert caught.value.code == "AG-D002"
    assert "Does it know all its layers and tensors" in caught.value.advice


@pytest.mark.parametrize(("kept", "code"), [("branch", "AG-D004"), ("comes back", "AG-D002")])
def test_another_answer_on_the_device_is_seen(kept, code):
    """Other numbers there, or a result that comes back to the CPU."""
    runs = student(make=Doubled)

    with pytest.raises(Unmet) as caught:
        expect.moves_along(runs, made(runs, kept), torch.ones(3, 2))

    assert caught.value.code == code


def test_a_module_that_was_taken_to_the_cpu_is_missed():
    """stays_on looks at parameters and buffers after the call."""
    runs = student(look=lambda model: None, take=lambda model: model.cpu() and None)
    model = runs.build("nn.BatchNorm1d(3)")

    expect.stays_on(model, runs.call("look", model).device)
    with pytest.raises(Unmet, match="weight of the model lives on cpu"):
        expect.stays_on(model, runs.call("take", model).device)


@pytest.mark.parametrize(
    "cpu", [{"loss": 0.5, "n": 3}, [(5, 3), (5, 2)], torch.ones(2), float("nan"), True]
)
def test_the_same_numbers_pass_wherever_they_live(cpu):
    """Numbers, also in containers, and nan, which a wrong answer may well give twice."""
    runs = student(same=lambda value: value)

    expect.equal_on_both(runs.call("same", cpu), cpu)


@pytest.mark.parametrize(("there", "here"), [(1.0, 1.1), ([1, 2], [1]), (torch.ones(2), 1.0)])
def test_other_numbers_do_not_pass(there, here):
    """Another number, another count, another shape."""
    runs = student(same=lambda value: value)

    with pytest.raises(Unmet):
        expect.equal_on_both(runs.call("same", there), here)
