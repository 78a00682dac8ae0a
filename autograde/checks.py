"""
The checks of one assignment, as pytest tests run against one notebook after another.

Theory of operation. Checks are ordinary pytest tests with the marks ``exercise(id)`` and
``points(n)`` and the fixtures ``student``, ``fresh`` and ``student_on_gpu``. pytest collects
them once; instead of its own loop over the tests runs ours (``pytest_runtestloop``), which may
run the same collected tests for as many notebooks as it likes. So a class costs one collection,
and a student's notebook and the grader use one and the same runner.

What it means that a test raised something is decided by `autograde.outcomes`.
"""

from __future__ import annotations

import copy
import os
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
import torch

from autograde import calls
from autograde.errors import CourseError
from autograde.evidence import condense
from autograde.marks import MARKS
from autograde.model import CheckResult, Status
from autograde.outcomes import DEFAULT_SECONDS, Check, DeviceUnavailable, outcome
from autograde.proxy import Student
from autograde.seeds import check_seed, fresh_generator, student_seed
from autograde.suite import is_hidden

# Plugins of pytest that a check never needs; without them a run starts in a third of the time.
_UNUSED = (
    "cacheprovider", "terminal", "faulthandler", "junitxml", "pastebin", "doctest", "unittest",
    "stepwise", "setuponly", "setupplan", "debugging", "logging", "threadexception",
    "unraisableexception", "reports", "recwarn",
)  # fmt: skip
_SETTINGS = Path(__file__).with_name("checks.ini")
_TELLING = (Status.FAILED, Status.RAISED, Status.TIMED_OUT, Status.KILLED)


@dataclass(frozen=True)
class Subject:
    """
    What the checks run against.

    Args:
        student: Gives the notebook's names to a check.

        on_gpu: The same notebook run again on the simulated accelerator; None in a notebook
            of the student's own, where checks that ask for it are left out.

        seeds: By exercise; whatever is drawn at random in a check follows from its exercise's
            and the check's id.

        own_data: The student's own data, where the assignment gives each student some; None in a
            notebook of the student's own, where checks that ask for them are left out.

        repeat: Another number seeds the student's own code differently; the data of a check
            stay the same.

        evidence: Whether to keep what failed checks saw.
    """

    student: Callable[[Check], Student]
    on_gpu: Callable[[Check], Student] | None = None
    seeds: Mapping[str, str] = field(default_factory=dict)
    own_data: dict[str, list[Any]] | None = None
    repeat: int = 0
    evidence: bool = False


class Checks:
    """The collected tests; `run` runs them. Made by `collect` only."""

    def __init__(self) -> None:
        self.all: tuple[Check, ...] = ()
        self._items: Sequence[pytest.Item] = ()
        self._subject: Subject | None = None
        self._check: Check | None = None
        self._error: BaseException | None = None

    def fill(self, items: Sequence[pytest.Item], hidden: Callable[[Path], bool]) -> None:
        """Take the tests that pytest has collected."""
        self._items, self.all = list(items), tuple(read_marks(i, hidden) for i in items)

    def asking_for(self, fixture: str) -> set[str]:
        """Ids of the checks that use a fixture."""
        pairs = zip(self._items, self.all, strict=True)
        return {c.id for item, c in pairs if fixture in getattr(item, "fixturenames", ())}

    def run(
        self,
        subject: Subject,
        *,
        only: Callable[[Check], bool] = lambda check: True,
        seen: Callable[[Check, BaseException | None], None] = lambda check, error: None,
    ) -> list[CheckResult]:
        """
        Run the checks against one notebook.

        Args:
            subject: The notebook.

            only: Which checks to run.

            seen: Called after each with what it raised.

        Returns:
            One result for each check that was run, in file order.
        """
        self._subject = subject
        chosen = [(i, c) for i, c in zip(self._items, self.all, strict=True) if only(c)]
        results = []
        for n, (item, check) in enumerate(chosen):
            following = chosen[n + 1][0] if n + 1 < len(chosen) else None
            result = self._one(item, check, following)
            if result is not None:
                seen(check, self._error)
                results.append(result)
        self._subject = None
        return results

    def _one(
        self, item: pytest.Item, check: Check, following: pytest.Item | None
    ) -> CheckResult | None:
        self._check, self._error = check, None
        calls.forget_calls()
        torch.default_generator.manual_seed(self._number())  # see `seed_everything`
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
        if isinstance(self._error, DeviceUnavailable) and not self._error.args:
            return None
        result = outcome(check, self._error)
        assert self._subject is not None
        if self._subject.evidence and result.status in _TELLING:
            assert self._error is not None
            found = condense(calls.exchanges, self._error, check.path)
            result = replace(result, evidence=found)
        return result

    def _number(self) -> int:
        assert self._subject is not None
        assert self._check is not None
        return check_seed(self._subject.seeds.get(self._check.exercise, "0"), self._check.id)

    # ------------------------------------------------- what pytest calls back for
    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_makereport(
        self, item: pytest.Item, call: pytest.CallInfo[None]
    ) -> pytest.TestReport:
        if call.excinfo is not None and self._error is None:
            self._error = call.excinfo.value
        # Our own report: pytest's would render a traceback that nobody reads, at 5 ms each.
        ended = "failed" if call.excinfo else "passed"
        return pytest.TestReport(item.nodeid, item.location, {}, ended, None, call.when)  # type: ignore[arg-type]

    @pytest.fixture
    def student(self) -> Student:
        """The names of the notebook under test."""
        assert self._subject is not None
        assert self._check is not None
        student = self._subject.student(self._check)
        student.seed(student_seed(self._number(), self._subject.repeat))
        return student

    @pytest.fixture
    def student_on_gpu(self) -> Student:
        """The same notebook, run once more on the simulated accelerator."""
        assert self._subject is not None
        assert self._check is not None
        if self._subject.on_gpu is None:
            raise DeviceUnavailable
        student = self._subject.on_gpu(self._check)
        student.seed(student_seed(self._number(), self._subject.repeat))
        return student

    @pytest.fixture
    def own_data(self) -> dict[str, list[Any]]:
        """The data that this student was given, as lists."""
        assert self._subject is not None
        if self._subject.own_data is None:
            raise DeviceUnavailable
        return copy.deepcopy(self._subject.own_data)

    @pytest.fixture
    def fresh(self) -> torch.Generator:
        """A seeded generator for data that no student has seen."""
        return fresh_generator(self._number())


# ------------------------------------------------------------------------------ collecting
class _Collector:
    """The pytest plugin that reads the marks, then hands the loop over to `body`."""

    def __init__(self, body: Callable[[Checks], None], hidden: Callable[[Path], bool]) -> None:
        self.body, self.hidden = body, hidden
        self.checks, self.ran = Checks(), False
        self.error: Exception | None = None
        self.broken: list[str] = []

    def pytest_configure(self, config: pytest.Config) -> None:
        for line, _example in MARKS.values():
            config.addinivalue_line("markers", line)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed:
            self.broken.append(f"{report.nodeid}\n{report.longreprtext}")

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        try:
            if self.broken:
                raise CourseError(
                    "The tests cannot be collected.",
                    found="\n".join(self.broken)[-4000:],
                    todo="Mend the error above.",
                )
            self.checks.fill(session.items, self.hidden)
            self.ran = True
            self.body(self.checks)
        except Exception as error:
            self.error = error
        return True


def read_marks(item: pytest.Item, hidden: Callable[[Path], bool]) -> Check:
    """
    The check that a collected test is.

    Raises:
        CourseError: If it has no exercise, no docstring, or bad points.
    """

    where = f"{item.path}::{item.name}"

    def mark(name: str, kind: type | tuple[type, ...]) -> Any:
        found = item.get_closest_marker(name)
        if found is None:
            return None
        if len(found.args) != 1 or found.kwargs or not isinstance(found.args[0], kind):
            raise CourseError(
                f"the mark {name} takes one value",
                where=where,
                found=f"Found {found.args} {found.kwargs or ''}".strip() + ".",
                todo=f"Write it like this: @pytest.mark.{MARKS[name][1]}.",
            )
        return found.args[0]

    exercise = mark("exercise", str)
    if exercise is None:
        raise CourseError(
            "a check without an exercise",
            where=where,
            todo='Mark it with @pytest.mark.exercise("<id>").',
        )
    title = (getattr(getattr(item, "obj", None), "__doc__", None) or "").strip().split("\n")[0]
    if not title:
        raise CourseError(
            "a check without a docstring",
            where=where,
            todo="Its first line is the title that students read. Write one.",
        )
    points = mark("points", (int, float))
    seconds = mark("seconds", (int, float))
    stays = mark("stays", str)
    return Check(
        id=item.name,
        exercise=exercise,
        title=title,
        points=float(points or 0.0),
        hidden=hidden(Path(item.path)),
        path=str(item.path),
        seconds=float(seconds or DEFAULT_SECONDS),
        stays=stays or "",
    )


def collect(
    files: Iterable[Path],
    body: Callable[[Checks], None],
    *,
    hidden: Callable[[Path], bool] = is_hidden,
) -> None:
    """
    Collect checks and hand them to `body`, which may run them any number of times.

    Args:
        files: Test files. Nothing else is loaded: no conftest.py, no plugin, no settings file.

        body: Called once, inside pytest.

        hidden: Tells which files are hidden.

    Raises:
        CourseError: If a file cannot be collected, or a mark is missing or wrong.
    """
    files = [path.resolve() for path in files]
    _forget_modules({str(path) for path in files})
    collector = _Collector(body, hidden)
    arguments = [
        *("-c", str(_SETTINGS), "--rootdir", _SETTINGS.anchor),
        *("--noconftest", "--import-mode=importlib", "--capture=no", "--strict-markers"),
        *(part for name in _UNUSED for part in ("-p", f"no:{name}")),
        *map(str, files),
    ]
    # pytest would write its bytecode beside the tests: into a release, or the course.
    writing, sys.dont_write_bytecode = sys.dont_write_bytecode, True
    try:
        with _environment(PYTEST_DISABLE_PLUGIN_AUTOLOAD="1", PYTEST_ADDOPTS="", PYTEST_PLUGINS=""):
            status = pytest.main(arguments, plugins=[collector, collector.checks])
    finally:
        sys.dont_write_bytecode = writing
    if collector.error is not None:
        raise collector.error
    if not collector.ran:
        raise CourseError(
            "The tests cannot be collected.",
            found="\n".join(collector.broken)[-4000:] or f"pytest ended with status {status}.",
        )


def _forget_modules(files: set[str]) -> None:
    """Let tests be read anew: pytest would take them from sys.modules, edited or not."""
    for name, module in list(sys.modules.items()):
        if getattr(module, "__file__", None) in files:
            del sys.modules[name]


class _environment:
    """Set variables for the duration of a block."""

    def __init__(self, **variables: str) -> None:
        self.variables = variables

    def __enter__(self) -> None:
        self.before = {k: os.environ.get(k) for k in self.variables}
        os.environ.update(self.variables)

    def __exit__(self, *_: object) -> None:
        for name, value in self.before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
