"""``autograde submit-check``: what could go wrong with a notebook before it is handed in."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograde.manifest import MANIFEST, Manifest, read_manifest
from autograde.notebook import MAX_BYTES, Notebook, grade_id, read_notebook
from autograde.student.fresh import run_fresh
from autograde.submission import CHECK, role_of
from autograde.words import _

# Above this a picture or a print in a loop is likely; many sites where one hands in balk earlier
# than we do.
_LARGE_BYTES = 10 << 20


@dataclass(frozen=True)
class Finding:
    """
    One thing that was looked at.

    Args:
        good: True, False, or None for something to know that is no obstacle.

        text: What was found, as a sentence, and what to do.
    """

    good: bool | None
    text: str

    def line(self) -> str:
        """With the outcome in words in front."""
        words = {True: _("OK"), False: _("NOT YET"), None: _("NOTE")}
        return f"{words[self.good]:8} {self.text}"


def examine(path: Path) -> list[Finding]:
    """
    Look at a notebook as grading will.

    Args:
        path: The notebook, beside its manifest.

    Raises:
        SubmissionRefused: If it is no notebook.

        UsageError: If the manifest is not there or broken.
    """
    notebook = read_notebook(path)
    manifest = read_manifest(path.resolve().parent / MANIFEST)
    return [
        *_name_and_size(path, notebook),
        *_cells(notebook, manifest),
        *_answers(notebook, manifest),
        *_runs(path),
    ]


def _name_and_size(path: Path, notebook: Notebook) -> list[Finding]:
    ours = notebook["metadata"].get("autograde")
    wanted = f"{ours.get('assignment')}.ipynb" if isinstance(ours, dict) else ""
    findings = []
    if wanted and path.name != wanted:
        text = _("The file is called {name}. Rename it to {wanted}: grading looks for that name.")
        findings.append(Finding(False, text.format(name=path.name, wanted=wanted)))
    else:
        findings.append(Finding(True, _("The file has the right name.")))
    megabytes = path.stat().st_size / (1 << 20)
    if path.stat().st_size > _LARGE_BYTES:
        text = _(
            "The file has {size:.0f} MB; grading takes up to {most} MB. Clear its outputs (in the "
            "Edit menu), run it again, and see which cell prints or draws so much."
        )
        findings.append(Finding(None, text.format(size=megabytes, most=MAX_BYTES >> 20)))
    else:
        text = _("The file is small enough ({size:.1f} MB).")
        findings.append(Finding(True, text.format(size=megabytes)))
    return findings


def _cells(notebook: Notebook, manifest: Manifest) -> list[Finding]:
    wanted = {e.id: "code" for e in manifest.exercise}
    wanted |= {e.id + CHECK: "code" for e in manifest.exercise}
    wanted |= {q.id: "markdown" for q in manifest.question}
    counts: Counter[str] = Counter()
    kinds: dict[str, str] = {}
    for cell in notebook["cells"]:
        if (id := grade_id(cell)) is not None:
            counts[id] += 1
            kinds[id] = cell["cell_type"]
    missing = [id for id in wanted if not counts[id]]
    twice = [id for id in wanted if counts[id] > 1]
    retyped = [id for id, kind in wanted.items() if counts[id] == 1 and kinds[id] != kind]
    edited = [
        str(grade_id(c)) for c in notebook["cells"] if _edited(c) and role_of(c) != "solution"
    ]
    texts = (
        (missing, _("Cells are missing: {cells}.")),
        (twice, _("Cells stand there more than once: {cells}.")),
        (retyped, _("Cells have become another kind of cell: {cells}.")),
        (edited, _("Cells that are not yours to change were changed: {cells}.")),
    )
    findings = [
        Finding(False, f"{text.format(cells=', '.join(cells))} {_('Run: autograde repair')}")
        for cells, text in texts
        if cells
    ]
    return findings or [Finding(True, _("All cells of the assignment are there."))]


def _answers(notebook: Notebook, manifest: Manifest) -> list[Finding]:
    known = [e.id for e in manifest.exercise] + [q.id for q in manifest.question]
    untouched = {
        grade_id(c)
        for c in notebook["cells"]
        if role_of(c) in ("solution", "manual") and _edited(c) is False
    }
    empty = [id for id in known if id in untouched]
    if empty:
        text = _("These have no answer yet, and will get no points: {exercises}.")
        return [Finding(None, text.format(exercises=", ".join(empty)))]
    return [Finding(True, _("Every exercise and question has an answer."))]


def _runs(path: Path) -> list[Finding]:
    run = run_fresh(path, set())
    assert run is not None
    if run.trouble:
        return [Finding(False, run.trouble)]
    stopped = [cell for cell in run.stopped if not cell.unanswered]
    if not stopped:
        return [Finding(True, _("It runs from top to bottom."))]
    return [Finding(False, cell.sentence()) for cell in stopped]


def _edited(cell: dict[str, Any]) -> bool | None:
    """Whether a cell differs from what was given out, by nbgrader's checksum; None if unknown."""
    nbgrader = cell["metadata"].get("nbgrader")
    if not isinstance(nbgrader, dict) or not isinstance(nbgrader.get("checksum"), str):
        return None
    return bool(checksum(cell) != nbgrader["checksum"])


def checksum(cell: dict[str, Any]) -> str:
    """
    The checksum of a cell with nbgrader's metadata.

    Source:
        nbgrader.utils.compute_checksum, which a student's machine does not have.
    """
    nbgrader = cell["metadata"]["nbgrader"]
    grade, solution = bool(nbgrader.get("grade")), bool(nbgrader.get("solution"))
    locked = False if solution else True if grade else bool(nbgrader.get("locked"))
    parts = [cell["source"], cell["cell_type"], str(grade), str(solution), str(locked)]
    parts.append(str(nbgrader.get("grade_id")))
    if grade:
        points = nbgrader.get("points")
        parts.append(str(float(points)) if isinstance(points, int | float) else "")
    # A fingerprint, as nbgrader has it; nothing rests on its strength.
    return hashlib.md5("".join(parts).encode("utf-8", "replace"), usedforsecurity=False).hexdigest()
