"""The four functions that a notebook imports; see `autograde.student`."""

from __future__ import annotations

import os
import random
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import torch

from autograde import values
from autograde.checks import Check, Checks, Subject, collect
from autograde.course import MANIFEST, Manifest, nearest, read_manifest
from autograde.errors import UsageError
from autograde.model import CheckResult
from autograde.namespace import GRADING, Namespace, cannot_return
from autograde.proxy import Student
from autograde.student.explanations import EXPLANATIONS
from autograde.student.report import PASS, Note, Report, Reports

PUBLIC_TESTS = "test_public.py"
_reports: dict[tuple[Path, str], Report] = {}
_hints: dict[tuple[Path, str], int] = {}


def check(exercise: str | None = None) -> Report | Reports | Note:
    """
    Check one exercise, or all of them, against the public tests.

    Args:
        exercise: Its id, as in the cell below the exercise; all of them if left out.

    Returns:
        An object that shows itself: the outcome, what was expected and got, what to try.
    """
    if os.environ.get(GRADING):
        return Note("Checks run after the notebook while grading.", ())
    try:
        folder, manifest = _assignment()
        if exercise is not None:
            manifest.find(exercise)
        found = _run(folder, manifest, exercise, _notebook_names())
    except UsageError as error:
        return _trouble(error)
    for report in found:
        _reports[folder, report.exercise.id] = report
    return found[0] if exercise is not None and found else Reports(tuple(found))


def hint(exercise: str) -> Note:
    """
    The next hint of an exercise: first a question, then a tool, then the shape of the solution.

    Args:
        exercise: Its id.
    """
    try:
        folder, manifest = _assignment()
        found = manifest.find(exercise)
    except UsageError as error:
        return _trouble(error)
    level = _hints.get((folder, exercise), 0) % len(found.hints)
    _hints[folder, exercise] = level + 1
    more = "" if level + 1 == len(found.hints) else f'For the next one: hint("{exercise}")'
    title = f"Hint {level + 1} of {len(found.hints)} for {exercise}"
    return Note(title, tuple(line for line in (found.hints[level], more) if line))


def explain(code: str) -> Note:
    """
    What a code at the end of a check's answer means, with a small example.

    Args:
        code: For instance ``"AG-S001"``.
    """
    found = EXPLANATIONS.get(code.strip().upper())
    if found is None:
        return Note(f'There is no code "{code}".', (nearest(code, sorted(EXPLANATIONS)),))
    return Note(f"{code.upper()}: {found.title}", tuple(found.text.strip().splitlines()))


def progress() -> Note:
    """Which exercises have passed their public checks since the notebook was started."""
    try:
        folder, manifest = _assignment()
    except UsageError as error:
        return _trouble(error)
    lines, passed = [], 0
    for number, exercise in enumerate(manifest.exercise, 1):
        report = _reports.get((folder, exercise.id))
        word = report.word if report else "not checked"
        passed += word == PASS
        lines.append(f"{number:2d}. {exercise.id}: {word} ({exercise.minutes} min)")
    return Note(
        f"{manifest.title}: {passed} of {len(manifest.exercise)} exercises pass", tuple(lines)
    )


# ------------------------------------------------------------------------------- helpers
def _assignment() -> tuple[Path, Manifest]:
    folder = Path.cwd()
    if not (folder / MANIFEST).is_file():
        raise UsageError(
            f"{MANIFEST} is not beside the notebook",
            where=str(folder),
            todo=f"Keep the notebook together with {MANIFEST} and {PUBLIC_TESTS}.",
        )
    return folder, read_manifest(folder / MANIFEST)


def _run(
    folder: Path, manifest: Manifest, exercise: str | None, names: dict[str, Any]
) -> list[Report]:
    tests = folder / PUBLIC_TESTS
    if not tests.is_file():
        raise UsageError(f"{PUBLIC_TESTS} is not beside the notebook", where=str(folder))
    results: list[CheckResult] = []

    def run(checks: Checks) -> None:
        with _own_randomness():
            results.extend(checks.run(Subject(live_student(names)), only=wanted))

    def wanted(check: Check) -> bool:
        return exercise is None or check.exercise == exercise

    collect([tests], run)
    reports = []
    for number, known in enumerate(manifest.exercise, 1):
        if exercise not in (None, known.id):
            continue
        own = tuple(r for r in results if r.exercise == known.id)
        following = manifest.exercise[number] if number < len(manifest.exercise) else None
        more = known.points > sum(r.max_points for r in own)
        reports.append(Report(known, own, more, number, following))
    return reports


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


def _notebook_names() -> dict[str, Any]:
    if "IPython" in sys.modules:
        from IPython.core.getipython import get_ipython

        shell = get_ipython()
        if shell is not None:
            names: dict[str, Any] = shell.user_ns
            return names
    return vars(sys.modules["__main__"])


@contextmanager
def _own_randomness() -> Iterator[None]:
    """Leave the notebook's random generators as they were."""
    states = random.getstate(), np.random.get_state(), torch.get_rng_state()
    try:
        yield
    finally:
        random.setstate(states[0])
        np.random.set_state(states[1])
        torch.set_rng_state(states[2])


def _trouble(error: UsageError) -> Note:
    return Note(
        error.message[0].upper() + error.message[1:] + ".",
        tuple(line for line in (error.where, error.found, error.todo) if line),
    )
