"""
Hidden checks: what takes a tensor works wherever the tensor lives.

Each call is made twice, on the CPU and on a graphics card (or a simulated one), and compared with
the student's own answer on the CPU: so these judge where the work is done, not whether it is right.
But the answer on the CPU must be of the kind that was asked for: what is no tensor lives nowhere.
"""

import pytest
import torch

from autograde import expect


@pytest.mark.exercise("halve_until")
@pytest.mark.points(0.25)
def test_halve_until_on_device(student, student_on_gpu, fresh):
    """A distance on a graphics card is halved there"""
    for start in (20.0 + float(torch.rand((), generator=fresh)), 7.5):
        x = torch.tensor(start)

        here = student.halve_until(x, 5.0)

        expect.that(
            isinstance(here, list | tuple) and len(here) == 2,
            expect.returned(here),
            expected="two values: what is left, and the number of halvings",
            advice="return both, separated by a comma.",
            code="AG-T004",
        )
        expect.tensor(here[0], advice="what is left comes first, and stays a tensor.")
        expect.like_cpu(student_on_gpu.call("halve_until", x, 5.0), here)


@pytest.mark.exercise("fee")
@pytest.mark.points(0.25)
def test_fee_on_device(student, student_on_gpu, fresh):
    """The fee of a distance on a graphics card is calculated there"""
    for low in (1.0, 7.0):
        d = low + 2 * torch.rand((), generator=fresh)

        here = student.fee(d)

        expect.tensor(here, advice="a tensor that is made from `d`.")
        # A fee below 20 dollars, rounded a few times on either side, by 1e-6 each.
        expect.like_cpu(student_on_gpu.call("fee", d), here, atol=1e-5)


@pytest.mark.exercise("first_bad_step")
@pytest.mark.points(0.25)
def test_first_bad_step_on_device(student, student_on_gpu, fresh):
    """Steps that work on a graphics card are searched as well"""
    x = 1 + 2 * torch.rand(3, 4, generator=fresh)
    for sources in (["lambda x: x - 5", "torch.sqrt", "torch.exp"], ["torch.exp", "torch.sqrt"]):
        here = student.first_bad_step([student.build(s) for s in sources], x)

        expect.number(here, "the index")
        steps = [student_on_gpu.build(s) for s in sources]
        # An index comes back, a plain number.
        expect.equal_on_both(
            student_on_gpu.call("first_bad_step", steps, x),
            here,
            advice="can PyTorch itself say what is finite, wherever the numbers live?",
        )
