"""Hidden checks: the two activations that squash (sigmoid, tanh_from_sigmoid)."""

import pytest
import torch

from autograde import expect

SHAPES = ((), (9,), (4, 5), (2, 3, 4))

# Beyond 88.7 float32's exp is inf. The places in between catch a formula that is cut off.
FAR = (-100.0, -95.0, -60.0, -25.0, 25.0, 60.0, 95.0, 100.0)


def scores(fresh, *shape, dtype=torch.float32):
    """Scores from 0.1 to 4 in size, of both signs."""
    size = 0.1 + 3.9 * torch.rand(shape, generator=fresh, dtype=torch.float64)
    sign = torch.randint(0, 2, shape, generator=fresh) * 2 - 1
    return (sign * size).to(dtype)


def same_form(got, x):
    """A tensor of the shape and dtype of the input."""
    return expect.tensor(
        got,
        shape=tuple(x.shape),
        dtype=x.dtype,
        advice="elementwise: any shape and dtype in, the same shape and dtype out.",
    )


def far_out(fresh):
    """The far places in random order, as a table of two rows."""
    order = torch.randperm(len(FAR), generator=fresh)
    return torch.tensor(FAR)[order].reshape(2, 4)


# ------------------------------------------------------------------------------ sigmoid
@pytest.mark.exercise("sigmoid")
@pytest.mark.points(0.5)
def test_sigmoid_any_shape(student, fresh):
    """Right for every shape, in float64 too, and the input stays as it was"""
    for shape in SHAPES:
        for dtype, atol in ((torch.float32, 1e-5), (torch.float64, 1e-12)):
            x = scores(fresh, *shape, dtype=dtype)

            call = student.call("sigmoid", x.clone())

            # A few roundings of the dtype; a detour over float32 costs 3e-8.
            expect.close(
                same_form(call.value, x),
                torch.special.expit(x.double()),
                atol=atol,
                mistakes={
                    "sigmoid must rise from 0 to 1; yours falls.": torch.special.expit(-x.double()),
                },
                advice="is it right for a single number and for a table, and does float64 keep "
                "all its digits on the way?",
            )
            expect.unchanged(call)


@pytest.mark.exercise("sigmoid")
@pytest.mark.points(0.5)
def test_sigmoid_far_out(student, fresh):
    """The values far out, as far as -100 and 100"""
    x = far_out(fresh)

    got = same_form(student.sigmoid(x.clone()), x)

    # sigmoid(25) is 1 and sigmoid(-25) is 0 to within 1e-10.
    expect.close(
        got,
        torch.special.expit(x.double()),
        atol=1e-6,
        advice="which `exp` explodes there, and what is inf / inf?",
    )


@pytest.mark.exercise("sigmoid")
@pytest.mark.points(0.5)
def test_sigmoid_gradient(student, fresh):
    """The slopes between -4 and 4"""
    x = scores(fresh, 5, 4).requires_grad_()
    s = torch.special.expit(x.detach().double())

    call = student.backward("sigmoid", x)

    # A few roundings of float32, of slopes up to 0.25.
    expect.gradient(
        call,
        0,
        s * (1 - s),
        atol=1e-5,
        advice="build it from tensor operations only, so that the way back stays open.",
    )


@pytest.mark.exercise("sigmoid")
@pytest.mark.points(1)
def test_sigmoid_gradient_far_out(student, fresh):
    """The slopes far out are 0, and never nan"""
    x = far_out(fresh).requires_grad_()

    call = student.backward("sigmoid", x)

    # The slope at 25 is 1e-11.
    expect.gradient(
        call,
        0,
        torch.zeros(2, 4),
        atol=1e-6,
        advice="a value may be right while its slope is nan: somewhere on the way an `exp` is inf, "
        "and the chain rule makes 0 · inf of it. With `torch.where`, the side that is not chosen "
        "counts as well.",
    )


# -------------------------------------------------------------------- tanh_from_sigmoid
@pytest.mark.exercise("tanh_from_sigmoid")
@pytest.mark.points(0.25)
def test_tanh_any_shape(student, fresh):
    """Right for every shape, in float64 too, and the input stays as it was"""
    for shape in SHAPES:
        for dtype, atol in ((torch.float32, 1e-5), (torch.float64, 1e-12)):
            x = scores(fresh, *shape, dtype=dtype)
            exact = x.double()

            call = student.call("tanh_from_sigmoid", x.clone())

            # A sigmoid, stretched by 2: a few roundings of the dtype.
            expect.close(
                same_form(call.value, x),
                torch.tanh(exact),
                atol=atol,
                mistakes={
                    "the curve is too flat: something inside is missing.": (
                        2 * torch.special.expit(exact) - 1
                    ),
                    "the range is still that of the sigmoid.": torch.special.expit(2 * exact),
                },
                advice="compare the slope at 0 and the values far out with those of tanh.",
            )
            expect.unchanged(call)


@pytest.mark.exercise("tanh_from_sigmoid")
@pytest.mark.points(0.5)
def test_tanh_far_out(student, fresh):
    """The values far out, as far as -100 and 100"""
    x = far_out(fresh)

    got = same_form(student.tanh_from_sigmoid(x.clone()), x)

    # tanh(25) is 1 to within 1e-21.
    expect.close(
        got,
        torch.tanh(x.double()),
        atol=1e-6,
        advice="a quotient of exponentials is inf / inf far out. A good sigmoid is not.",
    )


@pytest.mark.exercise("tanh_from_sigmoid")
@pytest.mark.points(0.5)
def test_tanh_gradient(student, fresh):
    """The slopes between -4 and 4"""
    x = scores(fresh, 5, 4).requires_grad_()
    slope = 1 - torch.tanh(x.detach().double()) ** 2

    call = student.backward("tanh_from_sigmoid", x)

    # A few roundings of float32, of slopes up to 1.
    expect.gradient(
        call,
        0,
        slope,
        atol=1e-5,
        mistakes={"the slope at 0 is 1: one factor is missing.": slope / 2},
        advice="both factors count in the slope, the one outside and the one inside.",
    )
