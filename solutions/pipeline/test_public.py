"""
Public checks of "The pipeline": they run in the notebook, and their text may be read.

At grading, further checks with fresh data are run.
"""

import pytest
import torch
from sklearn.datasets import load_wine

from autograde import expect
from autograde.errors import StudentMissing, StudentRaised
from autograde.expect import Unmet

STAGE_NAMES = {
    "data ingestion",
    "data preparation",
    "deployment",
    "evaluation",
    "model building",
    "training",
}


def plain(name):
    """A name without regard to case, blanks, hyphens and underscores around its words."""
    return " ".join(name.replace("-", " ").replace("_", " ").lower().split())


# ------------------------------------------------------------------------------ exercise 1
@pytest.mark.exercise("stages")
@pytest.mark.points(0.25)
def test_stages_form(student):
    """Six names from the list, each once"""
    stages = student["STAGES"]

    expect.is_a(stages, list, tuple, advice="make it a list of six strings.")
    for name in stages:
        expect.is_a(name, str, advice="each entry is a string: put quotation marks around it.")
        expect.that(
            plain(name) in STAGE_NAMES,
            f"STAGES holds {name[:60]!r}",
            expected="a name from the list above",
            advice="compare the spelling with the list.",
        )
    expect.that(
        len({plain(name) for name in stages}) == len(stages) == 6,
        f"STAGES has {len(stages)} entries, {len({plain(n) for n in stages})} of them different",
        expected="six entries, each once",
        advice="which one is missing, and which stands there twice?",
    )


# ------------------------------------------------------------------------------ exercise 2
@pytest.mark.exercise("ingest")
@pytest.mark.points(1)
def test_ingest_small_log(student):
    """Three records, two of them not complete"""
    text = "miles,minutes\n2.0,12.1\n\n4.0,\n5.0,lunch,with Ada\n"
    want = [[2.0, 12.1], [4.0, None], [5.0, None]]

    got = student.ingest(text)

    expect.is_a(got, list, tuple)
    expect.that(
        len(got) == 3,
        f"{expect.returned(got)}, which has {len(got)} entries",
        expected="three records",
        advice="the first line holds names, a blank line holds nothing, every other line is a "
        "record.",
    )
    for record, right in zip(got, want, strict=True):
        # A float is read exactly.
        expect.that(
            isinstance(record, list | tuple)
            and len(record) == 2
            and all(
                cell is None if value is None else expect.is_close(cell, value, atol=1e-9)
                for cell, value in zip(record, right, strict=True)
            ),
            f"{expect.returned(got)}; one of the records is {record}",
            expected=f"{right}",
            advice="two cells, always: a float where there is a number, None where there is none.",
        )


# ------------------------------------------------------------------------------ exercise 3
@pytest.mark.exercise("clean")
@pytest.mark.points(1)
def test_clean_small_table(student):
    """Of six records three are left, in their order"""
    rows = [[6.0, 25.6], [1.0, 7.3], [2.0, None], [6.0, 25.6], [-4.0, 12.0], [3.0, 15.2]]

    got = student.clean(rows)

    expect.tensor(got, shape=(3, 2), dtype=torch.float32)
    # The numbers are only copied; 1e-5 leaves room for float32.
    expect.close(
        got,
        torch.tensor([[6.0, 25.6], [1.0, 7.3], [3.0, 15.2]]),
        atol=1e-5,
        mistakes={
            "the usable records are in another order than they came in.": torch.tensor(
                [[1.0, 7.3], [3.0, 15.2], [6.0, 25.6]]
            ),
            "of two equal records the first should stay, where it stands.": torch.tensor(
                [[1.0, 7.3], [6.0, 25.6], [3.0, 15.2]]
            ),
        },
    )


# ------------------------------------------------------------------------------ exercise 4
@pytest.mark.exercise("split")
@pytest.mark.points(1)
def test_split_eight_rows(student):
    """Eight rows: six for training, two for the test, labels beside them"""
    X = torch.arange(8.0).reshape(8, 1) * 10
    y = torch.tensor([0, 0, 0, 0, 1, 1, 1, 1])

    got = student.split(X, y, test_fraction=0.25, seed=0)

    expect.is_a(got, tuple, list, advice="return four tensors, separated by commas.")
    expect.that(
        len(got) == 4,
        f"split returned {len(got)} values",
        expected="four: X_train, y_train, X_test, y_test",
    )
    X_train, y_train, X_test, y_test = got
    order = "the order is X_train, y_train, X_test, y_test; and of 8 rows 2 go into the test."
    expect.tensor(X_train, shape=(6, 1), advice=order)
    expect.tensor(y_train, shape=(6,), dtype=torch.int64, advice=order)
    expect.tensor(X_test, shape=(2, 1), advice=order)
    expect.tensor(y_test, shape=(2,), dtype=torch.int64, advice=order)
    for data, labels in ((X_train, y_train), (X_test, y_test)):
        # Whole numbers, only moved: exact.
        expect.that(
            bool(((data[:, 0] >= 40) == (labels == 1)).all()),
            f"rows {data[:, 0].tolist()} came back with the labels {labels.tolist()}",
            expected="each row beside its own label",
            advice="shuffle row numbers once, and use them for X and for y.",
        )


# ------------------------------------------------------------------------------ exercise 5
@pytest.mark.exercise("prepare")
@pytest.mark.points(1)
def test_prepare_scales_by_its_statistics(student):
    """Six keys, and training columns with mean 0 and deviation 1"""
    X = torch.stack([torch.arange(16.0), 1000 - 50 * torch.arange(16.0)], dim=1)
    y = torch.arange(16) % 2

    got = student.prepare(X, y, test_fraction=0.25, seed=0)

    shapes = {"X_train": (12, 2), "X_test": (4, 2), "mean": (2,), "std": (2,)}
    expect.is_a(got, dict, advice="return a dict with the six keys of the table.")
    for key, shape in {**shapes, "y_train": (12,), "y_test": (4,)}.items():
        expect.that(
            key in got, f"the dict has the keys {sorted(map(str, got))}", expected=f"a key {key!r}"
        )
        expect.tensor(got[key], shape=shape)
    scaled = got["X_train"].double()
    # float32 rounds the mean of 12 numbers around 1 by less than 1e-6.
    expect.that(
        float(scaled.mean(0).abs().max()) < 1e-4,
        f"the columns of X_train have the means {scaled.mean(0).tolist()}",
        expected="0 in every column",
        advice="whose mean is subtracted: that of each column of the training rows?",
    )
    # Dividing by N or by N - 1 differ by 4.4 % for 12 rows; both are welcome.
    expect.that(
        float((scaled.std(0) - 1).abs().max()) < 0.05,
        f"the columns of X_train have the deviations {scaled.std(0).tolist()}",
        expected="1 in every column",
        advice="whose deviation divides: that of each column of the training rows?",
    )


# ------------------------------------------------------------------------------ exercise 6
@pytest.mark.exercise("build_model")
@pytest.mark.points(0.5)
def test_build_model_shapes(student):
    """A module that turns five rows of four numbers into five rows of three scores"""
    model = student.build_model(4, 6, 3)

    expect.module(
        model, advice="build the network and return it, not something that it has computed."
    )
    got = model(torch.linspace(-1, 1, 20).reshape(5, 4))
    expect.tensor(got, shape=(5, 3), advice="one score for each class: (N, n_in) to (N, n_out).")


# ------------------------------------------------------------------------------ exercise 7
@pytest.mark.exercise("train")
@pytest.mark.points(1)
def test_train_losses_fall(student):
    """One plain float for each epoch, and the losses fall"""
    X = torch.tensor([[-2.0, 1.0], [-1.0, 0.5], [-1.5, 1.5], [2.0, -1.0], [1.0, -0.5]])
    y = torch.tensor([0, 0, 0, 1, 1])
    state = {"weight": torch.tensor([[0.1, 0.2], [0.0, -0.1]]), "bias": torch.tensor([0.0, 0.1])}
    model = student.build("nn.Linear(2, 2)", state=state)

    got = student.train(model, X, y, epochs=12, lr=0.05, batch_size=2, seed=0)

    history = expect.series(got, 12, "the history", plain=True)
    expect.that(
        history[-1] < history[0],
        f"the losses go from {history[0]:.4g} to {history[-1]:.4g}",
        expected="the last loss to be smaller than the first",
        advice="clear, predict, compare, go backwards, step: is one of the five missing?",
    )


# ------------------------------------------------------------------------------ exercise 8
@pytest.mark.exercise("evaluate")
@pytest.mark.points(1)
def test_evaluate_four_rows(student):
    """Three of four rows are right"""
    X = torch.tensor([[2.0, 0.0], [3.0, 1.0], [0.0, 1.0], [-1.0, 4.0]])
    y = torch.tensor([0, 1, 1, 1])
    state = {"weight": torch.eye(2), "bias": torch.zeros(2)}
    model = student.build("nn.Linear(2, 2)", state=state)

    got = student.evaluate(model, X, y)

    loss, accuracy = loss_and_accuracy(got)
    # Four rows: a quarter more or less is the smallest step there is.
    expect.close(accuracy, 0.75, atol=1e-6, advice="the largest score of each row is the answer.")
    # -log softmax of the scores above, worked out in float64; float32 rounds by 1e-7.
    expect.close(
        loss,
        0.6434583,
        atol=1e-5,
        mistakes={
            "cross_entropy wants raw scores: it brings its own softmax.": 0.5833385,
            "that is the sum over the rows. What is the loss of a row, on average?": 2.5738331,
        },
        advice="the mean of the cross-entropy over all rows.",
    )


def loss_and_accuracy(got):
    """The two numbers of an evaluation, plain ones."""
    expect.is_a(got, dict, advice='return a dict: {"loss": ..., "accuracy": ...}.')
    numbers = []
    for key in ("loss", "accuracy"):
        expect.that(
            key in got, f"the dict has the keys {sorted(map(str, got))}", expected=f"a key {key!r}"
        )
        expect.that(
            not isinstance(got[key], torch.Tensor),
            f"the value of {key!r} is a tensor",
            expected="a plain float",
            advice="`.item()` makes a plain number of a tensor with one element.",
        )
        numbers.append(expect.number(got[key], key))
    return numbers


# ------------------------------------------------------------------------------ exercise 9
@pytest.mark.exercise("confusion")
@pytest.mark.points(0.75)
def test_confusion_five_samples(student):
    """Five samples in a table of two classes"""
    pred, y = torch.tensor([0, 1, 1, 1, 1]), torch.tensor([0, 0, 1, 1, 1])

    got = student.confusion(pred, y, 2)

    expect.tensor(got, shape=(2, 2), dtype=torch.int64)
    expect.equal(
        got.tolist(),
        [[1, 1], [0, 3]],
        mistakes={
            "the truth chooses the row, the prediction the column.": [[1, 0], [1, 3]],
            "the same pair came three times, and was counted once.": [[1, 1], [0, 1]],
        },
        advice="go through the five samples one by one with a pencil.",
    )


# ----------------------------------------------------------------------------- exercise 10
_ROUND_TRIP = """
def round_trip(save, load, predict, model, mean, std, sizes, rows):
    import os
    import tempfile

    with tempfile.TemporaryDirectory(dir=".", ignore_cleanup_errors=True) as folder:
        path = os.path.join(folder, "bundle.pt")
        save(path, model, mean, std, sizes)
        bundle = load(path)
        return [predict(bundle, row) for row in rows]
"""

_OWN_NETWORK = """
def own_network(build, sizes):
    try:
        network = build(*sizes)
        with torch.no_grad():
            shape = tuple(network(torch.zeros(2, sizes[0])).shape)
            for p in network.parameters():
                p.mul_(3.0)  # so that its answers are not all alike
        return network.eval() if shape == (2, sizes[2]) else None
    except Exception:  # another exercise, which has checks of its own
        return None
"""


def networks(student, sizes):
    """The student's own network if there is one, and a plain one: two to try a bundle with."""
    n_in, n_hidden, n_out = sizes
    try:
        build = student["build_model"]
        own = student.build(_OWN_NETWORK, name="own_network")(build, sizes)
        if own is not None:
            yield own
    except StudentMissing:
        pass
    parts = f"nn.Linear({n_in}, {n_hidden}), nn.ReLU(), nn.Linear({n_hidden}, {n_out})"
    plain_one = student.build(f"nn.Sequential({parts})")
    drawn = torch.Generator().manual_seed(4)
    plain_one.load_state_dict(
        {
            "0.weight": torch.randn(n_hidden, n_in, generator=drawn),
            "0.bias": torch.randn(n_hidden, generator=drawn),
            "2.weight": torch.randn(n_out, n_hidden, generator=drawn),
            "2.bias": torch.randn(n_out, generator=drawn),
        }
    )
    yield plain_one


def one_of(candidates, scenario):
    """Run a scenario with each network until one of them does; else tell what came first."""
    first = None
    for network in candidates:
        try:
            return scenario(network)
        except (Unmet, StudentRaised) as error:
            first = first or error
    raise first


@pytest.mark.exercise("bundle")
@pytest.mark.points(1)
def test_bundle_answers_like_the_network(student):
    """What comes out of the file answers as the network did, in label and probability"""
    sizes = [2, 4, 3]
    mean, std = torch.tensor([4.0, 20.0]), torch.tensor([2.0, 8.0])
    rows = [[2.0, 30.0], [7.5, 12.0], [4.0, 18.0], [1.0, 4.0]]

    def scenario(network):
        scores = network((torch.tensor(rows) - mean) / std)
        expect.tensor(scores, shape=(4, 3))
        right = torch.softmax(scores.detach().double(), dim=1)
        save, load, predict = (student[n] for n in ("save_bundle", "load_bundle", "predict_one"))
        helper = student.build(_ROUND_TRIP, name="round_trip")
        answers = helper(save, load, predict, network, mean, std, sizes, rows)
        expect.is_a(answers, list)
        for answer, wanted in zip(answers, right, strict=True):
            label, probability = expect.numbers(answer, 2, ("label", "probability"))
            expect.that(
                label == int(wanted.argmax()),
                f"predict_one gives the label {label:g}",
                expected=f"{int(wanted.argmax())}, the class with the largest score",
                advice="are the features scaled as in training before the network gets them?",
            )
            # float32 arithmetic on numbers around 10 rounds a probability by less than 1e-5.
            expect.close(
                probability,
                float(wanted.max()),
                atol=1e-4,
                advice="the softmax probability of the class that you name.",
            )

    one_of(networks(student, sizes), scenario)


# ----------------------------------------------------------------------------- exercise 11
@pytest.mark.exercise("compare")
@pytest.mark.points(1)
@pytest.mark.seconds(60)
def test_compare_wine(student):
    """On wine both models reach an accuracy of 0.85"""
    X, y = (torch.tensor(part) for part in load_wine(return_X_y=True))
    X = X.float()
    order = torch.randperm(len(X), generator=torch.Generator().manual_seed(1))
    test, train = order[:45], order[45:]

    got = student.compare(X[train], y[train], X[test], y[test], seed=0)

    expect.is_a(got, dict, advice="return a dict with the four keys of the table.")
    for key in ("classical", "deep", "classical_seconds", "deep_seconds"):
        expect.that(
            key in got, f"the dict has the keys {sorted(map(str, got))}", expected=f"a key {key!r}"
        )
        expect.number(got[key], key)
    for key in ("classical", "deep"):
        accuracy = expect.number(got[key], key)
        # Measured over 12 splits: scaled models 0.91 to 1.00, a guess 0.4.
        expect.that(
            0.85 <= accuracy <= 1.0,
            f"the accuracy of {key!r} on wine is {accuracy:.3f}",
            expected="at least 0.85, and at most 1",
            advice="the 13 columns have very different units: is every model given scaled data, "
            "and time enough to learn?",
        )


# ----------------------------------------------------------------------------- exercise 12
@pytest.mark.exercise("verdict")
@pytest.mark.points(0.5)
def test_verdict_ten_points(student):
    """Ten points ahead: a tie on 45 rows, a verdict on 450"""
    for rows, want in ((45, "tie"), (450, "deep")):
        expect.equal(
            student.verdict(0.80, 0.90, rows),
            want,
            advice="work out one standard error for these numbers; the text above has the result.",
        )
