"""Hidden checks: the two activations that bend once (relu, leaky_relu)."""

import pytest
import torch

from autograde import expect

SHAPES = ((), (9,), (4, 5), (2, 3, 4))


def numbers(fresh, *shape, dtype=torch.float32):
    """Numbers of both signs from about 0.01 to 10,000, never closer to 0."""
    size = 10 ** (6 * torch.rand(shape, generator=fresh, dtype=torch.float64) - 2)
    sign = torch.randint(0, 2, shape, generator=fresh) * 2 - 1
    return (sign * size).to(dtype)


def both_signs(fresh, *shape):
    """Numbers from 0.5 to 3 in size, as many positive as negative ones, in random order."""
    count = torch.Size(shape).numel()
    sign = torch.arange(count) % 2 * 2 - 1
    size = 0.5 + 2.5 * torch.rand(count, generator=fresh)
    return (sign * size)[torch.randperm(count, generator=fresh)].reshape(shape)


def same_form(got, x):
    """A tensor of the shape and dtype of the input."""
    return expect.tensor(
        got,
        shape=tuple(x.shape),
        dtype=x.dtype,
        advice="elementwise: any shape and dtype in, the same shape and dtype out.",
    )


def slope_at_zero(call, high):
    """At the bend the slope may be anything from 0 to those of both sides together."""
    got = call.gradients[0]
    # Two clamps, one for each side, count both sides at 0, two ReLUs none. The rest is rounding.
    inside = isinstance(got, torch.Tensor) and bool(((got > -1e-5) & (got < high + 1e-5)).all())
    expect.that(
        inside,
        "at exactly 0 no usable slope comes back",
        expected=f"a number from 0 to {high:g}",
        advice="a root and a quotient have no slope at 0. Which operation do you need them for?",
        code="AG-G001",
    )


# --------------------------------------------------------------------------------- relu
@pytest.mark.exercise("relu")
@pytest.mark.points(0.5)
def test_relu_any_shape(student, fresh):
    """Right for every shape, from tiny to large numbers, and the input stays as it was"""
    for shape in SHAPES:
        x = numbers(fresh, *shape)

        call = student.call("relu", x.clone())

        # Nothing has to be rounded; 1e-6 of the size admits detours such as (x + |x|) / 2.
        expect.close(
            same_form(call.value, x),
            x.double().clamp(min=0),
            rtol=1e-6,
            atol=1e-6,
            mistakes={
                "positive inputs pass through unchanged; you return 1 for them.": (x > 0).double(),
                "that is the absolute value: what is negative becomes 0.": x.double().abs(),
                "large numbers are not cut off.": x.double().clamp(min=0, max=6),
            },
            advice="try numbers near 0 and numbers in the thousands, and tensors with no and with "
            "three dimensions.",
        )
        expect.unchanged(call)


@pytest.mark.exercise("relu")
@pytest.mark.points(0.5)
def test_relu_gradient(student, fresh):
    """Gradients pass where the input is positive, and nowhere else"""
    x = both_signs(fresh, 4, 6).requires_grad_()

    call = student.backward("relu", x)

    # Slopes 0 and 1, without rounding.
    expect.gradient(
        call,
        0,
        (x > 0).double(),
        atol=1e-6,
        advice="the slope is 1 to the right of 0 and 0 to the left.",
    )
    slope_at_zero(student.backward("relu", torch.zeros(3, requires_grad=True)), 1.0)


@pytest.mark.exercise("relu")
@pytest.mark.points(0.25)
def test_relu_keeps_dtype(student, fresh):
    """float64 stays float64 with all its digits"""
    x = numbers(fresh, 5, 7, dtype=torch.float64)

    got = same_form(student.relu(x.clone()), x)

    # A detour over float32 costs 1e-8 of the size; float64 itself rounds at 1e-16.
    expect.close(
        got,
        x.clamp(min=0),
        rtol=1e-12,
        atol=1e-12,
        advice="float64 in, float64 out: do not force `.float()`, not even on the way.",
    )


# --------------------------------------------------------------------------- leaky_relu
@pytest.mark.exercise("leaky_relu")
@pytest.mark.points(0.5)
def test_leaky_relu_any_slope(student, fresh):
    """Other slopes, gentle and steep"""
    for slope, shape in ((0.2, (9,)), (1.5, (4, 5)), (0.0, ()), (0.05, (2, 3, 4))):
        x = both_signs(fresh, *shape)
        if not shape:
            x = -x.abs()
        want = torch.where(x > 0, x.double(), slope * x.double())

        got = same_form(student.leaky_relu(x.clone(), slope), x)

        # One product in float32: 1e-7 of numbers up to 5.
        expect.close(
            got,
            want,
            atol=1e-5,
            mistakes={
                "the slope that was passed in is not used.": torch.where(x > 0, x, 0.01 * x),
                "with a steep slope the larger of the two lines is the wrong one.": (
                    torch.maximum(x, slope * x)
                ),
                "a leak of a negative number is still negative.": (
                    torch.where(x > 0, x, -slope * x)
                ),
            },
            advice="try a slope above 1 and a slope of 0: is the right side still what it was?",
        )


@pytest.mark.exercise("leaky_relu")
@pytest.mark.points(0.5)
def test_leaky_relu_gradient(student, fresh):
    """The slope on the left is the one that was asked for"""
    for slope in (0.3, 1.25):
        x = both_signs(fresh, 3, 6).requires_grad_()

        call = student.backward("leaky_relu", x, slope)

        # Slopes as given, rounded to float32.
        expect.gradient(
            call,
            0,
            torch.where(x.detach() > 0, 1.0, slope),
            atol=1e-5,
            advice="1 to the right of 0, `slope` to the left. Is every step a tensor operation?",
        )
        at_zero = torch.zeros(3, requires_grad=True)
        slope_at_zero(student.backward("leaky_relu", at_zero, slope), 1.0 + slope)


@pytest.mark.exercise("leaky_relu")
@pytest.mark.points(0.25)
def test_leaky_relu_manners(student, fresh):
    """float64 stays float64, and the input stays as it was"""
    x = numbers(fresh, 4, 3, dtype=torch.float64)

    call = student.call("leaky_relu", x.clone(), slope=0.25)

    # A quarter is exact in binary; a detour over float32 would cost 1e-8 of the size.
    expect.close(
        same_form(call.value, x),
        torch.where(x > 0, x, 0.25 * x),
        rtol=1e-12,
        atol=1e-12,
        advice="float64 in, float64 out: do not force `.float()`, not even on the way.",
    )
    expect.unchanged(call)
