"""Hidden checks: straight or bent (is_affine), and two layers in one (collapse)."""

from itertools import pairwise

import pytest
import torch

from autograde import expect
from autograde.proxy import StudentObject

PLAIN = " If the answer is no bool: `bool(...)` makes one of a tensor with one element."


def normal(fresh, *shape):
    """Standard normal numbers, float32."""
    return torch.randn(shape, generator=fresh)


def stack(student, fresh, sizes, activation="", scale=1.0):
    """
    Linear layers one after the other, with random numbers of our own.

    Args:
        sizes: Numbers of inputs, hidden units and outputs.

        activation: What stands between the layers, as source; nothing if empty.

        scale: The spread of a unit's input for standard normal inputs, about.
    """
    layers, state = [], {}
    for n_in, n_out in pairwise(sizes):
        if layers and activation:
            layers.append(activation)
        state[f"{len(layers)}.weight"] = scale * normal(fresh, n_out, n_in) / n_in**0.5
        state[f"{len(layers)}.bias"] = 0.5 * normal(fresh, n_out)
        layers.append(f"nn.Linear({n_in}, {n_out})")
    return student.build(f"nn.Sequential({', '.join(layers)})", state=state)


# ---------------------------------------------------------------------------- is_affine
def all_straight(student, cases, advice):
    """Every one of these is affine."""
    for f, n_in in cases:
        expect.equal(student.is_affine(f, n_in), True, advice=advice + PLAIN)


def all_bent(student, cases, advice):
    """None of these is affine."""
    for f, n_in in cases:
        expect.equal(student.is_affine(f, n_in), False, advice=advice + PLAIN)


@pytest.mark.exercise("is_affine")
@pytest.mark.points(1)
def test_is_affine_straight_ones(student, fresh):
    """Layers without a bend, however many, and lines with a constant"""
    cases = [
        (stack(student, fresh, (4, 6, 3)), 4),
        (stack(student, fresh, (5, 8, 8, 8, 8, 8, 2), scale=0.7), 5),
        (student.build("lambda x: 3 * x + 1"), 1),
        (student.build("lambda x: x"), 3),
        (student.build("lambda x: 0 * x"), 2),  # nothing that rounding could be measured by
        (student.build("lambda x: 2.5 - x.sum(dim=-1, keepdim=True)"), 3),
    ]
    before = [f.describe() for f, _ in cases[:2]]
    all_straight(
        student,
        cases,
        "a straight line may have a constant, so that f(0) is not 0; it may have several inputs "
        "and outputs; and float32 rounds, a little more with every layer.",
    )
    for (f, _), old in zip(cases, before, strict=False):
        now = f.describe()
        pairs = zip(old.parameters, now.parameters, strict=True)
        same = all(a.value.dtype == b.value.dtype and a.value.equal(b.value) for a, b in pairs)
        expect.that(
            same and now.training == old.training,
            "after the question the network that was asked about is another one",
            expected="its numbers, their dtype and its mode as they were",
            advice="ask `f`, and change nothing about it.",
            code="AG-M001",
        )


@pytest.mark.exercise("is_affine")
@pytest.mark.points(1)
def test_is_affine_bent_networks(student, fresh):
    """Networks with an activation between the layers"""
    cases = [
        (stack(student, fresh, (3, 12, 2), "nn.ReLU()", scale=2.0), 3),
        (stack(student, fresh, (2, 12, 1), "nn.Tanh()", scale=2.0), 2),
        (stack(student, fresh, (1, 12, 1), "nn.Sigmoid()", scale=4.0), 1),
        (stack(student, fresh, (4, 8, 8, 3), "nn.LeakyReLU(0.1)", scale=2.0), 4),
    ]
    all_bent(
        student,
        cases,
        "feed in many pairs of random inputs, a few units wide, and compare the results.",
    )


@pytest.mark.exercise("is_affine")
@pytest.mark.points(1)
def test_is_affine_hidden_bends(student):
    """Bends that are easily overlooked"""
    sources = {
        "lambda x: x.abs()": 1,  # straight on each side of 0, and f(2x) = 2 f(x)
        "lambda x: torch.where(x > 0, x, 0.1 * x)": 2,
        "lambda x: (x - 1.5).clamp(min=0)": 1,  # straight around 0
        "lambda x: x ** 3": 1,  # f(-x) = -f(x), as for a line through 0
        "lambda x: x[..., :1] * x[..., 1:2]": 2,  # straight in each input by itself
        "lambda x: (x[..., :1] - x[..., 1:2]).abs()": 2,  # 0 wherever all inputs are equal
        "lambda x: torch.cat([x, x[..., -1:].abs()], dim=-1)": 3,  # in one output only
        "lambda x: torch.cat([x.abs(), -x.abs()], dim=-1)": 1,  # not on average over the outputs
        "lambda x: 0.2 * x.abs() + 1.0": 1,  # by 0.6 at most, and by far more than rounding
        "lambda x: 5 * x + 0.4 * x.abs()": 1,  # so close to a line that R² is 0.998
    }
    all_bent(
        student,
        [(student.build(source), n_in) for source, n_in in sources.items()],
        "functions without layers can bend, too: on one side only, away from 0, in one of several "
        "outputs, by a little, or only when two inputs change together. Draw pairs with both "
        "signs, look at the largest difference, and mind how small rounding is.",
    )


# ----------------------------------------------------------------------------- collapse
def layers(student, fresh, n_in, n_hidden, n_out):
    """Two linear layers, each as (object, weight, bias)."""
    made = []
    for a, b in ((n_in, n_hidden), (n_hidden, n_out)):
        weight, bias = normal(fresh, b, a), 2 * normal(fresh, b)
        state = {"weight": weight, "bias": bias}
        made.append((student.build(f"nn.Linear({a}, {b})", state=state), weight, bias))
    return made


def one_layer(student, got):
    """What collapse returned: an nn.Linear."""
    is_linear = isinstance(got, StudentObject) and (
        student.build("lambda m: isinstance(m, nn.Linear)")(got) is True
    )
    expect.that(
        is_linear,
        f"{expect.returned(got)}, which is {expect.kind_of(got)}",
        expected="a single nn.Linear",
        advice="make a new layer, fill in its weight and bias, and return the layer.",
        code="AG-T001",
    )
    return got


def same_results(student, fresh, n_in, n_hidden, n_out):
    """One layer gives the results of two."""
    (l1, w1, b1), (l2, w2, b2) = layers(student, fresh, n_in, n_hidden, n_out)

    one = one_layer(student, student.collapse(l1, l2))

    shape = (n_out, n_in)
    expect.tensor(one["weight"], shape=shape, advice="which sizes are left outside?")
    expect.tensor(one["bias"], shape=(n_out,), advice="one constant for each output.")
    for name, size in (("in_features", n_in), ("out_features", n_out)):
        expect.that(
            one[name] == size,
            f"the layer says that its {name} is {expect.returned(one[name], '{value}')}",
            expected=f"{size}, as its weight has it",
            advice="make the new layer in the size that it needs, rather than out of another one.",
        )
    x = normal(fresh, 7, n_in)
    w1, b1, w2, b2 = (v.double() for v in (w1, b1, w2, b2))
    inputs = x.double()
    mistakes = {
        "the first layer's bias goes through the second layer, too.": inputs @ (w2 @ w1).T + b2,
        "where is the second layer's bias?": inputs @ (w2 @ w1).T + w2 @ b1,
    }
    if n_in == n_hidden == n_out:
        mistakes["x meets the first layer first. Which matrix stands next to it?"] = (
            inputs @ (w1 @ w2).T + w2 @ b1 + b2
        )
        mistakes["the first bias has to pass the second weight."] = inputs @ (w2 @ w1).T + b1 + b2
    # Sums of up to five products in float32, of results around 5.
    expect.close(
        expect.tensor(one(x), shape=(7, n_out)),
        (inputs @ w1.T + b1) @ w2.T + b2,
        atol=1e-4,
        mistakes=mistakes,
        advice="put one formula into the other, on paper, and multiply out.",
    )


@pytest.mark.exercise("collapse")
@pytest.mark.points(0.5)
def test_collapse_different_sizes(student, fresh):
    """From 3 over 5 to 2, and from 2 over 1 to 4"""
    same_results(student, fresh, 3, 5, 2)
    same_results(student, fresh, 2, 1, 4)


@pytest.mark.exercise("collapse")
@pytest.mark.points(1)
def test_collapse_square_layers(student, fresh):
    """With square weights, where a wrong order goes unnoticed"""
    same_results(student, fresh, 4, 4, 4)


@pytest.mark.exercise("collapse")
@pytest.mark.points(1)
def test_collapse_makes_a_new_layer(student, fresh):
    """A layer that can be trained, while the two old ones stay as they were"""
    (l1, w1, b1), (l2, w2, b2) = layers(student, fresh, 3, 3, 3)

    one = one_layer(student, student.collapse(l1, l2))

    for name, layer, weight, bias in (("first", l1, w1, b1), ("second", l2, w2, b2)):
        kept = expect.is_close(layer["weight"], weight, atol=0.0)
        expect.that(
            kept and expect.is_close(layer["bias"], bias, atol=0.0),
            f"collapse changed the {name} layer",
            expected="both layers as they were",
            advice="make a new layer; do not write into the ones you were given.",
            code="AG-M001",
        )
    one.backward(normal(fresh, 5, 3))
    for p in one.describe().parameters:
        expect.that(
            p.requires_grad and p.gradient is not None,
            f"no gradient arrives at the {p.name} of the layer that collapse returned",
            expected="a layer that can be trained like any other",
            advice="its weight and bias stay parameters; only their numbers are new.",
            code="AG-G002",
        )
