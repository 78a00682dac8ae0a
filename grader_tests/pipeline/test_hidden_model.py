"""Hidden checks: building the network."""

import pytest
import torch

from autograde import expect


@pytest.mark.exercise("build_model")
@pytest.mark.points(0.25)
def test_build_model_size(student):
    """All weights and biases of two layers are there, and training can reach them"""
    for n_in, n_hidden, n_out in ((6, 5, 4), (3, 8, 2)):
        model = expect.module(student.build_model(n_in, n_hidden, n_out))
        another = expect.module(student.build_model(n_in, n_hidden, n_out))
        student.build(_LOUDER, name="louder")(another)
        model.backward(torch.linspace(-3, 3, 40 * n_in).reshape(40, n_in))
        info = model.describe()
        changed = {p.name: p.value for p in another.describe().parameters}
        expect.that(
            any(p.name not in changed or not torch.equal(p.value, changed[p.name])
                for p in info.parameters),
            "when one network is changed, another one of the same sizes changes too",
            expected="a network of its own for every call",
            advice="where is the network made: in the function, or once and for all?",
        )  # fmt: skip
        wanted = n_in * n_hidden + n_hidden + n_hidden * n_out + n_out
        # An activation or a normalisation may bring a few numbers of its own, at most two for
        # each hidden neuron; another layer of neurons would bring more.
        expect.that(
            wanted <= info.trainable <= wanted + 2 * n_hidden,
            f"build_model({n_in}, {n_hidden}, {n_out}) has {info.trainable} trainable numbers",
            expected=f"{wanted}",
            advice="one layer from the inputs to the hidden neurons, one from those to the "
            "scores, both with biases. Does the module know of both?",
            code="AG-M002",
        )
        for p in info.parameters:
            expect.that(
                p.gradient is not None,
                f"no gradient arrives at {p.name}",
                expected="a gradient for every parameter",
                advice="is every layer used on the way through?",
                code="AG-G002",
            )


_LOUDER = """
def louder(model):
    with torch.no_grad():
        for p in model.parameters():
            p.mul_(10.0)
"""


def loud(student, n_in, n_hidden, n_out):
    """A fresh network with ten times its weights, in evaluation mode: no answer hides at 0."""
    model = expect.module(student.build_model(n_in, n_hidden, n_out))
    model.eval()
    student.build(_LOUDER, name="louder")(model)
    return model


def bend(student, fresh, sign):
    """How far f(a) + f(b) is from f(a + b) + f(0), as a part of their size."""
    a, b = (sign * 2 * torch.randn(64, 5, generator=fresh).abs() for _ in range(2))
    model = loud(student, 5, 7, 3)
    at = [expect.floats(model(x), shape=(64, 3)) for x in (a, b, a + b, torch.zeros(64, 5))]
    size = float(torch.stack(at).abs().max())
    return float((at[0] + at[1] - at[2] - at[3]).abs().max()) / max(size, 1e-30)


@pytest.mark.exercise("build_model")
@pytest.mark.points(0.25)
def test_build_model_each_row_alone(student, fresh):
    """A row gets the same scores alone as among others"""
    model = loud(student, 5, 7, 3)
    x = 2 * torch.randn(6, 5, generator=fresh) + 1

    among = expect.tensor(model(x), shape=(6, 3))
    for row, found in zip(x, among, strict=True):
        alone = expect.tensor(
            model(row[None]),
            shape=(1, 3),
            advice="(N, n_in) to (N, n_out), for N = 1 too: does anything take away a dimension?",
        )
        # Sums of a dozen float32 terms in another order: 1e-6 of the size of the scores.
        expect.close(
            alone[0],
            found,
            atol=1e-4 * float(among.detach().abs().max()),
            advice="on the day when it is used one single row comes in. Does something in your "
            "network look at the other rows?",
        )


@pytest.mark.exercise("build_model")
@pytest.mark.points(0.25)
def test_build_model_bends(student, fresh):
    """There is an activation between the two layers"""
    # Inputs of one sign only: an activation before the first layer does not bend anything there.
    for sign in (1, -1):
        # Straight up to float32 rounding of sums of a dozen terms is 1e-6 of their size; a
        # ReLU, tanh, sigmoid, GELU or leaky ReLU network bends by 0.1 of it and more. Three
        # starts: what is squeezed at the end may be the same number for all rows of one start.
        expect.that(
            any(bend(student, fresh, sign) > 1e-3 for _ in range(3)),
            "the network adds up like a straight line",
            expected="a bend between the two layers",
            advice="two layers in a row, with nothing between them, are one layer.",
        )


@pytest.mark.exercise("build_model")
@pytest.mark.points(0.5)
def test_build_model_raw_scores(student, fresh):
    """The scores are raw: of any size, positive and negative, and sum up to anything"""
    # So large that raw scores leave the range of a sigmoid or tanh also where no weight is louder.
    x = 10 * torch.randn(64, 5, generator=fresh)
    for _ in range(2):
        model = loud(student, 5, 9, 4)
        scores = expect.tensor(model(x), shape=(64, 4)).detach().double()
        # The same numbers in the same order: equal but for the last digit.
        expect.that(
            expect.is_close(model(x), scores, atol=1e-4, rtol=1e-5),
            "in evaluation mode the same rows got other scores the second time",
            expected="the same scores",
            advice="does anything in it draw random numbers? `F.dropout` does, in either mode, "
            "unless it is told which one it is.",
        )
        advice = "the last layer's results go out as they are; the loss function does the rest."
        sums = scores.exp().sum(dim=1)
        # A softmax or a log-softmax fixes a sum for every row, a sigmoid or tanh the size (1 at
        # most, 1.2 is beyond), a ReLU the sign. Raw scores of 64 rows do none of this.
        fixed = [bool(((s - 1).abs() < 1e-3).all()) for s in (scores.sum(dim=1), sums)]
        expect.that(
            not any(fixed),
            "every row of scores is normalised to a sum of 1",
            expected="raw scores",
            advice=advice,
        )
        expect.that(
            float(scores.max()) > 1.2 and float(scores.min()) < 0,
            f"the scores of 64 rows lie between {scores.min():.3g} and {scores.max():.3g}",
            expected="scores of any size and sign",
            advice=advice,
        )
