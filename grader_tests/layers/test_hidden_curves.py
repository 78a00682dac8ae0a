"""Hidden checks: a network through given points (relu_interpolator)."""

import numpy as np
import pytest
import torch

from autograde import expect


def uniform(fresh, low, high, *shape):
    """Random numbers in [low, high), float32."""
    return low + (high - low) * torch.rand(shape, generator=fresh)


def points(fresh, count):
    """Knots with uneven gaps of 0.3 to 1.5, also left of zero, and heights from -2 to 2."""
    kx = uniform(fresh, -4.0, -1.0, 1) + torch.cumsum(uniform(fresh, 0.3, 1.5, count), 0)
    return kx, uniform(fresh, -2.0, 2.0, count)


def places(kx):
    """The knots, and three places between each two of them, shape (M, 1), float32."""
    parts = [kx[:-1] + t * (kx[1:] - kx[:-1]) for t in (0.0, 0.25, 0.5, 0.9)]
    return torch.cat([*parts, kx[-1:]]).reshape(-1, 1)


def straight(kx, ky, at):
    """Straight lines between the points, float64."""
    x = at.double().flatten().numpy()
    between = np.interp(x, kx.double().numpy(), ky.double().numpy())
    return torch.from_numpy(between).reshape(-1, 1)


def hinges(kx, ky, at, slopes):
    """A start at ky[0], plus a hinge of the given slope at each knot but the last, float64."""
    opened = torch.relu(at.double() - kx[:-1].double())  # (M, K - 1)
    return float(ky[0]) + opened @ slopes.double().reshape(-1, 1)


@pytest.mark.exercise("relu_interpolator")
@pytest.mark.points(1.5)
def test_interpolator_uneven_points(student, fresh):
    """Many points with uneven gaps, also left of zero: at the points and between them"""
    for count in (4, 12):
        kx, ky = points(fresh, count)
        at = places(kx)
        made = expect.module(student.relu_interpolator(kx, ky))

        got = expect.tensor(made(at), shape=tuple(at.shape))

        want = straight(kx, ky, at)
        slopes = (ky[1:] - ky[:-1]) / (kx[1:] - kx[:-1])
        change = torch.cat([slopes[:1], slopes[1:] - slopes[:-1]])
        even = (ky[1:] - ky[:-1]) / (kx[1:] - kx[:-1]).mean()
        steps = torch.cat([even[:1], even[1:] - even[:-1]])
        # Slopes change by up to 27 and hinges reach up to 14: float32 rounds their sum by 1e-4.
        expect.close(
            got,
            want,
            atol=2e-3,
            mistakes={
                "the curve should start at the height of the first point.": want - float(ky[0]),
                "each hinge changes the slope: it adds to what those before it already do.": (
                    hinges(kx, ky, at, slopes)
                ),
                "the gaps between the points are not all the same.": hinges(kx, ky, at, steps),
                "from the second hinge on it is right; which slope does the first piece have?": (
                    want - hinges(kx, torch.zeros(count), at, slopes[0] * (change == change[0]))
                ),
                "where does each hinge start? Look at the sign of the bias.": (
                    float(ky[0])
                    + torch.relu(at.double() + kx[:-1].double()) @ change.double().reshape(-1, 1)
                ),
            },
            advice="draw the points, and the hinges one by one. At which point does your curve "
            "leave the straight line for the first time?",
        )


@pytest.mark.exercise("relu_interpolator")
@pytest.mark.points(0.5)
def test_interpolator_two_points(student, fresh):
    """Two points: one straight piece"""
    kx, ky = points(fresh, 2)
    at = places(kx)

    got = expect.module(student.relu_interpolator(kx, ky))(at)

    # One hinge with a slope of at most 13 over at most 1.5: rounding is below 1e-5.
    expect.close(
        expect.tensor(got, shape=tuple(at.shape)),
        straight(kx, ky, at),
        atol=2e-3,
        advice="with two points there is one slope and no change of it. What does your code do?",
    )


@pytest.mark.exercise("relu_interpolator")
@pytest.mark.points(1)
def test_interpolator_numbers_do_the_work(student, fresh):
    """It is a network: the curve comes out of its parameters"""
    _, ky = points(fresh, 6)
    kx = 0.7 * torch.arange(6.0) - 2.0
    at = places(kx)
    made = expect.module(student.relu_interpolator(kx, ky))
    # As above.
    expect.close(made(at), straight(kx, ky, at), atol=2e-3, advice="first the curve must be right.")
    info = made.describe()
    expect.that(
        len(info.parameters) > 0,
        "the network has no parameters",
        expected="weights and biases of a hidden and an output layer",
        advice="put the numbers into the layers of a network, not into a function around it.",
    )
    state = made.state_dict()
    expect.is_a(state, dict)

    zeros = {k: torch.zeros_like(v) for k, v in state.items() if isinstance(v, torch.Tensor)}
    made.load_state_dict(zeros)

    got = expect.floats(made(at), shape=tuple(at.shape))
    # With all weights zero, whatever comes in is lost.
    expect.that(
        float(got.max() - got.min()) < 1e-5,
        "with all its parameters set to zero the network still draws a curve",
        expected="a curve that comes out of weights and biases",
        advice="let the layers compute the curve: hinges, weighted and added up.",
    )


@pytest.mark.exercise("relu_interpolator")
@pytest.mark.points(0.5)
def test_interpolator_leaves_the_points_alone(student, fresh):
    """The points stay as they were"""
    kx, ky = points(fresh, 5)

    call = student.call("relu_interpolator", kx, ky)

    expect.module(call.value)
    expect.unchanged(call)
