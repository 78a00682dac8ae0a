"""The four functions that a notebook imports; see `autograde.student`."""

from __future__ import annotations

import os
import platform
import random
import re
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import numpy as np
import torch

from autograde import calls, values, words
from autograde.checks import Checks, Subject, collect
from autograde.errors import StudentFault, UsageError
from autograde.expect import Unmet
from autograde.manifest import MANIFEST, Manifest, read_manifest
from autograde.model import CheckResult, Status
from autograde.namespace import GRADING, Namespace, cannot_return
from autograde.outcomes import Check, fault_text, ticket_of
from autograde.proxy import Student
from autograde.student.explanations import EXPLANATIONS
from autograde.student.kernel import running_shell
from autograde.student.message import Aside
from autograde.student.overview import Progress
from autograde.student.pictures import aside_of
from autograde.student.report import Report, Reports
from autograde.student.shown import Note, Shown
from autograde.student.unread import unread
from autograde.student.watch import Watch
from autograde.surroundings import Surroundings
from autograde.words import _, nearest

PUBLIC_TESTS = "test_public.py"
_reports: dict[tuple[Path, str], Report] = {}
_hints: dict[tuple[Path, str], int] = {}
_faults: dict[str, str] = {}


def check(exercise: str | None = None) -> Shown:
    """
    Check one exercise, or all of them, against the public tests.

    Args:
        exercise: Its id, as in the cell below the exercise; all of them if left out.

    Returns:
        An object that shows itself: the outcome, what was expected and got, what to try.
    """
    if os.environ.get(GRADING):
        return Note(_("Checks run after the notebook while grading."))
    _speak()
    try:
        folder, manifest = assignment_here()
        if exercise is not None:
            manifest.find(exercise)
        found = run_checks(
            folder, manifest, None if exercise is None else {exercise}, notebook_names()
        )
    except UsageError as error:
        return _trouble(error)
    except Exception as error:  # whatever it is, it is a fault of ours
        return _fault(error)
    found = [replace(report, unread=unread(report.exercise.id), live=True) for report in found]
    return found[0] if exercise is not None and found else Reports(tuple(found))


def hint(exercise: str, level: int | None = None) -> Shown:
    """
    The next hint of an exercise: first a question, then a tool, then the shape of the solution.

    Args:
        exercise: Its id.

        level: 1, 2 or 3 for a certain one.
    """
    if os.environ.get(GRADING):
        return Note(_("Hints are given in the notebook itself, not while grading."))
    _speak()
    try:
        folder, manifest = assignment_here()
        found = manifest.find(exercise)
    except UsageError as error:
        return _trouble(error)
    count = len(found.hints)
    if level is None:
        level = _hints.get((folder, exercise), 0) % count + 1
    level = min(max(level, 1), count)
    _hints[folder, exercise] = level
    lines = [found.hints[level - 1]]
    if level < count:
        lines.append(_("For the next one: {call}").format(call=f'hint("{exercise}")'))
    title = _("Hint {level} of {count} for {exercise}")
    return Note(title.format(level=level, count=count, exercise=exercise), tuple(lines))


def explain(code: str) -> Shown:
    """
    What a code at the end of a check's answer means, with a small example that runs.

    Args:
        code: For instance ``"AG-S001"``; or the id of a failure of the checker itself.
    """
    _speak()
    if code in _faults:
        title = _("Please send this text to staff. It says what failed in the checker.")
        return Note(title, more=(_("For staff:"), _faults[code]))
    found = EXPLANATIONS.get(code.strip().upper())
    if found is None:
        title = _('There is no code "{code}".').format(code=code)
        if re.fullmatch(r"AG-[A-Z]\d+", code.strip().upper()):
            return Note(title, (nearest(code.strip().upper(), sorted(EXPLANATIONS)),))
        form = _("A code is AG-, a letter and three digits, as it stands below a message.")
        return Note(title, (form, *(f"    {kind}" for kind in _kinds())))
    lines = _(found.text).strip().splitlines()
    return Note(f"{code.strip().upper()}: {_(found.title)}", tuple(lines))


def _kinds() -> list[str]:
    """The kinds of codes, with what they are about."""
    about = {
        "T": _("types: what a function returns"),
        "S": _("shapes"),
        "D": _("dtypes and devices"),
        "V": _("values"),
        "G": _("gradients"),
        "M": _("what a call changes, and what a module holds"),
        "R": _("errors that were raised"),
        "L": _("training"),
    }
    first = {code[3]: code for code in sorted(EXPLANATIONS, reverse=True)}
    return [f"{first[letter]} ...  {words}" for letter, words in about.items()]


def progress() -> Shown:
    """Which exercises have passed their public checks since the notebook was started."""
    if os.environ.get(GRADING):
        return Note(_("Checks run after the notebook while grading."))
    _speak()
    try:
        folder, manifest = assignment_here()
    except UsageError as error:
        return _trouble(error)
    known = {id: report for (where, id), report in _reports.items() if where == folder}
    return Progress(manifest, known)


def run_checks(
    folder: Path, manifest: Manifest, exercises: set[str] | None, names: dict[str, Any]
) -> list[Report]:
    """
    Run public checks against a notebook's names.

    Args:
        folder: Where the manifest and the public tests lie.

        exercises: Which; None for all.

        names: The notebook's global names.

    Returns:
        One report for each exercise, in order; `progress` remembers them.

    Raises:
        UsageError: If the tests are not there or cannot be collected.
    """
    tests = folder / PUBLIC_TESTS
    if not tests.is_file():
        raise UsageError(
            _("{name} is not beside the notebook").format(name=PUBLIC_TESTS), where=str(folder)
        )
    results: list[CheckResult] = []
    asides: dict[str, Aside] = {}
    watch = Watch()

    def run(checks: Checks) -> None:
        with _as_found(), watch:
            results.extend(checks.run(Subject(live_student(names)), only=wanted, seen=look))

    def wanted(check: Check) -> bool:
        return exercises is None or check.exercise in exercises

    def look(check: Check, error: BaseException | None) -> None:
        # No task asks for every pair where the shape is then wrong.
        of_shape = isinstance(error, Unmet) and error.code.startswith("AG-S")
        causes = watch.causes(of_number=of_shape or _one_number())
        if isinstance(error, AssertionError | StudentFault):
            asides[check.id] = aside_of(error, names, check.exercise, causes)

    collect([tests], run)
    for result in results:
        if result.status is Status.GRADER_ERROR:
            remember_fault(result.detail)
    reports = []
    for number, known in enumerate(manifest.exercise, 1):
        if exercises is not None and known.id not in exercises:
            continue
        own = tuple(r for r in results if r.exercise == known.id)
        following = manifest.exercise[number] if number < len(manifest.exercise) else None
        more = known.points > sum(r.max_points for r in own)
        report = Report(known, own, more, number, following, asides)
        _reports[folder, known.id] = report
        reports.append(report)
    return reports


def remember_fault(trace: str) -> None:
    """Keep what failed in the checker, for ``explain`` with the id in the message."""
    versions = [f"{sys.platform}, Python {platform.python_version()}"]
    for name in ("autograde-torch", "torch", "numpy", "ipython", "pytest"):
        with suppress(PackageNotFoundError):
            versions.append(f"{name} {version(name)}")
    _faults[ticket_of(trace)] = ", ".join(versions) + "\n" + trace


# ------------------------------------------------------------------------------- helpers
def _speak() -> None:
    """From now on in the reader's language; at grading always in English."""
    if not os.environ.get(GRADING):
        words.use()


def assignment_here() -> tuple[Path, Manifest]:
    """
    The assignment that the current folder holds.

    Raises:
        UsageError: If its manifest is not there or broken.
    """
    folder = Path.cwd()
    if not (folder / MANIFEST).is_file():
        todo = _("Keep the notebook together with {manifest} and {tests}.")
        if "google.colab" in sys.modules:
            todo = _(
                "Colab opens the notebook alone: upload {manifest} and {tests} too, with the "
                "folder button at the left, and run this cell again."
            )
        raise UsageError(
            _("{name} is not beside the notebook").format(name=MANIFEST),
            where=str(folder),
            todo=todo.format(manifest=MANIFEST, tests=PUBLIC_TESTS),
        )
    return folder, read_manifest(folder / MANIFEST)


def live_student(names: dict[str, Any]) -> Callable[[Check], Student]:
    """Give checks the names of a running notebook, by value, as at grading."""
    namespace = Namespace(names)

    def ask(request: dict[str, Any]) -> dict[str, Any]:
        reply = namespace.answer(values.copy(request, namespace.keep))
        try:
            result: dict[str, Any] = values.copy(reply, namespace.keep)
        except Exception as error:  # copying walks the student's own objects
            return cannot_return(error)
        return result

    return lambda check: Student(ask)


def notebook_names() -> dict[str, Any]:
    """The global names of the notebook that this runs in."""
    shell = running_shell()
    if shell is not None:
        names: dict[str, Any] = shell.user_ns
        return names
    return vars(sys.modules["__main__"])


def _one_number() -> bool:
    """Whether the last call of a check gave one number, as a loss is."""
    call = calls.call_of(None)
    value = call.value if call is not None else None
    return isinstance(value, float) or (isinstance(value, torch.Tensor) and value.numel() == 1)


@contextmanager
def _as_found() -> Iterator[None]:
    """Leave the notebook's random generators and settings as they were."""
    states = random.getstate(), np.random.get_state(), torch.get_rng_state()
    surroundings = Surroundings()
    try:
        yield
    finally:
        surroundings.restore()
        random.setstate(states[0])
        np.random.set_state(states[1])
        torch.set_rng_state(states[2])


def _trouble(error: UsageError) -> Note:
    return Note(
        error.message[0].upper() + error.message[1:] + ".",
        tuple(line for line in (error.where, error.found, error.todo) if line),
        accent="bad",
    )


def _fault(error: Exception) -> Note:
    trace = "".join(traceback.format_exception(error))[-8000:]
    remember_fault(trace)
    return Note(_("ERROR"), (fault_text(trace),), (_("For staff:"), trace), "bad")
