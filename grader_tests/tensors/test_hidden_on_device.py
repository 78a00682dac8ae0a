"""
Hidden checks: the functions work wherever their arguments live.

Each call is made twice, on the CPU and on a graphics card (or a simulated one), and compared with
the student's own answer on the CPU: so these judge where the work is done, not whether it is right.
But the answer on the CPU must be of the kind that was asked for: what is no tensor lives nowhere.
"""

import numpy as np
import pytest
import torch

from autograde import expect

FOLLOW = (
    "where is a tensor born when you do not say on which device? The device of the argument can be "
    "asked for."
)


TENSOR = "return a tensor: it lives on the device of the arguments."


def there(call, here):
    """
    The result lives on the device and equals that of the CPU.

    Where the work is done is left open: the notebook asks that a function works wherever its
    arguments live and returns its tensors there. By way of NumPy or Python's lists is allowed, if
    what comes out is put back.
    """
    expect.on_device(call)
    expect.equal_on_both(call, here)


def uniform(fresh, low, high, *shape):
    """Random numbers in [low, high), float32."""
    return low + (high - low) * torch.rand(shape, generator=fresh)


@pytest.mark.exercise("describe")
@pytest.mark.points(0.25)
def test_describe_on_device(student, student_on_gpu):
    """A tensor on a graphics card is described like any other"""
    for t in (torch.zeros(3, 5), torch.zeros(4, dtype=torch.int64)):
        here = student.describe(t)

        expect.is_a(here, dict, advice="return a dictionary.")
        expect.equal_on_both(
            student_on_gpu.call("describe", t),
            here,
            advice="everything that is asked for, the tensor knows about itself.",
        )


@pytest.mark.exercise("numpy_round_trip")
@pytest.mark.points(0.5)
def test_to_numpy_on_device(student, student_on_gpu, fresh):
    """A tensor on a graphics card becomes an array as well"""
    # To the CPU is where it has to go: only that it arrives is asked.
    for t in (uniform(fresh, 1, 40, 3, 2), torch.randint(0, 9, (4,), generator=fresh)):
        here = student.to_numpy(t)

        expect.is_a(here, np.ndarray, advice="a NumPy array is asked for.")
        expect.equal_on_both(student_on_gpu.call("to_numpy", t), here)


@pytest.mark.exercise("flatten_images")
@pytest.mark.points(0.5)
def test_flatten_images_on_device(student, student_on_gpu, fresh):
    """Photos on a graphics card become rows there"""
    images = uniform(fresh, 0, 1, 3, 4, 5)

    here = student.flatten_images(images)

    expect.is_a(here, torch.Tensor, advice=TENSOR)
    there(student_on_gpu.call("flatten_images", images), here)


@pytest.mark.exercise("to_chw")
@pytest.mark.points(0.5)
def test_to_chw_on_device(student, student_on_gpu, fresh):
    """Photos on a graphics card become planes there"""
    images = torch.randint(0, 256, (2, 4, 6, 3), generator=fresh, dtype=torch.uint8)

    here = student.to_chw(images)

    expect.is_a(here, torch.Tensor, advice=TENSOR)
    there(student_on_gpu.call("to_chw", images), here)


@pytest.mark.exercise("late_orders")
@pytest.mark.points(0.5)
def test_late_orders_on_device(student, student_on_gpu, fresh):
    """The late orders of a log on a graphics card are there as well"""
    orders = torch.stack([uniform(fresh, 0.5, 6, 12), uniform(fresh, 15, 45, 12)], dim=1)
    orders[:3, 1] += 30.0

    here = student.late_orders(orders)

    expect.is_a(here, torch.Tensor, advice=TENSOR)
    there(student_on_gpu.call("late_orders", orders), here)
    # A table without rows lives somewhere, too.
    call = student_on_gpu.call("late_orders", orders, 100.0)
    expect.on_device(call, advice="where is the table born that you return if nobody was late?")


@pytest.mark.exercise("standardize")
@pytest.mark.points(0.5)
def test_standardize_on_device(student, student_on_gpu, fresh):
    """A table on a graphics card is standardised there, constant columns too"""
    X = uniform(fresh, -3, 8, 10, 4)
    X[:, 2] = 7.0

    here = student.standardize(X)

    expect.that(
        isinstance(here, list | tuple) and len(here) == 3,
        expect.returned(here),
        expected="three values: Z, mean and std",
        advice="return all three, separated by commas.",
    )
    for part in here:
        expect.is_a(part, torch.Tensor, advice=TENSOR)
    there(student_on_gpu.call("standardize", X), here)


@pytest.mark.exercise("neuron_layer")
@pytest.mark.points(0.5)
def test_neuron_layer_on_device(student, student_on_gpu, fresh):
    """Orders and weights on a graphics card are combined there"""
    X, W, b = (uniform(fresh, -3, 3, *shape) for shape in ((5, 3), (3, 3), (3,)))

    here = student.neuron_layer(X, W, b)

    expect.is_a(here, torch.Tensor, advice=TENSOR)
    there(student_on_gpu.call("neuron_layer", X, W, b), here)


@pytest.mark.exercise("pairwise_miles")
@pytest.mark.points(0.5)
def test_pairwise_miles_on_device(student, student_on_gpu, fresh):
    """Places on a graphics card have the same distances"""
    a, b = uniform(fresh, -8, 8, 3, 2), uniform(fresh, -8, 8, 5, 2)

    here = student.pairwise_miles(a, b)

    expect.is_a(here, torch.Tensor, advice=TENSOR)
    # As the text says, the table may live on the CPU: pair by pair it is slow, but right.
    expect.equal_on_both(student_on_gpu.call("pairwise_miles", a, b), here, advice=FOLLOW)


@pytest.mark.exercise("add_traffic")
@pytest.mark.points(0.1)
def test_add_traffic_on_device(student, student_on_gpu, fresh):
    """Times on a graphics card become longer, and stay there"""
    minutes = uniform(fresh, 8, 38, 7)
    rush = torch.tensor([True, False, False, True, False, True, False])

    here = student.add_traffic(minutes, rush, 4.25)

    expect.is_a(here, torch.Tensor, advice=TENSOR)
    there(student_on_gpu.call("add_traffic", minutes, rush, 4.25), here)


@pytest.mark.exercise("majority_label")
@pytest.mark.points(0.25)
def test_majority_label_on_device(student, student_on_gpu, fresh):
    """Votes on a graphics card have the same winners"""
    winners = torch.randperm(10, generator=fresh)[:6]
    votes = torch.stack([winners, (winners + 1) % 10, winners, (winners + 3) % 10, winners], dim=1)

    here = student.majority_label(votes)

    expect.is_a(here, torch.Tensor, advice=TENSOR)
    # As the text says, the labels may come back on the CPU, counted with Python's own tools.
    expect.equal_on_both(student_on_gpu.call("majority_label", votes), here, advice=FOLLOW)


@pytest.mark.exercise("device_agnostic")
@pytest.mark.points(0.25)
def test_append_ones_on_device(student, student_on_gpu, fresh):
    """X lives on a graphics card and keeps its numbers, and so does the result"""
    X = uniform(fresh, 1, 9, 5, 3)

    here = student.append_ones(X)

    expect.is_a(here, torch.Tensor, advice=TENSOR)
    there(student_on_gpu.call("append_ones", X), here)
