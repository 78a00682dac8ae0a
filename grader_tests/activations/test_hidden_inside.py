"""Hidden checks: inside a network (gradient_norms, dead_units), and its end (OUTPUT)."""

from itertools import pairwise

import pytest
import torch
import torch.nn.functional as F
from torch import nn

from autograde import expect


def normal(fresh, *shape):
    """Standard normal numbers, float32."""
    return torch.randn(shape, generator=fresh)


# ----------------------------------------------------------------------- gradient_norms
ACTIVATIONS = {"nn.Tanh()": torch.tanh, "nn.Sigmoid()": torch.sigmoid, "nn.ReLU()": torch.relu}
IN_A_ROW = "nn.Sequential(nn.Linear(2, 5), nn.ELU(), nn.Linear(5, 4), nn.Linear(4, 3), nn.Tanh())"
OLD = "\nfor p in net.parameters():\n    p.grad = torch.full_like(p, 3.0)\n"


def network(fresh, sizes, activation):
    """Source, weights and biases of a network that a check can also compute by itself."""
    parts, state = [], {}
    for n_in, n_out in pairwise(sizes):
        if parts:
            parts.append(activation)
        state[f"{len(parts)}.weight"] = 1.5 * normal(fresh, n_out, n_in) / n_in**0.5
        state[f"{len(parts)}.bias"] = normal(fresh, n_out)
        parts.append(f"nn.Linear({n_in}, {n_out})")
    return f"net = nn.Sequential({', '.join(parts)})", state


def true_norms(state, activation, x, y):
    """Norms of the gradients of the weights, and of weights and biases, in float64."""
    values = {k: v.double().requires_grad_() for k, v in state.items()}
    weights = [v for k, v in values.items() if k.endswith("weight")]
    biases = [v for k, v in values.items() if k.endswith("bias")]
    h = x.double()
    for i, (w, b) in enumerate(zip(weights, biases, strict=True)):
        h = ACTIVATIONS[activation](h) if i else h
        h = h @ w.T + b
    F.mse_loss(h, y.double()).backward()
    both = [
        float((w.grad.square().sum() + b.grad.square().sum()).sqrt())
        for w, b in zip(weights, biases, strict=True)
    ]
    return [float(w.grad.norm()) for w in weights], both, [float(w.norm()) for w in weights]


@pytest.mark.exercise("gradient_norms")
@pytest.mark.points(0.5)
def test_gradient_norms_of_deeper_networks(student, fresh):
    """Networks with two to five linear layers"""
    for sizes, activation in (
        ((2, 6, 1), "nn.ReLU()"),
        ((3, 7, 5, 2), "nn.Tanh()"),
        ((1, 6, 6, 6, 6, 1), "nn.Sigmoid()"),
    ):
        source, state = network(fresh, sizes, activation)
        x, y = normal(fresh, 11, sizes[0]), 2 * normal(fresh, 11, sizes[-1])
        want, both, sizes_of_weights = true_norms(state, activation, x, y)
        net = student.build(source, name="net", state=state)

        got = student.gradient_norms(net, x, y)

        advice = "one number for each nn.Linear, and none for the activations."
        norms = expect.series(got, len(want), "the list of norms", plain=True, advice=advice)
        # Sums of products in float32 through up to five layers: 1e-5 of their size.
        expect.close(
            norms,
            want,
            rtol=1e-3,
            atol=1e-7,
            mistakes={
                "that is the size of the weights, not of their gradients.": (sizes_of_weights),
                "the biases are counted as well; only the weights are asked for.": both,
                "the order is turned round: the layer next to the input comes first.": want[::-1],
                "the loss is the sum of the squared errors, not their mean.": [
                    11 * sizes[-1] * v for v in want
                ],
                "that is the square of the norm; a root is missing.": [v * v for v in want],
            },
            advice="the mean squared error of the model's outputs, one `backward()`, then the norm "
            "of each layer's `weight.grad`.",
        )

    # Linear layers in a row, and an activation at the end.
    own = nn.Sequential(
        nn.Linear(2, 5), nn.ELU(), nn.Linear(5, 4), nn.Linear(4, 3), nn.Tanh()
    ).double()
    state = {k: 0.7 * normal(fresh, *v.shape) for k, v in own.state_dict().items()}
    own.load_state_dict(state)
    x, y = normal(fresh, 10, 2), normal(fresh, 10, 3)
    F.mse_loss(own(x.double()), y.double()).backward()
    want = [float(layer.weight.grad.norm()) for layer in own if isinstance(layer, nn.Linear)]

    got = student.gradient_norms(student.build(IN_A_ROW, state=state), x, y)

    advice = "which of the model's parts are linear layers? Their places do not say so."
    norms = expect.series(got, len(want), "the list of norms", plain=True, advice=advice)
    # As above.
    expect.close(norms, want, rtol=1e-3, atol=1e-7, advice=advice)


@pytest.mark.exercise("gradient_norms")
@pytest.mark.points(0.75)
def test_gradient_norms_measure_and_change_nothing(student, fresh):
    """Old gradients do not count, a second call says the same, and the weights stay"""
    source, state = network(fresh, (2, 5, 4, 1), "nn.Tanh()")
    x, y = normal(fresh, 9, 2), normal(fresh, 9, 1)
    want, *_ = true_norms(state, "nn.Tanh()", x, y)
    net = student.build(source + OLD, name="net", state=state)

    for advice in (
        "the model came with gradients from before. What does `backward()` do with them?",
        "the first call was right. What is left over from it when the second begins?",
    ):
        got = student.gradient_norms(net, x, y)
        norms = expect.series(got, 3, "the list of norms", plain=True)
        # As above.
        expect.close(norms, want, rtol=1e-3, atol=1e-7, advice=advice)
    for p in net.describe().parameters:
        expect.that(
            expect.is_close(p.value, state[p.name], atol=0.0),
            f"gradient_norms changed {p.name}",
            expected="the model's weights and biases as they were",
            advice="this is a measurement: no optimizer, no step.",
            code="AG-M001",
        )


# --------------------------------------------------------------------------- dead_units
def layer_with(student, fresh, live, dead, X):
    """
    A layer with so many live and dead units on X, and its weights.

    Live units are positive in a single row or in all; dead ones are negative everywhere or,
    one of them, exactly 0.
    """
    n_in = X.shape[1]
    weight, bias = normal(fresh, live + dead, n_in), torch.zeros(live + dead)
    weight[-1] = 0.0  # always exactly 0: dead as well
    order = (X @ weight.T).sort(dim=0).values
    for unit in range(live + dead - 1):
        if unit >= live:
            bias[unit] = -order[-1, unit] - 0.5  # the largest is -0.5
        elif unit % 3 == 2:
            bias[unit] = -order[0, unit] + 0.5  # the smallest is 0.5
        else:
            middle = (order[-1, unit] + order[-2, unit]) / 2
            bias[unit] = -middle  # only the largest is above 0
    shuffled = torch.randperm(live + dead, generator=fresh)
    state = {"weight": weight[shuffled], "bias": bias[shuffled]}
    return student.build(f"nn.Linear({n_in}, {live + dead})", state=state), state


@pytest.mark.exercise("dead_units")
@pytest.mark.points(0.5)
def test_dead_units_among_live_ones(student, fresh):
    """Dead, always on, or alive in a single row"""
    for live, dead, n in ((7, 4, 10), (3, 8, 6)):
        X = normal(fresh, n, 3)
        layer, state = layer_with(student, fresh, live, dead, X)
        h = (X @ state["weight"].T + state["bias"]).clamp(min=0)

        got = student.dead_units(layer, X)

        expect.equal(
            got,
            dead,
            mistakes={
                "that counts zeros; a unit is dead only if it is 0 in every row.": int(
                    (h == 0).sum()
                ),
                "a unit that speaks in a single row is alive.": int((h == 0).any(dim=0).sum()),
                "that counts rows, not units.": int((h == 0).all(dim=1).sum()),
                "that is the number of units that live.": live,
                "exactly 0 is 0, too.": dead - 1,
                "that counts biases; a unit is dead by what comes out of it.": int(
                    (state["bias"] < 0).sum()
                ),
            },
            advice="first ask for each unit: is there any row in which it is above 0? Then count, "
            "and return a plain int.",
        )


@pytest.mark.exercise("dead_units")
@pytest.mark.points(0.75)
def test_dead_units_depend_on_the_data(student, fresh):
    """Other rows, the opposite rows, or a single one, give another count"""
    X = normal(fresh, 12, 2) + 2.0
    weight, bias = normal(fresh, 9, 2), 0.5 * normal(fresh, 9)
    # One unit speaks for a single row, and softly: sums of this size are rounded by 1e-6, and
    # whoever forgives that much finds it alive.
    bias[0] = 2e-4 - (X @ weight[0]).max()
    weight[1], bias[1] = 0.0, 0.5  # always the same and above 0: alive
    layer = student.build("nn.Linear(2, 9)", state={"weight": weight, "bias": bias})
    for rows in (X, -X, X[:1], 0.1 * X):
        want = int(((rows.double() @ weight.double().T + bias.double()).amax(dim=0) <= 0).sum())

        call = student.call("dead_units", layer, rows.clone())

        expect.equal(
            call.value,
            want,
            advice="dead is not a property of the layer alone: it is measured on the rows that "
            "come in, through weight and bias. And return a plain int.",
        )
        expect.unchanged(call)


# -------------------------------------------------------------------- output_activation
def word(student, key):
    """The word behind a key, without regard to case, blanks and hyphens."""
    table = student["OUTPUT"]
    expect.is_a(table, dict, advice="OUTPUT is a dictionary: {key: word, ...}.")
    value = table.get(key, "")
    if value is None:
        return "none"
    if not isinstance(value, str):
        return ""
    return value.lower().replace("-", "").replace("_", "").replace(" ", "")


@pytest.mark.exercise("output_activation")
@pytest.mark.points(0.25)
def test_output_for_quantities(student):
    """The minutes and the temperature"""
    for key in ("minutes", "temperature"):
        expect.that(
            word(student, key) == "none",
            f"OUTPUT[{key!r}] is another word than expected",
            expected="the activation that lets every number out",
            advice="which numbers may come out, on a warm day and on a cold one?",
            code="AG-V002",
        )


@pytest.mark.exercise("output_activation")
@pytest.mark.points(0.25)
def test_output_for_late_or_not(student):
    """The probability of a yes"""
    expect.that(
        word(student, "late or not") == "sigmoid",
        "OUTPUT['late or not'] is another word than expected",
        expected="the activation for one probability",
        advice="there is a single score. What does each of the three words make of a single score?",
        code="AG-V002",
    )


@pytest.mark.exercise("output_activation")
@pytest.mark.points(0.25)
def test_output_for_one_of_ten(student):
    """The probabilities of ten districts"""
    expect.that(
        word(student, "which of ten") == "softmax",
        "OUTPUT['which of ten'] is another word than expected",
        expected="the activation for a choice of one among several",
        advice="exactly one of the ten is right. What must the ten probabilities sum to?",
        code="AG-V002",
    )
