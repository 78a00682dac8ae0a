"""Hidden checks: training any module (train_model)."""

import pytest
import torch

from autograde import expect


def uniform(fresh, low, high, *shape):
    """Random numbers in [low, high), float32."""
    return low + (high - low) * torch.rand(shape, generator=fresh)


def deliveries(fresh, noise):
    """
    Twelve standardised distances and their times, and the line (w, b) that they scatter about.

    Standardised, the error surface is round (curvature 2 everywhere), so that every optimizer,
    also in small batches, arrives with the rate and the epochs that are used here.
    """
    z = torch.arange(1, 13).float()[torch.randperm(12, generator=fresh)].reshape(-1, 1)
    z = (z - z.mean()) / z.std(correction=0)
    w, b = float(uniform(fresh, 4.0, 8.0)), float(uniform(fresh, 13.0, 19.0))
    return z, w * z + b + noise * torch.randn(12, 1, generator=fresh), w, b


def linear(student, w, b):
    """A module of the check's own, in the student's hands."""
    state = {"weight": torch.tensor([[w]]), "bias": torch.tensor([b])}
    return student.build("nn.Linear(1, 1)", state=state, watch=True)


def line_of(info):
    """The weight and bias that the module holds now."""
    held = {p.name: p.value for p in info.parameters}
    expect.that(
        set(held) == {"weight", "bias"},
        f"after the training the module has the parameters {sorted(held)}",
        expected="those that it came with",
        advice="train the parameters that the model has.",
    )
    return expect.number(held["weight"], "the weight"), expect.number(held["bias"], "the bias")


def squared_error(z, y, w, b):
    """Mean squared error, float64."""
    return float((w * z.double() + b - y.double()).square().mean())


def one_epoch(z, y, w, b):
    """Gradients of the mean squared error, by parameter name."""
    e = w * z + b - y
    return {"weight": (2 * e * z).mean().reshape(1, 1), "bias": (2 * e).mean().reshape(1)}


@pytest.mark.exercise("train_model")
@pytest.mark.points(1.5)
def test_train_model_reaches_the_best_line(student, fresh):
    """The model that was passed in ends at the best line"""
    z, y, w, b = deliveries(fresh, noise=0.02)
    model = linear(student, w - 0.2, b - 0.25)
    before = model.describe()

    losses = student.train_model(model, z, y, 0.01, 650)

    after = model.describe()
    floats = [v for v in losses if type(v) is float] if isinstance(losses, list) else None
    expect.moved(before, after, losses=floats, one_epoch=one_epoch(z, y, w - 0.2, b - 0.25))
    # It starts 0.32 away. Measured: SGD with and without momentum, all of Adam's family, RMSprop,
    # Rprop, Adagrad, ASGD and LBFGS arrive, in batches of any size; weight decay does not.
    found_w, found_b = line_of(after)
    expect.near_best_line(
        found_w,
        found_b,
        z,
        y,
        within=0.05,
        unit="minutes",
        what="the trained line",
        mistakes={
            "look at the two shapes just before they are subtracted: this line says the average "
            "time for every distance.": lambda: (0.0, float(y.mean())),
        },
        advice="does something end the loop in its first round? The model predicted only once."
        if after.forwards == 1
        else "if the losses swing: are old gradients cleared in every round? If they creep: are "
        "`lr` and `epochs` used as they come in, and nothing added to the loss?",
    )
    expect.series(losses, 650, "the list of losses", advice="one loss for each epoch, to the last.")
    _learns_in_steps(student, z, y, w, b)
    _steps_as_far_as_asked(student, z, y, w, b)


def _learns_in_steps(student, z, y, w, b):
    """One tiny step cannot finish, unless the line was computed and not learned."""
    model = linear(student, w - 3.0, b - 4.0)
    student.train_model(model, z, y, 1e-4, 1)
    info = model.describe()
    # It starts 5 minutes away; 0.05 is what counts as arrived above.
    arrived = expect.line_gap(*line_of(info), z, y) < 0.05
    expect.that(
        not arrived or any(p.visits for p in info.parameters),
        "one epoch with a tiny learning rate ends at the best line, and no gradient was used",
        expected="a model that learns by gradients, step by step",
        advice="the line is right, but it was computed by a formula. This function must also "
        "train networks for which there is none.",
    )


def _steps_as_far_as_asked(student, z, y, w, b):
    """A rate 1000 times as large moves the model further, whatever the optimizer."""
    moved = []
    for lr in (1e-5, 1e-2):
        model = linear(student, w - 3.0, b - 4.0)
        student.train_model(model, z, y, lr, 3)
        found = line_of(model.describe())
        # A search along the line finds its own length of step, and arrives: that is no mistake.
        if expect.line_gap(*found, z, y) < 0.05:
            return
        moved.append(abs(found[1] - (b - 4.0)))
    small, large = moved
    # Without a search, the length of a step is proportional to the rate; twice is little to ask.
    expect.that(
        large > 2 * small,
        f"three epochs with a learning rate of {lr:g} move the bias by {large:.3g}, with one of "
        f"1e-05 by {small:.3g}",
        expected="longer steps with a larger rate",
        advice="use the `lr` that comes in.",
    )


@pytest.mark.exercise("train_model")
@pytest.mark.points(0.5)
def test_train_model_minimises_the_squared_error(student, fresh):
    """Late deliveries pull the line as far as the squared error says"""
    z, y, w, b = deliveries(fresh, noise=0.02)
    late = torch.zeros(12, 1)
    late[torch.randperm(12, generator=fresh)[:3]] = 4.0
    model = linear(student, w, b + 2.0)

    student.train_model(model, z, y + late, 0.02, 800)

    # The best line lies 1.0 above the one without late deliveries, and training starts 1.0 above
    # the best. Batches of 1 with this rate scatter by 0.25 around it; the smallest absolute error
    # ends 1.0 away, Huber's 0.7.
    expect.near_best_line(
        *line_of(model.describe()),
        z,
        y + late,
        within=0.5,
        unit="minutes",
        what="the trained line",
        mistakes={
            "is your loss the squared error? A few late deliveries hardly count with it.": (
                lambda: (w, b)
            ),
        },
        advice="if the model learns at all: which error is made small, the squared one?",
    )


@pytest.mark.exercise("train_model")
@pytest.mark.points(0.5)
def test_train_model_keeps_the_parameters(student, fresh):
    """The parameters stay the same objects, and the data stay as they were"""
    z, y, w, b = deliveries(fresh, noise=0.3)
    model = linear(student, w - 3.0, b - 4.0)

    call = student.call("train_model", model, z, y, 0.02, 5)

    expect.series(call.value, 5, "the list of losses")
    for p in model.describe().parameters:
        expect.that(
            p.same,
            f"after the training {p.name} is another object than before",
            expected="the same parameter, with a new value",
            advice="whoever holds the old parameter, an optimizer perhaps, now holds a dead one. "
            "Change parameters in place.",
        )
    expect.unchanged(call)


@pytest.mark.exercise("train_model")
@pytest.mark.points(0.5)
def test_train_model_reports_the_squared_error(student, fresh):
    """The losses are the mean squared errors of the epochs"""
    z, y, w, b = deliveries(fresh, noise=0.02)
    model = linear(student, w, b - 15.0)

    losses = expect.series(
        student.train_model(model, z, y, 1e-4, 2), 2, "the list of losses", plain=True
    )

    # Every delivery is off by the same 15 minutes and the steps are tiny, so that a mean over
    # all rows or over any batch, before or after a step, lies between the errors at the start
    # and at the end; 10 % besides. An optimizer with a rate of its own just moves the end.
    start = squared_error(z, y, w, b - 15.0)
    ends = (start, squared_error(z, y, *line_of(model.describe())))
    low, high = 0.9 * min(ends), 1.1 * max(ends)
    for loss in losses:
        expect.that(
            low <= loss <= high,
            f"train_model reported a loss of {loss:.4g}",
            expected=f"a mean squared error between {low:.4g} and {high:.4g}",
            advice="is it the mean over the deliveries, and the square, not its root or size?",
            code="AG-V001",
        )
    _notes_all_rows(student, z, w, b)


def _notes_all_rows(student, z, w, b):
    """One row is far off: a loss of one batch only is far too small or far too large."""
    y = w * z + b
    y[0] += 12.0
    model = linear(student, w, b)

    losses = student.train_model(model, z, y, 1e-4, 4)

    ends = (squared_error(z, y, w, b), squared_error(z, y, *line_of(model.describe())))
    # A last batch of k rows is 12 / k times the mean with the row that is off, and nearly nothing
    # without it; k is 6 at most. A mean of batches that weighs a smaller last one like the others
    # stays between 0.54 and 2 for batches of up to 8.
    low, high = 0.5 * min(ends), 2.2 * max(ends)
    for loss in losses:
        expect.that(
            low <= loss <= high,
            f"train_model reported a loss of {loss:.4g}, where one row is far off",
            expected=f"a mean over all rows, between {low:.4g} and {high:.4g}",
            advice="is it the loss of the last batch? All batches of an epoch count.",
            code="AG-V001",
        )


_WITH_OLD_GRADIENTS = """
model = nn.Linear(1, 1)
for p in model.parameters():
    p.grad = torch.full_like(p, 1000.0)
"""


@pytest.mark.exercise("train_model")
@pytest.mark.points(0.5)
def test_train_model_ignores_old_gradients(student, fresh):
    """Gradients that were there before do not count"""
    z, y, w, b = deliveries(fresh, noise=0.02)
    state = {"weight": torch.tensor([[w]]), "bias": torch.tensor([b - 5.0])}
    model = student.build(_WITH_OLD_GRADIENTS, name="model", state=state)

    student.train_model(model, z, y, 0.02, 1)

    # The bias must rise. The old gradient, a hundred times the true one, points the other way.
    start, found = float(state["bias"]), line_of(model.describe())[1]
    expect.that(
        found != start,
        "after one epoch the bias is what it was",
        expected="the model to learn from this data",
        advice="does the model learn at all? Look at the other checks first.",
    )
    expect.that(
        found > start,
        "the first step went uphill, driven by a gradient from before the training",
        expected="the model to learn from this data alone",
        advice="clear the gradients before `backward()`, not only after the step.",
    )


@pytest.mark.exercise("train_model")
@pytest.mark.points(1)
def test_train_model_three_inputs(student, fresh):
    """A model with three inputs: distance, time of day, weather"""
    x = torch.randn(24, 3, generator=fresh)
    weight, bias = uniform(fresh, 0.5, 1.5, 1, 3), uniform(fresh, 1.0, 2.0, 1)
    y = x @ weight.T + bias + 0.02 * torch.randn(24, 1, generator=fresh)
    state = {"weight": weight - 0.2, "bias": bias - 0.3}
    model = student.build("nn.Linear(3, 1)", state=state)

    student.train_model(model, x, y, 0.01, 600)

    # Least squares in float64 is the oracle. The smallest curvature is about 0.8, so SGD closes
    # all but e^-4.8 of the gap of 0.46; what other optimizers leave is smaller than 0.04.
    columns = torch.cat([x, torch.ones(24, 1)], dim=1).double()
    best = columns @ torch.linalg.lstsq(columns, y.double()).solution
    got = expect.tensor(model(x), shape=(24, 1)).double()
    gap = float((got - best).square().mean().sqrt())
    expect.that(
        gap <= 0.05,
        f"the predictions of a model with three inputs are {gap:.3g} minutes from the best",
        expected="at most 0.05 minutes",
        advice="the loop need not know what is inside the model: let the model predict, and give "
        "all of its parameters to the optimizer.",
        code="AG-L001",
    )


@pytest.mark.exercise("train_model")
@pytest.mark.points(0.5)
def test_train_model_no_epochs(student, fresh):
    """No epochs: an empty list, and a model as it was"""
    z, y, w, b = deliveries(fresh, noise=0.3)
    model = linear(student, w - 3.0, b - 4.0)
    before = line_of(model.describe())

    losses = student.train_model(model, z, y, 0.02, 0)

    advice = "with 0 epochs the loop does not run even once."
    expect.series(losses, 0, "the list of losses", advice=advice)
    expect.that(
        line_of(model.describe()) == before,
        "a training of 0 epochs has changed the model",
        expected="the model as it was",
        advice=advice,
    )
