"""
Public checks of "One neuron": they run in the notebook, and their text may be read.

At grading, further checks with fresh numbers are run.
"""

import pytest
import torch

from autograde import expect

MILES = [0.5, 1.0, 1.5, 2.0, 2.5, 3.0, 3.5, 4.0, 4.5, 5.0, 5.5, 6.0]
MINUTES = [6.3, 7.3, 9.8, 12.1, 13.5, 15.2, 16.5, 18.8, 21.1, 22.2, 24.0, 25.6]
SLOPES = ("dw", "db")
LINE = ("w", "b")

# Measured at w = 0 and b = 0 in float64, by nudging.
SLOPES_AT_ZERO = (-125.53333333, -32.06666667)

# Three steps from (0, 0) with lr = 0.01, as in the notebook's table.
AFTER_THREE_STEPS = (2.7869570, 0.7231841)
_THIRD = "right line after three steps"


def deliveries(dtype=torch.float32):
    """The notebook's twelve deliveries: miles and minutes, each of shape (12, 1)."""
    return (
        torch.tensor(MILES, dtype=dtype).reshape(-1, 1),
        torch.tensor(MINUTES, dtype=dtype).reshape(-1, 1),
    )


def three_parts(got):
    """The w, b and history that a training function returned."""
    expect.that(
        isinstance(got, list | tuple) and len(got) == 3,
        expect.returned(got),
        expected="three values: w, b and the list of errors",
        advice="return all three, separated by commas.",
    )
    return got


# ------------------------------------------------------------------------------ exercise 1
@pytest.mark.exercise("predict")
@pytest.mark.points(0.5)
def test_predict_seven_miles(student):
    """The lecture's line needs 29 minutes for 7 miles"""
    got = student.predict(7, 3.4, 5.2)

    # float32 carries seven digits: 1e-4 of 29 minutes is far more than its rounding.
    expect.close(
        expect.number(got, "the predicted time"),
        29.0,
        atol=1e-4,
        mistakes={
            "did weight and bias change places? Minutes per mile belong to the miles.": 39.8,
            "where is the bias? The courier needs time before and after riding.": 23.8,
            "is the bias multiplied by something?": 41.48,
        },
        advice="go through the units: minutes per mile, miles, minutes.",
    )


# ------------------------------------------------------------------------------ exercise 2
@pytest.mark.exercise("mse")
@pytest.mark.points(0.5)
def test_mse_three_deliveries(student):
    """Three predictions, off by -2, +1 and 0 minutes"""
    pred = torch.tensor([[20.0], [25.0], [30.0]])
    target = torch.tensor([[22.0], [24.0], [30.0]])

    got = student.mse(pred, target)

    expect.tensor(got, shape=(), advice="one number for all deliveries, left as a tensor.")
    # Small whole numbers: exact but for the division by 3, which float32 rounds to 1e-7.
    expect.close(
        got,
        torch.tensor(5 / 3),
        atol=1e-5,
        mistakes={
            "what turns a sum into a mean? This is the sum.": torch.tensor(5.0),
            "is each error squared? This is the mean of their sizes.": (torch.tensor(1.0)),
            "this is the root of the mean squared error.": (torch.tensor((5 / 3) ** 0.5)),
            "the sum is divided by one less than there are deliveries.": torch.tensor(2.5),
            "what is squared, each error or their mean? Early and late must not cancel.": (
                torch.tensor(1 / 9)
            ),
            "is each error squared? Here early and late cancel each other.": (torch.tensor(-1 / 3)),
        },
    )


# ------------------------------------------------------------------------------ exercise 3
@pytest.mark.exercise("nudge_slopes")
@pytest.mark.points(1.5)
def test_nudge_from_zero(student):
    """Both slopes of the twelve deliveries, nudged at w = 0 and b = 0"""
    x, y = deliveries(torch.float64)
    dw, db = SLOPES_AT_ZERO

    got = student.nudge_slopes(x, y, 0.0, 0.0)

    # Up and down on a parabola is exact; float64 loses 1e-13 of it to rounding. Looking only
    # upwards with h = 0.001 is off by 1e-4 of dw, rounding to float32 by about as much.
    expect.numbers_close(
        got,
        (dw, db),
        names=SLOPES,
        rtol=5e-6,
        atol=1e-6,
        mistakes={
            "from the lower nudge to the upper one, how far is it altogether?": (2 * dw, 2 * db),
            "which way round is the difference: upper minus lower, or lower minus upper?": (
                -dw,
                -db,
            ),
            "only the upward nudge counts here; one-sided, the curve bends away.": (
                dw + 0.0135417,
                db + 0.001,
            ),
            "only the downward nudge counts here; one-sided, the curve bends away.": (
                dw - 0.0135417,
                db - 0.001,
            ),
            "by how much did the knob change? This is only the change of the error.": (
                0.002 * dw,
                0.002 * db,
            ),
            "both knobs were nudged at once; one should hold still.": (dw + db, dw + db),
        },
        advice="if it is nearly right: do you nudge both ways, and is everything in float64?",
    )


# ------------------------------------------------------------------------------ exercise 4
@pytest.mark.exercise("gradients")
@pytest.mark.points(1)
def test_gradients_at_zero(student):
    """The formula gives what nudging gives, at w = 0 and b = 0"""
    x, y = deliveries()
    want = SLOPES_AT_ZERO

    got = student.gradients(x, y, 0.0, 0.0)

    # Sums of twelve terms up to 300 in float32: their rounding is below 1e-4.
    expect.numbers_close(
        got,
        want,
        names=SLOPES,
        rtol=1e-5,
        atol=1e-4,
        mistakes={
            "what factor does the derivative of a square bring with it?": (
                want[0] / 2,
                want[1] / 2,
            ),
            "is the error prediction minus truth, in both slopes?": (-want[0], -want[1]),
            "what is the weight multiplied by, inside the square, and the bias not?": (
                want[1],
                want[1],
            ),
            "this is the sum over the deliveries, not their average.": (12 * want[0], 12 * want[1]),
            "which of the two comes first?": (want[1], want[0]),
        },
        advice="compare with nudge_slopes at the same place.",
    )


# ------------------------------------------------------------------------------ exercise 5
@pytest.mark.exercise("train_by_hand")
@pytest.mark.points(1)
def test_train_by_hand_three_steps(student):
    """Three steps from (0, 0) end where the table says"""
    x, y = deliveries()

    w, b, _ = three_parts(student.train_by_hand(x, y, 0.01, 3))

    w, b = expect.numbers((w, b), 2, LINE)
    # Rounding of three float32 steps is below 1e-6.
    picture = expect.line_picture(w, b, x, y, best=AFTER_THREE_STEPS, unit="minutes", name=_THIRD)
    with expect.pictured(picture):
        expect.numbers_close(
            (w, b),
            AFTER_THREE_STEPS,
            names=LINE,
            rtol=1e-5,
            atol=1e-5,
            mistakes={
                "which way do you step? The slope points uphill.": (-4.9519336, -1.2512441),
                "one knob has moved before the slope of the other was taken.": (
                    2.7998237,
                    0.5452518,
                ),
                "is a factor missing in the slopes? Your steps are half as long.": (
                    1.6253086,
                    0.4181443,
                ),
                "does something end the loop in its first round?": (1.2553333, 0.3206667),
                "the slopes were taken only once, at the start.": (3.7660, 0.9620),
                "this is already the end of the road, not a few small steps.": (
                    3.5776224,
                    4.4060606,
                ),
            },
            advice="print w, b and both slopes in each step, and compare with the table.",
        )


@pytest.mark.exercise("train_by_hand")
@pytest.mark.points(0.5)
def test_train_by_hand_history_starts_at_the_start(student):
    """The history has one error for each step, the first for the starting line"""
    x, y = deliveries()

    *_, history = three_parts(student.train_by_hand(x, y, 0.01, 3))

    expect.is_a(history, list, tuple, advice="the history is a plain list, not a tensor.")
    errors = expect.series(history, 3, "the history")
    # float32 sums of twelve terms up to 655: rounding below 1e-4, also in another order.
    expect.close(
        errors[0],
        295.31834,
        atol=1e-3,
        mistakes={"this is the error after the step, not the one before it.": 151.50860},
        advice="which error is known before anything has moved?",
    )


# ------------------------------------------------------------------------------ exercise 6
@pytest.mark.exercise("autograd_gradients")
@pytest.mark.points(1)
def test_autograd_gradients_at_zero(student):
    """Autograd gives the slopes of exercise 4, also when asked twice"""
    x, y = deliveries()

    for again in (False, True):
        got = student.autograd_gradients(x, y, 0.0, 0.0)
        no_slope(got)
        # float32 sums of twelve terms up to 300: rounding below 1e-4.
        expect.numbers_close(
            got,
            SLOPES_AT_ZERO,
            names=SLOPES,
            rtol=1e-5,
            atol=1e-4,
            advice=(
                "the first call was right. What is left over from it when the second begins?"
                if again
                else "the error to go back from is the mean squared error of w * x + b."
            ),
        )


def no_slope(got):
    """Say what it means that ``.grad`` was None."""
    expect.that(
        not (isinstance(got, list | tuple) and any(part is None for part in got)),
        expect.returned(got),
        expected="two slopes",
        cause="`.grad` is None where no gradient has arrived.",
        advice="is `backward()` called, and do you read `.grad` of the very tensors that you "
        "asked PyTorch to watch, not of something calculated from them?",
        code="AG-G002",
    )


# ------------------------------------------------------------------------------ exercise 7
@pytest.mark.exercise("train_autograd")
@pytest.mark.points(1)
def test_train_autograd_three_steps(student):
    """Three steps with autograd end where three steps by hand do"""
    x, y = deliveries()

    w, b, history = three_parts(student.train_autograd(x, y, 0.01, 3))

    w, b = expect.numbers((w, b), 2, LINE)
    # Rounding of three float32 steps is below 1e-6.
    picture = expect.line_picture(w, b, x, y, best=AFTER_THREE_STEPS, unit="minutes", name=_THIRD)
    with expect.pictured(picture):
        expect.numbers_close(
            (w, b),
            AFTER_THREE_STEPS,
            names=LINE,
            rtol=1e-5,
            atol=1e-5,
            mistakes={
                "when are the slopes cleared, before or after the step? Nothing has moved.": (
                    0.0,
                    0.0,
                ),
                "does something end the loop in its first round?": (1.2553333, 0.3206667),
                "the bias has stayed where it started.": (2.8381212, 0.0000000),
                "has the bias a `.grad` of its own to clear?": (2.7661136, 1.5907608),
                "which way do you step? The slope points uphill.": (-4.9519336, -1.2512441),
                "what is left in `.grad` when the next step begins? The first step is right.": (
                    5.8312981,
                    1.5091641,
                ),
            },
            advice="compare w, b and the slopes of each step with the table of exercise 5.",
        )
    expect.series(history, 3, "the history")


# ------------------------------------------------------------------------------ exercise 8
@pytest.mark.exercise("make_neuron")
@pytest.mark.points(0.5)
def test_make_neuron_shapes(student):
    """A module that turns four distances into four times"""
    neuron = expect.module(student.make_neuron())

    got = neuron(torch.tensor([[1.0], [2.0], [3.0], [4.0]]))
    expect.tensor(got, shape=(4, 1), advice="one input, one output: (N, 1) goes to (N, 1).")


# ------------------------------------------------------------------------------ exercise 9
@pytest.mark.exercise("train_model")
@pytest.mark.points(0.5)
def test_train_model_losses_fall(student):
    """The list has one plain float for each epoch, and the losses fall"""
    x, y = deliveries()
    start = {"weight": torch.tensor([[0.2]]), "bias": torch.tensor([-0.4])}
    model = student.build("nn.Linear(1, 1)", state=start, watch=True)
    before = model.describe()

    losses = expect.series(
        student.train_model(model, x, y, lr=0.01, epochs=50), 50, "the list of losses", plain=True
    )

    w, b = expect.best_line(x, y)
    best = float((w * x + b - y).double().square().mean())
    with expect.pictured(expect.curve_picture(losses, "the loss", best=best)):
        if losses[-1] >= losses[0]:
            # The gradient of one epoch at the start, to tell what has gone wrong from what is left.
            one_epoch = {"weight": torch.tensor([[-122.7167]]), "bias": torch.tensor([-31.5667])}
            expect.moved(before, model.describe(), losses=losses, one_epoch=one_epoch)
        expect.that(
            losses[-1] < losses[0],
            f"the losses go from {losses[0]:.4g} to {losses[-1]:.4g}",
            expected="the last loss to be smaller than the first",
            advice="if they swing or climb: are the old gradients cleared in every round?",
        )


# ----------------------------------------------------------------------------- exercise 10
@pytest.mark.exercise("unfold")
@pytest.mark.points(0.5)
def test_unfold_one_pair(student):
    """26 minutes at 6 miles and 20 at 4 are 3 minutes a mile and 8 besides"""
    got = student.unfold(6.0, 20.0, 4.0, 2.0)

    # Whole numbers: exact in floating point.
    expect.numbers_close(
        got,
        (3.0, 8.0),
        names=LINE,
        atol=1e-5,
        mistakes={
            "what does moving the zero point do to the bias?": (3.0, 20.0),
            "how many minutes does the mean take away, at w minutes per mile?": (3.0, -4.0),
            "what sign does the mean leave with the bias?": (3.0, 32.0),
            "is the weight per mile larger or smaller than that per 2 miles?": (12.0, -28.0),
            "which of the two comes first?": (8.0, 3.0),
        },
        advice="at the mean, z is 0: what does each of the two neurons say there?",
    )


# ----------------------------------------------------------------------------- exercise 11
@pytest.mark.exercise("fit_neuron")
@pytest.mark.points(1)
@pytest.mark.seconds(30)
def test_fit_neuron_twelve_deliveries(student):
    """Your line is within 3 seconds of the best one for the twelve deliveries"""
    x, y = deliveries()

    w, b = expect.numbers(student.fit_neuron(x, y), 2, LINE)

    # 0.05 minutes: the error that remains is then within 2 % of the smallest possible.
    expect.near_best_line(
        w,
        b,
        x,
        y,
        within=0.05,
        unit="minutes",
        what="the line that fit_neuron found",
        mistakes={
            "this is the line through two of the deliveries, not one learned from all.": (
                lambda: (3.4, 5.2)
            ),
            "what became of the bias? This line runs through (0, 0).": (
                lambda: (float((x * y).sum() / (x * x).sum()), 0.0)
            ),
            "this line says the average for all: two shapes in your loss do not fit.": (
                lambda: (0.0, float(y.mean()))
            ),
            "these numbers belong to standardised distances and were not converted back.": (
                lambda: expect.best_line((x - x.mean()) / x.std(), y)
            ),
        },
        advice="print the line after 100, 200, 400 epochs: is it still on its way?",
    )


# ----------------------------------------------------------------------------- exercise 12
@pytest.mark.exercise("take_order")
@pytest.mark.points(0.5)
def test_take_order_seven_miles(student):
    """The best line takes the 7-mile order, a line without bias declines it"""
    for w, b, want in ((3.578, 4.406, True), (4.635, 0.0, False)):
        expect.equal(
            student.take_order(w, b, 7.0),
            want,
            advice="predict the time, then ask whether it is under the promise; return True or "
            "False itself.",
        )
