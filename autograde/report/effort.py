"""
How long an exercise takes, estimated from the times at which cells were last run.

JupyterLab writes them into a notebook if its setting "Recording timing" is on
(``metadata.execution``), Colab does always (``metadata.executionInfo``). Only the last run of each
cell is kept, and the file is the student's: this is an estimate for the author of an assignment,
and no score depends on it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any, TypeGuard

import numpy as np

from autograde.errors import SubmissionRefused
from autograde.manifest import Manifest
from autograde.notebook import grade_id, read_notebook
from autograde.submission import CHECK, HINTS, TEXT

PAUSE_MINUTES = 45.0  # the longest exercise of the course states 25
BURST_SECONDS = 2.0
FEWEST = 5  # of fewer, quartiles say little, and would show what one student did
_EARLIEST = datetime(2015, 1, 1, tzinfo=UTC).timestamp()
_LATEST = datetime(2100, 1, 1, tzinfo=UTC).timestamp()
_MAX_TEXT = 40


@dataclass(frozen=True)
class Effort:
    """
    Minutes spent on one exercise, over the class.

    Args:
        stated: Minutes that the manifest states.

        students: How many notebooks tell of this exercise.

        quartiles: Lower quartile, median and upper quartile of their minutes; None for fewer than
            `FEWEST`.
    """

    exercise: str
    stated: int
    students: int
    quartiles: tuple[float, float, float] | None


@dataclass(frozen=True)
class TimeNeeded:
    """
    Time needed, over the class.

    Args:
        notebooks: How many were looked at.

        timed: How many of them hold any time.
    """

    notebooks: int
    timed: int
    efforts: tuple[Effort, ...]

    @property
    def known(self) -> bool:
        """Whether anything can be said of any exercise."""
        return any(effort.quartiles for effort in self.efforts)

    @property
    def sentence(self) -> str:
        """What this rests on, for people."""
        if not self.known:
            why = (
                f"of no exercise {FEWEST} of them tell how long it took"
                if self.timed
                else 'JupyterLab\'s setting "Recording timing" was off'
            )
            return (
                f"Not known: {self.timed} of {self.notebooks} notebooks hold the times at which "
                f"cells were run, and {why}."
            )
        return (
            f"An estimate, from the times at which cells were last run; {self.timed} of "
            f"{self.notebooks} notebooks hold them. What lies between two runs counts for the "
            f"exercise of the second; more than {PAUSE_MINUTES:g} minutes are taken for a pause, "
            f'and what ran within {BURST_SECONDS:g} s of the cell before, for "Run All", which '
            "hides the work before it. The times come from the students' files."
        )


def time_needed(notebooks: Iterable[Path], manifest: Manifest) -> TimeNeeded:
    """
    Estimate how long each exercise took.

    Args:
        notebooks: As they were handed in; one that cannot be read tells nothing.
    """
    minutes: dict[str, list[float]] = {exercise.id: [] for exercise in manifest.exercise}
    looked_at = timed = 0
    for path in notebooks:
        looked_at += 1
        try:
            cells = read_notebook(path)["cells"]
        except SubmissionRefused:
            continue
        runs = sorted(_runs(cells, minutes.keys()))
        timed += bool(runs)
        for exercise, spent in spans(runs).items():
            if exercise in minutes:
                minutes[exercise].append(spent / 60)
    return TimeNeeded(
        looked_at,
        timed,
        tuple(
            Effort(exercise.id, exercise.minutes, len(found), _quartiles(found))
            for exercise in manifest.exercise
            for found in [minutes[exercise.id]]
        ),
    )


@dataclass(frozen=True, order=True)
class Ran:
    """
    The last run of a cell.

    Args:
        start, end: Seconds since 1970.

        exercise: In which the cell stands; empty before the first.
    """

    start: float
    end: float
    exercise: str = ""


def spans(runs: list[Ran]) -> dict[str, float]:
    """
    Seconds spent on each exercise.

    Args:
        runs: In the order of time.

    Returns:
        Without exercises of which nothing can be said: all of it in a burst, or after pauses.
    """
    spent: dict[str, float] = {}
    for before, now in pairwise(runs):
        # From the end of a run: after a cell that takes long, "Run All" starts the next at once.
        wait = now.start - before.end
        if BURST_SECONDS < wait <= PAUSE_MINUTES * 60:
            spent[now.exercise] = spent.get(now.exercise, 0.0) + wait
    return spent


def _runs(cells: list[dict[str, Any]], exercises: Iterable[str]) -> Iterator[Ran]:
    """The last run of each cell."""
    owner = {id + end: id for id in exercises for end in ("", TEXT, HINTS, CHECK)}
    exercise = ""
    for cell in cells:
        exercise = owner.get(grade_id(cell) or "", exercise)
        ran = last_run(cell.get("metadata"))
        if cell["cell_type"] == "code" and ran is not None:
            yield replace(ran, exercise=exercise)


def last_run(metadata: Any) -> Ran | None:
    """When a cell was last run; None if its metadata do not tell."""
    if not isinstance(metadata, dict):
        return None
    lab, colab = metadata.get("execution"), metadata.get("executionInfo")
    start: float | None = None
    end: float | None = None
    if isinstance(lab, dict):
        start = _seconds(lab.get("iopub.execute_input", lab.get("iopub.status.busy")))
        end = _seconds(lab.get("iopub.status.idle", lab.get("shell.execute_reply")))
    elif isinstance(colab, dict):
        ended, took = colab.get("timestamp"), colab.get("elapsed", 0)
        if _is_number(ended) and _is_number(took) and took >= 0:
            start, end = (ended - took) / 1000, ended / 1000  # both are milliseconds
    if start is None or not _EARLIEST < start < _LATEST:
        return None
    return Ran(start, end if end is not None and start <= end < _LATEST else start)


def _is_number(value: Any) -> TypeGuard[float]:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e15


def _seconds(text: Any) -> float | None:
    if not isinstance(text, str) or len(text) > _MAX_TEXT:
        return None
    try:
        moment = datetime.fromisoformat(text)
        return moment.timestamp() if moment.tzinfo is not None else None
    except (ValueError, OverflowError):
        return None


def _quartiles(minutes: list[float]) -> tuple[float, float, float] | None:
    if len(minutes) < FEWEST:
        return None
    low, middle, high = (float(v) for v in np.quantile(minutes, (0.25, 0.5, 0.75)))
    return low, middle, high


def as_record(needed: TimeNeeded) -> dict[str, Any]:
    """The estimate as plain values, for JSON; minutes."""
    return {
        "notebooks": needed.notebooks,
        "timed": needed.timed,
        "note": needed.sentence,
        "exercises": [
            {
                "id": effort.exercise,
                "stated": effort.stated,
                "students": effort.students,
                "lower_quartile": effort.quartiles[0] if effort.quartiles else None,
                "median": effort.quartiles[1] if effort.quartiles else None,
                "upper_quartile": effort.quartiles[2] if effort.quartiles else None,
            }
            for effort in needed.efforts
        ],
    }
