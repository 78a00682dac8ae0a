"""
Write a class's feedback: a page and Markdown of ours for each student, and nbgrader's pages.

Ours lie at ``feedback/<student>/<assignment>.html`` and ``.md``, beside the folder
``feedback/<student>/<assignment>/`` that is nbgrader's: its ``generate_feedback`` takes a student
for done as soon as that folder is there, and removes the whole of it when told to make it anew.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from autograde.course import Assignment
from autograde.errors import GraderFault, SubmissionRefused
from autograde.files import results_can_be_written
from autograde.gradebook.late import refresh
from autograde.gradebook.reader import read_standings
from autograde.gradebook.settings import load
from autograde.notebook import Notebook, read_notebook
from autograde.report.feedback import feedback_of
from autograde.report.pictures import figures_by_cell
from autograde.report.rendering import as_html, as_markdown
from autograde.workflow import Places, graded_before


@dataclass(frozen=True)
class Written:
    """
    What was written.

    Args:
        pages: One for each student.

        missing: Students whose submission has no result that is current; a page that they have
            from before is left as it is.
    """

    pages: tuple[Path, ...]
    missing: tuple[str, ...]


def page_path(out: Path, student: str, assignment: str) -> Path:
    """Where a student's page lies."""
    return out / "feedback" / student / f"{assignment}.html"


def write_pages(assignment: Assignment, places: Places, *, students: Iterable[str] = ()) -> Written:
    """
    Write a page and Markdown for each student, from what grading has kept and the gradebook.

    Args:
        students: Only these; all if empty.

    Raises:
        UsageError: If nothing has been graded.

        GraderFault: If a page cannot be written.
    """
    if places.db_url is not None:
        refresh(assignment, places.db_url)
    results, missing = graded_before(assignment, places)
    standings = {} if places.db_url is None else read_standings(places.db_url, assignment.name)
    # Where each student has data of their own, the solution's figures show other data.
    solution = None if assignment.manifest.per_student else _read(assignment.solutions, assignment)
    right = figures_by_cell(solution) if solution is not None else {}
    wanted = set(students)
    pages = []
    for result in results:
        if wanted and result.student not in wanted:
            continue
        student = result.student
        notebook = _read(places.out / "autograded" / student / assignment.name, assignment)
        standing = standings.get(student)
        feedback = feedback_of(assignment.manifest, result, notebook, standing, right)
        path = page_path(places.out, student, assignment.name)
        with results_can_be_written(places.out):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(as_html(feedback), encoding="utf-8")
            path.with_suffix(".md").write_text(as_markdown(feedback), encoding="utf-8")
        pages.append(path)
    return Written(tuple(pages), tuple(m for m in missing if not wanted or m in wanted))


def _read(folder: Path, assignment: Assignment) -> Notebook | None:
    """A notebook; None where there is none that can be read: a page needs no figures."""
    with suppress(SubmissionRefused):
        return read_notebook(folder / assignment.notebook.name)
    return None


def write_nbgraders_pages(assignment: Assignment, places: Places) -> int:
    """
    Write nbgrader's own pages, ``feedback/<student>/<assignment>/``, for its exchange.

    Returns:
        How many pages there are.

    Raises:
        GraderFault: If nbgrader fails, as it does on a notebook that the gradebook does not know.
    """
    import logging

    config = load(assignment.course.root)
    if places.db_url is not None:
        refresh(assignment, places.db_url)
    from nbgrader.converters import GenerateFeedback
    from nbgrader.converters.base import NbGraderException
    from nbgrader.coursedir import CourseDirectory

    config.CourseDirectory.assignment_id = assignment.name
    config.CourseDirectory.db_url = places.db_url
    config.CourseDirectory.autograded_directory = str(places.out / "autograded")
    config.CourseDirectory.feedback_directory = str(places.out / "feedback")
    log = logging.getLogger("autograde.nbgrader.feedback")
    log.setLevel(logging.ERROR)
    converter = GenerateFeedback(coursedir=CourseDirectory(config=config), config=config, log=log)
    converter.force = True
    try:
        converter.start()
    except NbGraderException as error:
        raise GraderFault(
            "nbgrader could not make all of its pages",
            where=str(places.out / "autograded"),
            found=str(error),
            todo=f"Run: autograde grade {assignment.name}; the gradebook then knows all of them.",
        ) from error
    return len(list((places.out / "feedback").glob(f"*/{assignment.name}/*.html")))
