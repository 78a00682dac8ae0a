"""Hidden checks: the prediction and its error (predict, mse)."""

import pytest
import torch

from autograde import expect


def uniform(fresh, low, high, *shape):
    """Random numbers in [low, high), float64."""
    return low + (high - low) * torch.rand(shape, generator=fresh, dtype=torch.float64)


# -------------------------------------------------------------------------------- predict
@pytest.mark.exercise("predict")
@pytest.mark.points(0.5)
def test_predict_column(student, fresh):
    """Any line, for one number, a whole column and a table"""
    w, b = float(uniform(fresh, 2, 5)), float(uniform(fresh, 6, 9))
    miles = float(uniform(fresh, 0.5, 8))
    advice = "use the weight and the bias that come in, for any distance and any number of them."

    one = expect.number(student.predict(miles, w, b), "the predicted time")
    # float32 carries seven digits of about 40 minutes: 1e-4 is far above its rounding.
    expect.close(one, w * miles + b, atol=1e-4, mistakes=_slips(w, miles, b), advice=advice)

    # A line may say anything, also times below zero: no line is cut off where it makes no sense.
    for shape, bias in (((9, 1), b), ((2, 3), b - 60)):
        x = uniform(fresh, 0.5, 8, *shape)
        call = student.call("predict", x, w, bias)
        expect.tensor(
            call.value,
            shape=shape,
            dtype=torch.float64,
            advice="a column of distances gives a column of times, of the same dtype.",
        )
        mistakes = _slips(w, x, bias)
        expect.close(call.value, w * x + bias, atol=1e-4, mistakes=mistakes, advice=advice)
        expect.unchanged(call)


def _slips(w, x, b):
    return {
        "is something cut off? A line goes on below zero.": (
            torch.as_tensor(w * x + b).clamp(min=0)
        ),
        "did weight and bias change places? Minutes per mile belong to the miles.": b * x + w,
        "where is the bias?": w * x,
        "is the bias multiplied by something?": w * (x + b),
        "which sign does the bias have?": w * x - b,
        "where do w and b come in? This is the lecture's line, whatever they are.": 3.4 * x + 5.2,
    }


@pytest.mark.exercise("predict")
@pytest.mark.points(0.5)
def test_predict_gradients_flow(student, fresh):
    """A gradient finds its way back to weight and bias"""
    x = uniform(fresh, 0.5, 8, 7, 1)
    w = uniform(fresh, 2, 5).requires_grad_()
    b = uniform(fresh, 3, 9).requires_grad_()

    call = student.backward("predict", x, w, b)

    expect.graph_kept(
        call,
        advice="keep every step a tensor operation: no `.item()`, no `float()`, no new tensor.",
    )
    advice = "if the other checks pass: do both w and b take part by tensor operations?"
    # The slope of the summed times: the sum of the miles, and their number. Float64 sums.
    expect.gradient(call, 1, x.sum(), atol=1e-6, advice=advice)
    expect.gradient(call, 2, torch.tensor(7.0), atol=1e-6, advice=advice)


# ------------------------------------------------------------------------------------ mse
@pytest.mark.exercise("mse")
@pytest.mark.points(1)
def test_mse_other_deliveries(student, fresh):
    """Other deliveries, in columns and in flat rows"""
    # Float64 throughout: 1e-9 leaves room for any order of summation, float32 would not do. Eight
    # squares in float32 are good to a millionth.
    for shape, dtype, rtol in (
        ((11, 1), torch.float64, 1e-9),
        ((8,), torch.float32, 1e-5),
        ((5, 3), torch.float64, 1e-9),
    ):
        target = uniform(fresh, 5, 40, *shape).to(dtype)
        pred = target + uniform(fresh, -6, 9, *shape).to(dtype)
        error = pred.double() - target.double()
        want = error.square().mean()

        call = student.call("mse", pred, target)

        expect.tensor(
            call.value,
            shape=(),
            dtype=dtype,
            advice="one number without dimensions for any shape, in the dtype of the inputs.",
        )
        expect.close(
            call.value,
            want,
            rtol=rtol,
            atol=0,
            mistakes={
                "what turns a sum into a mean? This is the sum.": error.square().sum(),
                "is each error squared? This is the mean of their sizes.": error.abs().mean(),
                "this is the root of the mean squared error.": want.sqrt(),
                "the sum is not divided by how many deliveries there are.": error.square().sum()
                / (error.numel() - 1),
                "what is squared, each error or their mean? Early and late must not cancel.": (
                    error.mean().square()
                ),
                "is there a factor too many? This is half of it.": want / 2,
            },
            advice="all deliveries count the same, however many there are, and no digit is lost.",
        )
        expect.unchanged(call)


@pytest.mark.exercise("mse")
@pytest.mark.points(1)
def test_mse_rejects_different_shapes(student, fresh):
    """Different shapes are refused with a ValueError"""
    pairs = (
        ((6, 1), (6,)),
        ((6,), (6, 1)),
        ((6, 1), (6, 2)),
        ((6, 1), (1, 1)),
        ((6, 1), (1, 6)),
        ((6, 1), (5, 1)),
        ((6,), ()),
    )
    for left, right in pairs:
        with expect.raises(
            "ValueError",
            doing=f"comparing shapes {left} and {right}",
            advice="compare the whole shapes, not only lengths, and raise a ValueError yourself "
            "before anything is subtracted.",
        ):
            student.mse(uniform(fresh, 5, 40, *left), uniform(fresh, 5, 40, *right))


@pytest.mark.exercise("mse")
@pytest.mark.points(1)
def test_mse_gradient(student, fresh):
    """A gradient finds its way back to each prediction"""
    target = uniform(fresh, 5, 40, 9, 1)
    pred = (target + uniform(fresh, -6, 9, 9, 1)).requires_grad_()

    call = student.backward("mse", pred, target)

    # d/dp of the mean of (p - t)^2 is 2 (p - t) / N. 1e-4 also passes float32: digits that get
    # lost on the way are for another check.
    want = 2 * (pred.detach() - target) / 9
    expect.gradient(
        call,
        0,
        want,
        rtol=1e-4,
        atol=1e-5,
        advice="if the other checks pass: is every step from the predictions to the result a "
        "tensor operation?",
    )
