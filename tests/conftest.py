"""Fixtures that all tests share: the miniature course and what hands in to it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from desk import TINY, Desk

from autograde.course import Assignment, Course


@pytest.fixture(scope="session")
def tiny() -> Assignment:
    """The assignment of the miniature course, as it is committed. Not to be written to."""
    return Course(TINY).assignment("tiny")


@pytest.fixture
def tiny_copy(tmp_path: Path) -> Assignment:
    """A copy of the miniature course that a test may change."""
    root = tmp_path / "course"
    shutil.copytree(TINY, root, ignore=shutil.ignore_patterns("*.db", "__pycache__", ".autograde"))
    return Course(root).assignment("tiny")


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
