"""Hidden checks: slopes by autograd (derivative)."""

import pytest
import torch

from autograde import expect

CUBIC = "lambda t: t ** 3 - 2 * t"


def signed(fresh, low, high, *shape, dtype=torch.float32):
    """Numbers of both signs whose sizes lie between two powers of ten."""
    power = low + (high - low) * torch.rand(shape, generator=fresh, dtype=torch.float64)
    sign = torch.randint(0, 2, shape, generator=fresh) * 2 - 1
    return (sign * 10**power).to(dtype)


def cubic_slope(x):
    """The slope of t³ - 2t, by calculus, in float64."""
    return 3 * x.detach().double() ** 2 - 2


def slopes_like(got, x):
    """A tensor with one slope for each element of x."""
    expect.that(
        got is not None,
        "derivative returned None",
        expected="a tensor with one slope for each element",
        cause="`.grad` is None where no gradient has arrived; a missing `return` gives None, too.",
        advice="do you read the gradient of the very tensor that you had watched?",
        code="AG-G002",
    )
    return expect.tensor(
        got,
        shape=tuple(x.shape),
        dtype=x.dtype,
        advice="one slope per element, in the shape and dtype of x: do not sum the gradient.",
    )


@pytest.mark.exercise("derivative")
@pytest.mark.points(0.5)
def test_derivative_from_tiny_to_large(student, fresh):
    """The slopes of a cubic from 0.001 to 1000, in any shape"""
    f = student.build(CUBIC)
    for shape in ((), (6, 5), (2, 3, 4)):
        x = signed(fresh, -3, 3, *shape)
        want = cubic_slope(x)

        got = slopes_like(student.derivative(f, x.clone()), x)

        # A few roundings of float32, also where 3x² and 2 nearly cancel. Nudging in float32 is
        # off by 1e-3 or more.
        expect.close(
            got,
            want,
            rtol=1e-5,
            atol=1e-5,
            mistakes={"these are the values of f, not its slopes.": x.double() ** 3 - 2 * x},
            advice="let autograd find the slope: nudging loses most digits of float32.",
        )


@pytest.mark.exercise("derivative")
@pytest.mark.points(0.5)
def test_derivative_is_found_by_autograd(student, fresh):
    """float64 stays float64, and a part that is held fixed stays fixed"""
    x = signed(fresh, -1, 1, 4, 3, dtype=torch.float64)

    cubic = slopes_like(student.derivative(student.build(CUBIC), x.clone()), x)
    half_fixed = student.build("lambda t: t.detach() * t + 5 * t")
    got = slopes_like(student.derivative(half_fixed, x.clone()), x)

    # Exact but for float64's rounding. Nudging, in float64 and with the best size of a nudge, is
    # good to 1e-10 at most; and it would also see the factor move that is held fixed.
    expect.close(
        cubic,
        cubic_slope(x),
        rtol=1e-12,
        atol=1e-12,
        advice="let autograd find the slope, in the dtype that comes in.",
    )
    expect.close(
        got,
        x + 5,
        rtol=1e-12,
        atol=1e-12,
        mistakes={
            "nudging sees every x move. Autograd follows what f really does with it.": 2 * x + 5
        },
        advice="hand f a watched tensor and let autograd follow its operations.",
    )


_TWICE = """
def twice(derivative, f, x):
    first = derivative(f, x)
    first = first.clone() if isinstance(first, torch.Tensor) else first
    return first, derivative(f, x), x.requires_grad, x.grad
"""


@pytest.mark.exercise("derivative")
@pytest.mark.points(0.5)
def test_derivative_leaves_no_traces(student, fresh):
    """Asked twice it answers the same, and x is not watched afterwards"""
    x = signed(fresh, -1, 0.5, 3, 5)
    before = x.clone()

    twice = student.build(_TWICE, name="twice")
    call = twice.call("", student["derivative"], student.build(CUBIC), x)
    first, second, watched, gradient = parts(call.value, 4)

    want = cubic_slope(x)
    # A few roundings of float32, of slopes up to 30.
    expect.close(slopes_like(first, x), want, atol=1e-4, advice="one slope for each element.")
    expect.close(
        slopes_like(second, x),
        want,
        atol=1e-4,
        advice="the first answer was right. What is left over from it when the second begins?",
    )
    expect.that(
        watched is False and gradient is None,
        "after the call PyTorch watches x, or x has a .grad",
        expected="x as it was, in every respect",
        advice="work on a watched copy of your own, not on the tensor that came in.",
        code="AG-M001",
    )
    expect.that(
        expect.is_close(call.args_after[2], before, atol=0.0),
        "derivative changed the numbers in x",
        expected="x as it was",
        advice="work on a copy.",
        code="AG-M001",
    )


_WATCHED = """
def watched(derivative, f, x):
    x = x.clone().requires_grad_(True)
    (7 * x).sum().backward()
    slope = derivative(f, x)
    slope = slope.clone() if isinstance(slope, torch.Tensor) else slope
    inner = derivative(f, 2 * x)
    return slope, inner, x.requires_grad, x.grad
"""


@pytest.mark.exercise("derivative")
@pytest.mark.points(0.5)
def test_derivative_of_a_watched_tensor(student, fresh):
    """x may be watched already, or come out of a calculation"""
    x = signed(fresh, -1, 0.5, 4, 3)

    watched = student.build(_WATCHED, name="watched")
    value = watched(student["derivative"], student.build(CUBIC), x)
    slope, inner, still, gradient = parts(value, 4)

    # A few roundings of float32, of slopes up to 120.
    expect.close(
        slopes_like(slope, x),
        cubic_slope(x),
        atol=5e-4,
        mistakes={
            "that is the slope plus the gradient that x had from before.": cubic_slope(x) + 7,
        },
        advice="x may have a history and a `.grad` already: cut a copy loose from both.",
    )
    expect.close(
        slopes_like(inner, x),
        cubic_slope(2 * x),
        atol=5e-4,
        advice="x may be the result of a calculation. Where does its gradient go, then?",
    )
    expect.that(
        still is True and expect.is_close(gradient, torch.full((4, 3), 7.0), atol=1e-4),
        "derivative changed the .grad of the tensor that came in, or how it is watched",
        expected="x as it was, in every respect",
        advice="`backward()` adds to every watched tensor on its way. Which ones may it meet?",
        code="AG-M001",
    )


def parts(value, count):
    """The parts of what a scene of ours returned."""
    expect.that(
        isinstance(value, tuple) and len(value) == count,
        f"calling derivative twice gave {value!r:.200}",
        expected="two results",
    )
    return value
