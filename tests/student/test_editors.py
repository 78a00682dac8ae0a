"""Notebooks as Colab and VS Code save them: each is put back into the form of its release."""

import json
import shutil

import nbformat
import pytest
from editors import SAVES

from autograde.notebook import grade_id, read_notebook
from autograde.student.handing_in import checksum
from autograde.student.repairing import repair_file
from autograde.submission import Release, code_to_run, read_submission

DOUBLE = "def double(x):\n    return x + x"
SLOPE = "def fit_slope(x, y):\n    return float((x * y).sum() / (x * x).sum())"
WHY = "Because the line goes through zero."
QUIET = ("colab_opened", "vs_code_opened")


@pytest.fixture(params=SAVES)
def saved(request, desk, tmp_path):
    """A solved notebook as an editor saved it, beside a fresh copy; the way and the path."""
    folder = tmp_path / "home" / "tiny"
    shutil.copytree(desk.assignment.release, folder)
    shutil.copy(folder / "tiny.ipynb", tmp_path / "fresh.ipynb")
    made = SAVES[request.param](desk.notebook(double=DOUBLE, fit_slope=SLOPE, why=WHY))
    (folder / "tiny.ipynb").write_text(json.dumps(made))
    return request.param, folder / "tiny.ipynb"


def test_grading_finds_every_answer(saved, tiny):
    """The answers run in their places, nothing counts as untouched; notes only where needed."""
    way, path = saved
    release = Release.read(tiny.release / "tiny.ipynb", "tiny")

    submission = read_submission(path, "a", release)

    found = {c.grade_id: c.source for c in submission.cells if c.grade_id}
    assert found["double"].strip() == DOUBLE
    assert found["fit_slope"].strip() == SLOPE
    assert found["why"].strip() == WHY
    assert submission.untouched == frozenset()
    assert [c.grade_id for c in submission.cells if c.grade_id] == [
        c.grade_id for c in release.cells
    ]
    ran = "\n".join(source for _, source in code_to_run(submission))
    assert ran.index(DOUBLE) > ran.index("import torch")
    # The last definition counts: a first try that was kept must not come after the answer.
    assert ran.rindex("def double") == ran.rindex(DOUBLE)
    if way in QUIET:
        assert submission.notes == ()


def test_repair_makes_the_release_of_it(saved):
    """The mended file is a valid notebook with the release's names, kinds and locked cells."""
    way, path = saved
    before = path.read_text()

    repaired = repair_file(path, release=path.parents[2] / "fresh.ipynb")

    mended, fresh = read_notebook(path), read_notebook(path.parents[2] / "fresh.ipynb")
    nbformat.validate(json.loads(path.read_text()))
    ours = [(grade_id(c), c["cell_type"]) for c in mended["cells"] if grade_id(c)]
    assert ours == [(grade_id(c), c["cell_type"]) for c in fresh["cells"]]
    locked = {
        grade_id(c): c["source"]
        for c in fresh["cells"]
        if not c["metadata"]["nbgrader"]["solution"]
    }
    for cell in mended["cells"]:
        if grade_id(cell) in locked:
            assert cell["source"] == locked[grade_id(cell)]
            assert checksum(cell) == cell["metadata"]["nbgrader"]["checksum"]
    assert mended["metadata"]["autograde"] == fresh["metadata"]["autograde"]
    again = [note for note in repaired.notes if "are there again" in note]
    gone = "setup, double-text, double-check" if way == "vs_code_deleted" else ""
    assert [note.partition(": ")[2] for note in again] == ([f"{gone}."] if gone else [])
    if way in QUIET:
        assert repaired.backup is None
    else:
        assert repaired.backup.read_text() == before
