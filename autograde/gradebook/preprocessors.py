"""
Preprocessors that nbgrader runs: hints and version into a release, grading into autograde.

nbgrader makes a new instance of each for every notebook and phase, so what lives longer is held
by this module. The working directory is the course's root while they run.
"""

from __future__ import annotations

import atexit
import hashlib
import shutil
import tempfile
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

import nbformat
from nbgrader.preprocessors import Execute, NbGraderPreprocessor
from traitlets import Bool

from autograde.course import Assignment, Course
from autograde.errors import AutogradeError, GraderFault
from autograde.grade.batch import Batch
from autograde.grade.document import with_reports
from autograde.grade.fingerprints import Shelf
from autograde.grade.given import Given
from autograde.grade.jobs import Job, files_in
from autograde.grade.naming import Namer, is_named
from autograde.grade.setup import open_batch
from autograde.grade.store import Store, open_store
from autograde.gradebook.late import refresh
from autograde.manifest import MANIFEST, Exercise, graded_part
from autograde.model import Outcome, Result
from autograde.notebook import read_notebook
from autograde.run.sandbox import choose_tier, probe_machine
from autograde.submission import HINTS, TEXT
from autograde.suite import is_hidden, iter_test_files

_VERSION_DIGITS = 12


class AddHints(NbGraderPreprocessor):  # type: ignore[misc]
    """Puts three folded hints, from the manifest, behind the statement of each exercise."""

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        manifest = _assignment(resources).manifest
        exercises = {e.id + TEXT: e for e in manifest.exercise}
        cells = []
        for cell in nb.cells:
            cells.append(cell)
            grade_id = cell.metadata.get("nbgrader", {}).get("grade_id")
            if grade_id in exercises:
                cells.append(_hint_cell(exercises[grade_id]))
        nb.cells = cells
        return nb, resources


def _hint_cell(exercise: Exercise) -> Any:
    parts = [
        f"<details><summary>Hint {n} of {len(exercise.hints)}</summary>\n\n{hint}\n\n</details>"
        for n, hint in enumerate(exercise.hints, 1)
    ]
    id = exercise.id + HINTS
    cell = nbformat.v4.new_markdown_cell("\n".join(parts), id=id)
    cell.metadata.nbgrader = nbformat.from_dict(
        {
            "grade": False,
            "grade_id": id,
            "locked": True,
            "schema_version": 3,
            "solution": False,
            "task": False,
        }
    )
    return cell


class StampVersion(NbGraderPreprocessor):  # type: ignore[misc]
    """Writes the release's version, a hash of all that students get, into the metadata."""

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        assignment = _assignment(resources)
        stamp = {"assignment": assignment.name, "version": version(assignment)}
        nb.metadata.autograde = nbformat.from_dict(stamp)
        return nb, resources


def version(assignment: Assignment) -> str:
    """A hash of everything that a release is made from."""
    digest = hashlib.sha256()
    for path in (assignment.notebook, assignment.folder / MANIFEST, *public_tests(assignment)):
        digest.update(path.name.encode())
        data = path.read_bytes()
        digest.update(graded_part(data) if path.name == MANIFEST else data)
    return digest.hexdigest()[:_VERSION_DIGITS]


def public_tests(assignment: Assignment) -> list[Path]:
    """The test files that students get."""
    return [path for path in iter_test_files(assignment.tests) if not is_hidden(path)]


class ExecuteBesideRelease(Execute):  # type: ignore[misc]
    """
    Runs a solution where students run theirs: beside the manifest and the public tests.

    Times are not recorded: the file would change with every run.
    """

    def preprocess(self, nb: Any, resources: Any, **kwargs: Any) -> tuple[Any, Any]:
        self.record_timing = False
        self.timeout = 300
        self.extra_arguments = ["--HistoryManager.hist_file=:memory:", "--log-level=ERROR"]
        release = _assignment(resources).release
        resources["metadata"]["path"] = str(release)
        result: tuple[Any, Any] = super().preprocess(nb, resources, **kwargs)
        return result


def copy_public_tests(assignment: str, **_: Any) -> None:
    """After ``generate_assignment``: put the public tests beside the release."""
    known = Course(Path.cwd()).assignment(assignment)
    _copy(known, known.release)


def copy_public_tests_to_solutions(assignment: str, **_: Any) -> None:
    """After ``generate_solution``: the same, beside the solution."""
    known = Course(Path.cwd()).assignment(assignment)
    _copy(known, known.solutions)


def _copy(assignment: Assignment, folder: Path) -> None:
    for path in public_tests(assignment):
        shutil.copyfile(path, folder / path.name)


# --------------------------------------------------------------------------------- grading
@dataclass
class _Open:
    """Grading processes that wait for the next submission of an assignment."""

    assignment: Assignment
    batch: Batch
    store: Store
    staging: Path


_open: dict[str, _Open] = {}


class GradeNotebook(NbGraderPreprocessor):  # type: ignore[misc]
    """
    Replaces a submission by the graded notebook: repaired, run, scored, cleaned, its mistakes
    named.
    """

    learn_mistakes = Bool(
        False,
        help="Run the bank's wrong answers to what this student has failed, where that was not "
        "done before. Takes up to minutes, once; `autograde grade` does it anyway.",
    ).tag(config=True)

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        names = resources["nbgrader"]
        # nbgrader computes how late it is from what the gradebook says by then.
        refresh(_assignment(resources), names["db_url"])
        path = Path(resources["metadata"]["path"]) / f"{names['notebook']}.ipynb"
        opened = _grading(names["assignment"])
        job = Job(names["student"], path, files_in(path.parent))
        done = next(iter(opened.batch.grade([job])))
        if done.result.status is not Outcome.GRADED or done.notebook is None:
            text = " ".join(done.result.notes) or "it could not be graded"
            ours = done.result.status is Outcome.GRADER_ERROR
            raise GraderFault(text) if ours else AutogradeError(text)
        # Kept as `autograde grade` keeps it: reports and feedback then know of it.
        stored = opened.store.put(opened.store.key(job), done)
        assert stored.notebook is not None
        assignment = opened.assignment
        Given(assignment.course.root, assignment).add([(job.student, stored.key)])
        document = read_notebook(stored.notebook)
        named = self._named(stored.result, assignment, opened)
        if is_named(named):
            document = with_reports(document, named, assignment.manifest)
        graded = nbformat.from_dict(document)
        for note in stored.result.notes:
            self.log.warning("%s: %s", names["student"], note)
        return graded, resources

    def _named(self, result: Result, assignment: Assignment, opened: _Open) -> Result:
        """The result with the known mistakes in it."""
        namer = Namer(Shelf(assignment, [assignment.course.root], opened.store.basis))
        missing = namer.missing([result])
        if missing and self.learn_mistakes:
            namer.learn(missing, opened.batch, opened.staging)
        elif missing:
            self.log.warning(
                "Mistakes in %s have no name yet: autograde grade %s runs the bank's answers.",
                ", ".join(missing), assignment.name,
            )  # fmt: skip
        for remark in namer.remarks:
            self.log.warning(remark)
        return namer.name(result)


def _grading(name: str) -> _Open:
    """
    One set of grading processes for all submissions of an assignment.

    This process may be a JupyterLab that runs for weeks, so they are started anew as soon as the
    release, the manifest or a check has changed.
    """
    assignment = Course.find().assignment(name)
    tier = choose_tier(probe_machine())
    store = open_store(assignment, assignment.course.root, 0, tier)
    if name in _open and _open[name].store.basis != store.basis:
        _close(_open.pop(name))
    if name not in _open:
        staging = Path(tempfile.mkdtemp(prefix="autograde-"))
        batch = open_batch(assignment, slots=1, staging=staging, tier=tier)
        _open[name] = _Open(assignment, batch, store, staging)
    return _open[name]


@atexit.register
def _close_all() -> None:
    while _open:
        _close(_open.popitem()[1])


def _close(opened: _Open) -> None:
    opened.batch.close()
    shutil.rmtree(opened.staging, ignore_errors=True)


class CommentNotes(NbGraderPreprocessor):  # type: ignore[misc]
    """Shows what was repaired on top of the graded notebook."""

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        notes = nb.metadata.get("autograde", {}).get("notes", [])
        if notes and not any(c.id == "autograde-notes" for c in nb.cells):
            items = "".join(f"<li>{escape(note)}</li>" for note in notes)
            text = f"**What was mended before grading**\n\n<ul>{items}</ul>"
            nb.cells.insert(0, nbformat.v4.new_markdown_cell(text, id="autograde-notes"))
        return nb, resources


def _assignment(resources: Any) -> Assignment:
    return Course(Path.cwd()).assignment(resources["nbgrader"]["assignment"])
