"""
The same small torch notebook for several graders: fit y = Wx + b, one figure, three checks.

Used by the benchmarks; writes a course of this kit and the same notebook as a stock nbgrader
course, whose test cells hold the same assertions.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

CELLS = {
    "setup": "import matplotlib.pyplot as plt\nimport torch\nfrom torch import nn",
    "data": (
        "torch.manual_seed(0)\nW, b = torch.randn(3, 2), torch.randn(2)\n"
        "x = torch.randn(64, 3)\ny = x @ W + b\nx.shape, y.shape"
    ),
    "fit": (
        "def fit(x, y, steps=500, lr=0.1):\n    ### BEGIN SOLUTION\n"
        "    model = nn.Linear(3, 2)\n"
        "    optimizer = torch.optim.SGD(model.parameters(), lr=lr)\n    losses = []\n"
        "    for _ in range(steps):\n        optimizer.zero_grad()\n"
        "        loss = ((model(x) - y) ** 2).mean()\n        loss.backward()\n"
        "        optimizer.step()\n        losses.append(loss.item())\n"
        "    return model, losses\n    ### END SOLUTION"
    ),
    "use": "model, losses = fit(x, y)\nprint(f'final loss {losses[-1]:.2e}')",
    "plot": (
        "plt.plot(losses)\nplt.xlabel('step')\nplt.ylabel('loss')\nplt.title('training')\nplt.show()"
    ),
}

TESTS = '''
import pytest
import torch

from autograde import expect

pytestmark = pytest.mark.exercise("fit")


def data(fresh):
    W, b = torch.randn(3, 2, generator=fresh), torch.randn(2, generator=fresh)
    x = torch.randn(64, 3, generator=fresh)
    return W, b, x, x @ W + b


@pytest.mark.points(1)
def test_loss_falls(student, fresh):
    """The loss falls."""
    _, _, x, y = data(fresh)
    _, losses = student.fit(x, y, steps=60)
    expect.that(losses[-1] < losses[0], "the loss does not fall")


@pytest.mark.points(1)
def test_shape(student, fresh):
    """The model predicts two values a row."""
    _, _, x, y = data(fresh)
    model, _ = student.fit(x, y, steps=1)
    expect.tensor(model(x), shape=(64, 2))


@pytest.mark.points(1)
def test_learns(student, fresh):
    """The model learns data it has never seen."""
    W, _, x, y = data(fresh)
    model, _ = student.fit(x, y)
    # 500 steps of lr 0.1 on standard normal data leave less than 1e-6.
    expect.close(model.state_dict()["weight"], W.T, atol=1e-3)
'''

STOCK_TEST = """
_W, _b = torch.randn(3, 2), torch.randn(2)
_x = torch.randn(64, 3)
_y = _x @ _W + _b
_model, _losses = fit(_x, _y, steps=60)
assert _losses[-1] < _losses[0]
assert fit(_x, _y, steps=1)[0](_x).shape == (64, 2)
assert torch.allclose(fit(_x, _y)[0].weight, _W.T, atol=1e-3)
"""

MANIFEST = """
title = "Fit"
[[exercise]]
id = "fit"
title = "Fit"
points = 3
minutes = 5
difficulty = 1
hints = ["a", "b", "c"]
"""


def _cell(id: str, source: str, **nbgrader: Any) -> dict[str, Any]:
    marks = {
        "schema_version": 3, "grade_id": id, "grade": False, "solution": False,
        "locked": True, "task": False,
    }  # fmt: skip
    return {
        "cell_type": "code", "id": id, "source": source, "outputs": [], "execution_count": None,
        "metadata": {"nbgrader": marks | nbgrader},
    }  # fmt: skip


def notebook(check: str) -> dict[str, Any]:
    """The master notebook with this text in its check cell."""
    cells = [
        _cell(id, source, **({"solution": True, "locked": False} if id == "fit" else {}))
        for id, source in CELLS.items()
    ]
    cells.insert(3, _cell("fit-check", check, grade=True, points=3))
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    metadata = {"kernelspec": kernel, "language_info": {"name": "python"}}
    return {"nbformat": 4, "nbformat_minor": 5, "metadata": metadata, "cells": cells}


def write_course(root: Path) -> None:
    """The notebook as a course of this kit."""
    source, tests = root / "source" / "fit", root / "grader_tests" / "fit"
    source.mkdir(parents=True)
    tests.mkdir(parents=True)
    (source / "fit.ipynb").write_text(json.dumps(notebook('check("fit")')))
    (source / "assignment.toml").write_text(MANIFEST)
    public, hidden = TESTS.split("@pytest.mark.points(1)\ndef test_shape")
    head = TESTS.split("@pytest.mark.points(1)")[0]
    (tests / "test_public.py").write_text(public)
    (tests / "test_hidden.py").write_text(head + "@pytest.mark.points(1)\ndef test_shape" + hidden)
    (root / "nbgrader_config.py").write_text(
        "from autograde.gradebook.settings import configure\nconfigure(get_config())\n"
    )


def write_stock_course(root: Path) -> None:
    """The notebook as a stock nbgrader course."""
    source = root / "source" / "fit"
    source.mkdir(parents=True)
    (source / "fit.ipynb").write_text(json.dumps(notebook(STOCK_TEST)))
    (root / "nbgrader_config.py").write_text("c = get_config()\n")


def write_otter(folder: Path) -> None:
    """The same cells and assertions for otter-grader, in its doctest format."""
    (folder / "tests").mkdir(parents=True)
    (folder / "out").mkdir()
    code = "".join(f">>> {line}\n" for line in STOCK_TEST.strip().splitlines())
    case = {"code": f">>> import torch\n{code}", "hidden": False, "locked": False}
    suite = {"cases": [case], "scored": True, "setup": "", "teardown": "", "type": "doctest"}
    test = {"name": "fit", "points": 3, "suites": [suite]}
    (folder / "tests" / "fit.py").write_text(f"OK_FORMAT = True\ntest = {test!r}\n")
    plain = notebook("")
    plain["cells"] = [c for c in plain["cells"] if c["id"] != "fit-check"]
    for cell in plain["cells"]:
        cell["metadata"] = {}
        cell["source"] = cell["source"].replace("    ### BEGIN SOLUTION\n", "")
        cell["source"] = cell["source"].replace("\n    ### END SOLUTION", "")
    (folder / "fit.ipynb").write_text(json.dumps(plain))


def hand_in(root: Path, count: int) -> None:
    """So many submissions of the right answer, each with a comment of its own."""
    release = json.loads((root / "release" / "fit" / "fit.ipynb").read_text())
    solution = CELLS["fit"].replace("    ### BEGIN SOLUTION\n", "")
    solution = solution.replace("\n    ### END SOLUTION", "")
    shutil.rmtree(root / "submitted", ignore_errors=True)
    for i in range(count):
        for cell in release["cells"]:
            if cell["id"] == "fit":
                cell["source"] = f"{solution}\n# student {i}"
        folder = root / "submitted" / f"student{i:05d}" / "fit"
        folder.mkdir(parents=True)
        (folder / "fit.ipynb").write_text(json.dumps(release))
