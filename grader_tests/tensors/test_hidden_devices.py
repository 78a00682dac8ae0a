"""Hidden checks: code for every machine (device_agnostic)."""

import pytest
import torch

from autograde import expect

# What a machine with or without a graphics card would say, asked in any of PyTorch's ways.
# No tensor is made there.
ON_A_MACHINE = """
def on_a_machine(pick, card):
    from contextlib import ExitStack
    from unittest import mock

    answers = [
        (torch.cuda, "is_available", lambda: card),
        (torch.cuda, "device_count", lambda: int(card)),
        (torch.backends.mps, "is_available", lambda: False),
    ]
    if hasattr(torch, "accelerator"):
        found = torch.device("cuda") if card else None
        answers += [
            (torch.accelerator, "is_available", lambda: card),
            (torch.accelerator, "device_count", lambda: int(card)),
            (torch.accelerator, "current_accelerator", lambda check_available=False: found),
        ]
    with ExitStack() as stack:
        for owner, name, answer in answers:
            stack.enter_context(mock.patch.object(owner, name, answer))
        return pick()
"""


@pytest.mark.exercise("device_agnostic")
@pytest.mark.points(0.5)
def test_pick_device_with_and_without_card(student):
    """cuda on a machine with a graphics card, cpu on one without"""
    on_a_machine = student.build(ON_A_MACHINE, name="on_a_machine")
    for card in (True, False, True):
        got = on_a_machine(student["pick_device"], card)
        expect.is_a(got, torch.device, str, advice="return a torch.device, or its name.")
        name = str(got).split(":")[0]
        said = (
            "ask PyTorch, inside the function and at each call, whether there is a graphics card."
        )
        if name not in ("cpu", "cuda"):
            said = "is that a name that PyTorch knows? The text names both devices."
        expect.equal(name, "cuda" if card else "cpu", advice=said)


@pytest.mark.exercise("device_agnostic")
@pytest.mark.points(0.5)
def test_append_ones_any_dtype(student, fresh):
    """Other kinds of numbers stay of their kind, and other sizes"""
    for n, d, dtype in (
        (5, 3, torch.float64),
        (4, 2, torch.int64),
        (1, 4, torch.float16),
        (6, 1, torch.float32),
        (3, 3, torch.bfloat16),
    ):
        # Whole numbers up to 99 are exact in all of these.
        X = torch.randint(2, 100, (n, d), generator=fresh).to(dtype)
        call = student.call("append_ones", X)
        got = call.value
        expect.is_a(got, torch.Tensor, advice="return a tensor.")
        expect.tensor(got, shape=(n, d + 1), advice="one more column, and the same rows.")
        expect.tensor(
            got,
            dtype=dtype,
            advice="the result has the dtype of X. Of which dtype are ones when you do not say?",
        )
        want = torch.cat([X.double(), torch.ones(n, 1, dtype=torch.float64)], dim=1)
        expect.close(
            got,
            want,
            atol=0,
            mistakes={"the ones stand on the left, not on the right.": want.roll(1, dims=1)},
            advice="the columns of X as they are, then a column of ones.",
        )
        expect.unchanged(call)
    # Numbers from which no ones can be calculated, by difference, product or ratio.
    got = student.append_ones(torch.tensor([[0.0], [float("inf")], [float("nan")]]))
    expect.is_a(got, torch.Tensor, advice="return a tensor.")
    expect.tensor(got, shape=(3, 2), advice="one more column, and the same rows.")
    expect.close(
        got[:, 1],
        torch.ones(3),
        atol=0,
        advice="do the ones depend on the numbers in X? Only its shape, dtype and device count.",
    )


@pytest.mark.exercise("device_agnostic")
@pytest.mark.points(0.25)
def test_append_ones_other_device(student):
    """X lives on another device, and so does the result"""
    for dtype in (torch.float32, torch.float64):
        got = student.append_ones(torch.empty(4, 3, dtype=dtype, device="meta"))
        expect.is_a(got, torch.Tensor, advice="return a tensor.")
        expect.tensor(got, shape=(4, 4), advice="one more column, and the same rows.")
        expect.tensor(
            got,
            device="meta",
            dtype=dtype,
            advice="X knows its device and its dtype. Take both from X.",
        )
