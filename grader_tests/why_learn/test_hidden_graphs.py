"""Hidden checks: first tensors, and loops and branches in the graph (hello_add to fee)."""

import numpy as np
import pytest
import torch

from autograde import expect


def whole(got, name):
    """A whole number, as an int; NumPy's count as well."""
    if isinstance(got, np.integer):
        return int(got)
    expect.is_a(got, int, advice=f"{name} is a plain int: no bool, no float, no tensor.")
    return got


def uniform(fresh, low, high):
    """A random float in [low, high)."""
    return low + (high - low) * float(torch.rand((), generator=fresh, dtype=torch.float64))


# ------------------------------------------------------------------------------ hello_add
@pytest.mark.exercise("hello_add")
@pytest.mark.points(0.75)
def test_hello_add_other_numbers(student, fresh):
    """Other numbers, below zero and between the whole ones"""
    pairs = [(uniform(fresh, -50, 50), uniform(fresh, -50, 50)) for _ in range(3)]
    for a, b in [*pairs, (0.25, -0.75), (-3.0, 3.0)]:
        got = student.hello_add(a, b)

        said = "a float32 tensor that holds one number in a list."
        if isinstance(got, np.ndarray):
            said = "an array is no tensor: do not convert the sum."
        elif isinstance(got, torch.Tensor) and got.dim() > 1:
            said = "one pair of square brackets is enough: a list of one number, no list of lists."
        expect.tensor(got, shape=(1,), dtype=torch.float32, advice=said)
        # Below 64 float32 rounds by up to 2e-6, twice, and the sum below 128 by up to 4e-6: 8e-6
        # together. A digit less, bfloat16 or float16, is off by 1e-2 and more.
        expect.close(
            got,
            torch.tensor([a + b], dtype=torch.float64),
            atol=2e-5,
            mistakes={
                "does the result depend on both numbers that come in?": torch.tensor([5.0]),
                "the numbers were multiplied, not added.": torch.tensor([a * b]),
                "the numbers were subtracted, not added.": torch.tensor([a - b]),
                "the numbers need not be whole.": torch.tensor([float(int(a) + int(b))]),
            },
            advice="use the two numbers that come in, as they are.",
        )
    # Two sums, and the first one looked at after the second: small whole numbers, exact.
    two = student.build("lambda add: [add(1.0, 2.0), add(30.0, 40.0)]")
    for got, want in zip(two(student["hello_add"]), (3.0, 70.0), strict=True):
        expect.close(
            got,
            torch.tensor([want]),
            atol=0,
            advice="is every sum a tensor of its own, or does the next call write over the last?",
        )


def not_watched(student, name, *arguments):
    """The function does not switch gradients on for the tensor that it was given."""
    watched = student.build(
        "def watched(function, x, *others):\n"
        "    function(x, *others)\n"
        "    return x.requires_grad\n",
        name="watched",
    )
    expect.that(
        watched(student[name], *arguments) is False,
        f"after {name} its argument requires a gradient, which it did not before",
        expected="the tensor as it was",
        advice="whether a number is watched is for the caller to say. Gradients flow through "
        "tensor operations by themselves.",
        code="AG-M001",
    )


# ---------------------------------------------------------------------------- halve_until
def halved(got):
    """What is left and the number of halvings; the first is a tensor without dimensions."""
    expect.that(
        isinstance(got, list | tuple) and len(got) == 2,
        expect.returned(got),
        expected="two values: what is left, and the number of halvings",
        advice="return both, separated by a comma, also if nothing had to be halved.",
        code="AG-T004",
    )
    left, steps = got
    expect.tensor(left, shape=(), advice="what is left comes first, and stays a tensor.")
    return left, whole(steps, "the number of halvings")


def start_for(fresh, limit, steps):
    """A number that needs exactly so many halvings, well away from the next one's border."""
    # In eighths of the limit between 5/8 and 7/8, so that float32 and its halves are exact.
    eighths = int(torch.randint(5, 8, (), generator=fresh))
    return limit * eighths / 8 * 2.0**steps


@pytest.mark.exercise("halve_until")
@pytest.mark.points(0.75)
def test_halve_until_as_often_as_needed(student, fresh):
    """Different numbers need different numbers of halvings, with any limit"""
    limit = float(torch.randint(2, 9, (), generator=fresh))
    cases = [(start_for(fresh, limit, n), limit, n) for n in (1, 2, 5, 9, 40)]
    cases += [(start_for(fresh, 0.5, 4), 0.5, 4), (4 * limit, limit, 2)]
    # The last one is so far below the limit that a formula without a floor would double it.
    cases += [(start_for(fresh, limit, 0), limit, 0), (limit, limit, 0), (limit / 8, limit, 0)]
    for start, stop, n in cases:
        left, steps = halved(student.halve_until(torch.tensor(start), stop))

        advice = (
            "how often you halve depends on the number and on the limit, and may be 0 times; a "
            "number that equals the limit is not greater than it."
        )
        # Halving is exact in floating point; a power of one half may be rounded once.
        expect.close(left, torch.tensor(start / 2.0**n), rtol=1e-5, atol=0, advice=advice)
        expect.equal(steps, n, advice=advice)


@pytest.mark.exercise("halve_until")
@pytest.mark.points(1)
def test_halve_until_gradient(student, fresh):
    """A gradient finds its way back through every halving"""
    for n in (3, 1, 6, 0):
        x = torch.tensor(start_for(fresh, 5.0, n), requires_grad=True)

        call = student.backward("halve_until", x, 5.0)

        halved(call.value)
        expect.graph_kept(
            call,
            advice="keep every step from x to the result a tensor operation: no `.item()`, no "
            "`float()`, no `.data`, no new tensor.",
        )
        # Exact: one half for each halving.
        expect.gradient(
            call,
            0,
            torch.tensor(0.5**n),
            atol=1e-7,
            advice="of one mile more at the start, how much arrives? Is all of the way from x to "
            "the result noted, and x itself its beginning?",
        )


@pytest.mark.exercise("halve_until")
@pytest.mark.points(0.5)
def test_halve_until_keeps_dtype_and_argument(student, fresh):
    """The result has the dtype of x, and x keeps its value"""
    for dtype in (torch.float64, torch.float32):
        # In float64 with more digits than float32 holds.
        start = start_for(fresh, 2.0, 4) + (1e-9 if dtype is torch.float64 else 0.0)
        call = student.call("halve_until", torch.tensor(start, dtype=dtype), 2.0)

        left, _ = halved(call.value)
        expect.tensor(left, dtype=dtype, advice="half of a float64 number is a float64 number.")
        # 1e-9, divided by 16, is 6e-11; float64 halves exactly.
        expect.close(
            left,
            torch.tensor(start / 16, dtype=torch.float64),
            atol=1e-12 if dtype is torch.float64 else 1e-6,
            advice="are digits lost on the way, by a conversion to float32?",
        )
        expect.unchanged(call)
    not_watched(student, "halve_until", torch.tensor(20.0), 3.0)


# ------------------------------------------------------------------------------------ fee
def price(miles):
    """The price list."""
    return 3.0 + 1.2 * miles if miles <= 5 else 9.0 + 2.0 * (miles - 5)


def fee_tensor(got):
    return expect.tensor(
        got, shape=(), advice="a tensor without dimensions for every distance, made from `d`."
    )


@pytest.mark.exercise("fee")
@pytest.mark.points(0.75)
def test_fee_along_the_road(student, fresh):
    """The fee at many distances, near and far"""
    miles = [uniform(fresh, 0.1, 4), uniform(fresh, 4.2, 4.9), uniform(fresh, 5.1, 5.9)]
    # A hundredth of a mile from the bend the two lines are 0.8 cents apart, eight times the limit.
    miles += [uniform(fresh, 6, 9), uniform(fresh, 10, 60), 0.0, 4.99, 5.01]
    for d in miles:
        call = student.call("fee", torch.tensor(d))
        # A tenth of a cent, and float32 of up to 120 dollars: rounding is below 1e-4.
        expect.close(
            fee_tensor(call.value),
            torch.tensor(price(d), dtype=torch.float64),
            atol=1e-3,
            mistakes={
                "only the miles beyond the fifth cost 2 dollars.": torch.tensor(9 + 2 * d),
                "beyond 5 miles another line of the price list holds.": torch.tensor(3 + 1.2 * d),
                "up to 5 miles another line of the price list holds.": torch.tensor(2 * d - 1),
            },
            advice="which line of the price list holds at which distance, and which miles does it "
            "count? Parts of a mile count as well.",
        )
        expect.unchanged(call)
    for d in (2.0, 7.0):
        not_watched(student, "fee", torch.tensor(d))


@pytest.mark.exercise("fee")
@pytest.mark.points(1)
def test_fee_gradient(student, fresh):
    """The gradient is the price of one more mile"""
    # Close to the bend as well: two lines, and no smooth curve from one to the other.
    near = [uniform(fresh, 0.5, 2), uniform(fresh, 2, 3.5), uniform(fresh, 4.98, 4.995)]
    far = [uniform(fresh, 7, 9), uniform(fresh, 9, 12), uniform(fresh, 5.005, 5.02)]
    for d, want in [(d, 1.2) for d in near] + [(d, 2.0) for d in far]:
        call = student.backward("fee", torch.tensor(d, requires_grad=True))

        fee_tensor(call.value)
        expect.graph_kept(
            call, advice="build the fee from `d` itself, by plus, minus and times: no `.item()`."
        )
        # 1.2 in float32 is off by 5e-8.
        expect.gradient(
            call,
            0,
            torch.tensor(want),
            atol=1e-5,
            advice="what does one more mile cost at this distance, by the price list?",
        )


@pytest.mark.exercise("fee")
@pytest.mark.points(0.5)
def test_fee_at_exactly_five_miles(student):
    """At exactly five miles there is a fee as well"""
    for dtype in (torch.float32, torch.float64):
        got = fee_tensor(student.fee(torch.tensor(5.0, dtype=dtype)))
        # A tenth of a cent.
        expect.close(
            got,
            torch.tensor(9.0),
            atol=1e-3,
            advice="does one of your branches hold at exactly five miles, and what does it say?",
        )
