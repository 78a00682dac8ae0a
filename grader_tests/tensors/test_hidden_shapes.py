"""Hidden checks: columns, and what a tensor tells about itself (to_column, describe)."""

import math

import pytest
import torch

from autograde import expect
from autograde.proxy import StudentObject


def drawn(fresh, low, high, count):
    """Random numbers in [low, high) with one digit after the point, as a list of floats."""
    values = low + (high - low) * torch.rand(count, generator=fresh, dtype=torch.float64)
    return [round(v, 1) for v in values.tolist()]


def whole(fresh, low, high):
    """A random whole number from low to high, both included."""
    return int(torch.randint(low, high + 1, (), generator=fresh))


# -------------------------------------------------------------------------------- to_column
def is_column(call, values):
    """The call returned these values in a float32 column."""
    got, count = call.value, len(values)
    expect.is_a(got, torch.Tensor, advice="return a tensor.")
    said = "one row for each delivery and one column, however many deliveries there are."
    if count > 1 and tuple(got.shape) == (1, count):
        said = "that is one delivery with many features. Which should be the rows?"
    elif tuple(got.shape) == (count,):
        said = "a flat row of numbers has neither rows nor columns."
    expect.tensor(got, shape=(count, 1), advice=said)
    expect.tensor(
        got,
        dtype=torch.float32,
        advice="a list of whole numbers becomes int64 unless you say otherwise. Where do you say "
        "which kind of numbers you want?",
    )
    want = torch.tensor(values, dtype=torch.float64).reshape(-1, 1)
    # Rounding to float32 moves a number below 64 by less than 4e-6.
    expect.close(
        got,
        want,
        atol=1e-5,
        mistakes={
            "the digits after the point are lost on the way.": want.trunc(),
            "the order of the list is lost.": want.sort(dim=0).values,
        },
        advice="the same numbers in the same order: nothing is calculated here.",
    )
    expect.unchanged(call)


@pytest.mark.exercise("to_column")
@pytest.mark.points(1)
def test_to_column_any_count(student, fresh):
    """Lists of different lengths, in no order"""
    for count in (1, 4, 9):
        values = drawn(fresh, 0.5, 12.0, count)
        if count > 2:
            values = [*values[:2], 7.3, 2.8, 7.3, *values[2:]]  # unsorted, one of them twice
        is_column(student.call("to_column", values), values)


@pytest.mark.exercise("to_column")
@pytest.mark.points(0.5)
def test_to_column_whole_numbers(student, fresh):
    """Whole numbers become float32 too"""
    first, second = whole(fresh, 10, 19), whole(fresh, 1, 9)
    for values in ([second, first, first + second], [second], [second + 0.5, first]):
        is_column(student.call("to_column", values), values)


# --------------------------------------------------------------------------------- describe
def is_described(got, shape, dtype):
    """The dictionary tells this shape and dtype, and what follows from them."""
    expect.is_a(got, dict, advice="return a dictionary.")
    missing = [k for k in ("ndim", "shape", "numel", "dtype", "bytes") if k not in got]
    expect.that(
        not missing,
        f"{expect.returned(got)}; there is no {', '.join(missing)} in it",
        expected="all five keys",
        advice="spell the keys as in the table.",
    )
    count = math.prod(shape)
    wants = {"ndim": len(shape), "numel": count, "bytes": count * dtype.itemsize}
    said = {
        "ndim": "ndim counts the dimensions; a single number has none.",
        "numel": "numel counts all the numbers, over all dimensions.",
        "bytes": "bytes: how many numbers does the tensor show, and how large is one of them?",
    }
    for key, want in wants.items():
        expect.that(
            not isinstance(got[key], StudentObject),
            f"under {key} there is {expect.kind_of(got[key])}",
            expected="a number",
            advice="a method without parentheses is not called.",
        )
        number = expect.number(got[key], key)
        expect.that(
            not isinstance(got[key], float),
            f"under {key} there is {got[key]!r}, a float",
            expected="an int",
            advice="what counts things is an int. Where does the point come from?",
            code="AG-T001",
        )
        # Whole numbers: exact.
        expect.close(
            number,
            want,
            atol=0,
            mistakes={
                "four bytes is the size of one float32. How large is one number here?": (
                    4 * count if key == "bytes" else want
                ),
            },
            advice=said[key],
        )
    expect.equal(
        got["shape"], tuple(shape), advice="the shape is a tuple of whole numbers, as it is."
    )
    expect.equal(got["dtype"], dtype, advice="the dtype itself, not its name in a string.")


@pytest.mark.exercise("describe")
@pytest.mark.points(0.5)
def test_describe_single_number(student):
    """A tensor without dimensions"""
    for number in (torch.tensor(22.4), torch.tensor(7), torch.tensor(1.5, dtype=torch.float64)):
        is_described(student.describe(number), (), number.dtype)


@pytest.mark.exercise("describe")
@pytest.mark.points(0.25)
def test_describe_other_kinds_of_numbers(student, fresh):
    """Numbers of one, two and eight bytes, in one to four dimensions"""
    h, w = whole(fresh, 5, 9), whole(fresh, 10, 14)
    for shape, dtype in (
        ((h, w), torch.uint8),
        ((w,), torch.float64),
        ((2, h, w), torch.int64),
        ((3, 2, h, w), torch.float16),
        ((h, 3), torch.bool),
        ((w, 1), torch.float32),
    ):
        is_described(student.describe(torch.zeros(shape, dtype=dtype)), shape, dtype)


@pytest.mark.exercise("describe")
@pytest.mark.points(0.5)
def test_describe_part_of_a_tensor(student, fresh):
    """A part of a larger tensor, and a picture turned over"""
    h, w = whole(fresh, 5, 9), whole(fresh, 10, 14)
    # Views do not cross between processes as views, so they are made beside the student's code.
    views = student.build(
        "def views(describe, t):\n"
        "    return [describe(t[:, ::2]), describe(t.T), describe(t[1]), describe(t[:1, :3])]\n",
        name="views",
    )

    got = views(student["describe"], torch.zeros(h, w, dtype=torch.uint8))

    shapes = ((h, (w + 1) // 2), (w, h), (w,), (1, 3))
    for described, shape in zip(got, shapes, strict=True):
        is_described(described, shape, torch.uint8)
