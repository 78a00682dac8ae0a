"""Fixtures that all tests share: the miniature course and what hands in to it."""

from __future__ import annotations

import functools
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from desk import TINY, Desk

from autograde.course import Assignment, Course

if TYPE_CHECKING:
    from engines import WarmEngines

# Their tests share what is dear to make: confined processes of each kind, a graded class.
TOGETHER = ("sandbox", "review", "hostile")
# Files of such a folder that have a class of their own: another process takes them.
APART = ("test_exhausting.py", "test_our_own_troubles.py")
# What takes longest for each file begins first, so that no process works alone in the end.
DEAR_FIRST = ("hostile", "review", "sandbox", "engine", "report", "lms")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """
    Let ``-n`` give all tests of a file to one process, and those of some folders.

    xdist's own loadgroup does nothing with pytest 9.2: it writes to what is no longer read.
    """
    from xdist.scheduler import LoadScopeScheduling

    class ByFile(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            path = nodeid.split("::", 1)[0]
            folder = Path(path).parent.name
            return folder if folder in TOGETHER and Path(path).name not in APART else path

    # Else xdist begins with the file that has most tests, and those take least each.
    config.option.loadscopereorder = False
    return ByFile(config, log)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """With ``-n``, put dear folders first; a folder's files keep their order."""
    if hasattr(config, "workerinput"):
        items.sort(key=_rank)


def _rank(item: pytest.Item) -> int:
    folder = item.path.parent.name
    return DEAR_FIRST.index(folder) if folder in DEAR_FIRST else len(DEAR_FIRST)


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


@pytest.fixture(scope="session")
def warm_engines(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WarmEngines]:
    """Engines of the miniature course that have started already."""
    from engines import WarmEngines  # where nothing can be graded, other tests run

    engines = WarmEngines(tmp_path_factory.mktemp("engines"))
    yield engines
    engines.close()


@pytest.fixture
def warm_engine(warm_engines: WarmEngines) -> Iterator[None]:
    """For tests of what comes after the start: grading and doctor wait for no engine."""
    with warm_engines.lent():
        yield


@pytest.fixture(scope="session", autouse=True)
def _version_of_tables_is_asked_once() -> None:
    """For every new gradebook nbgrader starts a Python that gives one and the same answer."""
    try:
        from nbgrader import api
    except ImportError:  # a student's install
        return
    api.get_alembic_version = functools.cache(api.get_alembic_version)


@pytest.fixture(autouse=True)
def _no_leftover_figures() -> Iterator[None]:
    """A figure that a test leaves open would be the next test's."""
    yield
    import matplotlib.pyplot as plt

    plt.close("all")
