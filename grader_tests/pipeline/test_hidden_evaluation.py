"""Hidden checks: evaluating without leaving traces, counting mistakes by kind."""

import pytest
import torch
import torch.nn.functional as F

from autograde import expect

# Dropout and batch normalisation: a network that answers differently while it is trained.
_NETWORK = """
ASKED = []

class Network(nn.Module):
    def __init__(self):
        super().__init__()
        self.first = nn.Linear(4, 6)
        self.norm = nn.BatchNorm1d(6)
        self.drop = nn.Dropout(0.5)
        self.last = nn.Linear(6, 3)

    def forward(self, x):
        ASKED.append([self.training, torch.is_grad_enabled()])
        return self.last(self.drop(torch.relu(self.norm(self.first(x)))))

    def asked(self):
        return list(ASKED)

network = Network()
"""


def network(student, fresh):
    """The network in the student's hands, and its scores as float64 says, in evaluation mode."""
    state = {
        "first.weight": torch.randn(6, 4, generator=fresh),
        "first.bias": torch.randn(6, generator=fresh),
        "norm.weight": torch.rand(6, generator=fresh) + 0.5,
        "norm.bias": torch.randn(6, generator=fresh),
        "norm.running_mean": torch.randn(6, generator=fresh),
        "norm.running_var": torch.rand(6, generator=fresh) + 0.5,
        "norm.num_batches_tracked": torch.tensor(7),
        "last.weight": torch.randn(3, 6, generator=fresh),
        "last.bias": torch.randn(3, generator=fresh),
    }
    s = {name: value.double() for name, value in state.items()}

    def scores(x):
        hidden = x.double() @ s["first.weight"].T + s["first.bias"]
        spread = (s["norm.running_var"] + 1e-5).sqrt()
        hidden = (hidden - s["norm.running_mean"]) / spread * s["norm.weight"] + s["norm.bias"]
        return hidden.clamp(min=0) @ s["last.weight"].T + s["last.bias"]

    return student.build(_NETWORK, name="network", state=state), scores


def questions(fresh, rows, scores, apart=None):
    """
    Data and labels: about two thirds of the largest scores are right, no row is a tie.

    Args:
        apart: How far the scores of a row are apart at most, about; any usual number by default.
    """
    X = torch.randn(4 * rows, 4, generator=fresh)
    best = scores(X).topk(2, dim=1).values
    # float32 moves scores of a few units by 1e-6: 0.01 keeps every winner.
    X = X[(best[:, 0] - best[:, 1]) > 0.01][:rows]
    if apart is not None:
        X *= apart / float((scores(X).amax(dim=1) - scores(X).amin(dim=1)).max())
    y = scores(X).argmax(dim=1)
    other = torch.rand(len(y), generator=fresh) < 0.35
    y = torch.where(other, (y + 1) % 3, y)
    if apart is not None:  # where the network is surest, the least likely class is right
        widest = (scores(X).amax(dim=1) - scores(X).amin(dim=1)).argmax()
        y[widest] = scores(X)[widest].argmin()
    return X, y


def two_numbers(got):
    """Loss and accuracy, plain ones."""
    expect.is_a(got, dict, advice="return a dict with loss and accuracy.")
    numbers = []
    for key in ("loss", "accuracy"):
        expect.that(key in got, f"the keys are {sorted(map(str, got))}", expected=f"{key!r}")
        expect.that(
            not isinstance(got[key], torch.Tensor),
            f"the value of {key!r} is a tensor",
            expected="a plain float",
            advice="`.item()` makes a plain number of a tensor with one element.",
        )
        numbers.append(expect.number(got[key], key))
    return numbers


# ------------------------------------------------------------------------------- evaluate
@pytest.mark.exercise("evaluate")
@pytest.mark.points(1.5)
def test_evaluate_measures_as_deployed(student, fresh):
    """Loss and accuracy of a network with dropout and batch normalisation"""
    model, scores = network(student, fresh)
    X, y = questions(fresh, 60, scores)
    right = scores(X)

    call = student.call("evaluate", model, X, y)

    loss, accuracy = two_numbers(call.value)
    hits = float((right.argmax(1) == y).double().mean())
    # A sixtieth is the smallest step of this accuracy.
    expect.close(
        accuracy,
        hits,
        atol=1e-4,
        mistakes={
            "that is how many are right. Of how many?": 60 * hits,
            "that is a percentage; the accuracy goes from 0 to 1.": 100 * hits,
            "that is the share of wrong answers.": 1 - hits,
        },
        advice="which class has the largest score in each row? And in which mode is a network "
        "with dropout measured?",
    )
    # float32 arithmetic on numbers around 10: rounding of a loss below 1e-5.
    expect.close(
        loss,
        float(F.cross_entropy(right, y)),
        atol=1e-4,
        mistakes={
            "cross_entropy wants raw scores: it brings its own softmax.": float(
                F.cross_entropy(right.softmax(1), y)
            ),
            "that is the sum over the rows. What is the loss of a row, on average?": float(
                F.cross_entropy(right, y, reduction="sum")
            ),
        },
        advice="the mean cross-entropy of the raw scores, measured in evaluation mode.",
    )
    expect.unchanged(call)


@pytest.mark.exercise("evaluate")
@pytest.mark.points(1)
def test_evaluate_puts_the_mode_back(student, fresh):
    """The model is left in the mode in which it came, whichever it was"""
    for training in (True, False):
        model, scores = network(student, fresh)
        X, y = questions(fresh, 9, scores)
        model.train(training)

        student.evaluate(model, X, y)

        expect.that(
            model.describe().training is training,
            f"a model that came in {'training' if training else 'evaluation'} mode was left in "
            "the other one",
            expected="the mode in which it came",
            advice="look up the mode before you change it: the model may have come in either.",
        )


@pytest.mark.exercise("evaluate")
@pytest.mark.points(0.75)
def test_evaluate_records_no_graph(student, fresh):
    """No graph is recorded while the model is measured"""
    model, scores = network(student, fresh)
    X, y = questions(fresh, 9, scores)

    student.evaluate(model, X, y)

    asked = model.asked()
    expect.is_a(asked, list)
    expect.that(
        bool(asked) and all(type(a) is list and a[1:] == [False] for a in asked),
        "the forward pass was recorded for a way back that nobody will go",
        expected="an evaluation without gradients",
        advice="which `with` block tells PyTorch not to take notes? The forward pass belongs "
        "inside it.",
    )


@pytest.mark.exercise("evaluate")
@pytest.mark.points(0.75)
def test_evaluate_leaves_no_traces(student, fresh):
    """Parameters, gradients and what batch normalisation remembers stay as they were"""
    model, scores = network(student, fresh)
    X, y = questions(fresh, 30, scores)
    model.backward(X)  # in training mode: leaves gradients behind
    before = model.describe()

    student.evaluate(model, X, y)

    after = model.describe()
    advice = "who changed something, and is it in evaluation mode while it is asked?"
    expect.that(
        [n for n, _ in before.buffers] == [n for n, _ in after.buffers]
        and all(
            torch.equal(old, new)
            for (_, old), (_, new) in zip(before.buffers, after.buffers, strict=True)
        ),
        "batch normalisation remembers other statistics than before",
        expected="an evaluation that leaves no traces",
        advice=advice,
    )
    old = {p.name: (p.value.detach(), p.gradient) for p in before.parameters}
    new = {p.name: (p.value.detach(), p.gradient) for p in after.parameters}
    expect.that(
        old.keys() == new.keys()
        and all(
            torch.equal(old[n][0], new[n][0])
            and new[n][1] is not None
            and torch.equal(old[n][1], new[n][1])
            for n in old
        ),
        "the evaluation has changed parameters or their gradients",
        expected="an evaluation that leaves no traces",
        advice="an evaluation needs no optimizer, no `backward` and no `zero_grad`.",
    )
    model(X)
    expect.that(
        model.asked()[-1][1] is True,
        "gradients are no longer recorded after the evaluation: nobody can train any more",
        expected="an evaluation that leaves no traces",
        advice="switch recording off in a `with` block, which ends by itself.",
    )


@pytest.mark.exercise("evaluate")
@pytest.mark.points(0.5)
def test_evaluate_one_row(student, fresh):
    """One row is enough, and many rows are not too many"""
    model, scores = network(student, fresh)
    # The third time the same model is asked about as many others: nothing is remembered. A network
    # that is sure and wrong gives e**-70 to what is right, which float32 still holds.
    for rows, apart in ((1, None), (333, None), (333, 70.0)):
        X, y = questions(fresh, rows, scores, apart)

        loss, accuracy = two_numbers(student.evaluate(model, X, y))

        right = scores(X)
        # float32: as above. One row alone moves the accuracy by at least 1/333.
        expect.close(
            (loss, accuracy),
            (float(F.cross_entropy(right, y)), float((right.argmax(1) == y).double().mean())),
            atol=1e-3,
            advice="does the accuracy divide by the number of rows? Does anything in your "
            "function take away a dimension of size 1, remember an earlier call, or add a small "
            "number to a probability?",
        )


# ------------------------------------------------------------------------------ confusion
def counted(pred, y, classes):
    """The table, counted one by one."""
    table = [[0] * classes for _ in range(classes)]
    for p, t in zip(pred.tolist(), y.tolist(), strict=True):
        table[t][p] += 1
    return table


@pytest.mark.exercise("confusion")
@pytest.mark.points(1)
def test_confusion_counts_every_sample(student, fresh):
    """Every sample is counted, also where there are many of a kind, truth in the rows"""
    # With 8000 samples of two classes the counts are far above 255, where bytes run over, and 256,
    # above which numbers of half precision leave out some.
    for classes, samples in ((4, 100), (13, 200), (2, 8000)):
        y = torch.randint(0, classes, (samples,), generator=fresh)
        # Taken for the next class more often than for the one before: not symmetric.
        step = torch.randint(0, 3, (samples,), generator=fresh).clamp(max=1)
        pred = (y + step) % classes

        call = student.call("confusion", pred, y, classes)

        got = expect.tensor(call.value, shape=(classes, classes))
        expect.that(
            not got.is_floating_point(),
            f"the counts have the dtype {got.dtype}",
            expected="whole numbers, torch.int64",
            advice="one sample more is one more: say so when you make the zeros.",
        )
        expect.tensor(got, dtype=torch.int64)
        table = torch.tensor(counted(pred, y, classes))
        once = (table > 0).long()
        # Whole numbers: exact.
        expect.close(
            got,
            table,
            atol=0.1,
            mistakes={
                "the truth chooses the row, the prediction the column.": table.T,
                "a pair that comes several times was counted once: `+=` with an index does that.": (
                    once
                ),
            },
            advice="each sample adds one to one place: row truth, column prediction.",
        )
        expect.unchanged(call)


@pytest.mark.exercise("confusion")
@pytest.mark.points(0.75)
def test_confusion_unused_classes(student, fresh):
    """Classes that never occur have their row and column, of zeros"""
    for used in ([0, 1, 3], [2, 4], [1]):
        at = torch.randint(0, len(used), (2, 25), generator=fresh)
        pred, y = torch.tensor(used)[at[0]], torch.tensor(used)[at[1]]

        got = student.confusion(pred, y, 6)

        expect.tensor(
            got,
            shape=(6, 6),
            dtype=torch.int64,
            advice="the size comes from n_classes, not from what occurs in the data.",
        )
        # Whole numbers: exact.
        expect.close(
            got,
            torch.tensor(counted(pred, y, 6)),
            atol=0.1,
            advice="class k belongs to row k and column k, whichever classes occur.",
        )
