"""
``autograde demo``: a class from nothing to feedback, in a folder of its own.

The folder is a course: a copy of one assignment's sources and tests, a class made from the bank,
and everything that grading writes, so that nbgrader's own commands work in it as well. Nothing
outside the folder is touched.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from autograde.bank import Answer, own_solutions, read_bank, with_answers
from autograde.course import Assignment, Course
from autograde.errors import UsageError
from autograde.feedback import write_pages
from autograde.generate import generate
from autograde.notebook import read_notebook
from autograde.workflow import Grading, Learning, Places, Progress, grade

# Mathematicians lend their names, with what a folder's name may hold.
STUDENTS = (
    "Noether, Emmy", "d'Alembert, Jean", "Poincaré, Henri", "Lovelace, Ada", "Erdős, Paul",
    "Kovalevskaya, Sofya", "Ramanujan, Srinivasa", "Hopper, Grace", "Euler, Leonhard",
    "Germain, Sophie", "Gauss, Carl Friedrich", "al-Khwarizmi, Muhammad", "Hypatia",
    "Turing, Alan",
)  # fmt: skip
MARKER = ".autograde-demo"
_LOOP = "\n\nwhile True:\n    pass\n"


@dataclass(frozen=True)
class Demo:
    """What the demo made and where."""

    places: Places
    grading: Grading
    stories: dict[str, str]
    pages: int


def run(
    course: Course,
    name: str,
    folder: Path,
    *,
    say: Callable[[str], None],
    progress: Progress,
    learning: Learning = lambda done, total: None,
    slots: int | None = None,
) -> Demo:
    """
    Make a class, grade it, write feedback.

    Args:
        course: Where the assignment comes from.

        name: The assignment.

        folder: Where everything goes; what an earlier demo left there is removed.

        say: Told what happens next.

    Raises:
        CourseError: If the assignment's files do not fit together.
    """
    _clear(folder)
    demo = _copy(course.assignment(name), folder)
    say(f"Generating {demo.release} and {demo.solutions}")
    generate(demo)
    stories = make_class(demo, folder / "submitted")
    say(f"Grading {len(stories)} submissions in {folder / 'submitted'}")
    places = Places.of_course(folder)
    grading = grade(demo, places, slots=slots, progress=progress, learning=learning)
    say("Writing feedback")
    return Demo(places, grading, stories, len(write_pages(demo, places).pages))


def _clear(folder: Path) -> None:
    if folder.exists():
        if any(folder.iterdir()) and not (folder / MARKER).is_file():
            raise UsageError(
                "this folder is not an earlier demo", where=str(folder), todo="Name another."
            )
        shutil.rmtree(folder)
    folder.mkdir(parents=True)
    (folder / MARKER).write_text("Made by autograde demo; removed by the next one.\n")


def _copy(assignment: Assignment, folder: Path) -> Assignment:
    skip = shutil.ignore_patterns("__pycache__", ".ipynb_checkpoints")
    shutil.copytree(assignment.folder, folder / "source" / assignment.name, ignore=skip)
    shutil.copytree(assignment.tests, folder / "grader_tests" / assignment.name, ignore=skip)
    shutil.copy(assignment.course.root / "nbgrader_config.py", folder)
    return Course(folder).assignment(assignment.name)


def make_class(assignment: Assignment, submitted: Path) -> dict[str, str]:
    """
    Write a class's submissions.

    Returns:
        For each student one sentence about what was handed in.
    """
    release = read_notebook(assignment.release / assignment.notebook.name)
    solutions = own_solutions(read_notebook(assignment.notebook))
    bank = read_bank(assignment)
    wrong = _one_of_each([a for a in bank if not a.right])
    right = _one_of_each([a for a in bank if a.right])
    stories: dict[str, str] = {}

    def hand_in(answers: dict[str, str], story: str) -> None:
        student = STUDENTS[len(stories)]
        write(student, json.dumps(with_answers(release, answers), indent=1))
        stories[student] = story

    def write(student: str, text: str) -> None:
        folder = submitted / student / assignment.name
        folder.mkdir(parents=True)
        (folder / assignment.notebook.name).write_text(text, encoding="utf-8")

    hand_in(solutions, "everything right")
    hand_in(solutions | {a.exercise: a.code for a in right}, "everything right, in unusual ways")
    for i in range(7):
        mistake = wrong[i * len(wrong) // 7 % len(wrong)]
        hand_in(solutions | {mistake.exercise: mistake.code}, mistake.title)
    hand_in(solutions | {a.exercise: a.code for a in wrong[::2]}, "a mistake in every other one")
    half = list(solutions)[: len(solutions) // 2]
    hand_in({e: solutions[e] for e in half}, "the first half")
    hand_in({}, "handed in untouched")
    last = list(solutions)[-1]
    hand_in(solutions | {last: solutions[last] + _LOOP}, f"a loop without end in {last}")
    student = STUDENTS[len(stories)]
    write(student, json.dumps(release)[:2000])
    stories[student] = "an upload that broke off"
    return stories


def _one_of_each(answers: list[Answer]) -> list[Answer]:
    """The first answer of each exercise."""
    first: dict[str, Answer] = {}
    for answer in answers:
        first.setdefault(answer.exercise, answer)
    return list(first.values())
