"""What students see of the checks."""

import pytest
import torch

from autograde import expect


@pytest.mark.exercise("double")
@pytest.mark.points(1)
def test_double_small(student):
    """double gives twice the values."""
    got = student.double(torch.tensor([1.0, -2.0]))

    # Doubling is exact in floating point.
    expect.close(got, torch.tensor([2.0, -4.0]), atol=0.0, advice="what is 1 doubled?")


@pytest.mark.exercise("fit_slope")
@pytest.mark.points(1)
def test_fit_slope_is_a_number(student):
    """fit_slope returns one number."""
    x = torch.tensor([[1.0], [2.0]])

    expect.number(student.fit_slope(x, 3 * x))
