"""Hidden checks: networks to order (make_mlp)."""

from itertools import pairwise

import pytest
import torch

from autograde import expect

PRIMES = (7, 11, 13, 17, 19, 23)  # their products differ: a weight is known by its size alone


def draw_sizes(fresh, count):
    """Sizes of a network, in random order."""
    return [PRIMES[i] for i in torch.randperm(len(PRIMES), generator=fresh)[:count].tolist()]


def layers_of(info, sizes):
    """
    The weights and biases of a network, found by their shapes.

    Returns:
        [(weight (n_out, n_in), bias (n_out,)), ...] in float64.
    """
    held = {p.value.numel(): p.value.detach().double() for p in info.parameters}
    layers = []
    for a, b in pairwise(sizes):
        expect.that(
            a * b in held and b in held,
            f"there is no layer with {a} inputs and {b} neurons among its parameters",
            expected=f"a linear layer, weights and biases, for each step of {sizes}",
            advice="for each pair of neighbouring sizes there is one linear layer.",
        )
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


def usual_start(values):
    """Weights and biases of a layer of 400 neurons with 23 inputs, as nn.Linear draws them."""
    bound = 23**-0.5
    for value in values:
        if value.numel() in (400, 400 * 23):
            v = value.detach().double().flatten()
            # Uniform from -bound to bound: the largest of 400 is below 0.95 bound with a chance of
            # 1e-9, and the spread, 0.577 bound, of 400 is off by 12 % with one of 1e-6.
            expect.that(
                0.95 * bound < float(v.abs().max()) <= bound * (1 + 1e-6)
                and abs(float(v.std()) / (0.577 * bound) - 1) < 0.12,
                "its weights or biases do not start as those of an `nn.Linear` do",
                expected="PyTorch's usual random start",
                advice="nn.Linear draws its numbers by itself. What comes after that?",
            )


@pytest.mark.exercise("make_mlp")
@pytest.mark.points(1)
def test_make_mlp_relu_between_nothing_after(student, fresh):
    """Played with its own weights: ReLU between the layers, nothing after the last"""
    for count in (3, 5):
        sizes = draw_sizes(fresh, count)
        call = student.call("make_mlp", list(sizes))
        made = expect.module(call.value)
        expect.unchanged(call)
        x = 3 * torch.randn(40, sizes[0], generator=fresh)

        got = made(x)

        expect.tensor(got, shape=(40, sizes[-1]))
        layers = layers_of(made.describe(), sizes)
        want = replay(layers, x)
        linear = replay(layers, x, lambda z: z)
        # Sums of a few dozen float32 products of size 1: their rounding is far below 1e-4.
        expect.close(
            got,
            want,
            atol=1e-4,
            rtol=1e-4,
            mistakes={
                "stacked linear layers collapse into one. What stands between them?": linear,
                "the outputs may have to be negative: nothing comes after the last layer.": (
                    torch.relu(want)
                ),
                "softmax has been applied already: the scores should come out raw.": (
                    torch.softmax(want, 1)
                ),
                "something squeezes the outputs, which should come out raw.": torch.sigmoid(want),
                "the activation between the layers should be ReLU.": replay(layers, x, torch.tanh),
                "is the activation between the layers really ReLU?": replay(
                    layers, x, torch.sigmoid
                ),
                "the inputs come in as they are: no activation before the first layer.": replay(
                    layers, torch.relu(x)
                ),
            },
            advice="write down the order of your layers and activations for four sizes.",
        )


@pytest.mark.exercise("make_mlp")
@pytest.mark.points(0.5)
def test_make_mlp_two_sizes(student, fresh):
    """Two sizes: one linear layer and no activation"""
    sizes = draw_sizes(fresh, 2)
    made = expect.module(student.make_mlp(list(sizes)))
    x = 3 * torch.randn(40, sizes[0], generator=fresh)

    got = expect.tensor(made(x), shape=(40, sizes[1]))

    # One float32 product of a few terms.
    expect.close(
        got,
        replay(layers_of(made.describe(), sizes), x),
        atol=1e-4,
        advice="what does your code build when there is no hidden layer at all?",
    )


@pytest.mark.exercise("make_mlp")
@pytest.mark.points(0.5)
def test_make_mlp_new_start_each_time(student, fresh):
    """Each call gives a new network with another start, drawn as PyTorch does"""
    sizes = draw_sizes(fresh, 3)
    x = torch.randn(6, sizes[0], generator=fresh)

    outputs = [
        expect.tensor(expect.module(student.make_mlp(list(sizes)))(x), shape=(6, sizes[-1]))
        for _ in range(3)
    ]

    wide = expect.module(student.make_mlp([23, 400, 3])).describe()
    usual_start([p.value for p in wide.parameters])
    # Random starts agree to six digits in one number of 18 with a chance below 1e-4, in all: never.
    expect.that(
        not expect.is_close(outputs[0], outputs[1], atol=1e-6)
        and not expect.is_close(outputs[1], outputs[2], atol=1e-6),
        "two networks of the same sizes give the same outputs",
        expected="a new random start in each call",
        advice="let PyTorch draw the weights, and do not fix the seed inside the function.",
    )


@pytest.mark.exercise("make_mlp")
@pytest.mark.points(0.5)
def test_make_mlp_all_of_it_learns(student, fresh):
    """A gradient arrives at every parameter, and there are just the right ones"""
    sizes = draw_sizes(fresh, 5)
    sizes[1:4] = [61, 61, 61]  # so wide that some neurons of each layer are awake, and alike
    made = expect.module(student.make_mlp(list(sizes)))

    made.backward(3 * torch.randn(200, sizes[0], generator=fresh))

    info = made.describe()
    want = sum(a * b + b for a, b in pairwise(sizes))
    expect.that(
        info.trainable == want,
        f"the network {sizes} has {info.trainable} numbers to train",
        expected=f"{want}",
        advice="count the weights and biases that it should have, layer by layer.",
    )
    for p in info.parameters:
        expect.that(
            isinstance(p.gradient, torch.Tensor) and bool((p.gradient != 0).any()),
            f"no gradient arrives at {p.name}",
            expected="a gradient for each parameter",
            advice="does every layer take part when the network is called, and does it start from "
            "random numbers?",
        )
