"""Hidden checks of the exercise `train`, in the course that attacks are graded in."""

import pytest
import torch

from autograde import expect

LR, STEPS = 0.1, 20


def data(fresh):
    """Points near a line, shape (16, 1) each."""
    x = torch.rand(16, 1, generator=fresh)
    return x, 3 * x - 1 + 0.1 * torch.rand(16, 1, generator=fresh)


def reference(x, y):
    """Weight, bias and losses of this training, in float64."""
    x, y, w, b, losses = x.double(), y.double(), 0.0, 0.0, []
    for _ in range(STEPS):
        rest = w * x + b - y
        losses.append(float((rest**2).mean()))
        w -= LR * float((2 * rest * x).mean())
        b -= LR * float((2 * rest).mean())
    return w, b, losses


@pytest.mark.exercise("train")
@pytest.mark.points(0.5)
def test_train_on_device(student, student_on_gpu, fresh):
    """train works where its data live, whatever the notebook's other cells do."""
    x, y = data(fresh)

    _, there = student_on_gpu.train(x, y, LR, STEPS)

    expect.series(there, STEPS)


@pytest.mark.exercise("train")
@pytest.mark.points(0.5)
def test_train_reports_its_losses(student, fresh):
    """train notes the loss before each step."""
    x, y = data(fresh)

    _, losses = student.train(x, y, LR, STEPS)

    # float32 over 20 steps stays within 1e-5 of float64.
    expect.close(
        torch.tensor(expect.series(losses, STEPS)).double(),
        torch.tensor(reference(x, y)[2]).double(),
        atol=1e-4,
        advice="are these the losses of this very training?",
    )


@pytest.mark.exercise("train")
@pytest.mark.points(1)
def test_trained_model(student, fresh):
    """The model has learned, and predicts with what it has learned."""
    x, y = data(fresh)
    w, b, _ = reference(x, y)

    model = expect.module(student.train(x, y, LR, STEPS)[0])
    values = {p.name: p.value.detach().double() for p in model.describe().parameters}
    expect.that(values.keys() == {"weight", "bias"}, "the model is no nn.Linear(1, 1)")
    new = torch.rand(5, 1, generator=fresh)

    expect.close(values["weight"], torch.tensor([[w]]).double(), atol=1e-4)
    expect.close(values["bias"], torch.tensor([b]).double(), atol=1e-4)
    expect.close(model(new).detach().double(), w * new.double() + b, atol=1e-4)
