"""The hostile notebooks that nbgrader ships for its own tests, handed in to the tiny course."""

from pathlib import Path

import nbgrader.tests
import pytest

from autograde.model import Outcome

FOLDERS = ("apps", "preprocessors")
NOTEBOOKS = {
    f"20 {folder} {path.stem}": path
    for folder in FOLDERS
    for path in sorted((Path(nbgrader.tests.__file__).parent / folder / "files").glob("*.ipynb"))
}


ATTACKS = ()


def prepare(submitted):
    for student, path in NOTEBOOKS.items():
        (submitted / student / "tiny").mkdir(parents=True)
        (submitted / student / "tiny" / "tiny.ipynb").write_bytes(path.read_bytes())


def test_there_are_some():
    """nbgrader still ships them."""
    assert len(NOTEBOOKS) > 40


@pytest.mark.parametrize("student", NOTEBOOKS)
def test_each_costs_one_student_at_most(graded, student):
    """Refused in words, or graded without points: none of them is of this assignment."""
    result = graded.results[student]

    assert result.status in (Outcome.REFUSED, Outcome.GRADED)
    assert result.score == 0
    assert result.notes


def test_the_neighbours_have_their_scores(graded):
    """What aborts a class in stock nbgrader aborts nothing here."""
    graded.check_neighbours()


def test_nothing_outside_has_changed(graded):
    """Nothing was written but graded notebooks."""
    graded.check_world()
