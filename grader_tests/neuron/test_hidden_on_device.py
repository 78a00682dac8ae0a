"""
Hidden checks: the functions work wherever their arguments live.

Each call is made twice, on the CPU and on a graphics card (or a simulated one), and compared with
the student's own answer on the CPU: so these judge where the work is done, not whether it is right.
It must be an answer of the right kind, though: nothing at all is the same everywhere.
"""

import pytest
import torch

from autograde import expect

MOVED = "where is a tensor born when you do not say on which device? `x` knows its own."
# Data in the computer's main memory, on a machine that also has a graphics card.
BESIDE_A_CARD = """
def beside_a_card(function, x, y, *more):
    return function(x.cpu(), y.cpu(), *more)
"""
TOGETHER = (
    "on this machine there is a graphics card, and the data are in main memory. Does everything "
    "that meets in one line live in the same place?"
)


LINE, SLOPES = ("w", "b"), ("dw", "db")


def trained(got):
    """A w, a b and a list that a training function returned."""
    expect.that(
        isinstance(got, list | tuple) and len(got) == 3,
        expect.returned(got),
        expected="three values: w, b and the list of errors",
        advice="return all three, separated by commas.",
    )
    expect.numbers(got[:2], 2, LINE)
    expect.is_a(got[2], list, tuple)


def uniform(fresh, low, high, *shape):
    """Random numbers in [low, high), float32."""
    return low + (high - low) * torch.rand(shape, generator=fresh)


def deliveries(fresh):
    """Twelve standardised distances and their times, float32, shape (12, 1)."""
    z = torch.linspace(-1.5, 1.5, 12).reshape(-1, 1)
    return z, 5 * z + 16 + 0.1 * torch.randn(12, 1, generator=fresh)


@pytest.mark.exercise("predict")
@pytest.mark.points(0.5)
def test_predict_on_device(student, student_on_gpu, fresh):
    """Distances on a graphics card are answered there"""
    x = uniform(fresh, 0.5, 6, 9, 1)

    here = expect.tensor(student.predict(x, 3.25, 4.5))

    # One product and one sum, up to 24 minutes: float32 rounds them by 4e-6 altogether.
    expect.like_cpu(student_on_gpu.call("predict", x, 3.25, 4.5), here, atol=1e-5)


@pytest.mark.exercise("mse")
@pytest.mark.points(0.5)
def test_mse_on_device(student, student_on_gpu, fresh):
    """The error of times on a graphics card is calculated there"""
    pred, target = uniform(fresh, 8, 30, 7, 1), uniform(fresh, 8, 30, 7, 1)

    here = expect.tensor(student.mse(pred, target))

    # Seven squares of up to 484, added in another order: 3e-5 is the last digit of such a sum.
    expect.like_cpu(student_on_gpu.call("mse", pred, target), here, atol=1e-4)


@pytest.mark.exercise("nudge_slopes")
@pytest.mark.points(0.5)
def test_nudge_slopes_on_device(student, student_on_gpu, fresh):
    """Deliveries on a graphics card have the same slopes"""
    x, y = (t.double() for t in deliveries(fresh))

    here = student.nudge_slopes(x, y, 2.5, 6.0)
    expect.numbers(here, 2, SLOPES)

    # Two numbers come back, as floats or tensors: where they live does not matter.
    call = student_on_gpu.call("nudge_slopes", x, y, 2.5, 6.0)
    expect.equal_on_both(call, here, advice=MOVED)


@pytest.mark.exercise("gradients")
@pytest.mark.points(0.5)
def test_gradients_on_device(student, student_on_gpu, fresh):
    """Deliveries on a graphics card have the same slopes by formula"""
    x, y = deliveries(fresh)

    here = student.gradients(x, y, 2.5, 6.0)
    expect.numbers(here, 2, SLOPES)

    # Twelve terms of up to 60, in another order: float32 rounds their mean by 1e-5.
    call = student_on_gpu.call("gradients", x, y, 2.5, 6.0)
    expect.equal_on_both(call, here, atol=1e-4, advice=MOVED)


@pytest.mark.exercise("train_by_hand")
@pytest.mark.points(0.5)
def test_train_by_hand_beside_a_card(student, student_on_gpu, fresh):
    """Training goes on as before on a machine with a graphics card"""
    # Data on the card would fail a parameter vector made with torch.tensor, which is right as
    # long as nobody has said a word about devices. So the data stay where they always were.
    x, y = deliveries(fresh)

    here, again = (student.train_by_hand(x, y, 0.1, 3, 1.5, 2.0) for _ in range(2))
    trained(here)

    # Three steps on numbers around 10, and errors of up to 300 on the way.
    beside = student_on_gpu.build(BESIDE_A_CARD, name="beside_a_card")
    call = beside.call("", student_on_gpu["train_by_hand"], x, y, 0.1, 3, 1.5, 2.0)
    expect.equal_on_both(call, here, again=again, atol=1e-4, advice=TOGETHER)


@pytest.mark.exercise("autograd_gradients")
@pytest.mark.points(0.5)
def test_autograd_gradients_on_device(student, student_on_gpu, fresh):
    """Deliveries on a graphics card have the same slopes by autograd"""
    x, y = deliveries(fresh)

    here, again = (student.autograd_gradients(x, y, 2.5, 6.0) for _ in range(2))
    expect.numbers(here, 2, SLOPES)

    # The slope of a number that was made on the CPU comes back there, which PyTorch allows. Sums as
    # in the check by formula.
    call = student_on_gpu.call("autograd_gradients", x, y, 2.5, 6.0)
    expect.equal_on_both(call, here, again=again, atol=1e-4, advice=MOVED)


@pytest.mark.exercise("train_autograd")
@pytest.mark.points(0.5)
def test_train_autograd_on_device(student, student_on_gpu, fresh):
    """Training with autograd on deliveries that are on a graphics card"""
    x, y = deliveries(fresh)

    here, again = (student.train_autograd(x, y, 0.1, 3, 1.5, 2.0) for _ in range(2))
    trained(here)

    # As by hand: three steps, in another order of adding.
    call = student_on_gpu.call("train_autograd", x, y, 0.1, 3, 1.5, 2.0)
    expect.equal_on_both(call, here, again=again, atol=1e-4, advice=MOVED)


@pytest.mark.exercise("make_neuron")
@pytest.mark.points(0.5)
def test_make_neuron_on_device(student, student_on_gpu, fresh):
    """The neuron moves to a graphics card with all that it needs"""
    x = uniform(fresh, 0.5, 6, 5, 1)
    source = "def moved(make, x):\n    return make(w=2.5, b=-1.5).to(x.device)(x)\n"

    here = expect.tensor(student.build(source, name="moved")(student["make_neuron"], x))

    moved = student_on_gpu.build(source, name="moved")
    # One product and one sum, up to 14 minutes.
    call = moved.call("", student_on_gpu["make_neuron"], x)
    expect.like_cpu(call, here, atol=1e-5)


@pytest.mark.exercise("train_model")
@pytest.mark.points(0.5)
def test_train_model_on_device(student, student_on_gpu, fresh):
    """A model on a graphics card is trained there, and stays there"""
    x, y = deliveries(fresh)
    state = {"weight": torch.tensor([[2.0]]), "bias": torch.tensor([9.0])}
    model = student.build("nn.Linear(1, 1)", state=state)
    there = student_on_gpu.build("nn.Linear(1, 1)", state=state)

    losses = student.train_model(model, x, y, 0.05, 3)
    expect.series(losses, 3, "the list of losses")

    call = student_on_gpu.call("train_model", there, x, y, 0.05, 3)
    expect.computed_there(call)
    # Errors around 60: 4e-6 is their last digit, and an adaptive optimizer divides by a slope's own
    # size, which makes a few hundred of it.
    expect.equal_on_both(call, losses, atol=1e-3)
    expect.like_cpu(
        there.call("state_dict"),
        model.state_dict(),
        atol=1e-3,
        advice="whose model is it that you train, and where does it live afterwards?",
    )


@pytest.mark.exercise("fit_neuron")
@pytest.mark.points(0.5)
@pytest.mark.seconds(30)
def test_fit_neuron_beside_a_card(student, student_on_gpu, fresh):
    """The line is found as before on a machine with a graphics card"""
    # As with train_by_hand: a new nn.Linear is on the CPU, and so the data stay there, too.
    z, y = deliveries(fresh)
    x = z + 2.5

    here = student.fit_neuron(x, y)
    expect.numbers(here, 2, LINE)

    beside = student_on_gpu.build(BESIDE_A_CARD, name="beside_a_card")
    # 0.05: what is left of a training with other random numbers.
    call = beside.call("", student_on_gpu["fit_neuron"], x, y)
    expect.equal_on_both(call, here, atol=0.05, advice=TOGETHER)
