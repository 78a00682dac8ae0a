"""
Public checks of "Activations": they run in the notebook, and their text may be read.

At grading, further checks with fresh numbers are run.
"""

import math

import pytest
import torch

from autograde import expect
from autograde.proxy import StudentObject


def row(*values):
    """A row of numbers, float32."""
    return torch.tensor(values)


@pytest.mark.exercise("relu")
@pytest.mark.points(0.5)
def test_relu_four_numbers(student):
    """Two negative numbers become 0, two positive ones stay"""
    x = row(-2.0, -0.5, 1.5, 3.0)

    got = student.relu(x)

    expect.tensor(got, shape=(4,), advice="a tensor goes in, and one of its shape comes out.")
    # Nothing is calculated here: 1e-6 is far more than any rounding.
    expect.close(
        got,
        row(0.0, 0.0, 1.5, 3.0),
        atol=1e-6,
        mistakes={
            "positive inputs pass unchanged; you return 1.": row(0.0, 0.0, 1.0, 1.0),
            "that is the absolute value. What should become of -2?": row(2.0, 0.5, 1.5, 3.0),
            "it is the positive numbers that stay.": row(-2.0, -0.5, 0.0, 0.0),
            "nothing has happened to the negative numbers.": x,
        },
        advice="go through the four numbers one by one.",
    )


@pytest.mark.exercise("leaky_relu")
@pytest.mark.points(0.5)
def test_leaky_relu_default_slope(student):
    """Without a word about the slope, a hundredth leaks through"""
    x = row(-2.0, -0.5, 1.5, 3.0)

    got = student.leaky_relu(x)

    expect.tensor(got, shape=(4,), advice="a tensor goes in, and one of its shape comes out.")
    # One product in float32, of numbers up to 0.02: rounding below 1e-8.
    expect.close(
        got,
        row(-0.02, -0.005, 1.5, 3.0),
        atol=1e-6,
        mistakes={
            "negative numbers are to leak through, not to vanish.": row(0.0, 0.0, 1.5, 3.0),
            "a leak of a negative number is still negative.": row(0.02, 0.005, 1.5, 3.0),
            "it is the other side that leaks.": row(-2.0, -0.5, 0.015, 0.03),
        },
        advice="two cases: which slope on which side?",
    )


@pytest.mark.exercise("sigmoid")
@pytest.mark.points(1)
def test_sigmoid_from_minus_two_to_two(student):
    """Five scores from -2 to 2 rise from 0.12 to 0.88"""
    x = row(-2.0, -1.0, 0.0, 1.0, 2.0)

    got = student.sigmoid(x)

    expect.tensor(got, shape=(5,), advice="a tensor goes in, and one of its shape comes out.")
    # Every stable formula is good to a few units of float32's seventh digit.
    expect.close(
        got,
        row(0.1192029, 0.2689414, 0.5, 0.7310586, 0.8807971),
        atol=1e-5,
        mistakes={
            "sigmoid must rise; yours falls.": row(0.8807971, 0.7310586, 0.5, 0.2689414, 0.1192029),
            "that is tanh: it runs from -1 to 1.": torch.tanh(x),
            "below 0 it must be below one half.": row(
                0.8807971, 0.7310586, 0.5, 0.7310586, 0.8807971
            ),
        },
        advice="at 0 it is one half, and what it gives at -1 and at 1 adds up to 1.",
    )


@pytest.mark.exercise("tanh_from_sigmoid")
@pytest.mark.points(0.5)
def test_tanh_from_minus_two_to_two(student):
    """Five numbers from -2 to 2"""
    x = row(-2.0, -1.0, 0.0, 0.5, 2.0)

    got = student.tanh_from_sigmoid(x)

    expect.tensor(got, shape=(5,), advice="a tensor goes in, and one of its shape comes out.")
    # A sigmoid of float32, stretched by 2: off by a few units of the seventh digit.
    expect.close(
        got,
        row(-0.9640276, -0.7615942, 0.0, 0.4621172, 0.9640276),
        atol=1e-5,
        mistakes={
            "the curve is too flat: something inside is missing.": row(
                -0.76159, -0.46212, 0.0, 0.24492, 0.76159
            ),
            "the range is still that of the sigmoid.": row(0.01799, 0.1192, 0.5, 0.73106, 0.98201),
            "inside, the factor goes the other way.": row(
                -0.46212, -0.24492, 0.0, 0.12435, 0.46212
            ),
            "it falls where it should rise.": row(0.96403, 0.76159, 0.0, -0.46212, -0.96403),
        },
        advice="where is your curve at 0, and what is the largest value it can reach?",
    )


@pytest.mark.exercise("softmax")
@pytest.mark.points(1)
def test_softmax_two_rows(student):
    """Two rows of three scores, as in the example"""
    logits = torch.tensor([[0.0, 0.0, 0.0], [0.0, math.log(2), math.log(3)]])

    got = student.softmax(logits)

    expect.tensor(got, shape=(2, 3), advice="one probability for each score.")
    # Sums of three float32 numbers: a few units of the seventh digit.
    expect.close(
        got,
        torch.tensor([[1 / 3, 1 / 3, 1 / 3], [1 / 6, 2 / 6, 3 / 6]]),
        atol=1e-5,
        mistakes={
            "each row must sum to 1; yours sums down the columns.": torch.tensor(
                [[1 / 2, 1 / 3, 1 / 4], [1 / 2, 2 / 3, 3 / 4]]
            ),
            "each row must sum to 1; yours sums over the whole table.": torch.tensor(
                [[1 / 9, 1 / 9, 1 / 9], [1 / 9, 2 / 9, 3 / 9]]
            ),
            "these are the exponentials, not yet divided.": torch.tensor(
                [[1.0, 1.0, 1.0], [1.0, 2.0, 3.0]]
            ),
            "these are the logarithms of the probabilities.": torch.tensor(
                [[1 / 3, 1 / 3, 1 / 3], [1 / 6, 2 / 6, 3 / 6]]
            ).log(),
        },
        advice="exponentials first, then divide by their sum along the dimension.",
    )


@pytest.mark.exercise("derivative")
@pytest.mark.points(0.5)
def test_derivative_of_a_square(student):
    """The slope of t² + 3t is 2t + 3"""
    x = torch.tensor([[-1.0, 0.0, 2.0]])
    f = student.build("lambda t: t ** 2 + 3 * t")

    got = student.derivative(f, x)

    expect.that(
        got is not None,
        "derivative returned None",
        expected="a tensor with one slope for each element",
        cause="`.grad` is None where no gradient has arrived; a missing `return` gives None, too.",
        advice="do you read the gradient of the very tensor that you had watched?",
        code="AG-G002",
    )
    expect.tensor(got, shape=(1, 3), advice="one slope per element: do not sum the gradient.")
    # Small whole numbers: exact in float32.
    expect.close(
        got,
        torch.tensor([[1.0, 3.0, 7.0]]),
        atol=1e-4,
        mistakes={
            "these are the values of f, not its slopes.": torch.tensor([[-2.0, 0.0, 10.0]]),
            "the way back began at a mean, not at a sum.": (torch.tensor([[1.0, 3.0, 7.0]]) / 3),
        },
        advice="ask for the gradient of the sum of f(x).",
    )


@pytest.mark.exercise("is_affine")
@pytest.mark.points(1)
def test_is_affine_a_layer_and_two_with_relu(student):
    """One linear layer is straight, two with a ReLU between are not"""
    straight = student.build(
        "nn.Linear(2, 1)",
        state={"weight": torch.tensor([[2.0, -1.0]]), "bias": row(3.0)},
    )
    bent = student.build(
        "nn.Sequential(nn.Linear(2, 2), nn.ReLU(), nn.Linear(2, 1))",
        state={
            "0.weight": torch.tensor([[1.0, 1.0], [-1.0, 2.0]]),
            "0.bias": row(0.5, -0.5),
            "2.weight": torch.tensor([[2.0, 3.0]]),
            "2.bias": row(1.0),
        },
    )

    plain = "return True or False itself: `bool(...)` makes one of a tensor with one element."
    expect.equal(
        student.is_affine(straight, 2),
        True,
        advice="a straight line may have a constant: what is f(0)? And float32 rounds, so compare "
        f"with a tolerance. If it is no bool: {plain}",
    )
    expect.equal(
        student.is_affine(bent, 2),
        False,
        advice=f"try many inputs of both signs, a few units wide. If it is no bool: {plain}",
    )


@pytest.mark.exercise("collapse")
@pytest.mark.points(1)
def test_collapse_small_layers(student):
    """From 2 inputs over 3 units to 1 output"""
    first = {
        "weight": torch.tensor([[1.0, 2.0], [0.0, -1.0], [3.0, 1.0]]),
        "bias": row(1.0, 0.0, -2.0),
    }
    second = {"weight": torch.tensor([[2.0, 1.0, -1.0]]), "bias": row(5.0)}
    l1 = student.build("nn.Linear(2, 3)", state=first)
    l2 = student.build("nn.Linear(3, 1)", state=second)

    one = student.collapse(l1, l2)

    expect.that(
        isinstance(one, StudentObject)
        and student.build("lambda m: isinstance(m, nn.Linear)")(one) is True,
        f"{expect.returned(one)}, which is {expect.kind_of(one)}",
        expected="a single nn.Linear",
        advice="make a new layer, fill in its weight and bias, and return the layer.",
        code="AG-T001",
    )
    x = torch.tensor([[0.0, 0.0], [1.0, 0.0], [0.0, 1.0]])
    # Small whole numbers: exact in float32.
    expect.close(
        expect.tensor(one(x), shape=(3, 1)),
        torch.tensor([[9.0], [8.0], [11.0]]),
        atol=1e-4,
        mistakes={
            "the first bias goes through the second layer.": (torch.tensor([[5.0], [4.0], [7.0]])),
            "where is the second layer's bias?": torch.tensor([[4.0], [3.0], [6.0]]),
        },
        advice="put one formula into the other, on paper, and multiply out.",
    )


def true_minutes(miles):
    """The rule behind the notebook's deliveries."""
    return torch.minimum(4.4 + 3.6 * miles, 20.6 + 0.9 * miles)


@pytest.mark.exercise("fit_curve")
@pytest.mark.points(1)
@pytest.mark.seconds(40)
def test_fit_curve_follows_the_notebooks_road(student):
    """Between the 48 deliveries, at most a quarter of the line's error is left"""
    x = torch.linspace(0.5, 24.0, 48).reshape(-1, 1)
    chance = 0.25 * torch.randn(48, 1, generator=torch.Generator().manual_seed(7))
    y = true_minutes(x) + chance
    between = (x[:-1] + x[1:]) / 2
    truth = true_minutes(between)
    w, b = expect.best_line(x, y)
    line = float((w * between + b - truth).double().square().mean())

    # A start can be unlucky: the best of three counts.
    for _ in range(3):
        f = student.fit_curve(x, y)
        expect.that(
            isinstance(f, StudentObject),
            f"{expect.returned(f)}, which is {expect.kind_of(f)}",
            expected="a function",
            advice="return the function that answers, not an answer: no call brackets behind it.",
            code="AG-T001",
        )
        got = expect.tensor(
            f(between), shape=(47, 1), device="cpu", advice="one time for each distance asked."
        )
        expect.that(
            got.dtype in (torch.float32, torch.float64),
            f"{expect.returned(got)}, which has dtype {got.dtype}",
            expected="times in minutes, as floating-point numbers",
            advice="where do the times lose their decimals?",
            code="AG-D001",
        )
        said = got.detach().double()
        part = float((said - truth).square().mean()) / line
        if part <= 0.25:
            return
    raw = float((said * float(y.std()) + float(y.mean()) - truth).square().mean()) / line
    picture = expect.fit_picture(x, y, between, said, best=truth, unit="minutes")
    with expect.pictured(picture):
        expect.that(
            False,
            f"the mean squared error between the deliveries is {100 * part:.3g} % of the best "
            "line's",
            expected="at most 25 %",
            advice=(
                "your answers are in standard deviations, not minutes. What was done to the times?"
                if raw <= 0.25
                else "is there an activation between the layers, are miles and minutes "
                "standardised for the training, and does the loss stop falling before the "
                "training ends?"
            ),
            code="AG-L001",
        )


@pytest.mark.exercise("gradient_norms")
@pytest.mark.points(0.5)
def test_gradient_norms_of_one_neuron(student):
    """The neuron of the example has a slope of -30, twice in a row"""
    neuron = student.build(
        "nn.Sequential(nn.Linear(1, 1))",
        state={"0.weight": torch.tensor([[2.0]]), "0.bias": row(1.0)},
    )
    x, y = torch.tensor([[3.0]]), torch.tensor([[12.0]])

    got = expect.series(student.gradient_norms(neuron, x, y), 1, "the list of norms", plain=True)

    # Small whole numbers: exact in float32.
    expect.close(
        got,
        [30.0],
        atol=1e-3,
        mistakes={
            "that is the size of the weight, not of its gradient.": [2.0],
            "a norm is never negative.": [-30.0],
            "is the bias counted as well?": [math.sqrt(1000.0)],
        },
        advice="the loss is the mean squared error; then read the gradient of the layer's weight.",
    )


@pytest.mark.exercise("dead_units")
@pytest.mark.points(0.5)
def test_dead_units_two_of_three(student):
    """Of x, -x and x - 5, two are dead for the rows 1, 2 and 3"""
    layer = student.build(
        "nn.Linear(1, 3)",
        state={
            "weight": torch.tensor([[1.0], [-1.0], [1.0]]),
            "bias": row(0.0, 0.0, -5.0),
        },
    )
    expect.equal(
        student.dead_units(layer, torch.tensor([[1.0], [2.0], [3.0]])),
        2,
        mistakes={
            "those are zeros, counted one by one. A unit is dead if it is 0 in every row.": 6,
            "that is the number of units that live.": 1,
        },
        advice="one True or False for each unit, then count, and make a plain int of the count.",
    )


@pytest.mark.exercise("output_activation")
@pytest.mark.points(0.25)
def test_output_has_a_word_for_each_question(student):
    """One of the three words stands behind each of the four keys"""
    table = student["OUTPUT"]

    expect.is_a(table, dict, advice="OUTPUT is a dictionary: {key: word, ...}.")
    keys = {"minutes", "late or not", "which of ten", "temperature"}
    expect.that(
        set(table) == keys,
        f"OUTPUT has the keys {sorted(map(str, table))}",
        expected=f"the keys {sorted(keys)}",
        advice="copy the four keys from the table.",
    )
    for key, word in table.items():
        tidy = "none" if word is None else word if isinstance(word, str) else ""
        for gap in " -_":
            tidy = tidy.replace(gap, "").lower()
        expect.that(
            tidy in ("none", "sigmoid", "softmax"),
            f"behind {key!r} stands {word!r}",
            expected='"none", "sigmoid" or "softmax"',
            advice="use one of the three words.",
        )
