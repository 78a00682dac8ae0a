"""
Hidden checks: the same code, with models and data on a graphics card.

Each compares with what the student's own code gives on the CPU, which must be of the kind that was
asked for: so a wrong answer that is at home on every device passes here, no answer does not. No
check for count_parameters_by_hand and load_digit_tensors: they are given plain numbers, and build
no model.
"""

import pytest
import torch
from sklearn.datasets import load_digits

from autograde import expect


def normal(fresh, *shape):
    """Standard normal numbers, float32."""
    return torch.randn(shape, generator=fresh)


# -------------------------------------------------------------------- a model comes in
@pytest.mark.exercise("trainable_parameters")
@pytest.mark.points(0.25)
def test_trainable_on_device(student, student_on_gpu):
    """The numbers of a model on a graphics card are counted as well"""
    source = "nn.Sequential(nn.Linear(5, 7), nn.BatchNorm1d(7), nn.ReLU(), nn.Linear(7, 3))"
    here = student.trainable_parameters(student.build(source))
    expect.is_a(here, int)

    there = student_on_gpu.call("trainable_parameters", student_on_gpu.build(source))

    expect.equal_on_both(
        there, here, advice="a parameter knows its own size. Why should it move for that?"
    )


@pytest.mark.exercise("shape_flow")
@pytest.mark.points(0.25)
def test_shape_flow_on_device(student, student_on_gpu, fresh):
    """A batch is followed through a model on a graphics card"""
    source = "nn.Sequential(nn.Linear(6, 4), nn.ReLU(), nn.Linear(4, 2))"
    x = normal(fresh, 5, 6)
    here = student.shape_flow(student.build(source), x.clone())
    expect.is_a(here, list, tuple)
    expect.that(len(here) > 0, "the list is empty", expected="the shapes on the way")
    for shape in here:
        expect.that(
            isinstance(shape, list | tuple) and len(shape) > 0,
            f"one of the shapes is {shape!r:.60}",
            expected="a tuple of whole numbers",
        )

    there = student_on_gpu.call("shape_flow", student_on_gpu.build(source), x)

    expect.equal_on_both(there, here, advice="is it the batch itself that goes through the layers?")


@pytest.mark.exercise("first_layer_images")
@pytest.mark.points(0.25)
def test_first_layer_images_on_device(student, student_on_gpu, fresh):
    """The weights may live on a graphics card"""
    source = "nn.Sequential(nn.Linear(64, 4), nn.ReLU(), nn.Linear(4, 2))"
    model = student.build(source)
    state = {name: normal(fresh, *v.shape) for name, v in model.state_dict().items()}
    model.load_state_dict(state)
    here = expect.tensor(student.first_layer_images(model))

    there = student_on_gpu.call("first_layer_images", student_on_gpu.build(source, state=state))

    # Pictures are there to be drawn: the copy may as well be on the CPU.
    expect.equal_on_both(
        there, here, advice="the weights live where the model lives. What has to happen before "
        "NumPy can read them?"
    )  # fmt: skip


# ------------------------------------------------------------------- a model goes out
_BETWEEN = (
    "when a network moves to a graphics card, its layers move along if it knows them. Is there "
    "one that it does not know, or a tensor that `forward` makes by itself?"
)


@pytest.mark.exercise("make_mlp")
@pytest.mark.points(0.5)
def test_make_mlp_on_device(student_on_gpu, fresh):
    """Moved to a graphics card, it answers as before"""
    made = expect.module(student_on_gpu.make_mlp([3, 5, 4, 2]))

    expect.moves_along(student_on_gpu, made, normal(fresh, 6, 3), advice=_BETWEEN)


@pytest.mark.exercise("MLP")
@pytest.mark.points(0.5)
def test_mlp_on_device(student_on_gpu, fresh):
    """Moved to a graphics card, it answers as before"""
    made = expect.module(student_on_gpu.MLP(6, [5, 4], 2))

    expect.moves_along(student_on_gpu, made, normal(fresh, 3, 6), advice=_BETWEEN)


@pytest.mark.exercise("xor_by_hand")
@pytest.mark.points(0.25)
def test_xor_by_hand_on_device(student_on_gpu):
    """Moved to a graphics card, it answers as before"""
    corners = torch.cartesian_prod(torch.tensor([0.0, 1.0]), torch.tensor([0.0, 1.0]))
    made = expect.module(student_on_gpu.xor_by_hand())

    expect.moves_along(student_on_gpu, made, corners, advice=_BETWEEN)


@pytest.mark.exercise("train_xor")
@pytest.mark.points(0.5)
@pytest.mark.seconds(60)
def test_train_xor_on_device(student_on_gpu):
    """It trains on a computer with a graphics card, and the network can move there"""
    corners = torch.cartesian_prod(torch.tensor([0.0, 1.0]), torch.tensor([0.0, 1.0]))

    # Where it trains is up to the student; but what has moved has to move together.
    made = expect.module(student_on_gpu.train_xor(7))

    expect.moves_along(student_on_gpu, made, corners, advice=_BETWEEN)


@pytest.mark.exercise("relu_interpolator")
@pytest.mark.points(0.5)
def test_interpolator_on_device(student, student_on_gpu, fresh):
    """The network lives where the points live"""
    kx = (0.3 + torch.rand(6, generator=fresh)).cumsum(0)
    ky = 2 * normal(fresh, 6)
    x = (kx[0] + (kx[-1] - kx[0]) * torch.rand(20, generator=fresh)).reshape(-1, 1)
    here = expect.module(student.relu_interpolator(kx.clone(), ky.clone()))

    there = student_on_gpu.call("relu_interpolator", kx, ky)

    made = expect.module(there.value)
    advice = "where is a new layer born when you do not say it, and where do the points live?"
    expect.stays_on(made, there.device, advice=advice)
    # Heights of a few units, from up to six products: see test_hidden_curves.py.
    expect.like_cpu(made.call("", x), expect.tensor(here(x)), atol=1e-4, advice=advice)


_STATISTICS = """
def with_statistics_on_the_cpu(Standardize, mean, std):
    return Standardize(mean.cpu(), std.cpu())
"""


@pytest.mark.exercise("Standardize")
@pytest.mark.points(0.5)
def test_standardize_on_device(student_on_gpu, fresh):
    """Moved to a graphics card, its statistics come along"""
    mean, std = 5 * normal(fresh, 4), 0.5 + torch.rand(4, generator=fresh)
    make = student_on_gpu.build(_STATISTICS, name="with_statistics_on_the_cpu")
    made = expect.module(make(student_on_gpu["Standardize"], mean, std))

    expect.moves_along(
        student_on_gpu,
        made,
        normal(fresh, 7, 4),
        advice="a tensor that PyTorch does not know about stays where it is when the module "
        "moves. How does a module learn that a tensor belongs to it?",
    )


# ------------------------------------------------------------------------ train_digits
_ON_THE_CPU = """
def train_with_data_on_the_cpu(train, X, y):
    return train(X.cpu(), y.cpu(), seed=3)
"""


def rightly(scores, y):
    """Share of the rows whose highest score is the label's; 1 for what holds no scores."""
    if not isinstance(scores, torch.Tensor) or scores.shape != (len(y), 10):
        return 1.0
    return float((scores.detach().argmax(dim=1) == y).float().mean())


@pytest.mark.exercise("train_digits")
@pytest.mark.points(0.5)
@pytest.mark.seconds(60)
def test_train_digits_on_device(student, student_on_gpu, fresh):
    """It trains as well on a computer with a graphics card, and the network can move there"""
    # The data stay on the CPU: a network that is made there and stays there is a right answer.
    # What is caught is half a move: the network goes to the card and the pictures, or the
    # labels, do not.
    data = load_digits()
    rows = torch.randperm(len(data.data), generator=fresh)[:300]
    X = torch.tensor(data.data / 16, dtype=torch.float32)[rows]
    y = torch.tensor(data.target, dtype=torch.int64)[rows]
    made = []
    for runs in (student, student_on_gpu):
        train = runs.build(_ON_THE_CPU, name="train_with_data_on_the_cpu")
        made.append(expect.module(train(runs["train_digits"], X, y)))
    here, there = made
    here.eval()

    scores = expect.moves_along(student_on_gpu, there, X, atol=1e-4, advice=_BETWEEN)

    # Random numbers drawn on a card may be others, which moves this share by a few hundredths.
    on_cpu, beside_card = rightly(here(X), y), rightly(scores, y)
    expect.that(
        beside_card >= on_cpu - 0.15,
        f"on a computer with a graphics card it reads {beside_card:.2f} of its own pictures",
        expected=f"about the share without one, {on_cpu:.2f}",
        advice="is the network that you return the one that was trained on the card?",
        code="AG-D004",
    )
