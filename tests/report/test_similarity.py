"""Which answers are alike: what the release and the exercise make alike does not count."""

import pytest
from click.testing import CliRunner
from desk import TINY

from autograde.cli import main
from autograde.report.similarity import similar

pytest.importorskip("copydetect")

RELEASE = "def fit(x, y):\n    # YOUR CODE HERE\n    raise NotImplementedError()\n"
USUAL = """
def fit(x, y):
    w = torch.zeros(1, requires_grad=True)
    for _ in range(500):
        loss = ((w * x - y) ** 2).mean()
        loss.backward()
        with torch.no_grad():
            w -= 0.1 * w.grad
        w.grad = None
    return w.item()
"""
ODD = """
def fit(x, y):
    # my own trick: weigh the far deliveries more, they matter most to the courier
    importance = torch.linspace(0.25, 1.75, x.numel()).reshape_as(x)
    numerator = torch.einsum("ij,ij,ij->", importance, x, y)
    denominator = torch.einsum("ij,ij,ij->", importance, x, x)
    return (numerator / denominator.clamp_min(1e-12)).item()
"""


def test_what_two_alone_share_is_shown():
    """Two odd answers in a class of usual ones: they are shown, and the usual ones are not."""
    answers = {f"usual {i}": f"{USUAL}# {i}\n" for i in range(10)}
    answers |= {"ada": ODD, "emmy": ODD.replace("1e-12", "1e-9")}

    (pair,) = similar(answers, RELEASE, 0.6)

    assert pair.students == ("ada", "emmy")
    assert pair.written > 0.8


def test_renaming_hides_the_text_but_not_the_tokens():
    """Other names: less alike as written, as alike as before in tokens."""
    renamed = ODD.replace("importance", "v").replace("numerator", "top").replace("x", "q")
    answers = {"ada": ODD, "emmy": renamed}

    (pair,) = similar(answers, RELEASE, 0.0)

    assert pair.written < 0.7
    assert pair.tokens > 0.9


def test_the_release_does_not_count():
    """What everybody was given is nobody's, also in a class of two."""
    answers = {"ada": RELEASE, "emmy": RELEASE}

    assert similar(answers, RELEASE, 0.01) == []


def test_the_command_says_similar_and_writes_a_table(desk, tmp_path):
    """Names that are formulas are inert in the table; the word is not "copied"."""
    for name in ("=1+1", "emmy"):
        desk.hand_in(name, fit_slope=ODD.replace("def fit(", "def fit_slope("))
    run = CliRunner().invoke(
        main,
        [
            *("similarity", "tiny", "--course", str(TINY), "--submitted", str(desk.folder)),
            *("--csv", str(tmp_path / "similar.csv")),
        ],
    )

    assert run.exit_code == 0, run.output
    assert "1 pairs of 2 answers are similar" in run.output
    assert "'=1+1,emmy,1.000" in (tmp_path / "similar.csv").read_text("utf-8-sig")
