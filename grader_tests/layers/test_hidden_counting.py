"""Hidden checks: counting parameters, following shapes."""

from itertools import pairwise

import pytest
import torch

from autograde import expect


def whole(fresh, low, high, count):
    """Different whole numbers from low to high - 1, in random order."""
    return (low + torch.randperm(high - low, generator=fresh)[:count]).tolist()


# ------------------------------------------------------------- count_parameters_by_hand
@pytest.mark.exercise("count_parameters_by_hand")
@pytest.mark.points(1)
def test_count_many_layers(student, fresh):
    """Networks with one, two, and many layers, small and very large"""
    # The last one looks at millions of pixels. Its count is odd and has more than 31 binary
    # digits: who adds up in float32 or in int32 cannot say it.
    pixels = whole(fresh, 500_000, 1_000_000, 1)[0] * 2
    neurons = whole(fresh, 1_200, 2_500, 1)[0] * 2 + 1
    small = [whole(fresh, 4, 60, count) for count in (4, 3, 2, 6)]
    for sizes in [*small, [pixels, neurons]]:
        pairs = list(pairwise(sizes))

        got = student.count_parameters_by_hand(sizes)

        want = sum(a * b + b for a, b in pairs)
        expect.equal(
            got,
            want,
            mistakes={
                "that counts neurons; the parameters sit on the connections.": sum(sizes),
                "each neuron has a bias besides its weights.": sum(a * b for a, b in pairs),
                "each neuron has a bias of its own, not each layer.": sum(
                    a * b + 1 for a, b in pairs
                ),
                "inputs have no bias; neurons have one each.": sum(a * b + a for a, b in pairs),
                "inputs have no bias: they are just numbers that come in.": want + sizes[0],
                "the neurons of the last layer have biases too.": want - sizes[-1],
                "the hidden layers are connected as well: go through all neighbours.": (
                    sizes[0] * sizes[-1] + sizes[-1]
                ),
            },
            advice="add up, for each pair of neighbouring sizes, its weights and its biases.",
        )


@pytest.mark.exercise("count_parameters_by_hand")
@pytest.mark.points(0.5)
def test_count_leaves_the_list_alone(student, fresh):
    """The list of sizes stays as it was"""
    call = student.call("count_parameters_by_hand", whole(fresh, 4, 60, 4))

    expect.is_a(call.value, int)
    try:
        expect.unchanged(call)
    except expect.Unmet as unmet:
        raise expect.Unmet(
            unmet.what,
            expected=unmet.expected,
            advice="whoever called your function still needs the list: read it, and take nothing "
            "out of it.",
            code=unmet.code,
        ) from None


# ----------------------------------------------------------------- trainable_parameters
@pytest.mark.exercise("trainable_parameters")
@pytest.mark.points(0.5)
def test_trainable_without_frozen_layers(student, fresh):
    """A frozen layer does not count, and stays frozen"""
    a, b, c = whole(fresh, 4, 30, 3)
    model = student.build(
        f"""
model = nn.Sequential(nn.Linear({a}, {b}), nn.ReLU(), nn.Linear({b}, {c}))
for p in model[0].parameters():
    p.requires_grad_(False)
""",
        name="model",
    )

    got = student.trainable_parameters(model)

    expect.equal(
        got,
        b * c + c,
        mistakes={
            "a frozen parameter (requires_grad=False) is not trained.": a * b + b + b * c + c,
            "those are the frozen ones.": a * b + b,
        },
        advice="each parameter can be asked whether it is trained.",
    )
    expect.that(
        model.describe().trainable == b * c + c,
        "after counting, the frozen layer is no longer frozen",
        expected="a model that stays as it was",
        advice="ask the parameters; do not change them.",
        code="AG-M001",
    )
    half = student.build(
        f"half = nn.Linear({a}, {b})\nhalf.weight.requires_grad_(False)", name="half"
    )
    expect.equal(
        student.trainable_parameters(half),
        b,
        mistakes={"one parameter of a layer may be frozen, and the other not.": 0},
        advice="ask each parameter for itself: a layer may be frozen in part.",
    )


@pytest.mark.exercise("trainable_parameters")
@pytest.mark.points(0.5)
def test_trainable_without_statistics(student, fresh):
    """What a model merely remembers is not trained"""
    a, b = whole(fresh, 4, 30, 2)
    model = student.build(
        f"nn.Sequential(nn.Linear({a}, {b}), nn.BatchNorm1d({b}), nn.Linear({b}, 1))"
    )

    got = student.trainable_parameters(model)

    weights = a * b + b + 2 * b + b + 1
    expect.equal(
        got,
        weights,
        mistakes={
            "buffers are remembered, not trained: `state_dict()` holds both kinds.": (
                weights + 2 * b + 1
            ),
            "linear layers are not the only ones that learn.": weights - 2 * b,
        },
        advice="which method of a model lists what is trained, and nothing else?",
    )


@pytest.mark.exercise("trainable_parameters")
@pytest.mark.points(0.5)
def test_trainable_shared_layer_once(student, fresh):
    """A layer that is used twice is counted once"""
    a, b = whole(fresh, 4, 30, 2)
    model = student.build(
        f"""
shared = nn.Linear({a}, {a})
model = nn.Sequential(shared, nn.ReLU(), shared, nn.ReLU(), nn.Linear({a}, {b}))
""",
        name="model",
    )

    got = student.trainable_parameters(model)

    once = a * a + a + a * b + b
    expect.equal(
        got,
        once,
        mistakes={"one of the layers stands there twice, but it has one set of weights.": (
            once + a * a + a
        )},
        advice="`model.parameters()` yields each parameter once, however often it is used.",
    )  # fmt: skip


@pytest.mark.exercise("trainable_parameters")
@pytest.mark.points(0.25)
def test_trainable_any_module(student, fresh):
    """Modules of any kind, also parameters that belong to no layer"""
    a, b, c = whole(fresh, 3, 12, 3)
    model = student.build(
        f"""
class Odd(nn.Module):
    def __init__(self):
        super().__init__()
        self.scale = nn.Parameter(torch.ones(()))
        self.table = nn.Embedding({a}, {b})
        self.body = nn.Sequential(nn.Sequential(nn.Conv2d(1, {c}, 3)), nn.ReLU())

model = Odd()
""",
        name="model",
    )

    got = student.trainable_parameters(model)

    expect.equal(
        got,
        1 + a * b + 10 * c,
        mistakes={
            "a model may have parameters of its own, besides those of its layers.": a * b + 10 * c
        },
        advice="do not look for kinds of layers: ask the model for all of its parameters.",
    )


# --------------------------------------------------------------------------- shape_flow
def flow(got):
    """What shape_flow returned, as a list of tuples."""
    expect.is_a(got, list, tuple)
    return [tuple(s) if isinstance(s, list | tuple) else s for s in got]


@pytest.mark.exercise("shape_flow")
@pytest.mark.points(0.5)
def test_shape_flow_flatten_first(student, fresh):
    """Pictures that are flattened on the way"""
    n, h, w, k = whole(fresh, 3, 9, 4)
    model = student.build(f"nn.Sequential(nn.Flatten(), nn.Linear({h * w}, {k}), nn.Tanh())")

    call = student.call("shape_flow", model, torch.rand(n, h, w, generator=fresh))

    expect.equal(
        flow(call.value),
        [(n, h, w), (n, h * w), (n, k), (n, k)],
        mistakes={
            "the first entry is the shape in which the batch comes in.": [
                (n, h * w), (n, h * w), (n, k), (n, k),
            ],
            "the first dimension, the batch, belongs to the shapes as well.": [
                (h, w), (h * w,), (k,), (k,),
            ],
        },
        advice="one entry before the first layer, then one after each layer, whatever it is.",
    )  # fmt: skip
    expect.unchanged(call)


@pytest.mark.exercise("shape_flow")
@pytest.mark.points(0.25)
def test_shape_flow_any_layers(student, fresh):
    """Layers that change the shape without saying so, and a stack among the layers"""
    n, c, k = whole(fresh, 2, 9, 3)
    model = student.build(
        f"nn.Sequential(nn.Unflatten(1, (1, 6, 6)), nn.Conv2d(1, {c}, 3), nn.MaxPool2d(2), "
        f"nn.Flatten(), nn.Dropout(0.5), nn.Linear({4 * c}, {k}))"
    )

    got = student.shape_flow(model, torch.rand(n, 36, generator=fresh))

    expect.equal(
        flow(got),
        [(n, 36), (n, 1, 6, 6), (n, c, 4, 4), (n, c, 2, 2), (n, 4 * c), (n, 4 * c), (n, k)],
        advice="do not work the shapes out from what a layer says about itself: send the batch "
        "through and look.",
    )
    n, t, a, b, c = whole(fresh, 2, 12, 5)
    model = student.build(
        f"nn.Sequential(nn.Unflatten(1, ({t}, {a})), nn.Sequential(nn.Linear({a}, {b}), "
        f"nn.ReLU()), nn.Flatten(0, 1), nn.Linear({b}, {c}))"
    )

    got = student.shape_flow(model, torch.rand(n, t * a, generator=fresh))

    expect.equal(
        flow(got),
        [(n, t * a), (n, t, a), (n, t, b), (n * t, b), (n * t, c)],
        mistakes={
            "a stack inside the model was taken apart; it is one of its layers.": [
                (n, t * a), (n, t, a), (n, t, b), (n, t, b), (n * t, b), (n * t, c),
            ],
        },
        advice="one entry for each layer that the loop over the model meets, and the whole batch "
        "goes through.",
    )  # fmt: skip


_HOOKS = """
def hooks_of(model):
    return sum(len(m._forward_hooks) + len(m._forward_pre_hooks) for m in model.modules())
"""


@pytest.mark.exercise("shape_flow")
@pytest.mark.points(0.25)
def test_shape_flow_leaves_the_model_alone(student, fresh):
    """The model stays as it was: its mode, and what it does when it is called"""
    n, a, b = whole(fresh, 2, 12, 3)
    model = student.build(f"nn.Sequential(nn.Linear({a}, {b}), nn.Dropout(0.5), nn.ReLU())")

    student.shape_flow(model, torch.rand(n, a, generator=fresh))

    expect.that(
        model.describe().training,
        "after the call the model is in another mode than before",
        expected="training mode, as before",
        advice="whoever switches the mode switches it back. Does a shape depend on it at all?",
        code="AG-M001",
    )
    left = student.build(_HOOKS, name="hooks_of")(model)
    expect.that(
        left == 0,
        "there are hooks in the model that were not there before",
        expected="the model as it was",
        advice="a hook stays until its handle's `remove()` is called, and notes every later call.",
        code="AG-M001",
    )
