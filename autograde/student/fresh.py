"""
A notebook run fresh, top to bottom, in a process of its own, and then checked.

The student's own code on the student's own machine: nothing is confined. Used by the commands
``autograde check`` and ``autograde submit-check``; needs neither Jupyter nor nbgrader.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograde.notebook import grade_id, read_notebook
from autograde.student.shown import columns, fit
from autograde.words import _

_POLL_SECONDS = 0.1


@dataclass(frozen=True)
class StoppedCell:
    """
    A cell that raised.

    Args:
        name: Its grade id, or its position among all cells, from 1.

        error: For instance ``NameError: name 'x' is not defined``.

        line: The student's own line, as written; empty if unknown.

        unanswered: Whether it stopped at the line that an exercise comes with.
    """

    name: str
    error: str
    line: str = ""
    unanswered: bool = False

    def sentence(self) -> str:
        """What a reader is told."""
        text = _("The cell {name} stopped: {error}").format(name=self.name, error=self.error)
        return f"{text}\n  {_('your line')}  {self.line}" if self.line else text


@dataclass(frozen=True)
class ShownReport:
    """An exercise's report as text, with and without colours, and as one line of a list."""

    exercise: str
    outcome: str
    text: str
    coloured: str
    line: str


@dataclass(frozen=True)
class FreshRun:
    """
    What running and checking a notebook gave.

    Args:
        trouble: Why nothing could be checked; empty if it could.
    """

    stopped: tuple[StoppedCell, ...] = ()
    reports: tuple[ShownReport, ...] = ()
    trouble: str = ""


def run_fresh(
    path: Path, exercises: Iterable[str] | None, *, stop: Callable[[], bool] = lambda: False
) -> FreshRun | None:
    """
    Run a notebook in a new Python beside its files, then its public checks.

    Args:
        path: The notebook.

        exercises: Which to check; None for all.

        stop: Asked again and again; once it says yes the run is given up.

    Returns:
        What came of it; None if it was given up.
    """
    fit(shutil.get_terminal_size().columns)
    with tempfile.TemporaryDirectory(prefix="autograde-") as folder:
        answer = Path(folder) / "answer.json"
        wanted = [] if exercises is None else ["--only", ",".join(sorted(exercises))]
        process = subprocess.Popen(
            [
                *(sys.executable, "-m", "autograde.student.fresh"),
                *(str(path.resolve()), str(answer), str(columns()), *wanted),
            ],
            cwd=path.resolve().parent,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            while process.poll() is None:
                if stop():
                    return None
                time.sleep(_POLL_SECONDS)
        finally:
            if process.poll() is None:
                process.kill()
                process.wait()
        if not answer.is_file():
            text = _("Your notebook ended its process (exit status {status}).")
            return FreshRun(trouble=text.format(status=process.returncode))
        found = json.loads(answer.read_text(encoding="utf-8"))
    return FreshRun(
        tuple(StoppedCell(**cell) for cell in found["stopped"]),
        tuple(ShownReport(**report) for report in found["reports"]),
        found["trouble"],
    )


# -------------------------------------------------------------------- in the process of its own
def run_here(path: Path, only: set[str] | None) -> FreshRun:
    """Run the notebook and its checks in this process; see `run_fresh`."""
    from autograde import words
    from autograde.errors import AutogradeError
    from autograde.manifest import MANIFEST, read_manifest
    from autograde.student.api import run_checks

    words.use()
    try:
        manifest = read_manifest(path.parent / MANIFEST)
        cells = read_notebook(path)["cells"]
        names, stopped = _run_cells(cells)
        reports = run_checks(path.parent, manifest, only, names)
    except AutogradeError as error:
        return FreshRun(trouble=str(error))
    shown = tuple(
        ShownReport(r.exercise.id, r.outcome, r.text(), r.text(colour=True), r.line(indent=2))
        for r in reports
    )
    return FreshRun(tuple(stopped), shown)


def _run_cells(cells: list[dict[str, Any]]) -> tuple[dict[str, Any], list[StoppedCell]]:
    from IPython.core.interactiveshell import InteractiveShell
    from traitlets.config import Config

    from autograde.namespace import GRADING, own_line, raised_by

    config = Config()
    config.HistoryManager.enabled = False
    config.InteractiveShell.colors = "nocolor" if _new_ipython() else "NoColor"
    shell = InteractiveShell.instance(config=config)
    names: dict[str, Any] = shell.user_ns
    stopped = []
    os.environ[GRADING] = "1"  # check cells have nothing to do: the checks come afterwards
    for number, cell in enumerate(cells, 1):
        if cell["cell_type"] != "code" or not cell["source"].strip():
            continue
        result = shell.run_cell(cell["source"])
        error = result.error_before_exec or result.error_in_exec
        if error is not None:
            kind = f"{type(error).__name__}: {error}".strip().split("\n")[0].rstrip(": ")
            line = own_line(names, error.__traceback__)
            todo = type(error) is NotImplementedError and raised_by(names, error.__traceback__)
            stopped.append(StoppedCell(grade_id(cell) or str(number), kind[:300], line, todo))
    del os.environ[GRADING]
    return names, stopped


def _new_ipython() -> bool:
    import IPython

    return IPython.version_info[0] >= 9


def main(arguments: list[str]) -> None:
    """``python -m autograde.student.fresh NOTEBOOK ANSWER COLUMNS [--only ID,ID]``"""
    os.environ["MPLBACKEND"] = "agg"
    path, answer = Path(arguments[0]).resolve(), Path(arguments[1])
    fit(int(arguments[2]))
    only = set(arguments[4].split(",")) if len(arguments) > 4 else None
    run = run_here(path, only)
    found = {
        "stopped": [vars(cell) for cell in run.stopped],
        "reports": [vars(report) for report in run.reports],
        "trouble": run.trouble,
    }
    written = answer.with_suffix(".new")
    written.write_text(json.dumps(found), encoding="utf-8")
    written.replace(answer)
    # Threads that the notebook left running must not keep the answer waiting.
    os._exit(0)


if __name__ == "__main__":
    main(sys.argv[1:])
