"""Hidden checks: the log (late_orders, standardize)."""

import pytest
import torch

from autograde import expect


def uniform(fresh, low, high, *shape):
    """Random numbers in [low, high), float32."""
    return low + (high - low) * torch.rand(shape, generator=fresh)


# ------------------------------------------------------------------------------ late_orders
def evening(fresh, promise, late, early):
    """
    Orders in no order, and those of them that are late, the latest first.

    The later an order, the shorter its way, but for one: so sorting by miles gives an order of its
    own, and sorting both columns by themselves gives rows that nobody ordered.
    """
    times = promise + 0.5 + torch.cumsum(uniform(fresh, 0.4, 2.0, late), dim=0)
    ways = 6 - torch.cumsum(uniform(fresh, 0.2, 0.8, late), dim=0)
    in_time = torch.stack(
        [uniform(fresh, 0.5, 6.5, early), promise - uniform(fresh, 0.5, 9.0, early)], dim=1
    )
    wanted = torch.stack([ways.roll(1), times], dim=1).flip(0)
    orders = torch.cat([wanted[1:], in_time, wanted[:1]])  # the latest stands last
    middle = 1 + torch.randperm(len(orders) - 2, generator=fresh)
    return orders[[0, *middle.tolist(), len(orders) - 1]], wanted


def are_late(call, wanted):
    """The call returned these rows in this order."""
    got = call.value
    expect.is_a(got, torch.Tensor, advice="return a tensor.")
    expect.that(
        got.dtype is not torch.bool,
        f"{expect.returned(got)}: True and False",
        expected="rows of the table",
        advice="that is the mask. What can you do with it?",
    )
    said = "whole rows, each late order once; a table has two columns even without any row."
    if got.dim() == 2 and got.shape[1] == 2 and len(got) > len(wanted):
        said = "some of these rows were in time. Late means more than the promise that came in."
    elif got.dim() == 2 and got.shape[1] == 2:
        said = "rows are missing. Is it the promise that came in? May two orders be alike?"
    expect.tensor(got, shape=tuple(wanted.shape), advice=said)
    # Rows are picked, not calculated: exact. 1e-5 allows one rounding of float32 at 60 minutes
    # (4e-6), for those who subtract the promise and add it again; no two rows are so near.
    expect.close(
        got,
        wanted,
        atol=1e-5,
        mistakes={
            "the shortest comes first here, not the longest.": wanted.flip(0),
            "both columns are sorted, each on its own: whose minutes are these now?": (
                wanted.sort(dim=0, descending=True).values
            ),
            "the columns have changed places.": wanted.flip(1),
            "these are sorted by the miles. What should decide?": wanted[
                wanted[:, 0].argsort(descending=True)
            ],
        },
        advice="the right rows, in the right order, each with its own two numbers.",
    )
    expect.unchanged(call)


@pytest.mark.exercise("late_orders")
@pytest.mark.points(0.5)
def test_late_orders_whole_rows(student, fresh):
    """A busy evening: the late orders, the latest first, each with its own distance"""
    orders, wanted = evening(fresh, 30.0, late=6, early=9)
    are_late(student.call("late_orders", orders), wanted)
    # Two orders that are alike in everything are still two orders.
    twice = torch.cat([orders, wanted[2:3]])
    are_late(student.call("late_orders", twice), wanted[[0, 1, 2, 2, 3, 4, 5]])


@pytest.mark.exercise("late_orders")
@pytest.mark.points(0.5)
def test_late_orders_exactly_in_time(student, fresh):
    """At exactly the promised time an order is not late"""
    orders, wanted = evening(fresh, 30.0, late=3, early=4)
    exact = torch.stack([uniform(fresh, 2, 5, 3), torch.full((3,), 30.0)], dim=1)
    close = torch.tensor([[3.5, 30.25]])  # so late that float32 can tell
    orders = torch.cat([exact[:1], orders, exact[1:], close])
    are_late(student.call("late_orders", orders), torch.cat([wanted, close]))


@pytest.mark.exercise("late_orders")
@pytest.mark.points(0.5)
def test_late_orders_other_promise(student, fresh):
    """Other promises than 30 minutes"""
    orders, wanted = evening(fresh, 20.5, late=4, early=5)
    are_late(student.call("late_orders", orders, promise=20.5), wanted)
    orders, wanted = evening(fresh, 45.0, late=4, early=5)
    are_late(student.call("late_orders", orders, 45.0), wanted)
    # A long way in a short time: more miles than the promise has minutes, and yet in time.
    orders, wanted = evening(fresh, 12.0, late=3, early=4)
    long = torch.tensor([[13.5, 11.5]])
    are_late(student.call("late_orders", torch.cat([orders, long]), 12.0), wanted)
    # Equally long, but not equally far: two orders, and either may come first.
    orders, wanted = evening(fresh, 25.0, late=4, early=5)
    twin = wanted[1:2] + torch.tensor([[0.75, 0.0]])
    call = student.call("late_orders", torch.cat([twin, orders]), 25.0)
    either = [torch.cat([wanted[:k], twin, wanted[k:]]) for k in (1, 2)]
    are_late(call, either[expect.is_close(call.value, either[1], atol=1e-5)])


@pytest.mark.exercise("late_orders")
@pytest.mark.points(0.5)
def test_late_orders_none_or_one(student, fresh):
    """An evening without a late order, and one with a single one"""
    orders, wanted = evening(fresh, 30.0, late=1, early=6)
    in_time = orders[orders[:, 1] <= 30.0]
    are_late(student.call("late_orders", in_time), wanted[:0])
    are_late(student.call("late_orders", orders), wanted)


# ------------------------------------------------------------------------------ standardize
def three_parts(got, X):
    """Z, mean and std, the latter two flat."""
    expect.that(
        isinstance(got, list | tuple) and len(got) == 3,
        expect.returned(got),
        expected="three values: Z, mean and std",
        advice="return all three, separated by commas.",
    )
    Z, *rest = got
    expect.is_a(Z, torch.Tensor)
    expect.tensor(Z, shape=tuple(X.shape), advice="Z has the shape of X, constant columns too.")
    flat = []
    for name, part in zip(("mean", "std"), rest, strict=True):
        expect.is_a(part, torch.Tensor, advice="mean and std are tensors, a number per column.")
        expect.that(
            tuple(part.shape) in {(X.shape[1],), (1, X.shape[1])},
            f"the {name} has shape {tuple(part.shape)}",
            expected=f"shape {(X.shape[1],)}",
            advice="one number for each column: over which dimension do you average?",
            code="AG-S001",
        )
        flat.append(part.reshape(-1))
    return Z, *flat


def is_standardized(got, X, advice):
    """
    Columns that change have mean 0 and std 1, by N or by N - 1; constant ones are 0.

    Limits: an epsilon of up to 1e-5 beside the std, or beside the variance, is common and moves
    the column with the smallest std (0.1) by up to 1e-3 of its size. So 2e-3 of the size and 2e-3
    accept it, far from the difference between N and N - 1 (1 % here), which must not be mixed.
    """
    Z, mean, std = three_parts(got, X)
    exact = X.double()
    varies = [bool((column != column[0]).any()) for column in exact.T]
    center = exact.mean(dim=0)
    # Added up in float32, a mean of up to 2500 is off by less than 1e-6 of the largest number.
    # 1e-4 of it is far above, and for a mean near 0, in a column of size 5, 1e-4 by itself.
    expect.close(
        mean,
        center,
        rtol=1e-4,
        atol=1e-4,
        advice="the mean of each column, over all orders.",
    )
    spread = {n: exact.std(dim=0, correction=n) for n in (0, 1)}
    safe = {n: torch.where(torch.tensor(varies), s, 1.0) for n, s in spread.items()}
    want = {n: (exact - center) / s for n, s in safe.items()}
    n = 0 if expect.is_close(Z, want[0], rtol=2e-3, atol=2e-3) else 1
    low, high = exact.min(dim=0).values, exact.max(dim=0).values
    expect.close(
        Z,
        want[n],
        rtol=2e-3,
        atol=2e-3,
        mistakes={
            "that is divided by the variance. Which of the two has the unit of X?": (
                (exact - center) / safe[1] ** 2
            ),
            "the mean is gone, but the scale is still there.": exact - center,
            "the scale is right, but the mean is still there.": exact / safe[1],
            "that squeezes each column between its smallest and largest value.": (
                (exact - low) / torch.where(high > low, high - low, 1.0)
            ),
        },
        advice=advice,
    )
    kept = [i for i, v in enumerate(varies) if v]
    # As for Z: whoever returns the root of the variance and 1e-5 is off by 5e-4 of a std of 0.1.
    expect.close(
        std[kept],
        spread[n][kept],
        rtol=2e-3,
        atol=1e-6,
        mistakes={"that is the variance. Its root is asked for.": spread[n][kept] ** 2},
        advice="return the std that Z was made with.",
    )
    for value in std.tolist():
        expect.that(
            0 <= expect.number(value, "each std") < float("inf"),
            f"one of the stds is {value}",
            expected="numbers from 0 up",
            advice="what do you return for a column that never changes?",
        )


@pytest.mark.exercise("standardize")
@pytest.mark.points(0.5)
def test_standardize_four_scales(student, fresh):
    """Four features of very different sizes"""
    scale = torch.tensor([0.1, 1.0, 40.0, 900.0])
    shift = torch.tensor([0.3, -2.0, 75.0, 2500.0])
    X = torch.randn(40, 4, generator=fresh) * scale + shift
    X[7, 2] += 15 * scale[2]  # far out, and neither cut off nor left out: about 5.8 std
    got = student.standardize(X)
    is_standardized(got, X, "each column with its own mean and its own std, small ones as well.")

    # A column that hardly changes still changes. An epsilon of 1e-5 beside its variance leaves 0.85
    # of its size; a floor of 0.01 below its std leaves half, and "nearly constant" nothing. The std
    # is made to be 0.005: drawn, it would be 0.0036 once in 200 times, and 0.85 become 0.75.
    small = torch.randn(40, 1, generator=fresh)
    small = (small - small.mean()) / small.std() * 0.005 + 0.02
    tiny = torch.cat([X[:, :1], small], dim=1)
    Z, _, _ = three_parts(student.standardize(tiny), tiny)
    size = float(Z[:, 1].double().std())
    expect.that(
        0.75 < size < 1.05,
        f"a column whose std is 0.005 became one whose std is {size:.3f}",
        expected="a std of 1",
        advice="only a column that never changes is constant; a small std is a std.",
        code="AG-V001",
    )


@pytest.mark.exercise("standardize")
@pytest.mark.points(1)
def test_standardize_constant_column(student, fresh):
    """Columns that never change become 0, the others are not touched by that"""
    # Whole numbers: their mean is exact in every order of summation, so the std is truly 0.
    X = torch.randn(24, 4, generator=fresh) * torch.tensor([3.0, 0.0, 20.0, 0.0])
    X = X + torch.tensor([5.0, 7.0, -60.0, 0.0])
    got = student.standardize(X)
    is_standardized(got, X, "what is 0/0? Ask for it before you divide, column by column.")


@pytest.mark.exercise("standardize")
@pytest.mark.points(0.5)
def test_standardize_leaves_its_input(student, fresh):
    """The table that came in is what it was"""
    X = torch.randn(12, 3, generator=fresh) * 5 + 20
    call = student.call("standardize", X)
    is_standardized(call.value, X, "each column with its own mean and its own std.")
    expect.unchanged(call)
