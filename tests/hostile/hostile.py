"""
A class that attacks: hostile submissions among neighbours, graded for real in one batch.

An `Attack` is what one student hands in and what must become of it. `grade_class` hands in all
attacks that it is given with four neighbours among them, grades them as `autograde grade` does
(sandbox, gradebook and all), and looks at the machine before and after. Most files' attacks are
graded in one such class (conftest.py).

The course is the miniature course with one exercise more, `train`, and short deadlines for calls.
"""

from __future__ import annotations

import functools
import json
import os
import shutil
import tempfile
import textwrap
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
from extended_course import Notebook, hostile_course, own_cell, right_notebook
from world import World, ends_all_processes

from autograde.course import Assignment
from autograde.feedback import write_nbgraders_pages
from autograde.model import ExerciseResult, Outcome, Result, Status
from autograde.notebook import grade_id, read_notebook
from autograde.workflow import Grading, Places, grade

EXERCISES = ("double", "fit_slope", "train")
FULL = 7.0
# What an attack may be told to do; the tests replace it by the real place.
COURSE, SUBMITTED = "@COURSE@", "@SUBMITTED@"

Content = bytes | str | Notebook


@dataclass(frozen=True)
class Attack:
    """
    One hostile (or unusual) submission, and what must become of it.

    Args:
        number: In the list of attacks.

        name: What it tries.

        answers: What it writes into solution cells; the others are right.

        first, last: Code of a cell of its own, on top or at the bottom.

        make: Makes the file from the right notebook instead; None hands in no notebook.

        files: More files to hand in, by name.

        double, fit_slope, train: How the exercise must end: a status, several separated by
            ``|``, or "lost" for any but passed.

        says: What a check of the exercise that went wrong must say, to the student or to staff.

        note: What the notes must say.

        refused: Whether it must be refused.
    """

    number: int
    name: str
    answers: dict[str, str] = field(default_factory=dict)
    first: str = ""
    last: str = ""
    make: Callable[[Notebook], Content] | None = None
    files: dict[str, bytes] = field(default_factory=dict)
    double: str = "passed"
    fit_slope: str = "passed"
    train: str = "passed"
    says: str = ""
    note: str = ""
    refused: bool = False

    def __str__(self) -> str:
        return f"{self.number:02} {self.name}"

    def wanted(self, exercise: str) -> set[Status]:
        """The statuses that an exercise may end with."""
        text = str(getattr(self, exercise))
        if text == "lost":
            return set(Status) - {Status.PASSED, Status.GRADER_ERROR}
        return {Status(part) for part in text.split("|")}


def attack(number: int, name: str, **more: Any) -> Attack:
    """
    An `Attack` from indented code.

    Args:
        more: ``code_double``, ``code_fit_slope``, ``code_train`` are what it writes into the
            cells of solutions, ``then`` what follows in that of `double`; the rest is as in
            `Attack`.
    """
    code = {k: _dedent(more.pop(f"code_{k}")) for k in EXERCISES if f"code_{k}" in more}
    if "then" in more:
        code["double"] += "\n" + more.pop("then")
    own = {k: _dedent(more.pop(k)) for k in ("first", "last") if k in more}
    return Attack(number, name, code, **own, **more)


def _dedent(code: str) -> str:
    return textwrap.dedent(code).strip("\n")


# Alphabetically before, among and after the attacks; what each must get.
NEIGHBOURS: dict[str, tuple[dict[str, str], float]] = {
    "00 right": ({}, FULL),
    "15 wrong": ({"double": "def double(x):\n    return x * x"}, FULL - 1.5),
    "25 right": ({}, FULL),
    "99 right": ({}, FULL),
}


@dataclass
class Graded:
    """A graded class, and the world around it."""

    assignment: Assignment
    places: Places
    grading: Grading
    before: World
    after: World
    leftovers: list[str]

    @functools.cached_property
    def results(self) -> dict[str, Result]:
        """By student."""
        return {r.student: r for r in self.grading.results}

    def exercise(self, student: str, id: str) -> ExerciseResult:
        """One exercise of a student."""
        return next(e for e in self.results[student].exercises if e.id == id)

    def notebook(self, student: str) -> Notebook:
        """The graded notebook of a student."""
        return read_notebook(self.places.out / "autograded" / student / "tiny" / "tiny.ipynb")

    def outputs(self, student: str) -> list[dict[str, Any]]:
        """All outputs in the graded notebook."""
        path = self.places.out / "autograded" / student / "tiny" / "tiny.ipynb"
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        return [output for cell in cells for output in cell.get("outputs", [])]

    @functools.cached_property
    def rows(self) -> dict[str, float]:
        """Automatic score of each student in nbgrader's gradebook."""
        from nbgrader.api import Gradebook

        with Gradebook(self.places.db_url, "tiny") as gradebook:
            return {
                s.student_id: sum(g.auto_score or 0.0 for n in s.notebooks for g in n.grades)
                for s in gradebook.find_assignment("tiny").submissions
            }

    def nbgraders_pages(self, students: Iterable[str]) -> dict[str, str]:
        """nbgrader's feedback pages of some graded students; it has no way to name several."""
        with tempfile.TemporaryDirectory() as folder:
            some = replace(self.places, out=Path(folder))
            for student in students:
                shutil.copytree(
                    self.places.out / "autograded" / student, some.out / "autograded" / student
                )
            write_nbgraders_pages(self.assignment, some)
            found = (some.out / "feedback").glob("*/tiny/tiny.html")
            return {p.parent.parent.name: p.read_text(encoding="utf-8") for p in found}

    def check(self, attack: Attack) -> None:
        """Assert that an attack ended as it must."""
        result = self.results[str(attack)]
        notes = "\n".join(result.notes)
        assert attack.note in notes, notes
        if attack.refused:
            assert result.status is Outcome.REFUSED, result
            assert result.notes[0].startswith("Refused: ")
            return
        assert result.status is Outcome.GRADED, result
        told = ""
        for id in EXERCISES:
            exercise = self.exercise(str(attack), id)
            assert exercise.status in attack.wanted(id), (id, _told(exercise), notes)
            if exercise.status is Status.PASSED:
                assert exercise.score == exercise.max_score
            else:
                assert exercise.score is not None
                assert exercise.score < exercise.max_score
                told += _told(exercise)
        assert attack.says in told, told
        self.check_graded_notebook(str(attack))

    def check_graded_notebook(self, student: str) -> None:
        """Each check cell holds exactly one result, and it is the score that we gave."""
        path = self.places.out / "autograded" / student / "tiny" / "tiny.ipynb"
        scores = {}
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
            id = grade_id(cell)
            if id is not None and id.endswith("-check"):
                outputs = [o for o in cell["outputs"] if o["output_type"] == "execute_result"]
                (scores[id.removesuffix("-check")],) = [
                    float(o["data"]["text/plain"]) for o in outputs
                ]
        assert scores == {id: self.exercise(student, id).score for id in EXERCISES}

    def check_neighbours(self) -> None:
        """Assert that each neighbour got what it deserves, in the gradebook too."""
        scores = {student: self.results[student].score for student in NEIGHBOURS}
        assert scores == {student: score for student, (_, score) in NEIGHBOURS.items()}
        assert self.rows.keys() == self.results.keys()
        graded = {r.student for r in self.grading.results if r.status is Outcome.GRADED}
        assert {s: self.rows[s] for s in graded} == {s: self.results[s].score for s in graded}

    def check_world(self) -> None:
        """Assert that nothing outside has changed, and out/ holds what it should."""
        assert self.leftovers == []
        assert self.after.differences(self.before) == []
        out = self.places.out
        graded = [r.student for r in self.grading.results if r.status is Outcome.GRADED]
        wanted = {
            out / "autograded" / student / "tiny" / name
            for student in graded
            for name in ("tiny.ipynb", "assignment.toml")
        }
        found = {p for p in (out / "autograded").rglob("*") if not p.is_dir() or p.is_symlink()}
        assert found == wanted


def _told(exercise: ExerciseResult) -> str:
    return "".join(f"{c.status}: {c.message}\n{c.detail}\n" for c in exercise.checks)


def hand_in(assignment: Assignment, submitted: Path, student: str, attack: Attack) -> None:
    """Write what an attack hands in."""
    folder = submitted / student / "tiny"
    folder.mkdir(parents=True)
    notebook = right_notebook(assignment, attack.answers)
    setup = next(i for i, c in enumerate(notebook["cells"]) if c["id"] == "setup")
    if attack.first:
        notebook["cells"].insert(setup + 1, own_cell(attack.first, "mine-first"))
    if attack.last:
        notebook["cells"].append(own_cell(attack.last, "mine-last"))
    content = attack.make(notebook) if attack.make is not None else notebook
    if not isinstance(content, bytes):
        text = content if isinstance(content, str) else json.dumps(content)
        text = text.replace(COURSE, str(assignment.course.root)).replace(SUBMITTED, str(submitted))
        content = text.encode()
    (folder / "tiny.ipynb").write_bytes(content)
    for name, data in attack.files.items():
        (folder / name).write_bytes(data)


Prepare = Callable[[Path], None]


def hand_in_right_as(submitted: Path, names: Iterable[str]) -> None:
    """The right neighbour's notebook once more, under each of these names."""
    right = (submitted / "00 right" / "tiny" / "tiny.ipynb").read_bytes()
    for name in names:
        (submitted / name / "tiny").mkdir(parents=True)
        (submitted / name / "tiny" / "tiny.ipynb").write_bytes(right)


def grade_class(
    factory: pytest.TempPathFactory,
    attacks: Iterable[Attack],
    prepare: Prepare = lambda submitted: None,
) -> Graded:
    """
    Grade attacks and neighbours in one batch.

    Args:
        prepare: Changes the submitted/ folder before it is graded.
    """
    assignment = hostile_course(factory)
    top = factory.mktemp("class")
    submitted, out, temporary = top / "submitted", top / "out", top / "tmp"
    out.mkdir()
    temporary.mkdir()
    for one in attacks:
        hand_in(assignment, submitted, str(one), one)
    for student, (answers, _) in NEIGHBOURS.items():
        hand_in(assignment, submitted, student, Attack(0, student, answers))
    prepare(submitted)
    shutil.copy(assignment.course.root / "gradebook.db", top)
    places = Places(submitted, out, f"sqlite:///{top}/gradebook.db")
    watched = (assignment.course.root, submitted)
    with _temporary_files_in(temporary), ends_all_processes() as survivors:
        before = World.now(watched)
        grading = grade(assignment, places, slots=2)
        left = [f"process {name}" for name in survivors()]
        after = World.now(watched)
    left += [f"temporary file {p.name}" for p in temporary.iterdir()]
    return Graded(assignment, places, grading, before, after, left)


@contextmanager
def _temporary_files_in(folder: Path) -> Iterator[None]:
    """Let staging and the like be made where we can see what is left of them."""
    tempfile.tempdir, before = str(folder), os.environ.get("TMPDIR")
    os.environ["TMPDIR"] = str(folder)
    try:
        yield
    finally:
        tempfile.tempdir = None
        if before is None:
            del os.environ["TMPDIR"]
        else:
            os.environ["TMPDIR"] = before
