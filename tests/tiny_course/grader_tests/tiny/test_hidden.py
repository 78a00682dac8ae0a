"""What students do not see of the checks."""

import pytest
import torch

from autograde import expect


@pytest.mark.exercise("double")
@pytest.mark.points(0.5)
def test_double_fresh(student, fresh):
    """double works for any shape, and leaves its input alone."""
    x = torch.rand(3, 2, generator=fresh)

    call = student.call("double", x)

    expect.close(call.value, 2 * x, atol=0.0, advice="does it work for a table as well?")
    expect.unchanged(call)


@pytest.mark.exercise("double")
@pytest.mark.points(0.5)
def test_double_on_device(student, student_on_gpu, fresh):
    """double works where its input lives."""
    x = torch.rand(3, 2, generator=fresh)

    expect.like_cpu(student_on_gpu.call("double", x), student.double(x))


@pytest.mark.exercise("fit_slope")
@pytest.mark.points(2)
@pytest.mark.seconds(5)
def test_fit_slope_learns(student, fresh):
    """fit_slope finds the slope of data that it has never seen."""
    x = torch.rand(20, 1, generator=fresh) + 0.5
    slope = 1 + 4 * torch.rand((), generator=fresh)

    got = expect.number(student.fit_slope(x, slope * x))

    # 200 steps of lr 0.1 leave less than 1e-6 of the error; 1e-3 allows other optimizers.
    expect.close(got, float(slope), atol=1e-3, advice="train longer, or look at the step.")
