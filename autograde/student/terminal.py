"""
``autograde check`` in a terminal: once, or again whenever the notebook is saved.

The file is looked at a few times a second instead of asking the system to tell of changes: one
``stat`` costs nothing, works on network drives and on every system, and sees an atomic save (a
new file renamed over the old one) as it sees any other, without a dependency.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from autograde.errors import SubmissionRefused
from autograde.manifest import MANIFEST, Manifest, read_manifest
from autograde.notebook import Notebook, grade_id, read_notebook
from autograde.student.fresh import FreshRun, ShownReport, StoppedCell, run_fresh
from autograde.student.report import PASS, TO_DO
from autograde.words import _

Stamp = tuple[int, int, int]
_LOOK_SECONDS, _SETTLE_SECONDS = 0.3, 0.15
# A save in several writes is unreadable for a moment; after this it is said so.
_PATIENCE_SECONDS = 2.0


class Page:
    """
    All that is known of the notebook, to be shown on one page.

    Args:
        manifest: The assignment.

        name: The notebook's.

        colour: Whether outcomes are coloured as well.
    """

    def __init__(self, manifest: Manifest, name: str, *, colour: bool) -> None:
        self.manifest, self.name, self.colour = manifest, name, colour
        self.reports: dict[str, ShownReport] = {}
        self.stopped: tuple[StoppedCell, ...] = ()
        self.latest: set[str] = set()

    def take(self, run: FreshRun) -> None:
        """Put what a run found in the place of what was known before."""
        self.stopped = tuple(cell for cell in run.stopped if not cell.unanswered)
        self.latest = {report.exercise for report in run.reports}
        self.reports |= {report.exercise: report for report in run.reports}

    @property
    def passed(self) -> int:
        """How many exercises pass."""
        return sum(report.outcome == PASS for report in self.reports.values())

    @property
    def done(self) -> bool:
        """Whether every exercise passes and every cell runs."""
        return self.passed == len(self.manifest.exercise) and not self.stopped

    def passes(self, exercises: tuple[str, ...]) -> bool:
        """Whether all of these pass; of all exercises and cells if none is named."""
        if not exercises:
            return self.done
        return all(self.reports[id].outcome == PASS for id in exercises)

    def text(self) -> str:
        """The page: what stopped, how many pass, and the first failure of what was just checked."""
        lines = [cell.sentence() for cell in self.stopped]
        count = len(self.manifest.exercise)
        head = _("{title}: {good} of {count} exercises pass")
        lines.append(head.format(title=self.manifest.title, good=self.passed, count=count))
        detailed = self._detailed()
        for exercise in self.manifest.exercise:
            report = self.reports.get(exercise.id)
            if report is not None and report is not detailed:
                lines.append(f"  {report.line}")
        if detailed is not None:
            lines += ["", detailed.coloured if self.colour else detailed.text]
        if self.done:
            lines += ["", _("Congratulations: every exercise passes its public checks.")]
            before = _("Before you hand it in: autograde submit-check {name}")
            lines.append(before.format(name=self.name))
        return "\n".join(lines)

    def _detailed(self) -> ShownReport | None:
        known = [self.reports[e.id] for e in self.manifest.exercise if e.id in self.reports]
        failing = [r for r in known if r.outcome not in (PASS, TO_DO)]
        return next((r for r in failing if r.exercise in self.latest), next(iter(failing), None))


def open_page(path: Path, *, colour: bool) -> Page:
    """
    A page for the assignment that lies beside a notebook.

    Raises:
        UsageError: If the manifest is not there or broken.
    """
    return Page(read_manifest(path.resolve().parent / MANIFEST), path.name, colour=colour)


def watch(
    path: Path, page: Page, show: Callable[[str], None], *, status: Callable[[str], None]
) -> None:
    """
    Check a notebook whenever it is saved, until every exercise passes.

    Only the exercises whose cells have changed are checked again; the notebook is always run
    from the top.

    Args:
        page: What is shown, by `show`, after every run.

        status: Told what is going on, in a few words.
    """
    stamp: Stamp | None = None
    before: Notebook | None = None
    while not page.done:
        stamp, notebook = _next_save(path, stamp, status)
        wanted = changed(before, notebook, page.manifest)
        before = notebook
        if wanted is not None and not wanted:
            status(_("Saved; nothing to check has changed."))
            continue
        status(_("Checking ..."))
        at = stamp
        run = run_fresh(path, wanted, stop=lambda: _stamp(path) not in (None, at))  # noqa: B023
        if run is None:  # saved again meanwhile: what was to be checked still is
            before = None
            continue
        if run.trouble:
            before = None
            show(run.trouble)
        else:
            page.take(run)
            show(page.text())
        if not page.done:
            status(_("Waiting for {name} to be saved (Ctrl+C ends).").format(name=path.name))


def changed(before: Notebook | None, now: Notebook, manifest: Manifest) -> set[str] | None:
    """
    The exercises whose answers differ between two states of a notebook.

    Returns:
        Their ids; None if anything else in the code has changed, so that all are to be checked.
    """
    if before is None:
        return None
    known = {exercise.id for exercise in manifest.exercise}
    old, new = _answers(before, known), _answers(now, known)
    if old[1] != new[1]:
        return None
    return {id for id in known if old[0].get(id) != new[0].get(id)}


def _answers(notebook: Notebook, known: set[str]) -> tuple[dict[str, list[str]], list[str]]:
    """The sources of solution cells by exercise, and those of all other code."""
    answers: dict[str, list[str]] = {}
    others = []
    for cell in notebook["cells"]:
        if cell["cell_type"] != "code":
            continue
        if (id := grade_id(cell)) in known:
            answers.setdefault(str(id), []).append(cell["source"])
        else:
            others.append(cell["source"])
    return answers, others


def _next_save(
    path: Path, last: Stamp | None, status: Callable[[str], None]
) -> tuple[Stamp, Notebook]:
    """Wait for a state of the file that is new, complete, and does not change any more."""
    unreadable_since: float | None = None
    while True:
        stamp = _stamp(path)
        if stamp is None or stamp == last:
            time.sleep(_LOOK_SECONDS)
            continue
        time.sleep(_SETTLE_SECONDS)
        if _stamp(path) != stamp:
            continue
        try:
            return stamp, read_notebook(path)
        except SubmissionRefused as error:
            unreadable_since = unreadable_since or time.monotonic()
            if time.monotonic() - unreadable_since > _PATIENCE_SECONDS:
                text = _("{name} cannot be read ({why}); waiting.")
                status(text.format(name=path.name, why=error.message))
                last, unreadable_since = stamp, None


def _stamp(path: Path) -> Stamp | None:
    """What changes when a file is saved; None while it is not there."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino
