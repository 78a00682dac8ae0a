"""Hidden checks: many at once (neuron_layer, pairwise_miles)."""

import pytest
import torch

from autograde import expect


def uniform(fresh, low, high, *shape):
    """Random numbers in [low, high), float32."""
    return low + (high - low) * torch.rand(shape, generator=fresh)


# ----------------------------------------------------------------------------- neuron_layer
def answers(student, fresh, n, d, k):
    """Ask k neurons about n orders with d features, and compare with their formula."""
    X = uniform(fresh, -4, 4, n, d)
    W = uniform(fresh, -3, 3, k, d)
    b = torch.arange(k) * 7.0 - 11.0 + uniform(fresh, 0, 2, k)  # no two alike, some negative

    call = student.call("neuron_layer", X, W, b)

    rows = [[(x * w).sum() + c for w, c in zip(W.double(), b.double(), strict=True)] for x in X]
    want = torch.tensor(rows, dtype=torch.float64)
    bias = b.double()
    mistakes = {
        "the bias is missing.": want - bias,
        "the bias is added, not subtracted.": want - 2 * bias,
        "a neuron of this layer may say a negative number: is something cut off?": (
            want.clamp(min=0)
        ),
        "which neuron uses which row of W? Here the columns were used.": (
            X.double() @ W.double() + bias if k == d else torch.zeros(())
        ),
        "every neuron has one bias, the same for all orders. Are they added along the rows?": (
            want - bias + bias[:, None] if k == n else torch.zeros(())
        ),
    }
    expect.is_a(call.value, torch.Tensor, advice="return a tensor.")
    expect.tensor(
        call.value, shape=(n, k), advice="a row for each order, a column for each neuron."
    )
    # Sums of a few products up to 12 in float32: their rounding is below 1e-5.
    expect.close(
        call.value,
        want,
        atol=1e-4,
        mistakes=mistakes,
        advice="write the formula of one neuron for one order, with indices, and compare.",
    )
    expect.unchanged(call)


@pytest.mark.exercise("neuron_layer")
@pytest.mark.points(0.5)
def test_neuron_layer_any_sizes(student, fresh):
    """Other numbers of orders, features and neurons"""
    # The plain case with fresh numbers: what fails here usually fails below as well, but the two
    # checks below are about one coincidence of sizes each.
    for n, d, k in ((6, 2, 4), (4, 5, 3), (1, 3, 2), (7, 1, 5)):
        answers(student, fresh, n, d, k)


@pytest.mark.exercise("neuron_layer")
@pytest.mark.points(1)
def test_neuron_layer_square_weights(student, fresh):
    """As many neurons as features: the rows of W are still the neurons"""
    for n, d in ((6, 3), (5, 4)):
        answers(student, fresh, n, d, d)


@pytest.mark.exercise("neuron_layer")
@pytest.mark.points(0.5)
def test_neuron_layer_as_many_orders_as_neurons(student, fresh):
    """As many orders as neurons: each bias still belongs to its neuron"""
    for n, d in ((4, 2), (3, 5)):
        answers(student, fresh, n, d, n)


# --------------------------------------------------------------------------- pairwise_miles
def are_distances(call, a, b):
    """The call returned the distance of each place in a to each in b."""
    rows = [[(p - q).square().sum().sqrt() for q in b.double()] for p in a.double()]
    want = torch.tensor(rows, dtype=torch.float64)
    by_street = (a[:, None] - b[None]).abs()
    expect.is_a(call.value, torch.Tensor, advice="return a tensor.")
    expect.tensor(
        call.value,
        shape=tuple(want.shape),
        advice="a row for each courier, a column for each customer: all pairs, also when there "
        "are as many of the ones as of the others.",
    )
    # float32 knows places to 1e-6 miles. The formula a·a + b·b - 2a·b loses more: 3e-5 square
    # miles of 200, which is 0.006 miles for a distance near 0 and far less for others.
    expect.close(
        call.value,
        want,
        atol=0.02,
        mistakes={
            "these are squares of miles.": want.square(),
            "that is along the streets, not straight.": by_street.sum(dim=2),
            "that is only the longer of the two parts.": by_street.max(dim=2).values,
            "couriers are the rows, customers the columns.": (
                want.T if len(a) == len(b) else torch.zeros(())
            ),
        },
        advice="Pythagoras for each pair; from a place to itself it is 0, and never nan.",
    )
    # Far from 0 float32 knows much more, and nobody asked for rounding. The formula above is off by
    # some 1e-4 square miles at any distance; two decimals of 10 miles are off by up to 0.1.
    expect.close(
        expect.floats(call.value).square(),
        want.square(),
        atol=1e-3,
        advice="all digits that float32 has, please: is something rounded on the way?",
    )
    expect.unchanged(call)


@pytest.mark.exercise("pairwise_miles")
@pytest.mark.points(0.5)
def test_pairwise_miles_more_or_fewer_customers(student, fresh):
    """More customers than couriers, fewer, and one of each"""
    for n, m in ((3, 7), (6, 2), (2, 3), (1, 4), (5, 1)):
        a, b = uniform(fresh, -8, 8, n, 2), uniform(fresh, -8, 8, m, 2)
        are_distances(student.call("pairwise_miles", a, b), a, b)
    # Another town. At 500 miles float32 is good to 1e-7 of the distance, the formula with three
    # terms to 1e-6; half precision is off by 1e-4 to 1e-3.
    a = uniform(fresh, -8, 8, 3, 2)
    b = torch.tensor([[301.3, -402.7], [-398.6, 299.4]]) + uniform(fresh, -8, 8, 2, 2)
    want = (a.double()[:, None] - b.double()).square().sum(dim=2).sqrt()
    expect.close(
        student.pairwise_miles(a, b),
        want,
        atol=0,
        rtol=1e-5,
        advice="all digits that float32 has, please: with which kind of numbers is it calculated?",
    )


@pytest.mark.exercise("pairwise_miles")
@pytest.mark.points(1)
def test_pairwise_miles_as_many_customers(student, fresh):
    """As many customers as couriers: still all pairs, and couriers are the rows"""
    for n in (4, 2):
        a, b = uniform(fresh, -8, 8, n, 2), uniform(fresh, -8, 8, n, 2)
        are_distances(student.call("pairwise_miles", a, b), a, b)


@pytest.mark.exercise("pairwise_miles")
@pytest.mark.points(0.5)
def test_pairwise_miles_to_itself(student, fresh):
    """Each place is 0 miles from itself"""
    a = uniform(fresh, -8, 8, 12, 2)
    b = torch.cat([uniform(fresh, -8, 8, 3, 2), a])
    are_distances(student.call("pairwise_miles", a, b), a, b)
    # One and the same tensor for both: whoever moves the places of the one moves the other's.
    both = student.build("lambda pairwise, places: pairwise(places, places)")
    want = (a.double()[:, None] - a.double()).square().sum(dim=2).sqrt()
    # As in are_distances: near 0 the formula a·a + b·b - 2a·b loses digits.
    expect.close(
        both(student["pairwise_miles"], a),
        want,
        atol=0.02,
        advice="couriers and customers may be the same places. Is one of the two tables changed?",
    )
