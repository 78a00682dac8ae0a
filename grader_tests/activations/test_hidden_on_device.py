"""
Hidden checks: the same code where its input lives on a graphics card.

Each compares with the student's own answer on the CPU, so a wrong answer that is at home on
every device passes here, as long as it is of the right kind: nothing at all is the same
everywhere. No check for is_affine and OUTPUT: neither is handed a tensor or a
module of its own to follow.
"""

import pytest
import torch

from autograde import expect
from autograde.proxy import StudentObject


def normal(fresh, *shape):
    """Standard normal numbers, float32."""
    return torch.randn(shape, generator=fresh)


# --------------------------------------------------------------------------- activations
@pytest.mark.exercise("relu")
@pytest.mark.points(0.25)
def test_relu_on_device(student, student_on_gpu, fresh):
    """relu works where its input lives"""
    x = normal(fresh, 4, 5)

    here = expect.tensor(student.relu(x.clone()))

    expect.like_cpu(student_on_gpu.call("relu", x), here)


@pytest.mark.exercise("leaky_relu")
@pytest.mark.points(0.25)
def test_leaky_relu_on_device(student, student_on_gpu, fresh):
    """leaky_relu works where its input lives"""
    x = normal(fresh, 3, 4, 2)

    here = expect.tensor(student.leaky_relu(x.clone(), slope=0.3))

    expect.like_cpu(student_on_gpu.call("leaky_relu", x, slope=0.3), here)


@pytest.mark.exercise("sigmoid")
@pytest.mark.points(0.5)
def test_sigmoid_on_device(student, student_on_gpu, fresh):
    """sigmoid works where its input lives"""
    x = 3 * normal(fresh, 4, 5)

    here = expect.tensor(student.sigmoid(x.clone()))

    expect.like_cpu(student_on_gpu.call("sigmoid", x), here)


@pytest.mark.exercise("tanh_from_sigmoid")
@pytest.mark.points(0.25)
def test_tanh_on_device(student, student_on_gpu, fresh):
    """tanh_from_sigmoid works where its input lives"""
    x = normal(fresh, 6, 2)

    here = expect.tensor(student.tanh_from_sigmoid(x.clone()))

    expect.like_cpu(student_on_gpu.call("tanh_from_sigmoid", x), here)


@pytest.mark.exercise("softmax")
@pytest.mark.points(0.5)
def test_softmax_on_device(student, student_on_gpu, fresh):
    """softmax works where the scores live, along any dimension"""
    for dim in (-1, 0):
        logits = 2 * normal(fresh, 4, 3)

        here = expect.tensor(student.softmax(logits.clone(), dim=dim))

        expect.like_cpu(student_on_gpu.call("softmax", logits, dim=dim), here)


@pytest.mark.exercise("derivative")
@pytest.mark.points(0.5)
def test_derivative_on_device(student, student_on_gpu, fresh):
    """Slopes are measured where x lives"""
    x, source = normal(fresh, 4, 3), "lambda t: t ** 3 - 2 * t"
    here = expect.tensor(student.derivative(student.build(source), x.clone()))

    there = student_on_gpu.call("derivative", student_on_gpu.build(source), x)

    # Slopes up to 30: float32 keeps 3e-6 of them.
    expect.like_cpu(there, here, atol=1e-5)


# -------------------------------------------------------------------------------- layers
@pytest.mark.exercise("collapse")
@pytest.mark.points(0.5)
def test_collapse_on_device(student, student_on_gpu, fresh):
    """The new layer lives where the two old ones live"""
    x, made = normal(fresh, 6, 3), []
    states = [
        {"weight": normal(fresh, b, a), "bias": normal(fresh, b)} for a, b in ((3, 5), (5, 2))
    ]
    for runs in (student, student_on_gpu):
        l1 = runs.build("nn.Linear(3, 5)", state=states[0])
        l2 = runs.build("nn.Linear(5, 2)", state=states[1])
        made.append(runs.call("collapse", l1, l2))
    here, there = made
    for call in made:
        expect.that(
            isinstance(call.value, StudentObject),
            f"{call.name} returned {expect.kind_of(call.value)}",
            expected="a layer",
            advice="return the layer itself.",
            code="AG-T001",
        )

    advice = "where is a new layer born, and where do the two live that it stands for?"
    expect.stays_on(there.value, there.device, advice=advice)
    # Sums of up to five products of numbers around 5.
    answer = expect.tensor(here.value(x))
    expect.like_cpu(there.value.call("", x), answer, atol=1e-5, advice=advice)


@pytest.mark.exercise("gradient_norms")
@pytest.mark.points(0.25)
def test_gradient_norms_on_device(student, student_on_gpu, fresh):
    """Model and data may live on a graphics card"""
    x, y = normal(fresh, 9, 2), normal(fresh, 9, 1)
    state = {
        "0.weight": normal(fresh, 5, 2), "0.bias": normal(fresh, 5),
        "2.weight": normal(fresh, 1, 5), "2.bias": normal(fresh, 1),
    }  # fmt: skip
    source = "nn.Sequential(nn.Linear(2, 5), nn.Tanh(), nn.Linear(5, 1))"
    here = student.gradient_norms(student.build(source, state=state), x, y)
    expect.is_a(here, list, tuple)
    expect.numbers(here, max(1, len(here)))

    model = student_on_gpu.build(source, state=state)
    there = student_on_gpu.call("gradient_norms", model, x, y)

    advice = "the gradients live where the weights live. Does something expect them on the CPU?"
    # Norms up to 100 are sums of squares in float32.
    expect.equal_on_both(there, here, atol=1e-4, advice=advice)
    expect.stays_on(model, there.device, advice="this is a measurement: who moved the model?")


@pytest.mark.exercise("dead_units")
@pytest.mark.points(0.25)
def test_dead_units_on_device(student, student_on_gpu, fresh):
    """Layer and rows may live on a graphics card"""
    X = normal(fresh, 8, 3)
    state = {"weight": normal(fresh, 9, 3), "bias": normal(fresh, 9) - 1.0}
    here = student.dead_units(student.build("nn.Linear(3, 9)", state=state), X.clone())
    expect.number(here)

    layer = student_on_gpu.build("nn.Linear(3, 9)", state=state)
    there = student_on_gpu.call("dead_units", layer, X)

    expect.equal_on_both(
        there, here, advice="the outputs live where the layer lives. Does something expect them "
        "on the CPU?"
    )  # fmt: skip


# ----------------------------------------------------------------------------- fit_curve
_ON_THE_CPU = """
def fit_with_data_on_the_cpu(fit, x, y):
    return fit(x.cpu(), y.cpu())(x.cpu())
"""


def error(answers, y):
    """Mean squared error, or None for something else than answers of the shape of y."""
    if not isinstance(answers, torch.Tensor) or answers.shape != y.shape:
        return None
    return float((answers.detach().double() - y.double()).square().mean())


@pytest.mark.exercise("fit_curve")
@pytest.mark.points(0.5)
@pytest.mark.seconds(60)
def test_fit_curve_on_device(student, student_on_gpu, fresh):
    """It trains as well on a computer with a graphics card"""
    # The data stay on the CPU: a network that is made there and stays there is a right answer.
    # What is caught is half a move: the network goes to the card, and the data, the targets or
    # the questions do not.
    x = 20 * torch.rand(40, 1, generator=fresh)
    y = 5.0 + 3.5 * x - 2.7 * (x - 8).clamp(min=0) + 0.25 * normal(fresh, 40, 1)
    w, b = expect.best_line(x, y)
    line = float((w * x + b - y).square().mean())
    here = student.build(_ON_THE_CPU, name="fit_with_data_on_the_cpu")
    there = student_on_gpu.build(_ON_THE_CPU, name="fit_with_data_on_the_cpu")

    on_cpu = error(expect.tensor(here(student["fit_curve"], x, y)), y)
    for _ in range(3):
        beside_card = error(there(student_on_gpu["fit_curve"], x, y), y)
        if on_cpu is None and beside_card is None:
            return
        # Random numbers drawn on a card may be others, so only the size of the error is compared:
        # a quarter of the line's is what the exercise asks for, and a start may be unlucky.
        if None not in (on_cpu, beside_card) and not beside_card > 2 * on_cpu + line / 4:
            return
    expect.that(
        False,
        f"on a computer with a graphics card its mean squared error is {beside_card}",
        expected=f"about that without one, {on_cpu}",
        advice="when the network moves to the card, what else has to be there, and what has to "
        "come back?",
        code="AG-D004",
    )
