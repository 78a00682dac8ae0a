"""Hidden checks: gradient descent by hand and with autograd, step for step."""

import pytest
import torch

from autograde import expect

LINE = ("w", "b")


def courier(fresh):
    """
    Deliveries that no student has seen, in float64.

    The distances are the notebook's, so the curvature is too: steps that are safe there are
    safe here.
    """
    x = torch.arange(1, 13, dtype=torch.float64).reshape(-1, 1) / 2
    w, b = (low + 2 * torch.rand((), generator=fresh, dtype=torch.float64) for low in (2.5, 4.0))
    noise = 0.35 * torch.randn(12, 1, generator=fresh, dtype=torch.float64)
    return x, w * x + b + noise


def start(fresh):
    """A line to start from, in eighths: exact in float32 as well."""
    w = float(torch.randint(1, 17, (), generator=fresh)) / 8
    b = float(torch.randint(64, 97, (), generator=fresh)) / 8
    return w, b


def three_parts(got):
    """The w, b and history that a training function returned."""
    expect.that(
        isinstance(got, list | tuple) and len(got) == 3,
        expect.returned(got),
        expected="three values: w, b and the list of errors",
        advice="return all three, separated by commas.",
    )
    return got


def descend(x, y, lr, epochs, w=0.0, b=0.0, *, factor=2.0, slip=""):
    """
    The right iterates in float64, or those of a well-known slip.

    Returns:
        (w, b), and the errors before each step.
    """
    errors = []
    sum_w = sum_b = 0.0
    first = None
    for _ in range(epochs):
        e = w * x + b - y
        errors.append(float(e.square().mean()))
        dw, db = factor * float((e * x).mean()), factor * float(e.mean())
        first = first or (dw, db)
        if slip == "piled up":
            sum_w, sum_b = sum_w + dw, sum_b + db
            dw, db = sum_w, sum_b
        if slip == "bias piles up":
            sum_b += db
            db = sum_b
        if slip == "never again":
            dw, db = first
        if slip != "weight stays":
            w -= lr * dw
        if slip == "one after the other":
            db = factor * float((w * x + b - y).mean())
        if slip != "bias stays":
            b -= lr * db
    return (w, b), errors


def slips(x, y, lr, epochs, w, b):
    """Where training ends if something is slightly wrong."""
    told = {
        "take both slopes at one place, before anything moves.": "one after the other",
        "what is left in `.grad` when the next step begins?": "piled up",
        "has the bias a `.grad` of its own to clear?": "bias piles up",
        "move the bias as well: it has stayed where it started.": "bias stays",
        "move the weight as well: it has stayed where it started.": "weight stays",
        "take the slopes anew in each step, at the new place.": "never again",
    }
    lines = {text: descend(x, y, lr, epochs, w, b, slip=s)[0] for text, s in told.items()}
    return lines | {
        "which way do you step? The slope points uphill.": descend(x, y, -lr, epochs, w, b)[0],
        "start from w0 and b0, not from zero.": descend(x, y, lr, epochs)[0],
        "is a factor missing in the slopes? Your steps are half as long.": descend(
            x, y, lr / 2, epochs, w, b
        )[0],
        "count the steps: there is one too many.": descend(x, y, lr, epochs + 1, w, b)[0],
        "count the steps: there is one too few.": descend(x, y, lr, epochs - 1, w, b)[0],
        "take small steps from the start: this is already the end of the road.": expect.best_line(
            x, y
        ),
        "when are the slopes cleared, before or after the step? Nothing has moved.": (w, b),
    }


def check_start(student, fresh, name):
    """Exact iterates from another start."""
    x, y = courier(fresh)
    near = start(fresh)
    far = near[0] + 40.0, near[1] - 64.0  # slopes in the thousands, and steps in the tens
    for epochs, (w0, b0) in ((3, near), (6, near), (3, far)):
        call = student.call(name, x, y, 0.01, epochs, w0=w0, b0=b0)
        w, b, _ = three_parts(call.value)

        # Numbers kept in float32 drift by 1e-7 in six steps; every slip moves them by 1e-3.
        expect.numbers_close(
            (w, b),
            descend(x, y, 0.01, epochs, w0, b0)[0],
            names=LINE,
            rtol=1e-5,
            atol=1e-5,
            mistakes=slips(x, y, 0.01, epochs, w0, b0),
            advice="do one step on paper from a start of your own, and compare.",
        )
        expect.unchanged(call)


def check_rate(student, fresh, name):
    """Exact iterates with another rate, for longer."""
    x, y = courier(fresh)
    # The last one goes on when the error hardly falls any more, and the line is still on its way.
    for lr, epochs in ((0.03, 40), (0.002, 25), (0.05, 150)):
        w, b, _ = three_parts(student.call(name, x, y, lr, epochs).value)

        # Float32 drifts by 2e-7 in 40 steps and by 7e-6 in 3000 (measured). The rates are safe:
        # the limit is 0.0698.
        expect.numbers_close(
            (w, b),
            descend(x, y, lr, epochs)[0],
            names=LINE,
            rtol=2e-5,
            atol=2e-5,
            mistakes=slips(x, y, lr, epochs, 0.0, 0.0)
            | {
                "use the learning rate that comes in.": descend(x, y, 0.01, epochs)[0],
                "take as many steps as are asked for.": descend(x, y, lr, 3)[0],
            },
            advice="is the learning rate that comes in used, and every step taken?",
        )


def check_history(student, fresh, name):
    """The errors before each step."""
    x, y = courier(fresh)
    *_, history = three_parts(student.call(name, x, y, 0.01, 6).value)

    expect.is_a(history, list, tuple, advice="the history is a plain list, not a tensor.")
    errors = expect.series(history, 6, "the history")
    after = descend(x, y, 0.01, 7)[1]
    want = after[:6]
    # Errors of float32 numbers near 10 to 400: rounding is below 1e-5 of them, also where squares
    # are multiplied out. Two digits behind the point are off by more in the last ones.
    expect.close(
        errors,
        want,
        rtol=2e-5,
        atol=2e-5,
        mistakes={
            "note the error of a line before you improve it, not after.": after[1:],
            "note the mean squared error itself, not its root.": [v**0.5 for v in want],
            "note the mean over the deliveries, not the sum.": [12 * v for v in want],
            "take the error anew in each step: it is the same again and again.": [want[0]] * 6,
            "which error comes first? The order is turned round.": want[::-1],
        },
        advice="if the line itself is right: the first entry belongs to the starting line, the "
        "last to the line before the last step.",
    )


def check_no_steps(student, fresh, name):
    """No steps: the start, and an empty history."""
    x, y = courier(fresh)
    w, b, history = three_parts(student.call(name, x, y, 0.01, 0).value)

    advice = "with 0 epochs the loop does not run even once: the line stays where it starts."
    # Nothing is calculated, so nothing is rounded; 1e-6 allows for any form of the number.
    expect.numbers_close((w, b), (0.0, 0.0), names=LINE, atol=1e-6, advice=advice)
    expect.series(history, 0, "the history", advice=advice)


# -------------------------------------------------------------------------- train_by_hand
@pytest.mark.exercise("train_by_hand")
@pytest.mark.points(1)
def test_train_by_hand_from_another_start(student, fresh):
    """Three and six steps from another start, exactly"""
    check_start(student, fresh, "train_by_hand")


@pytest.mark.exercise("train_by_hand")
@pytest.mark.points(1)
def test_train_by_hand_other_rates(student, fresh):
    """Other learning rates and more steps, exactly"""
    check_rate(student, fresh, "train_by_hand")


@pytest.mark.exercise("train_by_hand")
@pytest.mark.points(0.5)
def test_train_by_hand_history(student, fresh):
    """The history holds the error before each step"""
    check_history(student, fresh, "train_by_hand")


@pytest.mark.exercise("train_by_hand")
@pytest.mark.points(0.5)
def test_train_by_hand_no_steps(student, fresh):
    """No epochs, no step: the line stays where it starts"""
    check_no_steps(student, fresh, "train_by_hand")


# ------------------------------------------------------------------------- train_autograd
@pytest.mark.exercise("train_autograd")
@pytest.mark.points(1)
def test_train_autograd_from_another_start(student, fresh):
    """Three and six steps from another start, exactly"""
    check_start(student, fresh, "train_autograd")


@pytest.mark.exercise("train_autograd")
@pytest.mark.points(1)
def test_train_autograd_other_rates(student, fresh):
    """Other learning rates and more steps, exactly"""
    check_rate(student, fresh, "train_autograd")


@pytest.mark.exercise("train_autograd")
@pytest.mark.points(1)
def test_train_autograd_history(student, fresh):
    """The history holds the error before each step"""
    check_history(student, fresh, "train_autograd")


@pytest.mark.exercise("train_autograd")
@pytest.mark.points(1)
def test_train_autograd_plain_floats(student, fresh):
    """The line and the history are plain floats, cut off from the calculation"""
    x, y = courier(fresh)
    w, b, history = three_parts(student.train_autograd(x, y, 0.01, 4))

    advice = "`.item()` makes a plain number of a tensor with one element."
    for name, value in (("w", w), ("b", b)):
        expect.that(
            isinstance(value, float | int) and not isinstance(value, bool),
            f"{expect.returned(value)}; {name} is {expect.kind_of(value)}",
            expected=f"{name} to be a plain float",
            advice=advice,
            code="AG-T007",
        )
    expect.series(history, 4, "the history", plain=True)


@pytest.mark.exercise("train_autograd")
@pytest.mark.points(0.5)
def test_train_autograd_no_steps(student, fresh):
    """No epochs, no step: the line stays where it starts"""
    check_no_steps(student, fresh, "train_autograd")
