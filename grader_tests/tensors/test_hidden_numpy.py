"""Hidden checks: from NumPy and back (numpy_round_trip)."""

import numpy as np
import pytest
import torch

from autograde import expect


def table(fresh, *shape):
    """Random numbers in [1, 40), float64; nothing that a test overwrites with is among them."""
    return 1 + 39 * torch.rand(shape, generator=fresh, dtype=torch.float64)


def is_copy(got, want, advice):
    """A float32 tensor with these numbers."""
    expect.is_a(got, torch.Tensor, advice="a tensor is asked for.")
    expect.tensor(got, shape=tuple(want.shape), advice="keep the shape of the array.")
    expect.tensor(got, dtype=torch.float32, advice="float32, whatever the array holds.")
    # Rounding to float32 moves a number below 64 by less than 4e-6.
    expect.close(got, want, atol=1e-5, advice=advice)


@pytest.mark.exercise("numpy_round_trip")
@pytest.mark.points(0.5)
def test_from_numpy_copy_owns_its_numbers(student, fresh):
    """The array is overwritten afterwards; the tensor keeps its numbers"""
    later = student.build(
        "def later(convert, array):\n"
        "    tensor = convert(array)\n"
        "    array[...] = -1\n"
        "    return tensor\n",
        name="later",
    )
    for dtype in (np.float32, np.float64, np.int64):
        want = table(fresh, 4, 3)
        if dtype is np.int64:
            want = want.round()
        got = later(student["from_numpy_copy"], want.numpy().astype(dtype))
        is_copy(got, want, "whose memory is it? What if the array is float32 already?")
    # Two arrays of one shape, and the first tensor looked at after the second call.
    two = student.build("lambda convert, first, second: [convert(first), convert(second)]")
    first, second = table(fresh, 4, 3), table(fresh, 4, 3)
    got = two(student["from_numpy_copy"], first.numpy(), second.numpy())
    for tensor, want in zip(got, (first, second), strict=True):
        is_copy(tensor, want, "does the next call write over the tensor of the last one?")


@pytest.mark.exercise("numpy_round_trip")
@pytest.mark.points(0.5)
def test_from_numpy_copy_any_array(student, fresh):
    """Whole numbers, bytes, one to three dimensions, and a table turned over"""
    said = "the same numbers at the same places."
    for shape, dtype in (
        ((7,), np.float64),
        ((3, 4), np.int64),
        ((2, 3, 4), np.float32),
        ((1, 5), np.uint8),
    ):
        want = table(fresh, *shape)
        if np.issubdtype(dtype, np.integer):
            want = want.round()
        call = student.call("from_numpy_copy", want.numpy().astype(dtype))
        is_copy(call.value, want, said)
        expect.unchanged(call)
    # Made beside the student's code: what crosses between processes is contiguous.
    over = student.build("lambda convert, array: convert(array.T)", name=None)
    want = table(fresh, 3, 5)
    is_copy(over(student["from_numpy_copy"], want.numpy()), want.T, said)
    # Whole, so that a constructor that takes a number for a size is found out, too.
    single = student.build("lambda convert, array: convert(array[1:2].reshape(()))", name=None)
    want = table(fresh, 3).round()
    is_copy(single(student["from_numpy_copy"], want.numpy()), want[1], said)
    is_copy(single(student["from_numpy_copy"], want.long().numpy()), want[1], said)


def is_array(got, want):
    """A NumPy array with these numbers."""
    expect.is_a(got, np.ndarray, advice="a NumPy array is asked for.")
    expect.that(
        tuple(got.shape) == tuple(want.shape),
        f"{expect.returned(got)}, which has shape {tuple(got.shape)}",
        expected=f"shape {tuple(want.shape)}",
        advice="keep the shape of the tensor.",
        code="AG-S001",
    )
    # The way back rounds nothing: exact. By way of float32, 4e-6 would be lost.
    expect.close(got, want.numpy(), atol=0, advice="the same numbers at the same places.")


@pytest.mark.exercise("numpy_round_trip")
@pytest.mark.points(0.5)
def test_to_numpy_with_gradient(student, fresh):
    """Tensors that require a gradient, tensors that were calculated from one, plain ones"""
    weight = table(fresh, 3, 2)
    count = weight.round().long()
    # The tensors are made beside the student's code, as leaves and as results of their own.
    several = student.build(
        "def several(back, weight, count):\n"
        "    leaf = weight.clone().requires_grad_()\n"
        "    plain = [back(leaf), back(weight.clone()), back(count.clone())]\n"
        "    parts = [back(leaf[1, 1]), back(leaf[:1]), back(leaf[:, 1:])]\n"
        "    return [*plain, back((2 * leaf).T), *parts]\n",
        name="several",
    )
    got = several(student["to_numpy"], weight, count)
    wants = (weight, weight, count, 2 * weight.T, weight[1, 1], weight[:1], weight[:, 1:])
    for array, want in zip(got, wants, strict=True):
        is_array(array, want)


@pytest.mark.exercise("numpy_round_trip")
@pytest.mark.points(0.5)
def test_to_numpy_leaves_the_tensor(student, fresh):
    """The tensor requires a gradient afterwards as it did before"""
    then = student.build(
        "def then(back, t):\n"
        "    leaf = t.clone().requires_grad_()\n"
        "    array = back(leaf)\n"
        "    return array, leaf.requires_grad, leaf.tolist()\n",
        name="then",
    )
    weight = table(fresh, 4)

    array, still, after = then(student["to_numpy"], weight)

    is_array(array, weight)
    expect.that(
        still is True,
        "after to_numpy the tensor no longer requires a gradient",
        expected="the tensor as it was",
        advice="you want something cut off for yourself. Does your line change the tensor that "
        "others still train with?",
        code="AG-M001",
    )
    expect.close(after, weight.tolist(), atol=0, advice="leave the tensor's numbers alone.")
