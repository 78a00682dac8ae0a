"""
Hidden checks: the same code, with model and data on a graphics card.

Each compares with what the student's own code gives on the CPU, which must be of the kind that was
asked for: so a wrong answer that is at home on every device passes here, no answer does not. Which
rows are drawn, and in which order, may differ between devices, so no check depends on it. None for
stages, ingest, clean and verdict: no tensor and no model goes into them.
"""

import pytest
import torch

from autograde import expect
from autograde.errors import StudentMissing, StudentRaised


def normal(fresh, *shape):
    """Standard normal numbers, float32."""
    return torch.randn(shape, generator=fresh)


def labelled(fresh, count, classes=3):
    """Rows around one centre for each class, four features, and their labels."""
    y = torch.arange(count) % classes
    centres = 3 * torch.eye(4)[:classes]
    return centres[y] + 0.5 * normal(fresh, count, 4), y


def weights(fresh, n_in, n_hidden, n_out):
    """Source and numbers of a network with one hidden layer."""
    source = (
        f"nn.Sequential(nn.Linear({n_in}, {n_hidden}), nn.ReLU(), nn.Linear({n_hidden}, {n_out}))"
    )
    return source, {
        "0.weight": normal(fresh, n_hidden, n_in), "0.bias": normal(fresh, n_hidden),
        "2.weight": normal(fresh, n_out, n_hidden), "2.bias": normal(fresh, n_out),
    }  # fmt: skip


# ------------------------------------------------------------------------ preparation
def same_forms(there, here, advice, *, count):
    """All parts live where the data live, and are as large as on the CPU; there are so many."""
    expect.that(
        len(parts(here)) == count,
        f"{there.name} returned {len(parts(here))} tensors",
        expected=f"{count}",
    )
    # Where the work is done is up to the student: scikit-learn does it on the CPU.
    expect.on_device(there, advice=advice)
    forms = [[p.shape for p in parts(value)] for value in (there.value, here)]
    expect.that(
        forms[0] == forms[1],
        f"on {there.device}, {there.name} returned parts of the shapes {forms[0]}",
        expected=f"those of the CPU, {forms[1]}",
        advice=advice,
        code="AG-D004",
    )


def parts(value):
    """The tensors of a dict or sequence; none of anything else."""
    if isinstance(value, dict):
        value = [value[key] for key in sorted(value, key=str)]
    listed = value if isinstance(value, list | tuple) else []
    return [p for p in listed if isinstance(p, torch.Tensor)]


@pytest.mark.exercise("split")
@pytest.mark.points(0.5)
def test_split_on_device(student, student_on_gpu, fresh):
    """The four parts live where the data live"""
    X, y = labelled(fresh, 24)
    here = student.split(X.clone(), y.clone(), test_fraction=0.25, seed=3)

    there = student_on_gpu.call("split", X, y, test_fraction=0.25, seed=3)

    same_forms(
        there, here, "where do the row numbers live, and where the rows? Which of your steps "
        "minds that?", count=4,
    )  # fmt: skip


@pytest.mark.exercise("prepare")
@pytest.mark.points(0.5)
def test_prepare_on_device(student, student_on_gpu, fresh):
    """Rows, labels and statistics live where the data live"""
    X, y = labelled(fresh, 24)
    here = student.prepare(X.clone(), y.clone(), test_fraction=0.25, seed=3)

    there = student_on_gpu.call("prepare", X, y, test_fraction=0.25, seed=3)

    same_forms(
        there, here, "what you compute from the data lives with them. Which of your steps takes "
        "it to the CPU, and does it come back?", count=6,
    )  # fmt: skip


# -------------------------------------------------------------- building and training
@pytest.mark.exercise("build_model")
@pytest.mark.points(0.25)
def test_build_model_on_device(student_on_gpu, fresh):
    """Moved to a graphics card, it answers as before"""
    made = expect.module(student_on_gpu.build_model(5, 7, 3))

    expect.moves_along(student_on_gpu, made, normal(fresh, 6, 5))


@pytest.mark.exercise("train")
@pytest.mark.points(0.5)
def test_train_on_device(student, student_on_gpu, fresh):
    """It trains where model and data live, and as well as on the CPU"""
    X, y = labelled(fresh, 24)
    source, state = weights(fresh, 4, 6, 3)
    # All rows in one batch: then their order, which may differ, does not matter.
    settings = {"epochs": 3, "lr": 0.01, "batch_size": 24, "seed": 1}
    model = student.build(source, state=state)
    here = student.train(model, X, y, **settings)
    expect.series(here, 3, "the history")
    moved = student_on_gpu.build(source, state=state)

    there = student_on_gpu.call("train", moved, X, y, **settings)

    advice = "model, rows and labels come in on one device. Does something of yours go elsewhere?"
    expect.computed_there(there, advice=advice)
    expect.stays_on(moved, there.device, advice=advice)
    # Losses around 1, and their sums in another order.
    expect.equal_on_both(there, here, atol=1e-4, advice=advice)
    # An adaptive step of 0.01 may point the other way where a slope is 0 but for rounding.
    answer = moved.call("", X)
    expect.equal_on_both(answer, model(X), atol=0.3, advice="whose weights were trained there?")
    # And in small batches, of rows that are chosen by number.
    student_on_gpu.train(moved, X, y, epochs=2, lr=0.01, batch_size=7, seed=2)


# ------------------------------------------------------------------------- evaluation
@pytest.mark.exercise("evaluate")
@pytest.mark.points(0.5)
def test_evaluate_on_device(student, student_on_gpu, fresh):
    """Plain numbers come from wherever model and data live, and the model stays there"""
    X, y = labelled(fresh, 20)
    source, state = weights(fresh, 4, 6, 3)
    here = student.evaluate(student.build(source, state=state), X, y)
    expect.is_a(here, dict)
    for key in ("loss", "accuracy"):
        expect.number(here.get(key), key)
    model = student_on_gpu.build(source, state=state)

    there = student_on_gpu.call("evaluate", model, X, y)

    advice = "scores live where the model lives. Which of your steps wants them on the CPU?"
    # Sums of twenty losses of a few units.
    expect.equal_on_both(there, here, atol=1e-4, advice=advice)
    expect.stays_on(model, there.device, advice="everything is as before: where was the model?")


@pytest.mark.exercise("confusion")
@pytest.mark.points(0.5)
def test_confusion_on_device(student, student_on_gpu, fresh):
    """Predictions and labels on a graphics card are counted as well"""
    pred, y = torch.randint(0, 4, (2, 30), generator=fresh)
    here = expect.tensor(student.confusion(pred.clone(), y.clone(), 4))

    there = student_on_gpu.call("confusion", pred, y, 4)

    # A table of counts is there to be read: it may as well be on the CPU.
    expect.equal_on_both(
        there, here, advice="where does your table live, and where what you count with?"
    )


# ------------------------------------------------------------------------- deployment
_ROUND_TRIP = """
def save_load_and_ask(save, load, predict, model, mean, std, sizes, rows):
    import os
    import tempfile

    with tempfile.TemporaryDirectory(dir=".", ignore_cleanup_errors=True) as folder:
        path = os.path.join(folder, "reader.pt")
        save(path, model, mean, std, sizes)
        bundle = load(path)
        return [predict(bundle, list(row)) for row in rows]
"""
SIZES = [5, 8, 4]


def networks(student, student_on_gpu, fresh):
    """A plain network and, if there is one, the student's own: on the CPU, and on the device."""
    source, state = weights(fresh, *SIZES)
    yield student.build(source, state=state), student_on_gpu.build(source, state=state)
    try:
        own = student.build_model(*SIZES)
        twin = student_on_gpu.build_model(*SIZES)
        twin.load_state_dict(own.state_dict())
        move = "lambda model, x: model.to(x.device).eval()"
        student_on_gpu.build(move)(twin, torch.zeros(1))
        own.eval()
    except (StudentMissing, StudentRaised, AttributeError):  # another exercise, with own checks
        return
    yield own, twin


@pytest.mark.exercise("bundle")
@pytest.mark.points(0.5)
def test_bundle_on_device(student, student_on_gpu, fresh):
    """A network that lives on a graphics card, with its scaler, is packed and answers as well"""
    mean, std = 10 * normal(fresh, 5), 0.5 + torch.rand(5, generator=fresh)
    rows = (mean + std * normal(fresh, 6, 5)).tolist()

    def ask(runs, model):
        names = ("save_bundle", "load_bundle", "predict_one")
        helper = runs.build(_ROUND_TRIP, name="save_load_and_ask")
        functions = [runs[name] for name in names]
        return helper.call("", *functions, model, mean.clone(), std.clone(), SIZES, rows)

    first = None
    for model, moved in networks(student, student_on_gpu, fresh):
        try:
            here = ask(student, model).value
            for answer in here if isinstance(here, list) else [here]:
                expect.numbers(answer, 2, ("label", "probability"))
        except StudentRaised as error:  # one of the two kinds of network has to work
            first = first or error
            continue
        there = ask(student_on_gpu, moved)
        # Probabilities, from scores of a few units.
        expect.equal_on_both(
            there, here, atol=1e-4,
            advice="a file remembers where each tensor lived. Where do network, scaler and "
            "features meet when somebody asks?",
        )  # fmt: skip
        expect.stays_on(
            moved, there.device,
            advice="`model.cpu()` moves the model itself. What is packed can be copied instead.",
        )  # fmt: skip
        return
    raise first


# ----------------------------------------------------------------------------- compare
_ON_THE_CPU = """
def compare_with_data_on_the_cpu(compare, *parts):
    return compare(*[part.cpu() for part in parts], seed=0)
"""


def deep(result):
    """The network's accuracy."""
    expect.is_a(result, dict)
    return expect.number(result.get("deep"), "the accuracy of 'deep'")


@pytest.mark.exercise("compare")
@pytest.mark.points(0.25)
@pytest.mark.seconds(60)
def test_compare_on_device(student, student_on_gpu, fresh):
    """The race can be held on a computer with a graphics card"""
    # The data stay on the CPU: a race that is held there is a right answer, and scikit-learn
    # wants them there. What is caught is half a move: the network goes to the card, and the
    # training rows, their labels or the test rows do not.
    X, y = labelled(fresh, 90)
    rows = torch.randperm(90, generator=fresh)
    train, test = rows[:60], rows[60:]
    accuracies = []
    for runs in (student, student_on_gpu):
        race = runs.build(_ON_THE_CPU, name="compare_with_data_on_the_cpu")
        result = race(runs["compare"], X[train], y[train], X[test], y[test])
        accuracies.append(deep(result))

    on_cpu, beside_card = accuracies
    # Random numbers drawn on a card may be others: three classes far apart forgive that.
    expect.that(
        beside_card >= on_cpu - 0.2,
        f"on a computer with a graphics card the network's accuracy is {beside_card:.2f}",
        expected=f"about that without one, {on_cpu:.2f}",
        advice="is the network that is measured the one that was trained on the card?",
        code="AG-D004",
    )
