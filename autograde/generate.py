"""
From ``source/`` to ``release/`` and ``solutions/``, through nbgrader.

What is generated is committed, so `stale` can tell, without running anything, whether it still
is what its sources would give.
"""

from __future__ import annotations

import logging
import shutil
import tempfile
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from autograde.authoring import missing
from autograde.course import MANIFEST, Assignment, Course, nearest
from autograde.errors import CourseError, UsageError
from autograde.gradebook.settings import load
from autograde.notebook import Notebook, grade_id, read_notebook, write_notebook
from autograde.per_student import CELL, MODULE, PLACE, check_student, own_data
from autograde.submission import CHECK, kept_version, role_of, version_of

_BEGIN = "### BEGIN SOLUTION"


def check_master(assignment: Assignment) -> Notebook:
    """
    Compare a master notebook with its manifest.

    Raises:
        CourseError: If a cell is missing, stands there twice, or has the wrong points, lock or
            text.
    """
    where = str(assignment.notebook)
    notebook = read_notebook(assignment.notebook)
    cells: dict[str, dict[str, Any]] = {}
    for cell in notebook["cells"]:
        id = grade_id(cell)
        if id is None:
            continue
        if id in cells:
            raise CourseError(f'two cells have the grade_id "{id}"', where=where)
        cells[id] = cell
    manifest = assignment.manifest
    for exercise in manifest.exercise:
        _require(cells, exercise.id, "solution", where)
        check = _require(cells, exercise.id + CHECK, "check", where)
        points = check["metadata"]["nbgrader"].get("points")
        if points != exercise.points:
            raise CourseError(
                f'the check cell of "{exercise.id}" is worth {points} points, the manifest says '
                f"{exercise.points:g}",
                where=where,
            )
        if check["source"].strip() != f'check("{exercise.id}")':
            raise CourseError(
                f'the check cell of "{exercise.id}" holds something else than a check',
                where=where,
                found=f"Found: {check['source'].strip()[:80]}",
                todo=f'Write check("{exercise.id}") there, and tests into grader_tests/.',
            )
        if not check["metadata"]["nbgrader"].get("locked"):
            raise CourseError(f'the check cell of "{exercise.id}" is not locked', where=where)
    if manifest.per_student is not None:
        _require(cells, CELL, "given", where)
        module = assignment.tests / MODULE
        if not module.is_file():
            raise CourseError(
                "the assignment gives each student data of their own, but nothing makes them",
                where=str(module),
                todo="Define make(seed: int) -> dict[str, list] there.",
            )
    for question in manifest.question:
        _require(cells, question.id, "manual", where)
    known = {e.id for e in manifest.exercise} | {q.id for q in manifest.question}
    for id, cell in cells.items():
        if role_of(cell) in ("solution", "manual") and id not in known:
            raise CourseError(
                f'the cell "{id}" is for students to fill in, but not in the manifest',
                where=where,
                todo=nearest(id, sorted(known)),
            )
    return notebook


def _require(cells: dict[str, dict[str, Any]], id: str, role: str, where: str) -> dict[str, Any]:
    cell = cells.get(id)
    if cell is None:
        raise CourseError(
            f'there is no cell with the grade_id "{id}"', where=where, todo=nearest(id, list(cells))
        )
    if role_of(cell) != role:
        raise CourseError(
            f'the cell "{id}" should be a {role} cell', where=where, found=f"It is {role_of(cell)}."
        )
    return cell


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


def solution_text_in(assignment: Assignment) -> list[str]:
    """
    Lines of solutions that the release holds outside the instructor's own cells.

    Returns:
        One sentence for each solution cell of the release that is not just a stub.
    """
    leaks = []
    master = {grade_id(c): c for c in read_notebook(assignment.notebook)["cells"]}
    for cell in read_notebook(assignment.release / assignment.notebook.name)["cells"]:
        if role_of(cell) != "solution":
            continue
        id = grade_id(cell)
        if _BEGIN in cell["source"]:
            leaks.append(f"The cell {id} still has a solution region.")
        elif _BEGIN in master[id]["source"]:
            body = master[id]["source"].split(_BEGIN)[1].split("### END SOLUTION")[0]
            lines = [line.strip() for line in body.splitlines() if len(line.strip()) > 12]
            leaks += [f"The cell {id} holds: {li}" for li in lines if li in cell["source"]]
    return leaks


def stale(assignment: Assignment) -> list[str]:
    """
    What of the generated files is no longer what its sources give.

    The release is generated anew beside it and compared byte for byte; of the solution, whose
    figures differ between machines, the version and the cells are compared.

    Returns:
        One sentence for each difference, or for what is unfinished; empty if all is current.
    """
    if todo := missing(assignment):
        return [f"{assignment.name} is unfinished: {m}." for m in todo]
    found, wanted = _stale_release(assignment)
    solution = assignment.solutions / assignment.notebook.name
    if not solution.is_file():
        found.append(f"{solution} is not there.")
    elif version_of(read_notebook(solution)) != wanted:
        found.append(f"{solution} was made from other sources.")
    return found


def _stale_release(assignment: Assignment) -> tuple[list[str], str | None]:
    """A sentence for each difference to what the sources give, and the version of the latter."""
    with tempfile.TemporaryDirectory(prefix="autograde-generate-") as folder:
        again = released_below(Path(folder), assignment)
        version = version_of(read_notebook(again.release / assignment.notebook.name))
        return _differences(again.release, assignment.release), version


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


def generate_for(assignment: Assignment, students: Iterable[str]) -> list[Path]:
    """
    Write ``release-for/<student>/<assignment>/``: the release with each student's own data.

    Args:
        students: Their names, as they will stand in ``submitted/``.

    Returns:
        The folders.

    Raises:
        UsageError: If the assignment has not opted in, or a name cannot be used.

        CourseError: If the release is stale, or data cannot be made.
    """
    import nbformat
    from nbgrader.utils import compute_checksum

    names = [check_student(name) for name in students]
    own = own_data(assignment)
    if own is None:
        raise UsageError(
            f"{assignment.name} has the same data for everybody",
            where=str(assignment.folder / MANIFEST),
            todo="[per_student] in the manifest changes that; see docs/manifest.md.",
        )
    found, _ = _stale_release(assignment)
    if found:
        raise CourseError(
            "the release is not what its sources give",
            where=str(assignment.release),
            found=found[0],
            todo=f"Run: autograde generate {assignment.name}",
        )
    folders = []
    for name in names:
        folder = assignment.course.root / PLACE / name / assignment.name
        notebook = read_notebook(assignment.release / assignment.notebook.name)
        for cell in notebook["cells"]:
            if grade_id(cell) == CELL:
                cell["source"] = own.source(name)
                checksum = compute_checksum(nbformat.from_dict(cell))
                cell["metadata"]["nbgrader"]["checksum"] = checksum
        shutil.copytree(assignment.release, folder, dirs_exist_ok=True)
        write_notebook(folder / assignment.notebook.name, notebook)
        folders.append(folder)
    return folders


def _differences(wanted: Path, got: Path) -> list[str]:
    found = []
    names = {
        p.relative_to(top)
        for top in (wanted, got)
        if top.is_dir()
        for p in top.rglob("*")
        if p.is_file() and not {"__pycache__", ".ipynb_checkpoints"} & set(p.parts)
    }
    for name in sorted(names):
        if not (got / name).is_file():
            found.append(f"{got / name} is not there.")
        elif not (wanted / name).is_file():
            found.append(f"{got / name} does not come from the sources.")
        elif (wanted / name).read_bytes() != (got / name).read_bytes():
            found.append(f"{got / name} differs from what its sources give.")
    return found
