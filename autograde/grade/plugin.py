"""
pytest's plug-in for whoever writes checks: ``pytest grader_tests/neuron --submission FILE.ipynb``.

Plain pytest, with all its options, against one notebook in the same confined process as at
grading; by default against the instructor's own solution. Checks that ask for `student_on_gpu` get
the notebook once more on the device that grading would use. Loaded through an entry point by every
pytest in this environment, so nothing is imported before a check asks for a student.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from autograde.marks import MARKS

if TYPE_CHECKING:
    from autograde.grade.attempt import Attempt
    from autograde.proxy import Student
    from autograde.suite import Suite


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("autograde", "checks of notebooks")
    group.addoption("--submission", metavar="FILE.ipynb", help="the notebook to check")
    group.addoption("--fresh-seed", type=int, default=0, help="another number draws other data")


def pytest_configure(config: pytest.Config) -> None:
    for line, _ in MARKS.values():
        config.addinivalue_line("markers", line)


@dataclass(frozen=True)
class _Running:
    """
    A notebook that has been run, and what its checks need besides.

    Args:
        on_gpu: The same notebook, to be run on the device by the first check that asks for it;
            None where there is no device.

        no_gpu: Why there is none.

        suite: What fresh data follow from.
    """

    attempt: Attempt
    on_gpu: Attempt | None
    no_gpu: str
    suite: Suite


class _Notebooks:
    """One running notebook for each assignment whose checks are run."""

    def __init__(self, submission: str | None, seed: int, folder: Path) -> None:
        self.submission, self.seed, self.folder = submission, seed, folder
        self.running: dict[Path, _Running] = {}
        self.ending = contextlib.ExitStack()

    def of(self, test: Path) -> _Running:
        if test.parent not in self.running:
            self.running[test.parent] = self.start(test.parent)
        return self.running[test.parent]

    def start(self, tests: Path) -> _Running:
        from autograde.course import Course
        from autograde.grade.attempt import Attempt
        from autograde.grade.one import run_limits
        from autograde.grade.setup import imported_modules, policy_for
        from autograde.run.forkserver import ForkClient
        from autograde.run.pool import Zygote
        from autograde.submission import Release, read_submission
        from autograde.suite import Suite

        assignment = Course.find(tests).assignment(tests.name)
        name = assignment.notebook.name
        release = Release.of(assignment)
        path = Path(self.submission) if self.submission else assignment.solutions / name
        submission = read_submission(path.resolve(), "submission", release)
        policy = policy_for(assignment, self.folder)
        suite = Suite(assignment.tests, assignment.bank)
        modules = imported_modules(assignment.notebook)
        zygote = Zygote(policy, modules, device=suite.asks_for_device)
        self.ending.callback(zygote.close)
        zygote.wait_ready()
        client = ForkClient(zygote.controls[0])
        limits = run_limits(assignment.manifest)
        attempt = Attempt(client, policy, submission, limits)
        self.ending.callback(attempt.close)
        attempt.run()
        on_gpu = None
        if zygote.device:
            on_gpu = Attempt(client, policy, submission, limits, draw=False, device=zygote.device)
            on_gpu.leave_out_killers_of(attempt)
            self.ending.callback(on_gpu.close)
        return _Running(attempt, on_gpu, zygote.device_reason, suite)


@pytest.fixture(scope="session")
def _notebooks(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[_Notebooks]:
    options = request.config.option
    folder = tmp_path_factory.mktemp("autograde")
    notebooks = _Notebooks(options.submission, options.fresh_seed, folder)
    with notebooks.ending:
        yield notebooks


@pytest.fixture
def _seed(request: pytest.FixtureRequest, _notebooks: _Notebooks) -> int:
    from autograde.checks import read_marks
    from autograde.seeds import check_seed
    from autograde.suite import is_hidden

    check = read_marks(request.node, is_hidden)
    suite = _notebooks.of(request.path).suite
    return check_seed(suite.seed(check.exercise, _notebooks.seed), check.id)


@pytest.fixture
def student(request: pytest.FixtureRequest, _notebooks: _Notebooks, _seed: int) -> Student:
    """The names of the notebook under test."""
    return _student(request, _notebooks.of(request.path).attempt, _seed)


@pytest.fixture
def student_on_gpu(request: pytest.FixtureRequest, _notebooks: _Notebooks, _seed: int) -> Student:
    """The same notebook, run once more on the simulated accelerator."""
    running = _notebooks.of(request.path)
    if running.on_gpu is None:
        pytest.skip(f"no device here: {running.no_gpu}")
    return _student(request, running.on_gpu, _seed)


def _student(request: pytest.FixtureRequest, attempt: Attempt, seed: int) -> Student:
    from autograde import calls
    from autograde.checks import read_marks
    from autograde.seeds import student_seed
    from autograde.suite import is_hidden

    calls.forget_calls()
    student = attempt.student(read_marks(request.node, is_hidden))
    student.seed(student_seed(seed))
    return student


@pytest.fixture
def own_data() -> None:
    """A student's own data; plain pytest checks no student's notebook."""
    pytest.skip("checks of a student's own data run in autograde grade")


@pytest.fixture
def fresh(_seed: int) -> Any:
    """A seeded generator for data that no student has seen."""
    from autograde.seeds import fresh_generator

    return fresh_generator(_seed)
