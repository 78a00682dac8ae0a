"""Hidden checks: loading the digits, and reading them."""

from functools import cache

import pytest
import torch
from sklearn.datasets import load_digits

from autograde import expect

PICTURES = 1797


@cache
def digits():
    """All pictures, 0 to 1, and their labels; and for each picture, as bytes, its row."""
    data = load_digits()
    whole = torch.tensor(data.data).to(torch.uint8)
    rows = {picture.numpy().tobytes(): i for i, picture in enumerate(whole)}
    return whole.float() / 16, torch.tensor(data.target, dtype=torch.int64), rows


# ------------------------------------------------------------------ load_digit_tensors
def parts(student, *args, **kwargs):
    """What load_digit_tensors returned: ((X_train, y_train), (X_test, y_test))."""
    got = student.load_digit_tensors(*args, **kwargs)
    expect.that(
        isinstance(got, list | tuple) and len(got) == 4,
        expect.returned(got),
        expected="four tensors: X_train, y_train, X_test, y_test",
        advice="return all four, in this order.",
    )
    pairs = ((got[0], got[1]), (got[2], got[3]))
    # Scale and dtype are a matter of the public check: here they may be others.
    real = [(expect.floats(X), expect.floats(y)) for X, y in pairs]
    for X, y in real:
        n = len(X) if X.ndim else 0
        expect.that(
            tuple(X.shape) == (n, 64) and tuple(y.shape) == (n,),
            f"pictures of shape {tuple(X.shape)} come with labels of shape {tuple(y.shape)}",
            expected="shapes (n, 64) and (n,)",
            advice="a row of 64 pixels for each picture, and one label; X_train, y_train, X_test, "
            "y_test in this order.",
            code="AG-S001",
        )
    return real


def same_split(one, other):
    """Whether two calls of load_digit_tensors returned the same four tensors."""
    pairs = zip((*one[0], *one[1]), (*other[0], *other[1]), strict=True)
    return all(torch.equal(a, b) for a, b in pairs)


def row_numbers(X):
    """Which row of the data each picture is; they must be rows of the data."""
    scaled = X * (16 / X.max() if X.numel() and float(X.max()) > 0 else 16)
    whole = scaled.round().clamp(0, 255)
    rows = digits()[2]
    found = [rows.get(p.numpy().tobytes(), -1) for p in whole.nan_to_num(255).to(torch.uint8)]
    # Pixels are sixteenths, which float32 holds exactly; other scales lose the last digit.
    expect.that(
        -1 not in found and expect.is_close(scaled, whole, atol=1e-3),
        "some pictures are not among scikit-learn's digits, all divided by the same number",
        expected="each row to be a picture of the data, scaled",
        advice="divide all pixels by the same number, and leave them as they are otherwise.",
    )
    return found


@pytest.mark.exercise("load_digit_tensors")
@pytest.mark.points(0.75)
def test_digits_keep_their_labels(student, fresh):
    """Each picture comes with its own label"""
    seed = int(torch.randint(1, 10_000, (), generator=fresh))
    truth = digits()[1]
    for X, y in parts(student, seed=seed):
        own = truth[row_numbers(X)]
        agree = float((own == y).float().mean()) if len(y) else 1.0
        expect.that(
            agree == 1.0,
            f"{100 * agree:.0f} % of the pictures have the label that a person has read",
            expected="all of them",
            advice="pictures and labels must be permuted in one and the same way.",
        )


@pytest.mark.exercise("load_digit_tensors")
@pytest.mark.points(0.75)
def test_digits_nothing_lost_nothing_twice(student, fresh):
    """Every picture is in exactly one of the two parts"""
    seed = int(torch.randint(1, 10_000, (), generator=fresh))

    (X_train, _), (X_test, _) = parts(student, seed=seed)

    train, test = set(row_numbers(X_train)), set(row_numbers(X_test))
    expect.that(
        not train & test,
        f"{len(train & test)} pictures are in the training data and in the test data",
        expected="no picture in both",
        advice="a test with pictures that were learned by heart is worth nothing. Where could a "
        "picture get into both parts?",
    )
    expect.that(
        len(X_train) + len(X_test) == len(train | test) == PICTURES,
        f"{len(X_train) + len(X_test)} rows come back, {len(train | test)} different pictures",
        expected=f"each of the {PICTURES} pictures once",
        advice="is anything drawn twice, or left out between the two parts?",
    )


@pytest.mark.exercise("load_digit_tensors")
@pytest.mark.points(0.5)
def test_digits_other_fractions(student):
    """The fraction for the test data is the one that was asked for"""
    for fraction in (0.1, 0.4):
        _, (X_test, _) = parts(student, test_fraction=fraction)
        # Any way to round is fine, also class by class: ten classes, one picture each.
        expect.that(
            abs(len(X_test) - fraction * PICTURES) <= 10,
            f"with test_fraction={fraction} there are {len(X_test)} test pictures",
            expected=f"about {fraction * PICTURES:.0f}",
            advice="is the fraction that of the test part, and is the argument used?",
        )


@pytest.mark.exercise("load_digit_tensors")
@pytest.mark.points(0.75)
def test_digits_seed_decides(student, fresh):
    """The seed decides which pictures are tested, and nothing else does"""
    seed = int(torch.randint(1, 10_000, (), generator=fresh))
    other = parts(student, seed=seed + 1)
    for number in (0, seed):  # 0 is a seed like any other, also for who asks `if seed:`
        student.seed(seed + 1)
        first = parts(student, seed=number)
        student.seed(seed + 2)
        again = parts(student, seed=number)
        expect.that(
            same_split(first, again),
            "the same seed gives another split the second time",
            expected="the same split for the same seed, whatever was drawn before",
            advice="does everything that is drawn follow from the seed?",
        )
    expect.that(
        same_split(parts(student, 0.25, 0), parts(student)),
        "without arguments another split comes back than for 0.25 and 0",
        expected="one and the same split",
        advice="which defaults does the first line of the function promise?",
    )
    one, two = set(row_numbers(first[1][0])), set(row_numbers(other[1][0]))
    # Two random quarters share a quarter of their pictures; one and the same shares all.
    expect.that(
        len(one & two) < 0.7 * len(one),
        "another seed tests the same pictures",
        expected="the test pictures to be drawn at random, from all of them",
        advice="is the seed used, and does it decide which pictures are tested, not only their "
        "order?",
    )


@pytest.mark.exercise("load_digit_tensors")
@pytest.mark.points(0.25)
def test_digits_drawn_one_by_one(student, fresh):
    """The test pictures are drawn one by one, from everywhere in the file"""
    seed = int(torch.randint(1, 10_000, (), generator=fresh))

    _, (X_test, _) = parts(student, seed=seed)

    test = set(row_numbers(X_test))
    expect.that(
        bool(test),
        "there is no test picture at all",
        expected=f"about a quarter of the {PICTURES} pictures",
        advice="how many rows does the cut leave on the side of the test?",
    )
    together, share = sum(n + 1 in test for n in test), len(test) / PICTURES
    # Of neighbours in the file both are tested with probability 1/16: 112 times, give or take 8
    # (78 to 138 in 2,000 draws, 90 to 141 in 500 class by class). One block of the file has 448,
    # blocks of five rows 380, pairs of rows 270, every fourth row 0.
    expect.that(
        0.5 < together / (share * len(test)) < 1.6,
        f"{together} of {len(test)} test pictures are followed in the file by another one",
        expected=f"about {share * len(test):.0f}, as by chance",
        advice="pictures that stand near each other tend to come from the same hand. Does chance "
        "decide for each picture on its own?",
    )


# ------------------------------------------------------------------------ train_digits
def split(fresh, n_train=1348):
    """A random split: (X_train, y_train, X_test, y_test)."""
    X, y, _ = digits()
    order = torch.randperm(PICTURES, generator=fresh)
    train, test = order[:n_train], order[1348:]
    return X[train], y[train], X[test], y[test]


def scores(student, X, y, seed, *questions):
    """What a network that was trained on X and y says about other pictures."""
    made = expect.module(student.train_digits(X.clone(), y.clone(), seed=seed))
    made.eval()  # a network with dropout is asked without it
    return [
        expect.floats(made(q), shape=(len(q), 10), advice="ten scores for each picture.")
        for q in questions
    ]


@pytest.mark.exercise("train_digits")
@pytest.mark.points(1)
@pytest.mark.seconds(60)
@pytest.mark.stays("the split of the public check could be learned by heart")
def test_train_digits_another_split(student, fresh):
    """Another split and another seed: it reads at least 90 % of the new pictures"""
    X, y, X_test, y_test = split(fresh)

    (got,) = scores(student, X, y, 7, X_test)

    right = float((got.argmax(dim=1) == y_test).float().mean())
    # The usual recipes reach 94 to 98 % (60 splits); one split has a standard error of 1 %.
    expect.that(
        right >= 0.90,
        f"the network reads {100 * right:.1f} % of the new pictures rightly",
        expected="at least 90 %",
        advice="print the loss after each epoch: does it fall, and is it still falling at the "
        "end? Are the old gradients cleared in each step, and do the outputs stay raw?",
    )


@pytest.mark.exercise("train_digits")
@pytest.mark.points(1)
@pytest.mark.seconds(60)
def test_train_digits_raw_scores(student, fresh):
    """The outputs are raw scores: any number may come out"""
    X, y, X_test, _ = split(fresh, n_train=400)

    usual, bright, dark, one, few = scores(
        student, X, y, 3, X_test, 1000 * X_test, -1000 * X_test, X_test[7:8], X_test[20:25]
    )

    # Pixels a thousand times too large drive every raw score far away from 0, in both directions;
    # what is squeezed by softmax, sigmoid or tanh, or cut by ReLU, never gets below -1.
    lowest = float(torch.stack([bright, dark]).min())
    sums = usual.sum(dim=1)
    expect.that(
        not expect.is_close(usual.logsumexp(dim=1), torch.zeros(len(sums)), atol=1e-3),
        "the outputs are logarithms of probabilities: none is ever above 0",
        expected="raw scores, which may be any number",
        advice="the loss applies the softmax itself, and its logarithm too: nothing comes after "
        "the last linear layer.",
    )
    expect.that(
        lowest < -1.0,
        "whatever comes in, no output is ever below -1",
        expected="raw scores, which may be any number",
        advice="the outputs of each picture add up to 1. The loss applies the softmax itself: done "
        "twice, it flattens the slopes."
        if expect.is_close(sums, torch.ones(len(sums)), atol=1e-3)
        else "nothing comes after the last linear layer: the loss wants scores that may be "
        "negative and large.",
    )
    # A matrix product may add up in another order for another number of rows: 1e-6 of its size.
    expect.close(
        torch.cat([one, few]),
        usual[[7, 20, 21, 22, 23, 24]],
        atol=1e-3,
        rtol=1e-3,
        advice="a picture alone gets other scores than among others: with whose mean and spread is "
        "it scaled?",
    )


@pytest.mark.exercise("train_digits")
@pytest.mark.points(0.75)
@pytest.mark.seconds(60)
def test_train_digits_has_a_hidden_layer(student, fresh):
    """The network bends: it has a hidden layer with an activation"""
    X, y, X_test, _ = split(fresh, n_train=400)
    a, b = X_test[:200], X_test[200:400]

    at_a, at_b, middle = scores(student, X, y, 3, a, b, (a + b) / 2)

    # A straight line gives half-way between two pictures the mean of their scores, to six digits;
    # trained ReLU and tanh networks are off by a tenth of the spread.
    bend = float((middle - (at_a + at_b) / 2).abs().max())
    spread = float((at_a.max() - at_a.min()).abs())
    expect.that(
        bend > 1e-3 * spread,
        "half-way between two pictures all scores are half-way too: it is a straight line",
        expected="a hidden layer with an activation",
        advice="linear layers without an activation between them are one linear layer.",
    )


@pytest.mark.exercise("train_digits")
@pytest.mark.points(0.75)
@pytest.mark.seconds(60)
def test_train_digits_learns_from_its_arguments(student, fresh):
    """From wrong labels it cannot learn to read"""
    X, y, X_test, y_test = split(fresh)
    wrong = (y + torch.randint(1, 10, y.shape, generator=fresh)) % 10  # none of them is right

    # Twelve of each digit under the name of another: too few to unlearn what was known before.
    few = torch.cat([(y == digit).nonzero().flatten()[:12] for digit in range(10)])
    renamed = (y[few] + int(torch.randint(1, 10, (), generator=fresh))) % 10

    (got,) = scores(student, X, wrong, 5, X_test)
    (other,) = scores(student, X[few], renamed, 5, X_test)

    # Measured: 0.00 to 0.02 in 40 trainings; who has seen the true labels reads 0.9 and more. From
    # the renamed ones 0.00 to 0.05 (11 recipes, 3 splits); who was trained before 0.97.
    for said in (got, other):
        right = float((said.argmax(dim=1) == y_test).float().mean())
        expect.that(
            right < 0.35,
            "trained with wrong labels only, the network still reads the pictures rightly",
            expected="it to learn from the labels that were passed in",
            advice="use `X` and `y`, and nothing else from the notebook or the data set.",
        )


@pytest.mark.exercise("train_digits")
@pytest.mark.points(0.5)
@pytest.mark.seconds(60)
def test_train_digits_seed_decides(student, fresh):
    """The seed decides all that is random, and the data stay as they were"""
    X, y, X_test, _ = split(fresh, n_train=200)
    student.seed(1)
    (first,) = scores(student, X, y, 0, X_test)  # a seed like any other: who asks `if seed:` ...
    student.seed(2)
    (again,) = scores(student, X, y, 0, X_test)
    (other,) = scores(student, X, y, 12, X_test)

    # The same operations on the same numbers; the rest is for sums in another order.
    expect.that(
        expect.is_close(first, again, atol=1e-3, rtol=1e-3),
        "two trainings with the same seed end with different networks",
        expected="everything random to follow from the seed",
        advice="seed first, then make the network and draw the batches.",
    )
    expect.that(
        not expect.is_close(first, other, atol=1e-3, rtol=1e-3),
        "another seed ends with the same network",
        expected="the start to follow from the seed",
        advice="is the seed that is passed in the one that is used?",
    )
    expect.unchanged(student.call("train_digits", X, y, seed=11))
