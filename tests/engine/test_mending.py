"""Cells that were moved, copied, merged or stripped are put back, and nothing written is lost."""

import copy
import random

import pytest

from autograde.submission import Release, code_to_run, read_submission


@pytest.fixture
def release(tiny):
    return Release.read(tiny.release / "tiny.ipynb", "tiny")


def cell_of(notebook, id):
    return next(c for c in notebook["cells"] if c["id"] == id)


def test_a_deleted_solution_cell_counts_as_not_attempted(desk, release):
    """A missing cell is put back as it was given out, with a note."""
    notebook = desk.notebook()
    notebook["cells"] = [c for c in notebook["cells"] if c["id"] != "double"]

    submission = read_submission(desk.hand_in("a", notebook), "a", release)

    assert "double" in submission.untouched
    assert submission.notes == ("The cell double is missing; it counts as not attempted.",)
    order = [c.grade_id for c in submission.cells]
    assert order.index("double") == order.index("double-hints") + 1


def test_a_cell_that_lost_its_id_is_found_by_what_it_defines(desk, release):
    """Stripped metadata and a new cell id cost nothing."""
    notebook = desk.notebook()
    cell = cell_of(notebook, "double")
    cell["metadata"], cell["id"] = {}, "3f2a"

    submission = read_submission(desk.hand_in("a", notebook), "a", release)

    assert "double" not in submission.untouched
    assert "had lost its id" in submission.notes[0]
    assert sum(c.grade_id == "double" for c in submission.cells) == 1


def test_all_metadata_stripped_is_repaired_by_cell_ids(desk, release):
    """A tool that strips metadata leaves nbformat's ids, and they are enough."""
    notebook = desk.notebook()
    for cell in notebook["cells"]:
        cell["metadata"] = {}

    submission = read_submission(desk.hand_in("a", notebook), "a", release)

    assert submission.untouched == {"why"}
    assert submission.notes == ()


@pytest.mark.parametrize("stub_first", [True, False])
def test_of_two_cells_with_one_id_the_worked_on_counts(desk, release, stub_first):
    """A duplicated cell costs nothing, in either order, and the stub does not override it."""
    notebook = desk.notebook()
    at = notebook["cells"].index(cell_of(notebook, "double"))
    copy = dict(notebook["cells"][at], source=release.source("double"), id="copy")
    notebook["cells"].insert(at if stub_first else at + 1, copy)

    submission = read_submission(desk.hand_in("a", notebook), "a", release)

    assert "double" not in submission.untouched
    assert "more than once" in submission.notes[0]
    code = [source for _, source in code_to_run(submission) if "def double" in source]
    assert "NotImplementedError" not in code[-1]


def test_what_a_student_wrote_is_kept(desk, release):
    """Own cells, duplicates and attachments stay in the notebook."""
    notebook = desk.notebook()
    notebook["cells"].insert(3, {"cell_type": "markdown", "source": "My note", "metadata": {},
                                 "attachments": {"a.png": {"image/png": "eA=="}}})  # fmt: skip
    notebook["cells"].append({"cell_type": "code", "source": "own = 1", "metadata": {}})

    submission = read_submission(desk.hand_in("a", notebook), "a", release)

    own = [c for c in submission.cells if c.role == "own"]
    assert [c.source for c in own] == ["My note", "own = 1"]
    assert own[0].attachments


@pytest.mark.parametrize("kind", ["markdown", "raw"])
def test_a_retyped_cell_is_turned_back(desk, release, kind):
    """A solution cell that a slip of the key turned into text is code again, with a note."""
    notebook = desk.notebook()
    cell_of(notebook, "double")["cell_type"] = kind

    submission = read_submission(desk.hand_in("a", notebook), "a", release)

    assert "double" not in submission.untouched
    assert "def double" in dict(code_to_run(submission))["double"]
    assert "it is code again" in submission.notes[0]


def test_an_answer_merged_into_a_locked_cell_is_parted(desk, release):
    """What was merged with the cell above it is found again and runs."""
    notebook = desk.notebook()
    answer = cell_of(notebook, "double")
    notebook["cells"].remove(answer)
    cell_of(notebook, "setup")["source"] += "\n\n" + answer["source"]

    submission = read_submission(desk.hand_in("a", notebook), "a", release)

    assert "double" not in submission.untouched
    code = dict(code_to_run(submission))
    assert code["setup"] == release.source("setup")
    assert any("had been merged into the cell setup" in note for note in submission.notes)
    solution = next(c for c in submission.cells if c.grade_id == "double")
    assert solution.source.strip() == answer["source"].strip()


def test_an_answer_that_lost_name_and_id_is_found_by_its_place(desk, release):
    """The only cell of the student's own where a solution was is taken for it."""
    notebook = desk.notebook()
    cell = cell_of(notebook, "double")
    cell |= {"metadata": {}, "id": "3f2a", "source": "double = lambda x: 2 * x"}

    submission = read_submission(desk.hand_in("a", notebook), "a", release)

    assert "double" not in submission.untouched
    assert submission.notes == ("The cell double had lost its id; it was found by its place.",)


def test_without_any_ids_everything_is_found(desk, release):
    """All ids and metadata gone: nothing stands there twice, and the answers count."""
    notebook = desk.notebook()
    for n, cell in enumerate(notebook["cells"]):
        cell |= {"metadata": {}, "id": f"x{n}"}
    cell_of(notebook, "x0")["source"] += "\nMy own remark."

    submission = read_submission(desk.hand_in("a", notebook), "a", release)

    assert [c.grade_id for c in submission.cells if c.grade_id] == [
        c.grade_id for c in release.cells if c.grade_id
    ]
    assert not {"double", "fit_slope"} & submission.untouched
    own = [c for c in submission.cells if c.role == "own"]
    assert [c.source for c in own] == ["My own remark."]


MANGLES = ("delete", "duplicate", "retype", "strip", "merge", "move", "append")


@pytest.mark.parametrize("seed", range(40))
def test_nothing_that_a_student_wrote_is_lost(desk, release, seed):
    """After any number of accidents every line that is not the release's is still there."""
    draw = random.Random(seed)
    notebook = desk.notebook(double="def double(x):\n    mine = 2 * x\n    return mine")
    cells = notebook["cells"]
    for _ in range(draw.randint(1, 8)):
        at, how = draw.randrange(len(cells)), draw.choice(MANGLES)
        if how == "duplicate":
            cells.insert(draw.randrange(len(cells)), copy.deepcopy(cells[at]))
        elif how == "retype":
            cells[at]["cell_type"] = draw.choice(("code", "markdown", "raw"))
        elif how == "strip":
            cells[at] |= {"metadata": {}, "id": f"lost{draw.randrange(10**6)}"}
        elif how == "merge" and at + 1 < len(cells):
            cells[at]["source"] += "\n\n" + cells.pop(at + 1)["source"]
        elif how == "move":
            cells.insert(draw.randrange(len(cells)), cells.pop(at))
        elif how == "append":
            cells[at]["source"] += f"\n# remark {draw.randrange(10**6)}"
        elif how == "delete" and len(cells) > 3:
            del cells[at]
    given = {line.strip() for c in release.cells for line in c.source.split("\n")}
    wrote = {line.strip() for c in cells for line in c["source"].split("\n")} - given

    submission = read_submission(desk.hand_in("a", notebook), "a", release)

    kept = {line.strip() for c in submission.cells for line in c.source.split("\n")}
    assert wrote <= kept
    ids = [c.grade_id for c in submission.cells if c.grade_id is not None]
    assert sorted(ids) == sorted(c.grade_id for c in release.cells if c.grade_id is not None)


def test_a_hostile_number_of_cells_does_not_take_long(desk, release):
    """Looking for lost cells is given up where there are too many to compare."""
    cells = [{"cell_type": "code", "source": f"x{n} = " + "a" * 5000, "metadata": {}}
             for n in range(1900)]  # fmt: skip
    notebook = {"nbformat": 4, "cells": [*cells, cell_of(desk.notebook(), "double")]}

    submission = read_submission(desk.hand_in("a", notebook), "a", release)

    assert "double" not in submission.untouched


def test_ids_are_unique_after_repair(desk, release):
    """Two cells never share an id, whatever was handed in."""
    notebook = desk.notebook()
    for cell in notebook["cells"]:
        cell["id"] = "same"

    submission = read_submission(desk.hand_in("a", notebook), "a", release)

    ids = [c.id for c in submission.cells]
    assert len(set(ids)) == len(ids)
