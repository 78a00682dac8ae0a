"""
Public checks of "Tensors": they run in the notebook, and their text may be read.

At grading, further checks with fresh numbers are run.
"""

import numpy as np
import pytest
import torch

from autograde import expect
from autograde.proxy import StudentObject


# ------------------------------------------------------------------------------ exercise 1
@pytest.mark.exercise("to_column")
@pytest.mark.points(0.5)
def test_to_column_two_distances(student):
    """The two distances of the lecture make two rows"""
    got = student.to_column([5.0, 6.0])

    expect.is_a(got, torch.Tensor, advice="make a tensor of the list.")
    said = {
        (1, 2): "that is one delivery with two features. Which should be the rows?",
        (2,): "a flat row of numbers has neither rows nor columns. You want two rows of one.",
    }
    expect.tensor(got, shape=(2, 1), advice=said.get(tuple(got.shape), "one row per delivery."))
    # 5 and 6 are exact in float32.
    expect.close(got, torch.tensor([[5.0], [6.0]]), atol=1e-6, advice="keep numbers and order.")


# ------------------------------------------------------------------------------ exercise 2
@pytest.mark.exercise("describe")
@pytest.mark.points(0.5)
def test_describe_three_dimensions(student):
    """A float32 tensor of shape (2, 3, 4)"""
    got = student.describe(torch.zeros(2, 3, 4))

    expect.is_a(got, dict, advice="return a dictionary.")
    keys = ("ndim", "shape", "numel", "dtype", "bytes")
    missing = [key for key in keys if key not in got]
    expect.that(
        not missing,
        f"{expect.returned(got)}; there is no {', '.join(missing)} in it",
        expected=f"the keys {', '.join(keys)}",
        advice="spell the keys as in the table.",
    )
    for key, want in (("ndim", 3), ("numel", 24), ("bytes", 96)):
        expect.that(
            not isinstance(got[key], StudentObject),
            f"under {key} there is {expect.kind_of(got[key])}",
            expected="a number",
            advice="a method without parentheses is not called.",
        )
        # Whole numbers: exact.
        expect.close(
            expect.number(got[key], key),
            want,
            atol=0,
            advice=f"{key}: how would you count it by hand? 2 · 3 · 4 numbers of 4 bytes each.",
        )
    expect.equal(got["shape"], (2, 3, 4), advice="the shape is a tuple of three whole numbers.")
    expect.equal(got["dtype"], torch.float32, advice="the dtype itself, not its name in a string.")


# ------------------------------------------------------------------------------ exercise 3
@pytest.mark.exercise("numpy_round_trip")
@pytest.mark.points(0.25)
def test_from_numpy_copy_table(student):
    """An array of float64 becomes a tensor of float32"""
    got = student.from_numpy_copy(np.array([[5.0, 22.2], [6.0, 25.6]]))

    expect.tensor(got, shape=(2, 2))
    expect.tensor(got, dtype=torch.float32, advice="NumPy counts in float64; name the dtype.")
    # float32 keeps seven digits of 25.6.
    expect.close(got, torch.tensor([[5.0, 22.2], [6.0, 25.6]]), atol=1e-5)


@pytest.mark.exercise("numpy_round_trip")
@pytest.mark.points(0.25)
def test_to_numpy_row(student):
    """A tensor of two numbers becomes an array"""
    got = student.to_numpy(torch.tensor([1.5, 2.5]))

    expect.is_a(got, np.ndarray, advice="a NumPy array is asked for, not a list or a tensor.")
    # Both are exact in every float type.
    expect.close(got, [1.5, 2.5], atol=1e-6)


# ------------------------------------------------------------------------------ exercise 4
@pytest.mark.exercise("flatten_images")
@pytest.mark.points(0.5)
def test_flatten_images_two_photos(student):
    """Two photos of 2 by 3 pixels become two rows of six"""
    images = torch.arange(12.0).reshape(2, 2, 3)

    got = student.flatten_images(images)

    expect.tensor(got, shape=(2, 6), advice="two photos, two rows; six pixels, six columns.")
    # Nothing is calculated: exact.
    expect.close(
        got,
        torch.tensor([[0.0, 1, 2, 3, 4, 5], [6, 7, 8, 9, 10, 11]]),
        atol=0,
        advice="read each photo row by row, and finish one before you begin the next.",
    )


# ------------------------------------------------------------------------------ exercise 5
@pytest.mark.exercise("to_chw")
@pytest.mark.points(0.5)
def test_to_chw_red_and_blue(student):
    """A red pixel beside a blue one, above two grey ones"""
    images = torch.tensor(
        [[[[255, 0, 0], [0, 0, 255]], [[51, 51, 51], [102, 102, 102]]]], dtype=torch.uint8
    )
    want = torch.tensor([[[[1.0, 0], [0.2, 0.4]], [[0, 0], [0.2, 0.4]], [[0, 1], [0.2, 0.4]]]])

    got = student.to_chw(images)

    expect.tensor(got, shape=(1, 3, 2, 2), advice="photos, colours, rows, columns: in this order.")
    expect.tensor(got, dtype=torch.float32, advice="a network wants float32.")
    # One division in float32: 1e-6 is far above its rounding, and far below 1/255.
    expect.close(
        got,
        want,
        atol=1e-6,
        mistakes={
            "whole division throws the fraction away.": want.floor(),
            "rows and columns have changed places.": want.transpose(2, 3),
            "the numbers were cut anew, no axis was moved: what is beside the red pixel now?": (
                images.reshape(1, 3, 2, 2) / 255
            ),
            "the numbers still go from 0 to 255, not from 0 to 1.": want * 255,
        },
        advice="the first plane is how red each pixel is, from 0 to 1.",
    )


# ------------------------------------------------------------------------------ exercise 6
@pytest.mark.exercise("late_orders")
@pytest.mark.points(0.5)
def test_late_orders_five_orders(student):
    """Of five orders three were late"""
    orders = torch.tensor([[5.0, 33.5], [1.0, 9.0], [2.5, 41.0], [4.0, 24.5], [5.5, 36.0]])

    got = student.late_orders(orders)

    expect.is_a(got, torch.Tensor)
    expect.that(
        got.dtype is not torch.bool,
        f"{expect.returned(got)}: True and False",
        expected="rows of the table",
        advice="that is the mask. What can you do with it?",
    )
    expect.tensor(got, shape=(3, 2), advice="whole rows: the miles and the minutes of each.")
    late = orders[[2, 4, 0]]
    # Rows are picked, not calculated: exact.
    expect.close(
        got,
        late,
        atol=0,
        mistakes={
            "these are the right rows. Which comes first?": orders[[0, 2, 4]],
            "the shortest comes first here, not the longest.": late.flip(0),
            "these are sorted by the miles. What should decide?": orders[[4, 0, 2]],
            "both columns are sorted, each on its own: whose minutes are these now?": (
                late.sort(dim=0, descending=True).values
            ),
        },
        advice="first which rows, then in which order.",
    )


# ------------------------------------------------------------------------------ exercise 7
@pytest.mark.exercise("standardize")
@pytest.mark.points(0.5)
def test_standardize_two_columns(student):
    """Miles and grams, each with its own mean and std"""
    X = torch.tensor([[2.0, 900.0], [4.0, 600.0], [6.0, 300.0]])

    got = student.standardize(X)

    expect.that(
        isinstance(got, list | tuple) and len(got) == 3,
        expect.returned(got),
        expected="three values: Z, mean and std",
        advice="return all three, separated by commas.",
    )
    Z, mean, std = got
    expect.tensor(Z, shape=(3, 2), advice="Z has the shape of X.")
    for name, part in (("mean", mean), ("std", std)):
        expect.is_a(part, torch.Tensor)
        expect.that(
            tuple(part.shape) in {(2,), (1, 2)},
            f"the {name} has shape {tuple(part.shape)}",
            expected="one number for each column",
            advice="over which dimension do you average? What should be left of (3, 2)?",
            code="AG-S001",
        )
    # Means of whole numbers below 1000; float32 rounds 600 to 3e-5.
    expect.close(mean.reshape(2), torch.tensor([4.0, 600.0]), atol=1e-3)
    sample = torch.tensor([[-1.0, 1], [0, 0], [1, -1]])
    # With N the std is smaller by sqrt(2/3); float32 rounds these numbers to 1e-7 of their size.
    whole = sample * 1.5**0.5
    by_whole = expect.is_close(Z, whole, atol=1e-4)
    expect.close(
        Z,
        whole if by_whole else sample,
        atol=1e-4,
        mistakes={
            "that is divided by the variance. Which of the two has the unit of X?": (
                sample / torch.tensor([2.0, 300.0])
            ),
            "the mean is gone, but the scale is still there.": X - X.mean(dim=0),
        },
        advice="for the column 2, 4, 6: how far is each from the mean, in standard deviations?",
    )
    want = torch.tensor([2.0, 300.0])
    # As for Z. An epsilon of 1e-5 beside the variance moves 2 by 1e-6 of it.
    expect.close(std.reshape(2), want / 1.5**0.5 if by_whole else want, rtol=1e-4, atol=0)


# ------------------------------------------------------------------------------ exercise 8
@pytest.mark.exercise("neuron_layer")
@pytest.mark.points(0.5)
def test_neuron_layer_one_neuron(student):
    """One neuron, three orders with two features"""
    X = torch.tensor([[1.0, 2.0], [3.0, 4.0], [0.0, 1.0]])

    got = student.neuron_layer(X, torch.tensor([[2.0, -3.0]]), torch.tensor([10.0]))

    expect.tensor(got, shape=(3, 1), advice="a row for each order, a column for each neuron.")
    # Small whole numbers: exact.
    expect.close(
        got,
        torch.tensor([[6.0], [4.0], [7.0]]),
        atol=1e-5,
        mistakes={
            "the bias is missing.": torch.tensor([[-4.0], [-6.0], [-3.0]]),
            "a neuron may say negative numbers on the way: is something cut off?": (
                torch.tensor([[10.0], [10.0], [10.0]])
            ),
        },
        advice="work the first order out by hand: 2·1 - 3·2 + 10.",
    )


# ------------------------------------------------------------------------------ exercise 9
@pytest.mark.exercise("pairwise_miles")
@pytest.mark.points(0.5)
def test_pairwise_miles_two_couriers(student):
    """Two couriers, three customers, six distances"""
    a = torch.tensor([[0.0, 0.0], [3.0, 0.0]])
    b = torch.tensor([[3.0, 4.0], [0.0, 2.0], [6.0, -4.0]])
    want = torch.tensor([[5.0, 2.0, 52**0.5], [4.0, 13**0.5, 5.0]])

    got = student.pairwise_miles(a, b)

    said = "a row for each courier, a column for each customer. What shape have all differences?"
    expect.tensor(got, shape=(2, 3), advice=said)
    # Roots of small whole numbers: float32 is good to 1e-6, the formula with three terms to 1e-5.
    expect.close(
        got,
        want,
        atol=1e-3,
        mistakes={
            "these are squares of miles: one step is missing.": want.square(),
            "that is along the streets, east and then north, not in a straight line.": (
                (a[:, None] - b).abs().sum(2)
            ),
        },
        advice="Pythagoras: from (0, 0) to (3, 4) it is 5 miles.",
    )


# ----------------------------------------------------------------------------- exercise 10
@pytest.mark.exercise("add_traffic")
@pytest.mark.points(0.25)
def test_add_traffic_three_orders(student):
    """Two of three orders in the rush hour take 7.5 minutes longer"""
    minutes = torch.tensor([20.0, 25.0, 18.0])

    got = student.add_traffic(minutes, torch.tensor([True, False, True]), 7.5)

    expect.tensor(got, shape=(3,), advice="one time for each order, in the rush hour or not.")
    # Halves: exact.
    expect.close(
        got,
        torch.tensor([27.5, 25.0, 25.5]),
        atol=1e-5,
        mistakes={
            "which of the orders were in the rush hour, and which were not?": (
                torch.tensor([20.0, 32.5, 18.0])
            ),
            "not all of them were in the rush hour.": minutes + 7.5,
            "nothing was added: was the sum thrown away?": minutes,
        },
    )


# ----------------------------------------------------------------------------- exercise 11
@pytest.mark.exercise("majority_label")
@pytest.mark.points(0.5)
def test_majority_label_three_photos(student):
    """Three photos, three annotators each"""
    got = student.majority_label(torch.tensor([[3, 5, 5], [1, 1, 4], [2, 9, 2]]))

    expect.is_a(got, torch.Tensor, advice="a tensor with one label for each photo, nothing else.")
    expect.tensor(got, shape=(3,), advice="one label for each photo.")
    # Labels are whole numbers: exact.
    expect.close(
        got,
        torch.tensor([5, 1, 2]),
        atol=0,
        mistakes={
            "that is the average. What lies between a garden and a letterbox?": (
                torch.tensor([4, 2, 4])
            ),
            "the largest number is not the most frequent one.": torch.tensor([5, 4, 9]),
        },
        advice="count: which label has the most votes for this photo?",
    )


# ----------------------------------------------------------------------------- exercise 12
@pytest.mark.exercise("device_agnostic")
@pytest.mark.points(0.25)
def test_pick_device_works_here(student):
    """The device that you pick exists on this machine"""
    got = student.pick_device()

    expect.is_a(got, torch.device, str, advice="a torch.device, or its name.")
    try_out = student.build(
        "def try_out(device):\n"
        "    try:\n"
        "        torch.zeros(1, device=device)\n"
        "    except Exception as error:\n"
        "        return str(error).split('\\n')[0][:200]\n"
        "    return ''\n",
        name="try_out",
    )
    problem = try_out(str(got))
    expect.that(
        problem == "",
        f"pick_device() returned {str(got)!r}, and making a tensor there fails: {problem}",
        expected="a device that this machine has",
        advice="not every machine has a graphics card. Whom can you ask?",
    )


@pytest.mark.exercise("device_agnostic")
@pytest.mark.points(0.25)
def test_append_ones_table(student):
    """A column of ones on the right"""
    X = torch.tensor([[0.8, 2.0], [2.0, 12.0], [4.0, 5.0]])
    want = torch.tensor([[0.8, 2.0, 1.0], [2.0, 12.0, 1.0], [4.0, 5.0, 1.0]])

    got = student.append_ones(X)

    expect.tensor(got, shape=(3, 3), advice="one more column, the same rows.")
    # Nothing is calculated: exact.
    expect.close(
        got,
        want,
        atol=0,
        mistakes={"the ones stand on the left, not on the right.": want[:, [2, 0, 1]]},
        advice="the columns of X as they are, then a column of ones.",
    )
