"""The courier's own deliveries: the recipe of docs/manifest.md, followed on a real assignment."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from autograde.bank import own_solutions, with_answers
from autograde.cli import main
from autograde.course import Assignment, Course
from autograde.notebook import grade_id, read_notebook
from autograde.per_student import own_data
from autograde.workflow import Places, grade

ROOT = Path(__file__).parents[2]
DATA = """
import random

def make(seed):
    draw = random.Random(seed)
    w, b = draw.uniform(2.5, 4.5), draw.uniform(3.0, 6.0)
    miles = [i / 2 for i in range(1, 13)]
    return {"miles": miles, "minutes": [round(w * d + b + draw.gauss(0, 0.35), 1) for d in miles]}
"""
CHECK = '''"""What each courier's own deliveries give (fit_neuron)."""

import pytest
import torch

from autograde import expect


@pytest.mark.exercise("fit_neuron")
@pytest.mark.points(0.5)
@pytest.mark.stays("asks for the student's own data")
def test_fit_neuron_own_deliveries(student, own_data):
    """own_line is the best line of your own deliveries"""
    x, y = (torch.tensor(own_data[name]).reshape(-1, 1) for name in ("miles", "minutes"))
    w, b = expect.numbers(student["own_line"], 2, ("w", "b"))
    # 0.05 minutes, as fit_neuron promises; the lines of two students lie further apart.
    expect.near_best_line(w, b, x, y, within=0.05, unit="minutes", what="own_line")
'''
OWN_LINE = """
own_line = fit_neuron(*(torch.tensor(own[k]).reshape(-1, 1) for k in ("miles", "minutes")))
"""


def replaced(path: Path, old: str, new: str) -> None:
    text = path.read_text()
    assert text.count(old) == 1, old
    path.write_text(text.replace(old, new))


@pytest.fixture
def course(tmp_path: Path) -> Assignment:
    """A copy of the course whose `neuron` gives each student deliveries of their own."""
    root = tmp_path / "course"
    for part in ("source/neuron", "grader_tests/neuron"):
        shutil.copytree(ROOT / part, root / part, ignore=shutil.ignore_patterns("bank", "__*"))
    shutil.copy(ROOT / "nbgrader_config.py", root)
    source, tests = root / "source" / "neuron", root / "grader_tests" / "neuron"
    with (source / "assignment.toml").open("a") as manifest:
        manifest.write("\n[per_student]\n")
    notebook = json.loads((source / "neuron.ipynb").read_text())
    cells = notebook["cells"]
    at = {grade_id(cell): i for i, cell in enumerate(cells)}
    own = json.loads(json.dumps(cells[at["data"]]))
    own["id"] = own["metadata"]["nbgrader"]["grade_id"] = "own-data"
    own["source"] = 'own = {"miles": [1.0, 2.0, 4.0], "minutes": [8.0, 11.0, 17.0]}'
    solution = cells[at["fit_neuron"]]
    text = "".join(solution["source"]) + "\n\n\n### BEGIN SOLUTION" + OWN_LINE + "### END SOLUTION"
    solution["source"] = text
    cells.insert(at["data"] + 1, own)
    (source / "neuron.ipynb").write_text(json.dumps(notebook))
    (tests / "own_data.py").write_text(DATA)
    (tests / "test_hidden_own.py").write_text(CHECK)
    replaced(
        tests / "test_hidden_decision.py",
        "@pytest.mark.points(1.5)\n@pytest.mark.seconds(30)\ndef test_fit_neuron_metres",
        "@pytest.mark.points(1)\n@pytest.mark.seconds(30)\ndef test_fit_neuron_metres",
    )
    return Course(root).assignment("neuron")


def run(course: Assignment, *arguments: str) -> str:
    result = CliRunner().invoke(main, [*arguments, "--course", str(course.course.root)])
    assert result.exit_code == 0, result.output
    return result.output


@pytest.mark.slow("generates and grades a whole assignment")
def test_each_courier_has_deliveries_of_their_own(course: Assignment, tmp_path: Path) -> None:
    """Right for the own ones passes, a copied line is told to staff, the untouched release is 0."""
    run(course, "generate", "neuron")
    students = ("Ada", "Bob", "Cleo", "Dora")
    run(course, "generate", "neuron", *(f"--student={name}" for name in students[:3]))
    own = own_data(course)
    assert own is not None
    common = read_notebook(course.release / "neuron.ipynb")
    place = course.course.root / "release-for"
    given = {s: read_notebook(place / s / "neuron" / "neuron.ipynb") for s in students[:3]}
    given["Dora"] = common  # no release of her own: tried on the common data, graded on hers
    solution = own_solutions(read_notebook(course.notebook))
    function = solution["fit_neuron"].partition("own_line")[0]
    best = {}
    for name in students:
        exec(own.source(name), best)
        miles, minutes = best["own"]["miles"], best["own"]["minutes"]
        mean, middle = sum(miles) / 12, sum(minutes) / 12
        w = sum((d - mean) * (t - middle) for d, t in zip(miles, minutes, strict=True)) / sum(
            (d - mean) ** 2 for d in miles
        )
        best[name] = (w, middle - w * mean)
    answers = {
        "Ada": solution["fit_neuron"],
        "Bob": f"{function}\nown_line = {best['Ada']!r}\n",
        "Cleo": None,
        "Dora": solution["fit_neuron"],
    }
    for name, answer in answers.items():
        notebook = given[name]
        if answer is not None:
            notebook = with_answers(notebook, {"fit_neuron": answer})
        path = tmp_path / "submitted" / name / "neuron" / "neuron.ipynb"
        path.parent.mkdir(parents=True)
        path.write_text(json.dumps(notebook))

    places = Places(tmp_path / "submitted", tmp_path / "out", None)
    results = {r.student: r for r in grade(course, places, slots=1).results}

    failed = {
        name: [
            c.id
            for e in result.exercises
            if e.id == "fit_neuron"
            for c in e.checks
            if c.status != "passed"
        ]
        for name, result in results.items()
    }
    assert failed["Ada"] == failed["Dora"] == []
    assert failed["Bob"] == ["test_fit_neuron_own_deliveries"]
    assert {name: r.score for name, r in results.items()} == {
        "Ada": 4, "Bob": 3.5, "Cleo": 0, "Dora": 4
    }  # fmt: skip
    assert results["Bob"].staff_notes == (
        "test_fit_neuron_own_deliveries fails for the student's own data and passes for those of "
        "Ada.",
    )
    assert not any(results[name].staff_notes for name in ("Ada", "Cleo", "Dora"))
