"""Hidden checks: the bundle that a stranger can use."""

import pytest
import torch

from autograde import expect
from autograde.errors import StudentMissing, StudentRaised
from autograde.expect import Unmet

SIZES = [5, 8, 4]

# What follows runs beside the student's code: only there are files that it may read and write.
_OWN_NETWORK = """
def own_network(build, sizes):
    try:
        network = build(*sizes)
        with torch.no_grad():
            shape = tuple(network(torch.zeros(2, sizes[0])).shape)
            for p in network.parameters():
                p.mul_(3.0)  # so that its answers are not all alike
        return network.eval() if shape == (2, sizes[2]) else None
    except Exception:  # another exercise, which has checks of its own
        return None
"""

_ROUND_TRIP = """
def round_trip(save, load, predict, model, mean, std, sizes, rows, times=1):
    import os
    import tempfile

    with tempfile.TemporaryDirectory(dir=".", ignore_cleanup_errors=True) as folder:
        path = os.path.join(folder, "reader.pt")
        save(path, model, mean, std, sizes)
        bundle = load(path)
        return [predict(bundle, row) for _ in range(times) for row in rows]
"""

_STRANGER = """
def stranger(save, load, predict, model, mean, std, sizes, rows):
    import os
    import shutil
    import tempfile

    with tempfile.TemporaryDirectory(dir=".", ignore_cleanup_errors=True) as folder:
        here, there = os.path.join(folder, "here"), os.path.join(folder, "there")
        os.mkdir(here)
        save(os.path.join(here, "reader.pt"), model, mean, std, sizes)
        shutil.move(here, there)
        with torch.no_grad():
            for p in model.parameters():
                p.zero_()
            mean.fill_(7.0)
            std.fill_(0.1)
        save(os.path.join(folder, "reader.pt"), model, mean, std, sizes)
        load(os.path.join(folder, "reader.pt"))
        bundle = load(os.path.join(there, "reader.pt"))
        load(os.path.join(folder, "reader.pt"))
        return [predict(bundle, list(row)) for row in rows]
"""

_PLAIN_LOAD = """
def plain_load(save, model, mean, std, sizes):
    import os
    import re
    import tempfile

    with tempfile.TemporaryDirectory(dir=".", ignore_cleanup_errors=True) as folder:
        model.train()
        save(os.path.join(folder, "reader.pt"), model, mean, std, sizes)
        written = []
        for name in sorted(os.listdir(folder)):
            try:
                torch.load(os.path.join(folder, name), weights_only=True)
                written.append([name, ""])
            except Exception as error:
                refused = re.search(r"GLOBAL ([\\w.]+)", str(error))
                about = f" for {refused[1]}" if refused else ""
                written.append([name, type(error).__name__ + about])
        return written
"""


def networks(student, fresh):
    """The student's own network if there is one, and a plain one: two to try a bundle with."""
    n_in, n_hidden, n_out = SIZES
    try:
        helper = student.build(_OWN_NETWORK, name="own_network")
        own = helper(student["build_model"], SIZES)
        if own is not None:
            yield own
    except StudentMissing:
        pass
    parts = f"nn.Linear({n_in}, {n_hidden}), nn.ReLU(), nn.Linear({n_hidden}, {n_out})"
    state = {
        "0.weight": torch.randn(n_hidden, n_in, generator=fresh),
        "0.bias": torch.randn(n_hidden, generator=fresh),
        "2.weight": torch.randn(n_out, n_hidden, generator=fresh),
        "2.bias": torch.randn(n_out, generator=fresh),
    }
    yield student.build(f"nn.Sequential({parts})", state=state)


def one_of(candidates, scenario):
    """Run a scenario with each network until one of them does; else tell what came first."""
    first = None
    for candidate in candidates:
        try:
            return scenario(candidate)
        except (Unmet, StudentRaised) as error:
            first = first or error
    raise first


def raw_rows(fresh, count):
    """Raw features on five very different scales, and a scaler for them."""
    vary = 0.8 + 0.4 * torch.rand(2, 5, generator=fresh)
    mean = torch.tensor([40.0, 0.3, -6.0, 900.0, 2.0]) * vary[0]
    std = torch.tensor([9.0, 0.05, 2.0, 150.0, 0.7]) * vary[1]
    rows = mean + 1.5 * std * torch.randn(count, 5, generator=fresh)
    return rows.tolist(), mean, std


def probabilities(model, rows, mean, std):
    """What the network says to the scaled rows before it is saved, as probabilities, float64."""
    scores = model((torch.tensor(rows) - mean) / std)
    return expect.tensor(scores, shape=(len(rows), SIZES[2])).detach().double().softmax(1)


def parts_of(student):
    """The three functions."""
    return [student[name] for name in ("save_bundle", "load_bundle", "predict_one")]


def is_answer(answer, right):
    """One answer agrees with the probabilities of the network in its label and probability."""
    label, probability = expect.numbers(answer, 2, ("label", "probability"))
    best = right.topk(2).values
    if float(best[0] - best[1]) > 1e-3:  # two classes that are this close may change places
        expect.that(
            label == int(right.argmax()),
            f"predict_one gives the label {label:g}",
            expected=f"{int(right.argmax())}",
            advice="the features are raw: are they scaled as in training, with the mean and the "
            "std from the file? And does the largest score win?",
        )
    # float32: (x - mean) loses 1e-6 of a deviation, a score of size 10 about 1e-5. Weights of half
    # precision, or three digits of the probability, are off by more.
    expect.close(
        probability,
        float(right.max()),
        atol=1e-4,
        advice="the softmax probability of the class that you name, from the scaled features.",
    )


# --------------------------------------------------------------------------------- bundle
@pytest.mark.exercise("bundle")
@pytest.mark.points(1)
@pytest.mark.stays("tells wrong answers from a bundle that leans on the notebook: see stands_alone")
def test_bundle_other_questions(student, fresh):
    """Answers from the file agree with the network, for raw features of any scale"""
    rows, mean, std = raw_rows(fresh, 12)

    def scenario(model):
        right = probabilities(model, rows, mean, std)
        helper = student.build(_ROUND_TRIP, name="round_trip")
        answers = helper(*parts_of(student), model, mean, std, SIZES, rows)
        expect.is_a(answers, list)
        for answer, wanted in zip(answers, right, strict=True):
            is_answer(answer, wanted)

    one_of(networks(student, fresh), scenario)


@pytest.mark.exercise("bundle")
@pytest.mark.points(1)
def test_bundle_stands_alone(student, fresh):
    """The bundle works when the model is changed afterwards and the file carried elsewhere"""
    rows, mean, std = raw_rows(fresh, 6)

    def scenario(model):
        right = probabilities(model, rows, mean, std)
        helper = student.build(_STRANGER, name="stranger")
        answers = helper(*parts_of(student), model, mean.clone(), std.clone(), SIZES, rows)
        expect.is_a(answers, list)
        for answer, wanted in zip(answers, right, strict=True):
            try:
                is_answer(answer, wanted)
            except Unmet as error:
                expect.that(
                    False,
                    f"after the model was changed and the file moved: {error.what}",
                    expected="the answers of the model that was saved",
                    advice="does everything come from the file? What is kept in a variable of "
                    "the notebook does not travel.",
                )

    one_of(networks(student, fresh), scenario)


@pytest.mark.exercise("bundle")
@pytest.mark.points(0.75)
def test_bundle_opens_by_default(student, fresh):
    """The file opens with torch.load as it is, so it is safe for strangers"""
    _, mean, std = raw_rows(fresh, 1)

    def scenario(model):
        helper = student.build(_PLAIN_LOAD, name="plain_load")
        written = helper(student["save_bundle"], model, mean, std, SIZES)
        expect.is_a(written, list)
        names = [entry[0] for entry in written if type(entry) is list and len(entry) == 2]
        expect.that(
            names == ["reader.pt"],
            f"save_bundle has written {names}, where it was told to write 'reader.pt'",
            expected="one file at `path`, with everything in it",
            advice="write to the path that comes in, and nowhere else: whoever carries the file "
            "away carries this one.",
        )
        expect.that(
            written[0][1] == "",
            f"torch.load(path) raised {written[0][1]}",
            expected="a file that opens by default",
            advice="torch.load refuses pickled objects. What does `state_dict()` hold instead?",
        )
        expect.that(
            model.describe().training is True,
            "save_bundle has put the model into evaluation mode",
            expected="a model that is as it was: its training may go on",
            advice="what is packed has no mode. Whoever unpacks it sets one.",
        )

    one_of(networks(student, fresh), scenario)


@pytest.mark.exercise("bundle")
@pytest.mark.points(0.75)
def test_bundle_plain_answers(student, fresh):
    """An answer is a plain int and a plain float, and the same question gets it again"""
    rows, mean, std = raw_rows(fresh, 2)

    def scenario(model):
        helper = student.build(_ROUND_TRIP, name="round_trip")
        answers = helper(*parts_of(student), model, mean, std, SIZES, rows, 2)
        expect.is_a(answers, list)
        advice = "the program that asks knows no PyTorch: make plain numbers of both."
        for answer in answers:
            expect.is_a(answer, tuple, list, advice="return label and probability.")
            expect.that(len(answer) == 2, f"an answer has {len(answer)} parts", expected="two")
            expect.is_a(answer[0], int, advice=advice)
            expect.is_a(answer[1], float, advice=advice)
        # The same arithmetic twice: exact.
        expect.that(
            list(map(tuple, answers[:2])) == list(map(tuple, answers[2:])),
            "the same question got two different answers",
            expected="the same answer again",
            advice="in which mode does the rebuilt network answer? And are the features, a list of "
            "somebody else's, still what they were?",
        )

    one_of(networks(student, fresh), scenario)
