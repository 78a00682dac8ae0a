"""Hidden checks: back to miles, the trained line, the decision."""

import pytest
import torch

from autograde import expect

LINE = ("w", "b")
METRES = 1609.344  # in a mile


def uniform(fresh, low, high):
    """A random number in [low, high)."""
    return low + (high - low) * float(torch.rand((), generator=fresh, dtype=torch.float64))


def courier(fresh, w, b):
    """
    Deliveries around a line, float32, that no student has seen.

    The distances are the notebook's, and the times no longer on average: a learning rate and a
    number of epochs that suffice there suffice here.
    """
    x = torch.arange(1, 13, dtype=torch.float64).reshape(-1, 1) / 2
    noise = 0.35 * torch.randn(12, 1, generator=fresh, dtype=torch.float64)
    return x.float(), (w * x + b + noise).float()


# --------------------------------------------------------------------------------- unfold
@pytest.mark.exercise("unfold")
@pytest.mark.points(1.5)
def test_unfold_other_neurons(student, fresh):
    """Other neurons say the same about miles as about standardised distances"""
    # Distances that scatter by more than a mile, and by less.
    for sign, least, most in ((1, 1.2, 2.5), (-1, 0.3, 0.8)):
        w_z, b_z = sign * uniform(fresh, 3, 9), uniform(fresh, 10, 25)
        mean, std = uniform(fresh, 2.5, 6), uniform(fresh, least, most)
        w, b = w_z / std, b_z - w_z * mean / std

        got = student.unfold(w_z, b_z, mean, std)

        # Three operations on numbers up to 200: float32 rounds each by 1e-7 of them.
        expect.numbers_close(
            got,
            (w, b),
            names=LINE,
            rtol=1e-5,
            atol=1e-4,
            mistakes={
                "what does moving the zero point do to the bias?": (w, b_z),
                "how many minutes does the mean take away, at w minutes per mile?": (
                    w,
                    b_z - w_z * mean,
                ),
                "what sign does the mean leave with the bias?": (w, b_z + w * mean),
                "the mean is in miles, the bias in minutes: what lies between them?": (
                    w,
                    b_z - mean,
                ),
                "look at the unit of the bias: is there anything left to divide?": (
                    w,
                    (b_z - w_z * mean) / std,
                ),
                "is the weight per mile larger or smaller than that per deviation?": (
                    w_z * std,
                    b_z - w_z * std * mean,
                ),
                "the standard deviation divides once, no more and no less.": (
                    w_z / std**2,
                    b_z - w_z / std**2 * mean,
                ),
                "which of the two comes first?": (b, w),
            },
            advice="ask both neurons about the same distance: they must give the same minutes.",
        )


# ----------------------------------------------------------------------------- fit_neuron
def _check_line(student, x, y):
    call = student.call("fit_neuron", x, y)
    w, b = expect.numbers(call.value, 2, LINE)

    flat_w = float((x.double() * y.double()).sum() / x.double().square().sum())
    # 0.05 minutes, 3 seconds: the error that is left is then within 2 % of the smallest.
    expect.near_best_line(
        w,
        b,
        x,
        y,
        within=0.05,
        unit="minutes",
        what="the line that fit_neuron found",
        mistakes={
            "this line was learned from the notebook's deliveries.": lambda: expect.best_line(
                *_notebook()
            ),
            "this is the line through two of the notebook's deliveries.": lambda: (
                3.4,
                5.2,
            ),
            "what became of the bias? This line runs through (0, 0).": lambda: (flat_w, 0.0),
            "this line says the average for all: two shapes in your loss do not fit.": (
                lambda: (0.0, float(y.mean()))
            ),
            "these numbers belong to standardised distances and were not converted back.": lambda: (
                expect.best_line((x - x.mean()) / x.std(), y)
            ),
            "in which unit did the distances come? These numbers belong to miles.": lambda: (
                expect.best_line(x / METRES, y)
            ),
        },
        advice="print your line after 100, 200 and 400 epochs. Is it still on its way, or do the "
        "numbers explode? What do the distances look like that you train on?",
    )
    expect.unchanged(call)


def _notebook():
    minutes = [6.3, 7.3, 9.8, 12.1, 13.5, 15.2, 16.5, 18.8, 21.1, 22.2, 24.0, 25.6]
    return torch.arange(1, 13).double() / 2, torch.tensor(minutes)


@pytest.mark.exercise("fit_neuron")
@pytest.mark.points(1)
@pytest.mark.seconds(30)
@pytest.mark.stays("tells an answer that is right in miles from one that has learned a single line")
def test_fit_neuron_other_couriers(student, fresh):
    """The lines of two other couriers, one slow and one fast"""
    slow = uniform(fresh, 3.9, 4.3), uniform(fresh, 1.5, 2)
    fast = uniform(fresh, 1, 2), uniform(fresh, 8, 9)
    for w, b in (slow, fast):
        _check_line(student, *courier(fresh, w, b))


@pytest.mark.exercise("fit_neuron")
@pytest.mark.points(1.5)
@pytest.mark.seconds(30)
def test_fit_neuron_metres(student, fresh):
    """The line of a courier who notes distances in metres"""
    x, y = courier(fresh, uniform(fresh, 2.5, 3.5), uniform(fresh, 3, 4.5))
    _check_line(student, x * METRES, y)


# ----------------------------------------------------------------------------- take_order
@pytest.mark.exercise("take_order")
@pytest.mark.points(0.5)
def test_take_order_exactly_on_time_is_late(student, fresh):
    """A predicted time of exactly the promise is too late"""
    # Halves and eighths: w * distance + b is exactly 30 in floating point.
    w = float(torch.randint(16, 33, (), generator=fresh)) / 8
    distance = float(torch.randint(6, 13, (), generator=fresh)) / 2

    got = student.take_order(w, 30.0 - w * distance, distance)

    expect.equal(got, False, advice='the promise is to be there "under" 30 minutes.')


@pytest.mark.exercise("take_order")
@pytest.mark.points(0.5)
def test_take_order_other_orders(student, fresh):
    """Other lines and distances, a little early and a little late"""
    # Less and more than half a minute on either side: rounding shows in the first case for sure.
    for want, low in ((True, 0.1), (False, 0.1), (True, 0.6), (False, 0.6), (True, 2.0)):
        w, distance = uniform(fresh, 2, 5), uniform(fresh, 2, 6)
        if low == 2.0:  # a fast courier and a long way: the rule asks for the time alone
            w, distance = w / 4, 3 * distance + 9
        early = uniform(fresh, low, low + 0.3) * (1 if want else -1)

        got = student.take_order(w, 30.0 - early - w * distance, distance)

        expect.equal(
            got, want, advice="predict the time for this distance, and compare it with the promise."
        )


@pytest.mark.exercise("take_order")
@pytest.mark.points(0.5)
def test_take_order_other_promises(student, fresh):
    """Another promise than 30 minutes"""
    for want in (True, False):
        # Above 30 minutes where the answer is yes, below it where it is no.
        w, b = uniform(fresh, 2, 3), uniform(fresh, 20, 30) if want else uniform(fresh, 3, 6)
        promise = w * 7 + b + (1.5 if want else -1.5)

        got = student.take_order(w, b, 7.0, promise=promise)

        expect.equal(got, want, advice="use the promise that comes in.")
