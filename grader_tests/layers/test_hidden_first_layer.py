"""Hidden checks: weights as pictures (first_layer_images)."""

import pytest
import torch

from autograde import expect


@pytest.mark.exercise("first_layer_images")
@pytest.mark.points(0.25)
def test_first_layer_images_row_by_row(student, fresh):
    """One picture for each neuron, its pixels row by row"""
    weight = torch.randn(64, 64, generator=fresh)
    state = {
        "0.weight": weight,
        "0.bias": torch.randn(64, generator=fresh),
        "2.weight": torch.randn(10, 64, generator=fresh),
        "2.bias": torch.randn(10, generator=fresh),
    }
    model = student.build(
        "nn.Sequential(nn.Linear(64, 64), nn.ReLU(), nn.Linear(64, 10))", state=state
    )

    got = student.first_layer_images(model)

    want = weight.reshape(64, 8, 8)
    # Nothing is computed: the numbers are the weights themselves.
    expect.close(
        got,
        want,
        atol=0.0,
        mistakes={
            "which dimension of the weights belongs to the neurons?": weight.T.reshape(64, 8, 8),
            "the pictures lie on their side: pixels come row by row.": want.transpose(1, 2),
            "the signs are lost: where a weight is negative, ink speaks against the neuron.": (
                want.abs()
            ),
        },
        advice="each row of the weights is one picture, as it is.",
    )


@pytest.mark.exercise("first_layer_images")
@pytest.mark.points(0.5)
def test_first_layer_images_any_model(student, fresh):
    """A model of another kind, which begins without weights, and another size of picture"""
    model = student.build(
        """
class Reader(nn.Module):
    def __init__(self):
        super().__init__()
        self.flat = nn.Flatten()
        self.lines = nn.Sequential(nn.Dropout(0.1), nn.Linear(25, 9), nn.Tanh(), nn.Linear(9, 25))
        self.head = nn.Linear(25, 25)

    def forward(self, x):
        return self.head(torch.relu(self.lines(self.flat(x))))

model = Reader()
""",
        name="model",
    )
    weight = torch.randn(9, 25, generator=fresh)
    state = model.state_dict()
    state["lines.1.weight"] = weight  # the head comes first by name, but not by place
    model.load_state_dict(state)

    got = student.first_layer_images(model, side=5)

    # Nothing is computed: the numbers are the weights themselves.
    expect.close(
        expect.tensor(got, shape=(9, 5, 5), advice="the pixels go into the FIRST linear layer."),
        weight.reshape(9, 5, 5),
        atol=0.0,
        advice="look for the first linear layer, wherever it is, and use `side`.",
    )


_PAINT = """
def paint(function, model):
    before = [p.detach().clone() for p in model.parameters()]
    learning = [p.requires_grad for p in model.parameters()]
    images = function(model, 3)
    if isinstance(images, torch.Tensor):
        with torch.no_grad():
            images.fill_(7.0)
    same = all(torch.equal(a, b.detach()) for a, b in zip(before, model.parameters()))
    return images, same, learning == [p.requires_grad for p in model.parameters()]
"""


@pytest.mark.exercise("first_layer_images")
@pytest.mark.points(0.5)
def test_first_layer_images_are_a_copy(student):
    """Painting on the pictures does not change the network"""
    model = student.build("nn.Sequential(nn.Linear(9, 4), nn.ReLU(), nn.Linear(4, 2))")
    paint = student.build(_PAINT, name="paint")

    images, same, learns = paint(student["first_layer_images"], model)

    expect.tensor(images, shape=(4, 3, 3))
    expect.that(
        same is True,
        "after painting on the pictures the weights of the network are others",
        expected="a copy",
        cause="`detach()`, `reshape` and `view` share the memory of the weights.",
        advice="cutting the graph is one thing, copying the numbers another. Which of the two is "
        "missing?",
        code="AG-M001",
    )
    expect.that(
        not images.requires_grad,
        "the pictures are still attached to the graph of the network",
        expected="plain numbers, without a graph",
        advice="copying the numbers is one thing, leaving the graph another. Which is missing?",
    )
    expect.that(
        learns is True,
        "afterwards the network cannot be trained any more: its weights are frozen",
        expected="the network as it was",
        advice="take the copy out of the graph, not the weights.",
        code="AG-M001",
    )
