"""Hidden checks: the race between a classical model and a network, luck or better."""

import time

import pytest
import torch
from sklearn.datasets import load_digits, load_wine

from autograde import expect

KEYS = ("classical", "deep", "classical_seconds", "deep_seconds")


def sides(fresh, X, y, train, test):
    """Random rows for training and for the test."""
    order = torch.randperm(len(X), generator=fresh)
    a, b = order[:train], order[train : train + test]
    return X[a], y[a], X[b], y[b]


def wine():
    """178 wines, 13 measurements, three growers."""
    X, y = load_wine(return_X_y=True)
    return torch.tensor(X, dtype=torch.float32), torch.tensor(y)


def digits(fresh, side=8):
    """1797 digits, each at a random place of a picture of this size."""
    X, y = load_digits(return_X_y=True)
    small = torch.tensor(X, dtype=torch.float32).reshape(-1, 8, 8)
    places = torch.randint(0, side - 7, (len(small), 2), generator=fresh).tolist()
    X = torch.zeros(len(small), side, side)
    for picture, digit, (down, right) in zip(X, small, places, strict=True):
        picture[down : down + 8, right : right + 8] = digit
    return X.flatten(1), torch.tensor(y)


def result(got, *, accuracies=True):
    """The four numbers of a race; the accuracies are shares, if they are looked at."""
    expect.is_a(got, dict)
    for key in KEYS:
        expect.that(key in got, f"the keys are {sorted(map(str, got))}", expected=f"{key!r}")
    numbers = {key: expect.number(got[key], key) for key in KEYS}
    for key in ("classical", "deep") if accuracies else ():
        expect.that(
            0.0 <= numbers[key] <= 1.0,
            f"the accuracy of {key!r} is {numbers[key]:g}",
            expected="a share, from 0 to 1",
        )
    return numbers


# -------------------------------------------------------------------------------- compare
@pytest.mark.exercise("compare")
@pytest.mark.points(0.25)
@pytest.mark.seconds(60)
def test_compare_other_units(student, fresh):
    """The network does not care about the units of the columns"""
    X, y = wine()
    X_train, y_train, X_test, y_test = sides(fresh, X, y, 118, 60)
    # The columns that say little about the grower get the largest numbers: a network without
    # scaling hears nothing else.
    units = torch.full((13,), 1e-3)
    units[[2, 3, 4, 7]] = 1e3

    call = student.call("compare", X_train * units, y_train, X_test * units, y_test, 0)

    got = result(call.value)
    # Scaled networks: 0.90 to 1.00 over 20 splits, in any units. Without scaling: 0.3 to 0.65.
    expect.that(
        got["deep"] >= 0.8,
        f"the accuracy of the network is {got['deep']:.3f} when the columns have other units",
        expected="about 0.95, as before",
        advice="bring every column to the same scale before the network sees it.",
    )
    expect.unchanged(call)


@pytest.mark.exercise("compare")
@pytest.mark.points(0.25)
@pytest.mark.seconds(60)
def test_compare_scales_by_training_rows(student, fresh):
    """One absurd test row does not spoil the others"""
    X, y = wine()
    # Columns of size 1 to begin with: a network without any scaling is another check's business,
    # and on raw columns it is good or bad by luck.
    X = (X - X.mean(0)) / X.std(0)
    X_train, y_train, X_test, y_test = sides(fresh, X, y, 118, 60)
    # A row from another world among the test rows: it may be answered anyhow.
    X_test[0] = 1e6

    got = result(student.compare(X_train, y_train, X_test, y_test, 0))

    # As above, less the one row; a scaler that has seen it makes all others alike: 0.3 to 0.5.
    expect.that(
        min(got["deep"], got["classical"]) >= 0.75,
        f"with one absurd test row the accuracies are {got['classical']:.3f} and {got['deep']:.3f}",
        expected="about 0.95 for both",
        advice="from which rows do you take mean and deviation? One test row must not be able to "
        "change how the others are read.",
    )


@pytest.mark.exercise("compare")
@pytest.mark.points(0.25)
@pytest.mark.seconds(90)
def test_compare_learns_shifted_digits(student, fresh):
    """The network reads digits that are not in the middle"""
    X, y = digits(fresh, 12)

    got = result(student.compare(*sides(fresh, X, y, 1100, 300), 0))

    # Networks with one hidden layer of 32 and more reach 0.70 to 0.82, straight ones 0.34
    # (measured over 4 splits each).
    expect.that(
        got["deep"] >= 0.45,
        f"the accuracy of the network on shifted digits is {got['deep']:.3f}",
        expected="at least 0.45",
        advice="has it a hidden layer with an activation, and epochs enough?",
    )


# Every gradient arrives as zeros: whatever learns by PyTorch's gradients learns nothing.
_WITHOUT_GRADIENTS = """
def without_gradients(compare, X_train, y_train, X_test, y_test):
    backward, grad = torch.autograd.backward, torch.autograd.grad

    def zeros(tensors):
        tensors = [tensors] if isinstance(tensors, torch.Tensor) else list(tensors)
        return [torch.zeros_like(t) for t in tensors]

    def no_backward(tensors, grad_tensors=None, *args, **kwargs):
        return backward(tensors, zeros(tensors), *args, **kwargs)

    def no_grad(outputs, inputs, grad_outputs=None, *args, **kwargs):
        return grad(outputs, inputs, zeros(outputs), *args, **kwargs)

    torch.autograd.backward, torch.autograd.grad = no_backward, no_grad
    try:
        return compare(X_train, y_train, X_test, y_test, 0)
    finally:
        torch.autograd.backward, torch.autograd.grad = backward, grad
"""


@pytest.mark.exercise("compare")
@pytest.mark.points(0.25)
@pytest.mark.seconds(60)
def test_compare_which_is_which(student, fresh):
    """The network learns by PyTorch's gradients, and the classical model does without them"""
    helper = student.build(_WITHOUT_GRADIENTS, name="without_gradients")

    got = result(helper(student["compare"], *sides(fresh, *digits(fresh), 300, 200)))

    # With all gradients zero a network keeps its random weights and guesses: 0.03 to 0.2. What
    # scikit-learn fits on 300 digits reads 0.65 (a tree) to 0.95 of the others.
    expect.that(
        got["deep"] < 0.4,
        f"without any gradient the accuracy of 'deep' is still {got['deep']:.2f}",
        expected="a network of PyTorch, which learns by gradients",
        advice="which of the two accuracies belongs to which key? And is the network one that "
        "you train with PyTorch?",
    )
    expect.that(
        got["classical"] > 0.4,
        f"without any gradient the accuracy of 'classical' is {got['classical']:.2f}",
        expected="a classical model, which needs none",
        advice="which of the two accuracies belongs to which key?",
    )


@pytest.mark.exercise("compare")
@pytest.mark.points(0.25)
@pytest.mark.seconds(60)
@pytest.mark.stays("chooses_nothing_by_the_test is silent where models differ from call to call")
def test_compare_has_not_seen_the_test(student, fresh):
    """Trained on labels without sense, both models can only guess"""
    X_train, y_train, X_test, y_test = sides(fresh, *digits(fresh), 300, 300)
    nonsense = y_train[torch.randperm(300, generator=fresh)]

    got = result(student.compare(X_train, nonsense, X_test, y_test, 0))

    # A guess among ten: mean 0.10, largest of 36 runs 0.23. Whoever has trained on the test rows
    # gets more than 0.9 of them right.
    for key in ("classical", "deep"):
        expect.that(
            got[key] < 0.33,
            f"trained on shuffled labels, {key!r} still gets {got[key]:.2f} of the test right",
            expected="about 0.1, a guess among ten",
            advice="where else could it know the answers from? The test rows and their labels "
            "are for measuring only.",
        )


@pytest.mark.exercise("compare")
@pytest.mark.points(0.25)
@pytest.mark.seconds(60)
def test_compare_chooses_nothing_by_the_test(student, fresh):
    """With the labels of the test exchanged, right becomes wrong and wrong becomes right"""
    X, X_test = torch.randn(80, 10, generator=fresh), torch.randn(200, 10, generator=fresh)
    y, y_test = (torch.randint(0, 2, (n,), generator=fresh) for n in (80, 200))

    def share(labels):
        return result(student.compare(X, y, X_test, labels, 0))

    once, again, exchanged = share(y_test), share(y_test), share(1 - y_test)

    # Two classes, so the same model gets right of the exchanged labels what it got wrong before.
    # Nothing can be learned here: whoever has several models, and keeps the best on the test, is
    # above one half both times, by a few rows at least.
    for key in ("classical", "deep"):
        if once[key] != again[key]:  # the models differ by chance: then nothing can be said
            continue
        gain = once[key] + exchanged[key] - 1
        # Room for two shares rounded to whole per cents, and for a row on the border. Measured: the
        # best of 24 epochs gains 0.065.
        expect.that(
            gain < 2.5 / 200,
            f"{key!r} gets {100 * once[key]:.1f} % right, and {100 * exchanged[key]:.1f} % with "
            "the labels of the test exchanged",
            expected="100 % together: the same models, whatever the labels of the test are",
            advice="does something choose by the test rows: an epoch, a seed, a size? Whatever is "
            "chosen by them has been fitted to them.",
        )


@pytest.mark.exercise("compare")
@pytest.mark.points(0.25)
@pytest.mark.seconds(60)
def test_compare_measures_seconds(student, fresh):
    """The two times are those of fitting, in seconds"""
    X_train, y_train, X_test, y_test = sides(fresh, *wine(), 118, 60)
    # No wine of the third grower is in the test: which classes there are is known from training.
    X_test, y_test = X_test[y_test < 2], y_test[y_test < 2]
    # Imports within the function, and whatever else takes its time only once, are over then.
    student.compare(X_train[:40], y_train[:40], X_test, y_test, 0)

    start = time.perf_counter()
    got = student.compare(X_train, y_train, X_test, y_test, 0)
    took = time.perf_counter() - start

    got = result(got, accuracies=False)
    # No fit takes less than some microseconds, nor a training less than a millisecond. Both
    # together cannot take longer than the call; a tenth and 50 ms more for clocks that differ,
    # some of which tick 60 times a second.
    expect.that(
        got["classical_seconds"] > 1e-5 and got["deep_seconds"] > 1e-3,
        f"the times are {got['classical_seconds']:.2g} and {got['deep_seconds']:.2g} seconds",
        expected="the time that each fit took",
        advice="start the stopwatch before the fit, read it right after, and take the difference.",
    )
    expect.that(
        got["classical_seconds"] + got["deep_seconds"] < 1.1 * took + 0.05,
        f"the times add up to {got['classical_seconds'] + got['deep_seconds']:.3g} seconds, but "
        f"the whole call took {took:.3g}",
        expected="seconds that fit into the call",
        advice="is it seconds? And is it the difference of two readings of the clock?",
    )
    # A call fits, scales and measures, and the fits are 0.8 of it and more. To make two models
    # takes a hundredth.
    expect.that(
        got["classical_seconds"] + got["deep_seconds"] > 0.1 * took,
        f"the times add up to {got['classical_seconds'] + got['deep_seconds']:.3g} seconds, but "
        f"the whole call took {took:.3g}",
        expected="the fits to be most of the work",
        advice="what stands between the two readings of the clock: the fit, or something else?",
    )


# -------------------------------------------------------------------------------- verdict
def case(fresh, low, high, ratio, most):
    """
    Two accuracies and a number of rows whose difference is this many times two standard errors.

    Args:
        most: The number of rows lies between 60 and this.

    Returns:
        (p, q, n) with p < q.
    """
    n = int(torch.randint(60, most, (), generator=fresh))
    p = low + (high - low) * float(torch.rand((), generator=fresh, dtype=torch.float64))
    q = p
    while (q - p) < ratio * 2 * ((p * (1 - p) + q * (1 - q)) / n) ** 0.5 and q < 0.995:
        q += 1e-4
    return p, q, n


@pytest.mark.exercise("verdict")
@pytest.mark.points(1)
def test_verdict_near_the_border(student, fresh):
    """On either side of two standard errors, for accuracies low and high"""
    advice = "one standard error is the root of the sum of both variances p(1 - p) / n; the "
    advice += "border is twice that."
    # Few rows, where luck reaches far, and many.
    for low, high, most in ((0.3, 0.5, 150), (0.6, 0.75, 900), (0.8, 0.9, 900)):
        # Away from the border: 1.96 for 2, n - 1 for n and a pooled share, which move it by 4 % at
        # most, agree there, and all that moves it by 20 % does not.
        for ratio in (0.85, 1.2):
            p, q, n = case(fresh, low, high, ratio, most)
            if q >= 0.99:  # the border lies beyond what an accuracy can be
                continue
            for swapped in (False, True):
                got = student.verdict(q, p, n) if swapped else student.verdict(p, q, n)

                winner = "classical" if swapped else "deep"
                expect.equal(
                    got,
                    winner if ratio > 1 else "tie",
                    mistakes={
                        "the larger accuracy wins: which argument is which?": (
                            "deep" if swapped else "classical"
                        )
                    },
                    advice=advice,
                )


@pytest.mark.exercise("verdict")
@pytest.mark.points(0.5)
def test_verdict_depends_on_the_rows(student, fresh):
    """The same lead is luck on few rows and a verdict on many"""
    p = 0.82 + 0.06 * float(torch.rand((), generator=fresh, dtype=torch.float64))
    q = p + 0.04
    rows = 4 * (p * (1 - p) + q * (1 - q)) / (q - p) ** 2  # here the lead is two standard errors
    for n, want in ((int(rows / 4), "tie"), (int(rows / 1.6), "tie"), (int(rows * 1.6), "deep")):
        expect.equal(
            student.verdict(p, q, n),
            want,
            advice="more test rows, less luck: where does n_test stand in your formula?",
        )
    expect.equal(student.verdict(p, p, 100), "tie", advice="two equal accuracies: nobody has won.")
