"""The course that attacks are graded in: the miniature course with one exercise more, `train`."""

from __future__ import annotations

import copy
import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from autograde.bank import own_solutions, with_answers
from autograde.course import Assignment, Course
from autograde.generate import generate
from autograde.notebook import read_notebook

HERE = Path(__file__).parent
TINY = HERE.parent / "tiny_course"
CALL_SECONDS = 6

# Hundreds are graded: no figure, and a slope without training.
GIVEN = "x = torch.tensor([[1.0], [2.0], [3.0]])\nfit_slope(x, 2 * x) * x"
QUICK = {"fit_slope": "def fit_slope(x, y):\n    return float((x * y).sum() / (x * x).sum())"}

Notebook = dict[str, Any]

_course: list[Assignment] = []


def hostile_course(factory: pytest.TempPathFactory) -> Assignment:
    """The course that all files share; nobody writes to it once it is generated."""
    if not _course:
        _course.append(_made_course(factory))
    return _course[0]


def _made_course(factory: pytest.TempPathFactory) -> Assignment:
    root = factory.mktemp("hostile") / "course"
    shutil.copytree(TINY, root, ignore=shutil.ignore_patterns("*.db", "__pycache__", ".pytest*"))
    source = root / "source" / "tiny"
    with (source / "assignment.toml").open("a") as manifest:
        manifest.write((HERE / "extra_exercise" / "assignment.toml").read_text())
    master = json.loads((source / "tiny.ipynb").read_text())
    at = next(i for i, c in enumerate(master["cells"]) if c["id"] == "plot")
    master["cells"][at]["source"] = GIVEN
    master["cells"][at:at] = _train_cells(master["cells"][at - 3 : at])
    (source / "tiny.ipynb").write_text(json.dumps(master))
    tests = root / "grader_tests" / "tiny"
    shutil.copy(HERE / "extra_exercise" / "checks.py", tests / "test_hidden_train.py")
    for path in tests.glob("test_*.py"):
        with path.open("a") as test:
            test.write(f"\n\npytestmark = pytest.mark.seconds({CALL_SECONDS})\n")
    assignment = Course(root).assignment("tiny")
    generate(assignment, solutions=False)
    return assignment


def _train_cells(like: list[Notebook]) -> list[Notebook]:
    """Text, solution and check cell of the exercise `train`, made from those of `fit_slope`."""
    cells = copy.deepcopy(like)
    solution = (HERE / "extra_exercise" / "solution.py").read_text()
    for cell, source in zip(cells, ("## Train", solution, 'check("train")'), strict=True):
        cell["source"] = source
        cell["id"] = cell["id"].replace("fit_slope", "train")
        cell["metadata"]["nbgrader"]["grade_id"] = cell["id"]
        if "points" in cell["metadata"]["nbgrader"]:
            cell["metadata"]["nbgrader"]["points"] = 2
    return cells


def own_cell(source: str, name: str, kind: str = "code") -> Notebook:
    """A cell that a student has added."""
    cell = {"cell_type": kind, "id": name, "metadata": {}, "source": source}
    return {**cell, "outputs": [], "execution_count": None} if kind == "code" else cell


def right_notebook(assignment: Assignment, answers: dict[str, str] | None = None) -> Notebook:
    """A notebook as a student hands it in."""
    release = read_notebook(assignment.release / "tiny.ipynb")
    solutions = own_solutions(read_notebook(assignment.notebook)) | QUICK | (answers or {})
    return copy.deepcopy(with_answers(release, solutions))
