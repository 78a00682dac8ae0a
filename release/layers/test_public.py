"""
Public checks of "Stacking layers": they run in the notebook, and their text may be read.

At grading, further checks with fresh numbers are run.
"""

import pytest
import torch
from sklearn.datasets import load_digits

from autograde import expect

CORNERS = torch.tensor([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
XOR = torch.tensor([[0.0], [1.0], [1.0], [0.0]])


def parameter_count(info, count):
    """The module has this many numbers to train."""
    expect.that(
        info.trainable == count,
        f"training can change {info.trainable} numbers of it",
        expected=f"{count} numbers",
        advice="write down how many weights and biases each layer should have, and compare with "
        "the shapes in `model.named_parameters()`.",
    )


# ------------------------------------------------------------------------------ exercise 1
@pytest.mark.exercise("count_parameters_by_hand")
@pytest.mark.points(0.5)
def test_count_one_layer(student):
    """One neuron with one input, and two neurons with three inputs"""
    for sizes, want, mistakes in (
        (
            [3, 2],
            8,
            {
                "that counts neurons. How many lines are there between them?": 5,
                "each neuron has a bias besides its weights.": 6,
                "each of the two neurons has a bias of its own.": 7,
                "inputs have no bias: they are just numbers that come in.": 9,
            },
        ),
        ([1, 1], 2, {"a neuron has a bias besides its weights.": 1}),
    ):
        expect.equal(
            student.count_parameters_by_hand(sizes),
            want,
            mistakes=mistakes,
            advice="draw the network and count its lines, then add the biases.",
        )


# ------------------------------------------------------------------------------ exercise 2
@pytest.mark.exercise("trainable_parameters")
@pytest.mark.points(1)
def test_trainable_two_layers(student):
    """Two linear layers, 2-4-1, have 17 numbers"""
    model = student.build("nn.Sequential(nn.Linear(2, 4), nn.ReLU(), nn.Linear(4, 1))")

    expect.equal(
        student.trainable_parameters(model),
        17,
        mistakes={
            "that is the number of tensors. How many numbers does each of them hold?": 4,
            "that is the number of layers. How many numbers does each of them hold?": 2,
            "those are the weights. What else is trained?": 12,
            "those are the biases. What else is trained?": 5,
        },
        advice="how many weights and biases has each of the two layers?",
    )


# ------------------------------------------------------------------------------ exercise 3
@pytest.mark.exercise("shape_flow")
@pytest.mark.points(0.75)
def test_shape_flow_of_the_picture(student):
    """Five deliveries on their way through the network of the picture"""
    model = student.build("nn.Sequential(nn.Linear(3, 4), nn.ReLU(), nn.Linear(4, 2))")

    got = student.shape_flow(model, torch.ones(5, 3))

    expect.is_a(got, list, advice="put the shapes into a list.")
    for shape in got:
        expect.that(
            isinstance(shape, tuple),
            f"one of the shapes is {shape!r:.60}, which is no tuple",
            expected="a list of tuples",
            advice="`tuple(x.shape)` makes a tuple of a shape.",
        )
    expect.equal(
        [tuple(s) for s in got],
        [(5, 3), (5, 4), (5, 4), (5, 2)],
        mistakes={
            "the list begins with the shape of the input itself.": [(5, 4), (5, 4), (5, 2)],
            "what comes out after the last layer?": [(5, 3), (5, 4), (5, 4)],
            "the activation is a layer too, also if it changes no shape.": [(5, 3), (5, 4), (5, 2)],
            "that is the shape of the batch all the time: does each layer get what the one before "
            "it gave out?": [(5, 3), (5, 3), (5, 3), (5, 3)],
        },
        advice="send the batch through one layer after the other, and note the shape each time.",
    )


# ------------------------------------------------------------------------------ exercise 4
@pytest.mark.exercise("make_mlp")
@pytest.mark.points(1)
def test_make_mlp_of_the_picture(student):
    """The network of the picture: right shape, 26 numbers to train"""
    made = expect.module(student.make_mlp([3, 4, 2]))

    expect.tensor(made(torch.ones(5, 3)), shape=(5, 2), dtype=torch.float32)
    parameter_count(made.describe(), 26)


# ------------------------------------------------------------------------------ exercise 5
@pytest.mark.exercise("MLP")
@pytest.mark.points(1.5)
def test_mlp_small(student):
    """MLP(2, [4], 1) turns (5, 2) into (5, 1) with 17 numbers"""
    made = expect.module(student.MLP(2, [4], 1))

    expect.tensor(made(torch.ones(5, 2)), shape=(5, 1), dtype=torch.float32)
    count = made.describe().trainable
    expect.that(
        count > 0,
        "MLP(2, [4], 1) works, but its `parameters()` are empty",
        expected="17 numbers that training can change",
        cause="PyTorch does not look into ordinary lists, nor at what `forward` makes anew.",
        advice="which list type of `torch.nn` is made for modules?",
    )
    parameter_count(made.describe(), 17)


# ------------------------------------------------------------------------------ exercise 6
@pytest.mark.exercise("xor_by_hand")
@pytest.mark.points(1)
def test_xor_by_hand_four_cases(student):
    """The four positions of the switches give 0, 1, 1, 0"""
    made = expect.module(student.xor_by_hand())

    got = made(CORNERS)

    with expect.pictured(expect.region_picture(made, CORNERS, XOR)):
        # Sums of a few small numbers: 1e-5 is far above float32's rounding of them.
        expect.close(
            got,
            XOR,
            atol=1e-5,
            mistakes={
                "your second neuron already speaks for one switch. From where on should it?": (
                    torch.tensor([[0.0], [-1.0], [-1.0], [-2.0]])
                ),
                "with both switches up the light should be off again. What must be taken away "
                "there?": torch.tensor([[0.0], [1.0], [1.0], [1.0]]),
                "that is AND: one switch alone should turn the light on.": (
                    torch.tensor([[0.0], [0.0], [0.0], [1.0]])
                ),
                "that is just the other way round.": 1 - XOR,
                "that is the count. What has to be taken away when both are up?": (
                    torch.tensor([[0.0], [1.0], [1.0], [2.0]])
                ),
            },
            advice="go through the four cases on paper: what does each hidden neuron say?",
        )


# ------------------------------------------------------------------------------ exercise 7
@pytest.mark.exercise("train_xor")
@pytest.mark.points(1.5)
@pytest.mark.seconds(60)
def test_train_xor_seeds_0_to_9(student):
    """Seeds 0 to 9: at least 8 of 10 networks answer all four cases"""
    solved, shrugs, shown, seen = 0, 0, [], None
    for seed in range(10):
        made = expect.module(student.train_xor(seed))
        made.eval()
        got = expect.floats(made(CORNERS), shape=(4, 1))
        if bool(((got > 0.5) == (XOR > 0.5)).all()):
            solved += 1
        else:
            seen = seen or made
            if len(shown) < 2:
                answers = ", ".join(f"{v:.2f}" for v in got.flatten().tolist())
                shown.append(f"with seed {seed}: {answers}")
            shrugs += bool(((got - 0.5).abs() < 0.1).all())
    # The picture shows the first network that fails.
    with expect.pictured(expect.region_picture(seen or made, CORNERS, XOR)):
        expect.that(
            solved >= 8,
            f"{solved} of 10 networks answer all four cases. Some of the others, for (0, 0), "
            f"(0, 1), (1, 0) and (1, 1): {'; '.join(shown)}",
            expected="at least 8 of 10, with outputs above 0.5 for (0, 1) and (1, 0) only",
            advice="all four answers near 0.5 is the best that a straight line can do: is there an "
            "activation between the layers, and are there neurons enough behind it?"
            if shrugs > 5
            else "look at a seed that fails: is it still on its way, or stuck?",
        )


# ------------------------------------------------------------------------------ exercise 8
@pytest.mark.exercise("relu_interpolator")
@pytest.mark.points(1)
def test_interpolator_four_points(student):
    """Four points, and the middles between them"""
    kx, ky = torch.tensor([0.0, 1.0, 2.0, 3.0]), torch.tensor([1.0, 3.0, 2.0, 2.5])
    at = torch.tensor([[0.0], [0.5], [1.0], [1.5], [2.0], [2.5], [3.0]])
    want = torch.tensor([[1.0], [2.0], [3.0], [2.5], [2.0], [2.25], [2.5]])

    made = expect.module(student.relu_interpolator(kx, ky))

    # Three hinges with small slopes: float32 rounds their sum by less than 1e-5.
    expect.close(
        made(at),
        want,
        atol=2e-3,
        mistakes={
            "the curve should start at the height of the first point.": want - 1.0,
            "each hinge changes the slope: it adds to what the hinges before it already do.": (
                torch.tensor([[1.0], [2.0], [3.0], [3.5], [4.0], [4.75], [5.5]])
            ),
        },
        advice="draw the hinges one by one: where does each start, and what slope does it add?",
    )


# ------------------------------------------------------------------------------ exercise 9
@pytest.mark.exercise("load_digit_tensors")
@pytest.mark.points(1)
def test_digits_form(student):
    """Four tensors of the right shapes, dtypes and sizes, pixels from 0 to 1"""
    got = student.load_digit_tensors()

    expect.that(
        isinstance(got, list | tuple) and len(got) == 4,
        expect.returned(got),
        expected="four tensors: X_train, y_train, X_test, y_test",
        advice="return all four, in this order.",
    )
    names = ("X_train", "y_train", "X_test", "y_test")
    for name, value in zip(names, got, strict=True):
        expect.tensor(
            value,
            dtype=torch.float32 if name.startswith("X") else torch.int64,
            advice=f"{name} should be a tensor of the dtype in the table; and mind the order of "
            "the four.",
        )
    # Any way to round is fine, also class by class: ten classes, one picture each.
    for X, y, about in ((got[0], got[1], 1348), (got[2], got[3], 449)):
        n = len(X) if X.ndim else 0
        expect.that(
            abs(n - about) <= 10 and tuple(X.shape) == (n, 64) and tuple(y.shape) == (n,),
            f"pictures of shape {tuple(X.shape)} come with labels of shape {tuple(y.shape)}",
            expected=f"about {about} rows: shapes ({about}, 64) and ({about},)",
            advice="in which order are the four returned, and which part is the larger one?",
            code="AG-S001",
        )
        low, high = float(X.min()), float(X.max())
        expect.that(
            low == 0.0 and abs(high - 1.0) < 1e-6,
            f"the pixels run from {low:.3g} to {high:.3g}",
            expected="from 0 (paper) to 1 (ink)",
            advice="what is the largest pixel value in the data as they come?",
        )


# ----------------------------------------------------------------------------- exercise 10
@pytest.mark.exercise("train_digits")
@pytest.mark.points(1.5)
@pytest.mark.seconds(60)
def test_train_digits_reads_new_pictures(student):
    """Trained on 1,348 pictures, it reads 92 % of 449 others"""
    data = load_digits()
    order = torch.randperm(1797, generator=torch.Generator().manual_seed(2))
    X = torch.tensor(data.data, dtype=torch.float32)[order] / 16
    y = torch.tensor(data.target, dtype=torch.int64)[order]

    made = expect.module(student.train_digits(X[449:], y[449:]))

    made.eval()  # a network with dropout is asked without it
    got = expect.floats(made(X[:449]), shape=(449, 10))
    right = float((got.argmax(dim=1) == y[:449]).float().mean())
    # Many recipes reach 95 to 98 % on this split; 92 % leaves room for slow or small ones.
    expect.that(
        right >= 0.92,
        f"the network reads {100 * right:.1f} % of the new pictures rightly",
        expected="at least 92 %",
        advice="print the loss after each epoch: does it fall, and is it still falling at the end?",
    )


# ----------------------------------------------------------------------------- exercise 11
@pytest.mark.exercise("first_layer_images")
@pytest.mark.points(0.5)
def test_first_layer_images_of_a_small_network(student):
    """Three neurons of a 16-3-2 network become three pictures of 4 by 4"""
    weight = torch.arange(48.0).reshape(3, 16)
    state = {
        "0.weight": weight,
        "0.bias": torch.zeros(3),
        "2.weight": torch.ones(2, 3),
        "2.bias": torch.zeros(2),
    }
    model = student.build(
        "nn.Sequential(nn.Linear(16, 3), nn.ReLU(), nn.Linear(3, 2))", state=state
    )

    got = student.first_layer_images(model, side=4)

    expect.tensor(got, shape=(3, 4, 4), advice="one picture for each neuron of the first layer.")
    # Nothing is computed: the numbers are the weights themselves.
    expect.close(
        got,
        weight.reshape(3, 4, 4),
        atol=0.0,
        mistakes={
            "the pictures lie on their side: pixels come row by row.": (
                weight.reshape(3, 4, 4).transpose(1, 2)
            ),
            "which dimension of the weights belongs to the neurons?": weight.T.reshape(3, 4, 4),
        },
        advice="the first row of the weights is the first picture, its first four numbers are the "
        "top row.",
    )


# ----------------------------------------------------------------------------- exercise 12
@pytest.mark.exercise("Standardize")
@pytest.mark.points(0.75)
def test_standardize_two_features(student):
    """Two features with the means 4 and 10 and the deviations 2 and 5"""
    made = expect.module(student.Standardize(torch.tensor([4.0, 10.0]), torch.tensor([2.0, 5.0])))
    x = torch.tensor([[6.0, 0.0], [4.0, 20.0], [1.0, 12.0]])
    want = torch.tensor([[1.0, -2.0], [0.0, 2.0], [-1.5, 0.4]])

    got = made(x)

    # Small numbers; 1e-4 forgives a tiny number that is added to std against division by 0.
    expect.close(
        got,
        want,
        atol=1e-4,
        mistakes={
            "that divides by the squares.": want / torch.tensor([2.0, 5.0]),
            "it divides first, then subtracts.": x / torch.tensor([2.0, 5.0])
            - torch.tensor([4.0, 10]),
            "the mean should be taken away first.": x / torch.tensor([2.0, 5.0]),
            "divide by the deviation: is that missing?": x - torch.tensor([4.0, 10.0]),
            "these are the statistics of the batch, not those that were given.": (x - x.mean(0))
            / x.std(0),
        },
        advice="work out the first row on paper.",
    )
