"""
pytest's plug-in for whoever writes checks: ``pytest grader_tests/neuron --submission FILE.ipynb``.

Plain pytest, with all its options, against one notebook in the same confined process as at
grading; by default against the instructor's own solution. Loaded through an entry point by every
pytest in this environment, so nothing is imported before a check asks for a student.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from autograde.marks import MARKS

if TYPE_CHECKING:
    from autograde.grade.attempt import Attempt
    from autograde.proxy import Student


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("autograde", "checks of notebooks")
    group.addoption("--submission", metavar="FILE.ipynb", help="the notebook to check")
    group.addoption("--fresh-seed", type=int, default=0, help="another number draws other data")


def pytest_configure(config: pytest.Config) -> None:
    for line, _ in MARKS.values():
        config.addinivalue_line("markers", line)


class _Notebooks:
    """One running notebook for each assignment whose checks are run."""

    def __init__(self, submission: str | None, seed: int, folder: Path) -> None:
        self.submission, self.seed, self.folder = submission, seed, folder
        self.running: dict[Path, tuple[Attempt, str]] = {}
        self.closing: list[Any] = []

    def of(self, test: Path) -> tuple[Attempt, str]:
        if test.parent not in self.running:
            self.running[test.parent] = self.start(test.parent)
        return self.running[test.parent]

    def start(self, tests: Path) -> tuple[Attempt, str]:
        from autograde.checks import iter_test_files
        from autograde.course import Course
        from autograde.grade.attempt import Attempt
        from autograde.grade.one import run_limits, secret_seed
        from autograde.grade.setup import imported_modules, policy_for
        from autograde.run.forkserver import ForkClient
        from autograde.run.pool import Zygote
        from autograde.submission import Release, read_submission

        assignment = Course.find(tests).assignment(tests.name)
        name = assignment.notebook.name
        release = Release.read(assignment.release / name, assignment.name)
        path = Path(self.submission) if self.submission else assignment.solutions / name
        submission = read_submission(path.resolve(), "submission", release)
        policy = policy_for(assignment, self.folder)
        zygote = Zygote(policy, imported_modules(assignment.notebook))
        self.closing.append(zygote)
        zygote.wait_ready()
        client = ForkClient(zygote.controls[0])
        attempt = Attempt(client, policy, submission, run_limits(assignment.manifest))
        self.closing.insert(0, attempt)
        attempt.run()
        return attempt, secret_seed(iter_test_files(assignment.tests), self.seed)

    def close(self) -> None:
        for thing in self.closing:
            thing.close()


@pytest.fixture(scope="session")
def _notebooks(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[_Notebooks]:
    options = request.config.option
    folder = tmp_path_factory.mktemp("autograde")
    notebooks = _Notebooks(options.submission, options.fresh_seed, folder)
    yield notebooks
    notebooks.close()


@pytest.fixture
def _seed(request: pytest.FixtureRequest, _notebooks: _Notebooks) -> int:
    from autograde.checks import check_seed

    return check_seed(_notebooks.of(request.path)[1], request.node.name)


@pytest.fixture
def student(request: pytest.FixtureRequest, _notebooks: _Notebooks, _seed: int) -> Student:
    """The names of the notebook under test."""
    from autograde import proxy
    from autograde.checks import is_hidden, read_marks, student_seed

    proxy.forget_calls()
    student = _notebooks.of(request.path)[0].student(read_marks(request.node, is_hidden))
    student.seed(student_seed(_seed))
    return student


@pytest.fixture
def student_on_gpu() -> None:
    """The notebook on the simulated accelerator; not available under plain pytest."""
    pytest.skip("device checks run in autograde grade")


@pytest.fixture
def own_data() -> None:
    """A student's own data; plain pytest checks no student's notebook."""
    pytest.skip("checks of a student's own data run in autograde grade")


@pytest.fixture
def fresh(_seed: int) -> Any:
    """A seeded generator for data that no student has seen."""
    from autograde.checks import fresh_generator

    return fresh_generator(_seed)
