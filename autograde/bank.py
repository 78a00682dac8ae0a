"""
The bank of answers: wrong ones, each with its misconception, and unusual right ones.

``grader_tests/<assignment>/bank/<exercise>/{wrong,right}_<slug>.py`` is what a student would
type into the solution cell, under a header of comments:

    # title: weight and bias swapped
    # says: The weight multiplies the distance; the bias is added.
    # fails: test_predict_scalar, test_predict_batch

``says`` is a tutor's sentence to the student; ``fails`` names exactly the checks of the exercise
that this answer fails. ``hint``, which may be left out, is what helps with this mistake: a
sentence, or the number of one of the exercise's own hints. ``may_fail``, rare, names checks that it
also fails once the notebook's own cells have called it, since it remembers the call; `doctor
--quick` and grading one exercise again leave out cells that draw. A right answer has a title only.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from autograde.course import Assignment
from autograde.errors import CourseError
from autograde.notebook import Notebook, grade_id
from autograde.submission import role_of
from autograde.words import nearest

_NAME = re.compile(r"(wrong|right)_([a-z0-9_]+)\.py\Z")
_HEADER = re.compile(r"# (\w+): (.+)\Z")
_FIELDS = {"wrong": {"title", "says", "fails"}, "right": {"title"}}
_OPTIONAL = {"wrong": {"hint", "may_fail"}, "right": set[str]()}


@dataclass(frozen=True)
class Answer:
    """
    One answer of the bank.

    Args:
        slug: Names the mistake, for instance ``bias_never_updated``.

        code: What the student types into the cell.

        fails: Ids of the checks that it fails; empty for a right answer.

        may_fail: Ids of those that it fails or not, by what has called it before.

        hint: What helps with it, or the number of the exercise's hint that does; may be empty.
    """

    exercise: str
    slug: str
    right: bool
    title: str
    code: str
    path: str
    says: str = ""
    fails: frozenset[str] = frozenset()
    hint: str = ""
    may_fail: frozenset[str] = frozenset()


def read_bank(assignment: Assignment) -> list[Answer]:
    """
    All answers of an assignment, by exercise and name.

    Raises:
        CourseError: If a file is misplaced, misnamed, or its header is not complete.
    """
    known = [e.id for e in assignment.manifest.exercise]
    answers = []
    for path in sorted(assignment.bank.rglob("*")):
        if path.is_dir() or "__pycache__" in path.parts:
            continue
        exercise = path.parent.name
        if path.parent.parent != assignment.bank or exercise not in known:
            raise CourseError(
                "a bank file that belongs to no exercise",
                where=str(path),
                todo=nearest(exercise, known),
            )
        answers.append(read_answer(path, exercise))
    return answers


def read_answer(path: Path, exercise: str) -> Answer:
    """
    Read one bank file.

    Raises:
        CourseError: See `read_bank`.
    """
    name = _NAME.match(path.name)
    if name is None:
        raise CourseError(
            "a bank file's name is wrong_<slug>.py or right_<slug>.py", where=str(path)
        )
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise CourseError(
            "a bank file cannot be read", where=str(path), found=f"{type(error).__name__}: {error}"
        ) from None
    header, code = _taken_apart(lines)
    wanted = _FIELDS[name[1]]
    if header.keys() - _OPTIONAL[name[1]] != wanted:
        listed = ", ".join(f"# {field}: ..." for field in sorted(wanted))
        raise CourseError(
            "the header of a bank file is not complete",
            where=str(path),
            found=f"Found {', '.join(sorted(header)) or 'nothing'}.",
            todo=f"Begin it with {listed}",
        )
    return Answer(
        exercise,
        name[2],
        name[1] == "right",
        header["title"],
        code,
        str(path),
        header.get("says", ""),
        _ids(header.get("fails", "")),
        header.get("hint", ""),
        _ids(header.get("may_fail", "")),
    )


def _ids(text: str) -> frozenset[str]:
    return frozenset(id.strip() for id in text.split(",") if id.strip())


def code_of(path: Path) -> str:
    """
    What a bank file answers, without its header: sentences that are polished change nothing here.

    Raises:
        OSError: If the file cannot be read.
    """
    return _taken_apart(path.read_text(encoding="utf-8", errors="replace").split("\n"))[1]


def _taken_apart(lines: list[str]) -> tuple[dict[str, str], str]:
    """The header of a bank file, and the code below it."""
    header: dict[str, str] = {}
    while lines and (match := _HEADER.match(lines[0])):
        header[match[1]] = match[2].strip()
        lines = lines[1:]
    return header, "\n".join(lines).strip()


def with_answers(notebook: Notebook, answers: dict[str, str]) -> Notebook:
    """
    A copy of a notebook with some solution cells filled in.

    Args:
        answers: What to write into each solution cell, by exercise.
    """
    cells = [
        {**cell, "source": answers[str(grade_id(cell))]} if grade_id(cell) in answers else cell
        for cell in notebook["cells"]
    ]
    return {**notebook, "cells": cells}


def own_solutions(master: Notebook) -> dict[str, str]:
    """The instructor's solutions as a student would have typed them, by exercise."""
    return {
        str(grade_id(cell)): re.sub(
            r"(?m)^[ \t]*### (BEGIN|END) SOLUTION[^\n]*\n?", "", cell["source"]
        )
        for cell in master["cells"]
        if role_of(cell) == "solution"
    }
