"""Broken files, edited metadata and moved cells (30 to 35 of the list of attacks)."""

import copy
import json
import os

import pytest
from extended_course import own_cell
from hostile import FULL, Attack, attack, hand_in_right_as

from autograde.model import Outcome
from autograde.notebook import grade_id

BOM = b"\xef\xbb\xbf"


def text(notebook):
    return json.dumps(notebook, ensure_ascii=False)


def cell_of(notebook, id):
    return next(c for c in notebook["cells"] if grade_id(c) == id)


def edited(**changes):
    """The notebook with some of its top level replaced."""
    return lambda notebook: notebook | changes


def each_cell(change):
    """The notebook after something was done to every cell."""

    def make(notebook):
        for cell in notebook["cells"]:
            change(cell)
        return notebook

    return make


def without(id):
    return lambda notebook: edited(cells=[c for c in notebook["cells"] if grade_id(c) != id])(
        notebook
    )


def refused(name, content, note, number=31):
    return Attack(number, name, make=lambda _: content, refused=True, note=note)


def third_format(notebook):
    """As nbformat 3 had it: worksheets, and code in "input"."""
    cells = []
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            more = {"input": cell["source"], "language": "python", "prompt_number": 1}
        else:
            more = {"source": cell["source"]}
        kept = {k: cell.get(k) for k in ("cell_type", "metadata")}
        cells.append(kept | more | ({"outputs": []} if "input" in more else {}))
    return {
        "nbformat": 3,
        "nbformat_minor": 0,
        "metadata": {"name": "tiny"},
        "worksheets": [{"cells": cells, "metadata": {}}],
    }


BROKEN = [
    refused("truncated", b'{"nbformat": 4, "cells": [{"cell_type": "co', "ends too early"),
    refused("empty", b"", "the file is empty"),
    refused("blank", b" \n\t\n", "the file is empty"),
    refused("an empty object", b"{}", "nbformat is None"),
    refused("null", b"null", "It holds nothing"),
    refused("a number beyond all bounds", b"9" * 5000, "no notebook"),
    refused("not UTF-8", b'{"nbformat": 4, "cells": ["\xff\xfe\xfd"]}', "is not text"),
    refused("zeros", b"\0" * 4096, "no notebook"),
    refused("a hundred thousand brackets", b"[" * 100_000, "no notebook"),
    refused("cells that are none", b'{"nbformat": 4, "cells": [7]}', "a cell that is none"),
    refused("a zip file", b"PK\x03\x04" + b"\x80" * 100, "is not text"),
    Attack(31, "with a byte order mark", make=lambda n: BOM + text(n).encode()),
    Attack(31, "in UTF-16", make=lambda n: text(n).encode("utf-16")),
    Attack(31, "with lone surrogates", make=lambda n: n | {
        "cells": [own_cell("#\ud800", "odd", "markdown"), *n["cells"]]}),
    Attack(31, "nbformat 3", make=third_format),
    Attack(31, "nbformat 4.0", make=lambda n: each_cell(lambda c: c.pop("id"))(n) | {
        "nbformat_minor": 0}),
    Attack(31, "nbformat 4.99", make=edited(nbformat_minor=99)),
    Attack(31, "nbformat 99", make=edited(nbformat=99), refused=True, note="nbformat is 99"),
    Attack(31, "metadata of wrong kinds", make=lambda n: edited(metadata=[1])(
        each_cell(lambda c: c.update(outputs="x", execution_count="1"))(n))),
]  # fmt: skip


def edit_metadata(**changes):
    def change(cell):
        if "nbgrader" in cell["metadata"]:
            cell["metadata"]["nbgrader"].update(changes)

    return each_cell(change)


def first_word(cell):
    cell["source"] = cell["source"].replace("check(", "print('2.0') or (")


METADATA = [
    Attack(32, "more points", make=edit_metadata(points=100), note="Metadata had been changed"),
    Attack(
        32, "all cells are graded", make=edit_metadata(grade=True), note="Metadata had been changed"
    ),
    Attack(32, "nothing is graded", make=edit_metadata(grade=False, points=0)),
    Attack(32, "nothing is locked", make=edit_metadata(locked=False), note="Metadata had been"),
    attack(
        *(32, "a wrong solution cell with points of its own"),
        code_double="def double(x):\n    return x",
        make=edit_metadata(points=2, grade=True, solution=False),
        double="failed",
    ),
    Attack(32, "other text in locked cells", make=each_cell(first_word), note="were put back"),
    attack(
        *(32, "metadata of a wrong kind"),
        make=each_cell(lambda c: c["metadata"].update(nbgrader=["grade"])),
    ),
    attack(
        *(32, "a million points in a wrong answer"),
        code_double="def double(x):\n    return x",
        make=edit_metadata(points=1e6, max_score=1e6, score=1e6),
        double="failed",
    ),
]


def twice(id):
    def make(notebook):
        at = next(i for i, c in enumerate(notebook["cells"]) if grade_id(c) == id)
        notebook["cells"].insert(at, copy.deepcopy(notebook["cells"][at]))
        return notebook

    return make


def split(notebook):
    """A helper goes into a cell of its own, above."""
    at = next(i for i, c in enumerate(notebook["cells"]) if grade_id(c) == "double")
    notebook["cells"].insert(at, own_cell("def twice(x):\n    return 2 * x", "helper"))
    notebook["cells"][at + 1]["source"] = "def double(x):\n    return twice(x)"
    return notebook


def merged(notebook):
    """Two answers in one cell, the other cell deleted."""
    cell_of(notebook, "double")["source"] += "\n\n" + cell_of(notebook, "fit_slope")["source"]
    return without("fit_slope")(notebook)


def stripped(notebook):
    for n, cell in enumerate(notebook["cells"]):
        cell["metadata"], cell["id"] = {}, f"new-{n}"
    return notebook


def with_kind(id, kind):
    def make(notebook):
        cell_of(notebook, id)["cell_type"] = kind
        return notebook

    return make


MOVED = [
    Attack(
        *(33, "a solution deleted"),
        make=without("double"),
        double="not_attempted",
        note="The cell double is missing",
    ),
    Attack(33, "check and text cells deleted", make=lambda n: without("double-check")(
        without("double-text")(n))),
    Attack(33, "a check cell twice", make=twice("double-check")),
    Attack(33, "a solution twice", make=twice("double"), note="more than once"),
    Attack(33, "the order reversed", make=lambda n: edited(
        cells=[*n["cells"][:2], *n["cells"][:1:-1]])(n)),
    Attack(33, "an answer split over two cells", make=split),
    Attack(33, "two answers in one cell", make=merged, note="is answered in the cell double"),
    Attack(33, "all ids stripped", make=stripped, note="lost its id"),
    Attack(
        *(33, "a solution turned to Markdown"),
        make=with_kind("double", "markdown"),
        note="The cell double had become Markdown; it is code again.",
    ),
    Attack(33, "a check turned to raw text", make=with_kind("double-check", "raw")),
    Attack(33, "the text turned to code", make=with_kind("double-text", "code")),
]  # fmt: skip
OTHER = [
    Attack(34, "a timestamp of garbage", files={"timestamp.txt": b"\xff\0yesterday"},
           note="timestamp.txt makes no sense"),
    Attack(34, "a timestamp without end", files={"timestamp.txt": b"9" * 100_000},
           note="timestamp.txt makes no sense"),
    Attack(34, "a timestamp beyond all years",
           files={"timestamp.txt": b"9999-12-31T23:59:59-23:59"},
           note="timestamp.txt makes no sense"),
    Attack(35, "an extra notebook", files={"other.ipynb": b"{}"}),
    Attack(35, "another assignment's notebook", make=lambda n: n | {
        "cells": [own_cell("def relu(x):\n    return x", "relu")]}, refused=True,
        note="no cell of the assignment tiny"),
]  # fmt: skip
ATTACKS = [*BROKEN, *METADATA, *MOVED, *OTHER]

# Names of students, as folders are named after them.
NAMES = {
    "new line": "30\nnew line",
    "long": "30 " + "x" * 240,
    "look-alike": "30 rіght",  # Cyrillic і
    "dots": "30 .. ..",
    "quotes": "30 `$(touch x)`; rm -rf '\"",
    "control characters": "30 \x01\x1b[31m\x7f",
}


def prepare(submitted):
    hand_in_right_as(submitted, NAMES.values())

    def folder(name):
        (submitted / name / "tiny").mkdir(parents=True)
        return submitted / name / "tiny"

    neighbour = submitted / "00 right"
    right = (neighbour / "tiny" / "tiny.ipynb").read_bytes()
    (folder("30 link to a file") / "tiny.ipynb").symlink_to(neighbour / "tiny" / "tiny.ipynb")
    (folder("30 link to a device") / "tiny.ipynb").symlink_to("/dev/zero")
    (folder("30 link to the kernel") / "tiny.ipynb").symlink_to("/proc/kcore")
    (folder("30 link to nothing") / "tiny.ipynb").symlink_to("nowhere")
    for name in ("34 pipe", "34 device"):
        (folder(name) / "tiny.ipynb").write_bytes(right)
    os.mkfifo(submitted / "34 pipe" / "tiny" / "timestamp.txt")
    (submitted / "34 device" / "tiny" / "timestamp.txt").symlink_to("/dev/zero")
    os.mkfifo(folder("30 pipe") / "tiny.ipynb")
    (folder("30 folder") / "tiny.ipynb").mkdir()
    os.truncate(_touched(folder("30 sparse") / "tiny.ipynb"), 1 << 40)
    (submitted / "30 link inside").mkdir()
    (submitted / "30 link inside" / "tiny").symlink_to(neighbour / "tiny")
    (submitted / "30 link outside").symlink_to(neighbour)
    (folder("35 nothing at all"))
    (folder("35 wrong name") / "Tiny (1).ipynb").write_bytes(right)
    (submitted / "35 wrong folder" / "homework").mkdir(parents=True)


def _touched(path):
    path.touch()
    return path


@pytest.mark.parametrize("attack", ATTACKS, ids=str)
def test_repaired_or_refused(graded, attack):
    """What can be understood is graded as its release has it; the rest is refused in words."""
    graded.check(attack)


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_any_name_of_a_student_will_do(graded, name):
    """A strange name costs no points, and its files lie where they should."""
    assert graded.results[name].score == FULL
    graded.check_graded_notebook(name)


@pytest.mark.parametrize(
    ("student", "reason"),
    [
        ("30 link to a file", "not a regular file"),
        ("30 link to a device", "not a regular file"),
        ("30 link to the kernel", "not a regular file"),
        ("30 link to nothing", "not a regular file"),
        ("30 pipe", "not a regular file"),
        ("30 folder", "not a regular file"),
        ("30 sparse", "larger than 50 MB"),
        ("30 link inside", "a link to another folder"),
        ("30 link outside", "a link to another folder"),
        ("35 nothing at all", "Found nothing"),
        ("35 wrong name", "Found Tiny (1).ipynb"),
    ],
)
def test_what_is_no_file_of_ones_own_is_refused(graded, student, reason):
    """Links, devices, pipes and missing notebooks are refused with what was found."""
    result = graded.results[student]

    assert result.status is Outcome.REFUSED
    assert reason in result.notes[0]


@pytest.mark.parametrize("student", ["34 pipe", "34 device"])
def test_a_timestamp_that_is_no_file_is_noted(graded, student):
    """A pipe or a device in place of timestamp.txt is not opened."""
    assert graded.results[student].score == FULL
    assert "timestamp.txt is no regular file" in str(graded.results[student].notes)


def test_the_graded_notebook_has_the_points_of_the_release(graded):
    """Whatever the metadata of a submission say, nbgrader reads ours."""
    for student in ("32 more points", "32 nothing is graded", "33 all ids stripped"):
        cells = {grade_id(c): c["metadata"]["nbgrader"] for c in graded.notebook(student)["cells"]
                 if grade_id(c)}  # fmt: skip
        assert cells["double-check"]["points"] == 2
        assert cells["double-check"]["grade"]
        assert not cells["double"]["grade"]


def test_the_neighbours_have_their_scores(graded):
    """A broken file costs nobody else a point."""
    graded.check_neighbours()


def test_nothing_outside_has_changed(graded):
    """What was handed in is as it was, and so is the course."""
    graded.check_world()
