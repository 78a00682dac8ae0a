"""Hidden checks: training in mini-batches."""

import pytest
import torch
import torch.nn.functional as F

from autograde import expect

_SPY = """
SEEN = []

class Spy(nn.Module):
    def __init__(self):
        super().__init__()
        self.inner = nn.Linear(2, 3)

    def forward(self, x):
        scores = self.inner(x[:, 1:])
        rows = x.detach()[:, 0].round().long().tolist()
        SEEN.append([rows, scores.detach().tolist(), self.training, torch.is_grad_enabled()])
        return scores

    def seen(self):
        return list(SEEN)

spy = Spy()
"""


def marked(fresh, rows):
    """Data whose first column is the row's number, which the spy takes off again; labels."""
    X = torch.randn(rows, 3, generator=fresh)
    y = torch.randint(0, 3, (rows,), generator=fresh)
    X[:, 1] += y - 1
    X[:, 0] = torch.arange(rows)
    return X, y


def spy_on(student, fresh):
    """A module that notes rows, scores and mode of each forward pass."""
    state = {
        "inner.weight": torch.randn(3, 2, generator=fresh),
        "inner.bias": torch.randn(3, generator=fresh),
    }
    return student.build(_SPY, name="spy", state=state)


def passes_of(model):
    """What the spy noted of each pass: row numbers, scores, training mode, gradients wanted."""
    seen = model.seen()
    expect.is_a(seen, list)
    for passed in seen:
        expect.that(type(passed) is list and len(passed) == 4, "the record of a pass is broken")
    return seen


def epochs_of(model, rows, epochs):
    """The passes that the spy noted, cut into epochs; each must hold every row once."""
    cut, rest = [], passes_of(model)
    for _ in range(epochs):
        passes, numbers = [], []
        while rest and len(numbers) < rows:
            passes.append(rest.pop(0))
            numbers += passes[-1][0]
        expect.that(
            sorted(numbers) == list(range(rows)),
            f"one epoch of {rows} rows showed the model {len(numbers)} rows, "
            f"{len(set(numbers))} of them different",
            expected="each row exactly once in an epoch",
            advice="cut one permutation of all row numbers into slices. Is the last, smaller "
            "slice there too, and no row twice?",
            code="AG-L001",
        )
        cut.append(passes)
    expect.that(
        not rest,
        f"after {epochs} epochs the model was asked {len(rest)} more times",
        expected="each row exactly once in an epoch",
        advice="the loss of a batch is at hand when you train on it: no second pass is needed.",
    )
    return cut


def neighbours(order):
    """The pairs of rows that follow one another, the last and the first too."""
    return {frozenset(pair) for pair in zip(order, order[1:] + order[:1], strict=True)}


def orders(cut):
    """The order of the rows in each epoch."""
    return [[n for passed in passes for n in passed[0]] for passes in cut]


@pytest.mark.exercise("train")
@pytest.mark.points(1)
def test_train_each_row_once(student, fresh):
    """Each epoch shows each row once, in batches, the last and smaller one too"""
    for rows, size in ((21, 5), (24, 8), (7, 32)):  # one row left over, none, and one batch
        X, y = marked(fresh, rows)
        model = spy_on(student, fresh)

        call = student.call("train", model, X, y, epochs=3, lr=0.01, batch_size=size, seed=2)

        full, left = divmod(rows, size)
        for passes in epochs_of(model, rows, 3):
            sizes = [len(passed[0]) for passed in passes]
            expect.that(
                sizes == [size] * full + [left] * (left > 0),
                f"{rows} rows with batch_size={size} came in batches of {sizes}",
                expected=f"batches of {size}, and what is left",
                advice="a slice has batch_size rows, the last one what is left.",
            )
        expect.unchanged(call)


@pytest.mark.exercise("train")
@pytest.mark.points(1)
def test_train_shuffles_with_the_seed(student, fresh):
    """Every epoch has an order of its own, and the seed decides which"""
    X, y = marked(fresh, 32)
    drawn = []
    for turn, seed in enumerate((0, 0, 4)):  # 0 is a seed too, also for who asks `if seed:`
        model = spy_on(student, fresh)
        student.seed(300 + turn)  # whatever else was drawn in between
        student.train(model, X, y, epochs=3, lr=0.01, batch_size=8, seed=seed)
        drawn.append(orders(epochs_of(model, 32, 3)))
    # Two orders of 32 rows agree by chance once in 10**35 times.
    expect.that(
        list(range(32)) not in drawn[0],
        "the rows came in the order of the file",
        expected="a shuffled order",
        advice="draw a permutation of the row numbers.",
    )
    expect.that(
        len({tuple(o) for o in drawn[0]}) == 3,
        "two epochs had the same order",
        expected="a new order in each epoch",
        advice="where is the permutation drawn: before the loop over the epochs, or inside? And "
        "is the generator started once?",
    )
    # Of 32 neighbours in one order two are neighbours in another by chance; all are if the order
    # is only turned, or run through backwards.
    expect.that(
        len(neighbours(drawn[0][0]) & neighbours(drawn[0][1])) < 16,
        "the second order is the first one, begun at another place",
        expected="a new order in each epoch",
        advice="draw a new permutation for each epoch: the same rows shall not meet in a batch "
        "again and again.",
    )
    expect.that(
        drawn[0] == drawn[1],
        "the same seed gave different orders",
        expected="the same orders again",
        advice="what draws the order, and who has seeded it?",
    )
    expect.that(
        drawn[0][0] != drawn[2][0],
        "different seeds gave the same order",
        expected="another seed, another order",
        advice="is the argument `seed` used?",
    )


@pytest.mark.exercise("train")
@pytest.mark.points(1)
def test_train_reports_the_mean_of_the_rows(student, fresh):
    """The history holds the mean cross-entropy of an epoch's rows, as they went through"""
    X, y = marked(fresh, 11)
    model = spy_on(student, fresh)

    got = student.train(model, X, y, epochs=2, lr=0.05, batch_size=4, seed=1)

    history = expect.series(got, 2, "the history", plain=True)
    for reported, passes in zip(history, epochs_of(model, 11, 2), strict=True):
        batches = [(torch.tensor(s).double(), y[torch.tensor(n)]) for n, s, *_ in passes]
        rows = torch.cat([F.cross_entropy(s, t, reduction="none") for s, t in batches])
        means = torch.stack([F.cross_entropy(s, t) for s, t in batches])
        twice = torch.cat([F.cross_entropy(s.softmax(1), t, reduction="none") for s, t in batches])
        # The same scores in float64: float32 rounds a loss of about 1 by 1e-7.
        expect.close(
            reported,
            float(rows.mean()),
            atol=1e-5,
            mistakes={
                "that is the mean of the batches' means: the small batch counts too much.": float(
                    means.mean()
                ),
                "that is the sum of the batches' means.": float(means.sum()),
                "that is the sum over the rows. What is the loss of a row, on average?": float(
                    rows.sum()
                ),
                "that is the loss of the last batch alone.": float(means[-1]),
                "cross_entropy wants raw scores: it brings its own softmax.": float(twice.mean()),
            },
            advice="add up loss times number of rows, over the batches, and divide by all rows. "
            "The losses are those before the steps.",
        )


@pytest.mark.exercise("train")
@pytest.mark.points(0.5)
def test_train_in_training_mode(student, fresh):
    """A model that comes in evaluation mode is trained in training mode"""
    X, y = marked(fresh, 12)
    model = spy_on(student, fresh)
    model.eval()

    student.train(model, X, y, epochs=2, lr=0.01, batch_size=5, seed=0)

    modes = [training for *_, training, wanted in passes_of(model) if wanted is True]
    expect.that(
        bool(modes) and all(mode is True for mode in modes),
        "the model was trained while it was in evaluation mode",
        expected="training mode",
        advice="who tells dropout and batch normalisation that training has begun?",
    )


_WITH_OLD_GRADIENTS = """
GAPS = []

class Old(nn.Linear):
    def gaps(self):
        return list(GAPS)

def watch(p):
    arrived = []
    p.grad = torch.full_like(p, 1000.0)
    p.register_hook(lambda gradient: arrived.append(gradient.detach().clone()))
    p.register_post_accumulate_grad_hook(
        lambda p: GAPS.append(float((p.grad - arrived[-1]).abs().max()))
    )

model = Old(2, 3)
for p in model.parameters():
    watch(p)
"""


@pytest.mark.exercise("train")
@pytest.mark.points(0.5)
def test_train_ignores_old_gradients(student, fresh):
    """Gradients of earlier batches, and from before the training, do not count"""
    X = torch.randn(16, 2, generator=fresh)
    state = {"weight": torch.zeros(3, 2), "bias": torch.zeros(3)}
    model = student.build(_WITH_OLD_GRADIENTS, name="model", state=state)

    student.train(model, X, torch.full((16,), 1), epochs=1, lr=0.01, batch_size=16, seed=0)

    # All labels are 1, so its bias must rise. The old gradient, hundreds of times larger, says
    # that every bias must fall.
    bias = parameters_of(model, "weight", "bias")["bias"]
    expect.that(
        bool(bias[1] > 0) and bool(bias[1] > bias[0]),
        "the first step was driven by a gradient from before the training",
        expected="the model to learn from this data alone",
        advice="clear the gradients before `backward()`, not only after the step.",
    )
    student.train(model, X, torch.arange(16) % 3, epochs=2, lr=0.01, batch_size=4, seed=0)
    gaps = model.gaps()
    expect.is_a(gaps, list)
    # What lies in `.grad` after `backward` is what has just arrived, to the bit, or it is more.
    # (With torch.autograd.grad nothing arrives in `.grad`, and nothing can pile up.)
    expect.that(
        all(type(gap) is float and gap <= 1e-5 for gap in gaps),
        "gradients of earlier batches were still there when a batch went backwards",
        expected="each step to use the gradient of its own batch",
        advice="how often are the gradients cleared: once in an epoch, or once in a batch?",
    )


def parameters_of(model, *names):
    """The values of the parameters with these names, float64."""
    held = {p.name: p.value.detach().double() for p in model.describe().parameters}
    expect.that(
        set(held) == set(names),
        f"after the training the model has the parameters {sorted(held)}",
        expected="those that it came with",
        advice="train the parameters that the model has.",
    )
    return held


def overlapping(fresh, rows):
    """Three classes that overlap, so that there is one best linear model, not at infinity."""
    y = torch.arange(rows) % 3
    centres = torch.tensor([[1.3, 0.0], [-0.7, 1.1], [-0.7, -1.1]])
    return centres[y] + torch.randn(rows, 2, generator=fresh), y


@pytest.mark.exercise("train")
@pytest.mark.points(0.25)
def test_train_steps_after_each_batch(student, fresh):
    """Every batch is followed by a step, which moves every layer"""
    X, y = marked(fresh, 12)
    model = spy_on(student, fresh)
    before = parameters_of(model, "inner.weight", "inner.bias")

    student.train(model, X, y, epochs=1, lr=0.1, batch_size=4, seed=0)

    for passed in epochs_of(model, 12, 1)[0][1:]:
        rows = X[torch.tensor(passed[0])][:, 1:].double()
        untrained = rows @ before["inner.weight"].T + before["inner.bias"]
        # A step of this rate moves scores by hundredths; float32 rounds them by 1e-6.
        expect.that(
            not expect.is_close(torch.tensor(passed[1]), untrained, atol=1e-4),
            "a later batch of the first epoch was still shown to the untrained model",
            expected="a step after each batch",
            advice="how often does an epoch of three batches step: once, or three times?",
        )
    layers = student.build("nn.Sequential(nn.Linear(3, 4), nn.Tanh(), nn.Linear(4, 3))")
    old = layers.describe().parameters
    student.train(layers, X, y, epochs=1, lr=0.1, batch_size=4, seed=0)
    for a, b in zip(old, layers.describe().parameters, strict=True):
        expect.that(
            not torch.equal(a.value, b.value),
            f"the training has not moved {a.name}",
            expected="every parameter to learn",
            advice="which parameters does the optimizer know of?",
        )


@pytest.mark.exercise("train")
@pytest.mark.points(0.75)
def test_train_learns(student, fresh):
    """The model that was passed in comes close to the best one of its kind"""
    X, y = overlapping(fresh, 240)
    state = {"weight": torch.tensor([[-0.3, 0.2], [0.3, -0.2], [0.2, 0.3]]), "bias": torch.zeros(3)}
    model = student.build("nn.Linear(2, 3)", state=state, watch=True)
    before = model.describe()

    got = student.train(model, X, y, epochs=60, lr=0.05, batch_size=24, seed=0)

    history = got if isinstance(got, list) and all(type(v) is float for v in got) else None
    after = model.describe()
    expect.moved(before, after, losses=history)
    held = parameters_of(model, "weight", "bias")
    found = float(F.cross_entropy(X.double() @ held["weight"].T + held["bias"], y))
    best = best_loss(X, y)
    # SGD, momentum, Adam, AdamW, RMSprop, NAdam and Adamax end within 0.004 of the best, Adagrad
    # within 0.03 (measured over 6 seeds); the start is 1.0 above it, gradients that pile up 0.3.
    expect.that(
        found <= best + 0.1,
        f"after 60 epochs the loss is {found:.3g}",
        expected=f"at most {best + 0.1:.3g}, for the best possible is {best:.3g}",
        advice="is the loss the cross-entropy of the raw scores? Are old gradients cleared in "
        "every step? Does the optimizer get `lr`?",
        code="AG-L001",
    )


def best_loss(X, y):
    """The smallest cross-entropy that a linear model can have on this data, by Newton's steps."""
    X = torch.cat([X.double(), torch.ones(len(X), 1)], dim=1)
    w = torch.zeros(X.shape[1], 2, dtype=torch.float64)  # the third class is the reference

    def loss(flat):
        scores = torch.cat([X @ flat.reshape(w.shape), torch.zeros(len(X), 1)], dim=1)
        return F.cross_entropy(scores, y)

    flat = w.flatten()
    for _ in range(12):
        gradient = torch.autograd.functional.jacobian(loss, flat)
        curvature = torch.autograd.functional.hessian(loss, flat)
        flat = flat - torch.linalg.solve(curvature, gradient)
    return float(loss(flat))


@pytest.mark.exercise("train")
@pytest.mark.points(0.25)
def test_train_uses_rate_and_epochs(student, fresh):
    """A learning rate of 0 changes nothing, and neither do 0 epochs"""
    X, y = marked(fresh, 10)
    for epochs, lr in ((2, 0.0), (0, 0.1)):
        model = spy_on(student, fresh)
        before = parameters_of(model, "inner.weight", "inner.bias")

        got = student.train(model, X, y, epochs=epochs, lr=lr, batch_size=4, seed=0)

        expect.series(got, epochs, "the history", plain=True)
        after = parameters_of(model, "inner.weight", "inner.bias")
        # Nothing is added to a parameter: exact.
        expect.that(
            all(torch.equal(before[name], after[name]) for name in before),
            f"training with epochs={epochs} and lr={lr} has changed the model",
            expected="the model as it was",
            advice="does the optimizer get `lr`, and does the loop run `epochs` times?",
        )


@pytest.mark.exercise("train")
@pytest.mark.points(0.25)
def test_train_runs_all_epochs(student, fresh):
    """Every epoch is run and reported, also when the loss climbs"""
    X = torch.randn(16, 2, generator=fresh)
    y = torch.randint(0, 3, (16,), generator=fresh)
    model = student.build("nn.Linear(2, 3)")

    # Labels without sense and a rate that leaps over every valley: the loss goes up and down.
    got = student.train(model, X, y, epochs=25, lr=2.0, batch_size=4, seed=0)

    expect.that(
        isinstance(got, list | tuple) and len(got) == 25,
        f"{expect.returned(got)} after 25 epochs of a training in which the loss climbs",
        expected="a list with 25 entries",
        advice="does anything end the loop before all epochs are run?",
    )
