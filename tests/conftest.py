"""Fixtures that all tests share: the miniature course and what hands in to it."""

from __future__ import annotations

import copy
import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from autograde.bank import own_solutions, with_answers
from autograde.course import Assignment, Course
from autograde.notebook import read_notebook

TINY = Path(__file__).parent / "tiny_course"


@pytest.fixture(scope="session")
def tiny() -> Assignment:
    """The assignment of the miniature course, as it is committed. Not to be written to."""
    return Course(TINY).assignment("tiny")


@pytest.fixture
def tiny_copy(tmp_path: Path) -> Assignment:
    """A copy of the miniature course that a test may change."""
    root = tmp_path / "course"
    shutil.copytree(TINY, root, ignore=shutil.ignore_patterns("*.db", "__pycache__"))
    return Course(root).assignment("tiny")


class Desk:
    """Where students of the miniature course hand in."""

    def __init__(self, assignment: Assignment, folder: Path) -> None:
        self.assignment, self.folder = assignment, folder
        self.release = read_notebook(assignment.release / "tiny.ipynb")
        self.solutions = own_solutions(read_notebook(assignment.notebook))

    def notebook(self, **answers: str) -> dict[str, Any]:
        """The solution with some cells replaced."""
        return copy.deepcopy(with_answers(self.release, self.solutions | answers))

    def hand_in(self, student: str, notebook: object = None, **answers: str) -> Path:
        """Hand in a notebook, or any text or bytes; by default the solution with answers."""
        path = self.folder / student / "tiny" / "tiny.ipynb"
        path.parent.mkdir(parents=True)
        content = self.notebook(**answers) if notebook is None else notebook
        if isinstance(content, bytes):
            path.write_bytes(content)
        else:
            path.write_text(content if isinstance(content, str) else json.dumps(content))
        return path


@pytest.fixture
def desk(tiny: Assignment, tmp_path: Path) -> Desk:
    """A submitted/ folder to hand in to."""
    return Desk(tiny, tmp_path / "submitted")


@pytest.fixture(autouse=True)
def _no_leftover_figures() -> Iterator[None]:
    """A figure that a test leaves open would be the next test's."""
    yield
    import matplotlib.pyplot as plt

    plt.close("all")
