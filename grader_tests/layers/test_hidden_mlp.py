"""Hidden checks: a network as a class (MLP)."""

from itertools import pairwise

import pytest
import torch

from autograde import expect

PRIMES = (7, 11, 13, 17, 19)  # their products differ: a weight is known by its size alone


def draw(fresh, count):
    """n_in = 6, some widths of hidden layers, n_out = 2."""
    return [PRIMES[i] for i in torch.randperm(len(PRIMES), generator=fresh)[:count].tolist()]


def numbers_of(n_in, hidden, n_out):
    """How many weights and biases there should be."""
    sizes = [n_in, *hidden, n_out]
    return sum(a * b + b for a, b in pairwise(sizes))


def build(student, hidden):
    """An MLP from six numbers to two."""
    return expect.module(student.MLP(6, list(hidden), 2))


@pytest.mark.exercise("MLP")
@pytest.mark.points(1)
def test_mlp_holds_what_it_learns(student, fresh):
    """Every weight is in parameters() and in state_dict(), which another MLP can load"""
    hidden = draw(fresh, 2)
    call = student.call("MLP", 6, list(hidden), 2)
    made = expect.module(call.value)
    expect.unchanged(call)
    x = torch.randn(5, 6, generator=fresh)
    before = expect.tensor(made(x), shape=(5, 2))

    info, want = made.describe(), numbers_of(6, hidden, 2)
    if info.trainable:
        advice = "every number in `hidden` is a layer of its own, with weights and biases, and a "
        advice += "layer that is made but never needed counts as well."
    else:
        advice = "a plain list hides the layers from PyTorch, and a layer that is made in "
        advice += "`forward` is forgotten at once."
    expect.that(
        info.trainable == want,
        f"MLP(6, {hidden}, 2) has {info.trainable} numbers to train",
        expected=f"{want}",
        advice=advice,
    )
    state = made.state_dict()
    held = [v for v in state.values() if isinstance(v, torch.Tensor)] if state else []
    expect.that(
        isinstance(state, dict) and sum(v.numel() for v in held) == want,
        f"its state_dict() holds {sum(v.numel() for v in held)} numbers",
        expected=f"the {want} weights and biases, and nothing else",
        advice=advice,
    )
    other = build(student, hidden)
    other.load_state_dict(state)
    # The same numbers, the same operations: equal but for the last digit.
    expect.close(
        other(x),
        before,
        atol=1e-5,
        advice="a second MLP has loaded the state of the first, and still answers otherwise: does "
        "`forward` use what is stored, and only that?",
    )


@pytest.mark.exercise("MLP")
@pytest.mark.points(1)
def test_mlp_all_of_it_learns(student, fresh):
    """A gradient arrives at every parameter"""
    hidden = [61, 61, 61]  # so wide that some neurons of each layer are awake, and alike
    made = build(student, hidden)

    made.backward(2 * torch.randn(200, 6, generator=fresh))

    info, want = made.describe(), numbers_of(6, hidden, 2)
    # How many there are in all is asked elsewhere, with widths that differ.
    expect.that(
        info.trainable != want - 61 * 61 - 61,
        f"MLP(6, {hidden}, 2) has {info.trainable} numbers to train: one layer is used twice",
        expected=f"{want}",
        advice="two layers of the same size are still two layers, each with weights of its own.",
    )
    expect.that(
        len(info.parameters) > 0,
        "the model has no parameters at all",
        expected="weights and biases that training can reach",
        advice="where did you put the layers? PyTorch looks at the attributes of `self`.",
    )
    for p in info.parameters:
        expect.that(
            isinstance(p.gradient, torch.Tensor) and bool((p.gradient != 0).any()),
            f"no gradient arrives at {p.name}",
            expected="a gradient for each parameter",
            advice="is every layer used, does it start from random numbers, and does nothing on "
            "the way cut the graph?",
        )


def find_layers(info, sizes):
    """The weights and biases, found by their sizes, in float64; None if it is built otherwise."""
    held = {p.value.numel(): p.value.detach().double() for p in info.parameters}
    layers = []
    for a, b in pairwise(sizes):
        if a * b not in held or b not in held:
            return None
        weight = held[a * b]
        weight = weight.T if tuple(weight.shape) == (a, b) else weight.reshape(b, a)
        layers.append((weight, held[b].reshape(b)))
    return layers


def replay(layers, x, between=torch.relu):
    """Outputs of a stack of linear layers with an activation between them, float64."""
    x = x.double()
    for k, (weight, bias) in enumerate(layers):
        x = x @ weight.T + bias
        if k < len(layers) - 1:
            x = between(x)
    return x


def like_relu_layers(made, fresh, *, shallow):
    """
    Properties of a ReLU stack that need no weights.

    Far out it grows in proportion, to both sides; it bends; and it is made of straight pieces.

    Args:
        shallow: Whether it has one hidden layer. One in a hundred random networks with three has
            no negative output anywhere, of 1,000 with one hidden layer none.
    """
    x = torch.randn(200, 6, generator=fresh)
    near, far = (expect.floats(made(scale * x), shape=(200, 2)) for scale in (1e4, 2e4))
    # At 1e4 the biases are a ten-thousandth of the output, or less.
    expect.that(
        expect.is_close(far, 2 * near, atol=10.0, rtol=0.01)
        and (not shallow or bool((far < -10).any())),
        "far out, the outputs of the network do not grow in proportion to its inputs",
        expected="ReLU between the layers, and nothing after the last one",
        advice="is there anything after the last layer, or another activation than ReLU?",
    )
    middle = expect.floats(made(torch.zeros(1, 6)), shape=(1, 2))
    both = far + expect.floats(made(-2e4 * x), shape=(200, 2))
    expect.that(
        float((both - 2 * middle).abs().max()) > 100,
        "the network is a straight line",
        expected="ReLU between the layers",
        advice="what stands between one layer and the next?",
    )


@pytest.mark.exercise("MLP")
@pytest.mark.points(1)
def test_mlp_relu_between_nothing_after(student, fresh):
    """Played with its own weights: ReLU between the layers, nothing after the last"""
    for count in (1, 3):
        hidden = draw(fresh, count)
        made = build(student, hidden)
        x = 3 * torch.randn(40, 6, generator=fresh)

        got = expect.tensor(made(x), shape=(40, 2))

        layers = find_layers(made.describe(), [6, *hidden, 2])
        if layers is None:
            like_relu_layers(made, fresh, shallow=count == 1)
            continue
        want = replay(layers, x)
        made.eval()  # nothing here has two modes
        for given in (got, expect.tensor(made(x), shape=(40, 2))):
            # Sums of a few dozen float32 products of size 1: their rounding is far below 1e-4.
            expect.close(
                given,
                want,
                atol=1e-4,
                rtol=1e-4,
                mistakes={
                    "stacked linear layers collapse into one. What stands between them?": replay(
                        layers, x, lambda z: z
                    ),
                    "the outputs may have to be negative: nothing comes after the last layer.": (
                        torch.relu(want)
                    ),
                    "softmax has been applied already: the scores should come out raw.": (
                        torch.softmax(want, 1)
                    ),
                    "something squeezes the outputs, which should come out raw.": torch.sigmoid(
                        want
                    ),
                    "the activation between the layers should be ReLU.": replay(
                        layers, x, torch.tanh
                    ),
                    "is the activation between the layers really ReLU?": replay(
                        layers, x, torch.sigmoid
                    ),
                    "the inputs come in as they are: no activation before the first layer.": replay(
                        layers, torch.relu(x)
                    ),
                },
                advice="follow one batch through `forward`: which layers does it meet, in which "
                "order, and what comes after each? Is it the same after `eval()`?",
            )


@pytest.mark.exercise("MLP")
@pytest.mark.points(0.5)
def test_mlp_flattens_its_input(student, fresh):
    """Batches of tables and pictures are flattened, example by example"""
    made = build(student, draw(fresh, 2))
    x = torch.randn(4, 6, generator=fresh)
    flat = expect.tensor(made(x), shape=(4, 2))

    for shape in ((4, 2, 3), (4, 3, 1, 2), (4, 6, 1)):
        call = made.call("", x.reshape(shape))
        # The same numbers in the same order: equal but for the last digit.
        expect.close(
            expect.tensor(call.value, shape=(4, 2)),
            flat,
            atol=1e-5,
            advice="everything but the first dimension becomes one, in the order in which it is.",
        )
        expect.unchanged(call)


@pytest.mark.exercise("MLP")
@pytest.mark.points(0.5)
def test_mlp_without_hidden_layers(student, fresh):
    """An empty list of hidden layers: one linear layer, no activation"""
    made = build(student, [])
    a, b = (torch.randn(20, 6, generator=fresh) for _ in range(2))

    at_zero, at_a, at_b, at_both = (
        expect.floats(made(z), shape=(20, 2)) for z in (torch.zeros(20, 6), a, b, a + b)
    )

    advice = "with no hidden layer the input goes straight to the outputs, and nothing follows."
    # A straight line: f(a + b) - f(0) is the sum of f(a) - f(0) and f(b) - f(0), up to rounding.
    expect.that(
        expect.is_close(at_both + at_zero, at_a + at_b, atol=1e-4),
        "MLP(6, [], 2) bends",
        expected="one linear layer, a straight line",
        advice=advice,
    )
    expect.that(
        made.describe().trainable == 14,
        f"MLP(6, [], 2) has {made.describe().trainable} numbers to train",
        expected="14: twelve weights and two biases",
        advice=advice,
    )
