"""Hidden checks: softmax."""

import pytest
import torch

from autograde import expect


def scores(fresh, *shape):
    """Scores from -3 to 3."""
    return 6 * torch.rand(shape, generator=fresh) - 3


def right(logits, dim):
    """Softmax in float64, with PyTorch's own function."""
    return torch.softmax(logits.detach().double(), dim)


def same_form(got, x):
    """A tensor of the shape and dtype of the input."""
    return expect.tensor(
        got, shape=tuple(x.shape), dtype=x.dtype, advice="one probability for each score."
    )


@pytest.mark.exercise("softmax")
@pytest.mark.points(0.5)
def test_softmax_square_table(student, fresh):
    """In a square table each row sums to 1, and the table that came in stays as it was"""
    logits = scores(fresh, 4, 4)

    call = student.call("softmax", logits.clone())

    # Sums of four float32 numbers: a few units of the seventh digit.
    expect.close(
        same_form(call.value, logits),
        right(logits, -1),
        atol=1e-5,
        mistakes={
            "each row must sum to 1; yours sums down the columns.": right(logits, 0),
            "each row must sum to 1; yours sums over the whole table.": (
                right(logits.flatten(), 0).reshape(4, 4)
            ),
        },
        advice="dim=-1 is the last dimension: sum over it, and keep it for the division.",
    )
    expect.unchanged(call)


@pytest.mark.exercise("softmax")
@pytest.mark.points(0.5)
def test_softmax_any_dim(student, fresh):
    """Along any dimension of one, two or three"""
    cases = (((7,), 0), ((3, 5), 0), ((4, 4), 0), ((5, 3), 1), ((2, 3, 4), 1), ((3, 4, 2), -3))
    for shape, dim in cases:
        logits = scores(fresh, *shape)

        got = same_form(student.softmax(logits.clone(), dim=dim), logits)

        # Sums of up to seven float32 numbers.
        expect.close(
            got,
            right(logits, dim),
            atol=1e-5,
            mistakes={"`dim` is not used: it sums along the last one.": right(logits, -1)},
            advice="every sum, and every maximum, is taken along `dim`.",
        )
    for shape in ((7,), (2, 3, 4)):
        logits = scores(fresh, *shape)
        expect.close(
            same_form(student.softmax(logits.clone()), logits),
            right(logits, -1),
            atol=1e-5,
            advice="if no `dim` is given it is the last one, of however many.",
        )


@pytest.mark.exercise("softmax")
@pytest.mark.points(0.5)
def test_softmax_large_scores(student, fresh):
    """Scores around 1000 and around -1000"""
    for level in (1000.0, -1000.0):
        logits = scores(fresh, 3, 5) + level

        got = same_form(student.softmax(logits.clone()), logits)

        # Scores of this size have steps of 6e-5, which the oracle sees as well. The differences
        # are exact; exp and sum add a few roundings. exp(log_softmax) rounds at the size of
        # the scores once more: 6e-5 of the result.
        expect.close(
            got,
            right(logits, -1),
            atol=2e-4,
            advice="exp overflows above 88 and is 0 far below. Which number can you subtract "
            "from all scores of a row without changing the result?",
        )


@pytest.mark.exercise("softmax")
@pytest.mark.points(0.5)
def test_softmax_one_row_far_above(student, fresh):
    """One row, or one score, 200 above all others"""
    row = int(torch.randint(0, 4, (), generator=fresh))
    table = scores(fresh, 4, 5)
    table[row] += 200.0
    single = scores(fresh, 4, 5)
    single[row, 2] += 200.0
    for logits in (table, single):
        got = same_form(student.softmax(logits.clone()), logits)

        # Scores around 200 have steps of 1.5e-5, see test_softmax_large_scores.
        expect.close(
            got,
            right(logits, -1),
            atol=1e-4,
            advice="what you subtract has to suit each row: with the maximum of the whole table a "
            "small row becomes 0 / 0.",
        )


_WEIGHTED_SLOPE = """
def weighted_slope(softmax, logits, weights, dim):
    own = logits.clone().requires_grad_(True)
    result = (softmax(own, dim=dim) * weights).sum()
    if not result.requires_grad:
        return None
    return torch.autograd.grad(result, own)[0]
"""


@pytest.mark.exercise("softmax")
@pytest.mark.points(0.5)
def test_softmax_gradient_is_open(student, fresh):
    """Gradients flow through it, and float64 stays float64"""
    logits = scores(fresh, 8, 6).double()
    weights = scores(fresh, 8, 6).double()
    same_form(student.softmax(logits.clone()), logits)

    slope = student.build(_WEIGHTED_SLOPE, name="weighted_slope")
    got = slope(student["softmax"], logits.clone(), weights, -1)

    expect.that(
        got is not None,
        "the result of softmax has lost the way back to the scores",
        expected="a result that gradients can flow through",
        advice="keep every step a tensor operation: no `.item()`, `.tolist()` or `.detach()`.",
        code="AG-G001",
    )
    p = right(logits, -1)
    want = p * (weights - (p * weights).sum(dim=-1, keepdim=True))
    # float64. A detour over float32 costs 3.6e-8 to 5e-7 (300 draws). The sum is 1 or more, so that
    # 1e-8 added to it, as some do to be safe, costs 1.1e-8 at most (300 draws): it is accepted.
    expect.close(
        got,
        want,
        atol=2e-8,
        advice="which step changes the slope? The whole quotient has to be differentiated, in the "
        "dtype of the scores.",
    )
