"""
A release in the kernel that Colab has: IPython 7.34 and ipykernel 6, no widgets.

The kernel lives in an environment of its own. It takes PyTorch and whatever else is new enough from
the environment of the tests, behind its own packages, but not the kit.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import venv
from pathlib import Path

import pytest
import torch

from autograde.bank import own_solutions
from autograde.course import Course
from autograde.notebook import read_notebook, write_notebook

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
SHARED = Path(torch.__file__).parents[1]
OWN = re.compile(r"autograde|__editable|.*\.pth$")
CALLS = {
    "check": 'check("predict")',
    "hint": 'hint("predict")',
    "explain": 'explain("AG-S001")',
    "progress": "progress()",
    "versions": "import IPython, ipykernel, autograde, sys\n"
    "print(IPython.__version__, ipykernel.__version__, autograde.__file__)\n"
    'print([name for name in ("ipywidgets", "nbgrader") if name in sys.modules])',
}
EXECUTE = """
import json, sys, nbclient, nbformat
path = sys.argv[1]
notebook = nbformat.read(path, 4)
client = nbclient.NotebookClient(notebook, kernel_name="old", allow_errors=True, timeout=500)
client.execute()
nbformat.write(notebook, path)
"""


@pytest.fixture(scope="module")
def old(tmp_path_factory):
    """A Python with IPython 7.34 and ipykernel 6."""
    folder = tmp_path_factory.mktemp("old")
    venv.create(folder, with_pip=True)
    python = folder / "bin" / "python"
    # A new environment's own setuptools may be older than what PyTorch asks for.
    wanted = ["ipython==7.34.0", "ipykernel<7", "setuptools>=77.0.3"]
    command = [python, "-m", "pip", "install", "-q", *wanted]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode and "No matching distribution" in done.stderr:
        pytest.skip("no package index can be reached")
    assert done.returncode == 0, done.stderr
    shared = folder / "shared"
    shared.mkdir()
    for entry in SHARED.iterdir():
        if not OWN.match(entry.name):
            (shared / entry.name).symlink_to(entry)
    packages = next(folder.glob("lib/python*/site-packages"))
    (packages / "shared.pth").write_text(f"{shared}\n")
    return python


@pytest.fixture
def homework(tmp_path):
    """The released neuron with its first exercise solved, a wrong second one, and some calls."""
    assignment = Course.find(ROOT).assignment("neuron")
    folder = tmp_path / "neuron"
    shutil.copytree(assignment.release, folder)
    notebook = read_notebook(folder / "neuron.ipynb")
    solved = own_solutions(read_notebook(assignment.notebook))["predict"]
    for cell in notebook["cells"]:
        if cell["id"] == "predict":
            cell["source"] = solved
    for name, source in CALLS.items():
        cell = {"cell_type": "code", "id": f"call-{name}", "metadata": {}, "source": source}
        notebook["cells"].append({**cell, "execution_count": None, "outputs": []})
    write_notebook(folder / "neuron.ipynb", notebook)
    return folder / "neuron.ipynb"


def executed(notebook, python, tmp_path, **settings):
    """The cells of a notebook, run in a kernel of that Python, by id."""
    kernel = tmp_path / "jupyter" / "kernels" / "old"
    kernel.mkdir(parents=True)
    argv = [str(python), "-m", "ipykernel_launcher", "-f", "{connection_file}"]
    spec = {"argv": argv, "display_name": "old", "language": "python", "env": settings}
    (kernel / "kernel.json").write_text(json.dumps(spec))
    done = subprocess.run(
        [sys.executable, "-c", EXECUTE, notebook.name],
        cwd=notebook.parent,
        env={**os.environ, "LANGUAGE": "en", "JUPYTER_PATH": str(tmp_path / "jupyter")}
        | {"IPYTHONDIR": str(tmp_path / "ipython"), "PYTHONPATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return {cell["id"]: cell for cell in read_notebook(notebook)["cells"]}


def is_there(python, folder):
    """Whether the kit is installed."""
    found = "import importlib.util as u; print(u.find_spec('autograde') is not None)"
    done = subprocess.run([python, "-c", found], cwd=folder, capture_output=True, check=True)
    return done.stdout.strip() == b"True"


def printed(cell):
    return "".join("".join(o["text"]) for o in cell["outputs"] if o["output_type"] == "stream")


def shown(cell):
    """What the last expression of a cell shows, by kind."""
    result = next(o for o in cell["outputs"] if o["output_type"] == "execute_result")
    return {kind: "".join(text) for kind, text in result["data"].items()}


def test_the_release_runs_on_ipython_7(old, homework, tmp_path):
    """The whole notebook runs; four functions answer in text and HTML, nothing is live."""
    cells = executed(homework, old, tmp_path, PYTHONPATH=str(ROOT))

    versions = printed(cells["call-versions"])
    assert versions.startswith("7.34.0 6.")
    assert str(ROOT) in versions
    assert versions.endswith("[]\n")
    errors = {
        (o["ename"], "".join(o["traceback"]).count("autograde/"))
        for cell in cells.values()
        for o in cell.get("outputs", ())
        if o["output_type"] == "error"
    }
    assert errors <= {("NotImplementedError", 0)}
    assert shown(cells["predict-check"])["text/plain"].startswith("PASS  predict")
    assert shown(cells["mse-check"])["text/plain"].startswith("TO DO  mse: not attempted yet")
    assert "Hint 1 of 3 for predict" in shown(cells["call-hint"])["text/plain"]
    assert "1 of 12 exercises pass" in shown(cells["call-progress"])["text/plain"]
    for name in ("check", "hint", "explain", "progress"):
        data = shown(cells[f"call-{name}"])
        assert set(data) == {"text/plain", "text/html"}
        assert not re.search(r"<script|\bon\w+=|javascript:", data["text/html"], re.IGNORECASE)


@pytest.fixture
def wheels(tmp_path, old):
    """A folder with the wheel of this checkout, which stands in for the package index."""
    source = tmp_path / "source"
    source.mkdir()
    shutil.copytree(ROOT / "autograde", source / "autograde")
    for name in ("pyproject.toml", "README.md", "LICENSE", "LICENSE-course.md"):
        shutil.copy(ROOT / name, source)
    command = [old, "-m", "pip", "wheel", "-q", "--no-deps", "-w", tmp_path / "wheels", source]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    return tmp_path / "wheels"


def test_the_first_cell_installs_the_kit_on_colab(old, homework, wheels, tmp_path):
    """With pip itself; only the package index is a folder here. Then everything works."""
    colab = tmp_path / "colab" / "google" / "colab"
    colab.mkdir(parents=True)
    (colab / "__init__.py").write_text("")
    startup = tmp_path / "ipython" / "profile_default" / "startup"
    startup.mkdir(parents=True)
    (startup / "00.py").write_text("import google.colab\n")  # as Colab's own kernel does
    assert not is_there(old, tmp_path)
    settings = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(wheels)}

    try:
        cells = executed(homework, old, tmp_path, PYTHONPATH=str(tmp_path / "colab"), **settings)
    finally:
        subprocess.run([old, "-m", "pip", "uninstall", "-qy", "autograde-torch"], check=False)

    assert [o["output_type"] for o in cells["setup"]["outputs"]] in ([], ["stream"])
    assert "rror" not in printed(cells["setup"])
    assert str(old.parents[1]) in printed(cells["call-versions"])
    assert shown(cells["predict-check"])["text/plain"].startswith("PASS  predict")


def test_elsewhere_the_first_cell_installs_nothing(old, homework, wheels, tmp_path):
    """Without Colab the same cell stops with Python's own error, and pip is not run."""
    settings = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(wheels)}

    cells = executed(homework, old, tmp_path, **settings)

    assert [o["ename"] for o in cells["setup"]["outputs"]] == ["ModuleNotFoundError"]
    assert not is_there(old, tmp_path)
