"""Make a release and a solution with nbgrader's own converters."""

from __future__ import annotations

import logging
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

from autograde.authoring import missing
from autograde.course import Assignment, Course
from autograde.errors import CourseError
from autograde.generate._master import check_master, solution_text_in
from autograde.gradebook.settings import load
from autograde.manifest import MANIFEST
from autograde.notebook import read_notebook
from autograde.submission import kept_version, version_of


def generate(
    assignment: Assignment,
    *,
    db_url: str | None = None,
    solutions: bool = True,
    unfinished: bool = False,
) -> None:
    """
    Write ``release/<assignment>/`` and ``solutions/<assignment>/``.

    Unfinished exercises are neither given to students nor left out without a word: what stands in
    the notebook around them may refer to them, and points would no longer add up.

    Args:
        db_url: The gradebook that the assignment is entered into; the course's own by default.

        solutions: Also execute the solution, which takes as long as the notebook does.

        unfinished: Also generate what is not finished, for its author to try.

    Raises:
        CourseError: If the master notebook is wrong, nbgrader refuses it, a solution raises, or
            something is unfinished.
    """
    check_master(assignment)
    if not unfinished and (todo := missing(assignment)):
        raise CourseError(
            "it is unfinished, so it is not given to students",
            where=str(assignment.folder),
            found="\n".join(f"  {m}" for m in todo),
            todo="Write what is missing. To try it as it is: autograde generate --unfinished",
        )
    from nbgrader.converters import GenerateAssignment, GenerateSolution

    _convert(GenerateAssignment, assignment, db_url)
    _must_hold(assignment.release, assignment)
    _keep_version(assignment)
    leaks = solution_text_in(assignment)
    if leaks:
        raise CourseError(
            "the release holds text of a solution", where=str(assignment.release), found=leaks[0]
        )
    if solutions:
        _convert(GenerateSolution, assignment, db_url)
        _must_hold(assignment.solutions, assignment)
        _must_run(assignment)


def _keep_version(assignment: Assignment) -> None:
    """Keep what students are given under its version: some will hand in an older one."""
    released = assignment.release / assignment.notebook.name
    version = version_of(read_notebook(released))
    if version is not None:
        kept = kept_version(released, version)
        kept.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(released, kept)


def _convert(converter: Any, assignment: Assignment, db_url: str | None) -> None:
    from nbgrader.coursedir import CourseDirectory

    config = load(assignment.course.root)
    config.CourseDirectory.assignment_id = assignment.name
    if db_url is not None:
        config.CourseDirectory.db_url = db_url
    log = logging.getLogger(f"autograde.nbgrader.{converter.__name__}")
    handler = _Keep()
    log.handlers, log.propagate = [handler], False
    directory = CourseDirectory(config=config)
    app = converter(coursedir=directory, config=config, log=log)
    app.force = True
    try:
        app.start()
    except Exception as error:
        raise CourseError(
            "nbgrader refuses the master notebook",
            where=str(assignment.notebook),
            found="\n".join(handler.errors)[-2000:] or f"{type(error).__name__}: {error}",
        ) from error


class _Keep(logging.Handler):
    """Keeps errors, which nbgrader logs before it raises something without a reason."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.errors: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.errors.append(record.getMessage())


def _must_hold(folder: Path, assignment: Assignment) -> None:
    names = {assignment.notebook.name, MANIFEST, "test_public.py"}
    missing = sorted(n for n in names if not (folder / n).is_file())
    if missing:
        raise CourseError(
            f"generating left out {', '.join(missing)}",
            where=str(folder),
            todo="Is there a grader_tests/<assignment>/test_public.py?",
        )


def _must_run(assignment: Assignment) -> None:
    path = assignment.solutions / assignment.notebook.name
    for cell in read_notebook(path)["cells"]:
        for output in cell.get("outputs", []):
            if output.get("output_type") == "error":
                raise CourseError(
                    "the solution raises an error",
                    where=f"{path}, cell {cell['id']}",
                    found=f"{output.get('ename')}: {output.get('evalue')}",
                )


def released_below(root: Path, assignment: Assignment, *, unfinished: bool = False) -> Assignment:
    """
    Generate the release of an assignment somewhere else.

    Args:
        root: An empty folder; becomes a course with this assignment, without its bank.

        unfinished: See `generate`.

    Returns:
        The assignment in that course.

    Raises:
        CourseError: See `generate`.
    """
    course = assignment.course
    for name in ("source", "grader_tests"):
        (root / name).mkdir()
        shutil.copytree(
            course.root / name / assignment.name,
            root / name / assignment.name,
            ignore=shutil.ignore_patterns("bank", "__pycache__"),
        )
    shutil.copy(course.root / "nbgrader_config.py", root)
    again = replace(assignment, course=Course(root))
    db_url = f"sqlite:///{root}/gradebook.db"
    generate(again, db_url=db_url, solutions=False, unfinished=unfinished)
    return again
