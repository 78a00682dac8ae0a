"""`autograde submit-check` and `autograde repair`, as they are typed in a terminal."""

import copy
import shutil

import pytest
from terminals import autograde, change

from autograde.course import Course
from autograde.notebook import grade_id, read_notebook, write_notebook
from autograde.student.handing_in import checksum
from autograde.student.repairing import Repaired, repair_file


# -------------------------------------------------------------------------------- submit-check
def test_a_good_notebook_can_be_handed_in(homework):
    """Everything is looked at and found well but the question in words, which is only noted."""
    run = autograde("submit-check", homework)

    assert run.returncode == 0, run.stdout + run.stderr
    assert "NOT YET" not in run.stdout
    assert "NOTE     These have no answer yet, and will get no points: why." in run.stdout
    assert "It runs from top to bottom." in run.stdout


def test_what_is_wrong_is_found_before_it_is_handed_in(homework):
    """Another name, a missing, a copied and an edited cell, and a cell that stops."""

    def damage(by_id, cells):
        cells.remove(by_id["double-check"])
        cells.append(copy.deepcopy(by_id["fit_slope"]) | {"id": "copy"})
        by_id["setup"]["source"] += "\nraise ValueError('stop')"

    change(homework, damage)
    renamed = homework.rename(homework.with_name("tiny (1).ipynb"))

    run = autograde("submit-check", renamed)

    assert run.returncode == 1
    for text in (
        "The file is called tiny (1).ipynb. Rename it to tiny.ipynb",
        "Cells are missing: double-check.",
        "Cells stand there more than once: fit_slope.",
        "Cells that are not yours to change were changed: setup.",
        "The cell setup stopped: ValueError: stop",
    ):
        assert text in run.stdout


@pytest.mark.slow("a notebook run from the top; two such runs are fast tests")
def test_the_untouched_release_has_no_answers(homework, tiny):
    """Each exercise and question is named; stubs that raise are no errors."""
    shutil.copy(tiny.release / "tiny.ipynb", homework)

    run = autograde("submit-check", homework)

    assert "no answer yet, and will get no points: double, fit_slope, why." in run.stdout
    assert "stopped" not in run.stdout


@pytest.mark.slow
def test_pytorchs_own_not_implemented_stops_a_cell(homework):
    """It is an error of the code, not the line that an exercise comes with."""
    change(
        homework,
        lambda by_id, cells: by_id["double"].update(
            source=by_id["double"]["source"] + "\ntorch.nn.Module()(1)"
        ),
    )

    run = autograde("submit-check", homework)

    assert run.returncode == 1
    assert "The cell double stopped: NotImplementedError: Module [Module] is missing" in run.stdout


def test_checksums_are_nbgraders(tiny):
    """Ours agree with nbgrader's own function on every cell of a release."""
    import nbformat

    compute_checksum = pytest.importorskip("nbgrader.utils").compute_checksum

    cells = read_notebook(tiny.release / "tiny.ipynb")["cells"]
    marked = [c for c in cells if "nbgrader" in c["metadata"]]

    assert len(marked) > 5
    for cell in marked:
        assert checksum(cell) == compute_checksum(nbformat.from_dict(cell))


# -------------------------------------------------------------------------------------- repair
def test_a_sound_notebook_is_left_alone(homework, tiny):
    """Nothing is written where nothing had to be mended."""
    before = homework.read_bytes()

    run = autograde("repair", homework, "--release", tiny.release / "tiny.ipynb")

    assert run.stdout == "Nothing had to be mended.\n"
    assert homework.read_bytes() == before
    assert len(list(homework.parent.iterdir())) == 3


def test_a_damaged_notebook_is_mended(homework, tiny):
    """What was done is listed, the old file is set aside, and the new one can be handed in."""

    def damage(by_id, cells):
        cells.remove(by_id["double-check"])
        by_id["double"] |= {"cell_type": "markdown"}
        by_id["fit_slope"] |= {"metadata": {}, "id": "lost"}
        cells.append({"cell_type": "code", "source": "mine = 1", "metadata": {"tags": ["x"]},
                      "id": "own", "outputs": [], "execution_count": None})  # fmt: skip

    change(homework, damage)
    before = homework.read_bytes()

    run = autograde("repair", homework, "--release", tiny.release / "tiny.ipynb")

    assert run.returncode == 0, run.stderr
    assert "The cell double had become Markdown; it is code again." in run.stdout
    assert "The cell fit_slope had lost its id; it was found by what it defines." in run.stdout
    backup = homework.with_name("tiny.before-repair.ipynb")
    assert f"As it was before: {backup}" in run.stdout
    assert backup.read_bytes() == before
    mended = {c["id"]: c for c in read_notebook(homework)["cells"]}
    assert mended["own"]["source"] == "mine = 1"
    assert mended["own"]["metadata"] == {"tags": ["x"]}
    assert autograde("submit-check", homework).returncode == 0


def test_a_second_copy_of_an_answer_is_kept_and_mended_once(homework, desk, tiny):
    """The last one counts; the other stays, and the next repair has nothing to do."""

    def copy(by_id, cells):
        second = {**by_id["double"], "id": "second", "source": "def double(x):\n    return 2 * x"}
        cells.insert(cells.index(by_id["double"]) + 1, second)

    change(homework, copy)
    release = tiny.release / "tiny.ipynb"

    first, again = (repair_file(homework, release=release) for _ in range(2))

    note = "The cell double stands there more than once; the last one worked on counts."
    assert first.notes == (note,)
    assert again == Repaired((), None)
    sources = [c["source"] for c in read_notebook(homework)["cells"]]
    assert "def double(x):\n    return 2 * x" in sources
    assert sum("def double" in source for source in sources) == 2


def test_no_backup_is_ever_written_over(homework, tiny):
    """A second repair sets aside under another name."""
    for _ in range(2):
        change(homework, lambda by_id, cells: cells.remove(by_id["double-check"]))
        autograde("repair", homework, "--release", tiny.release / "tiny.ipynb")

    names = sorted(p.name for p in homework.parent.glob("*before*"))
    assert names == ["tiny.before-repair-2.ipynb", "tiny.before-repair.ipynb"]


def test_repair_can_write_elsewhere(homework, tiny, tmp_path):
    """With --out the notebook itself is left alone."""
    change(homework, lambda by_id, cells: cells.remove(by_id["double-check"]))
    before, out = homework.read_bytes(), tmp_path / "mended.ipynb"

    autograde("repair", homework, "--release", tiny.release / "tiny.ipynb", "--out", out)

    assert homework.read_bytes() == before
    assert any(grade_id(c) == "double-check" for c in read_notebook(out)["cells"])


@pytest.mark.slow("a notebook run from the top; two such runs are fast tests")
def test_repair_inside_a_course_finds_the_release(tiny_copy, desk):
    """What was handed in to a course is mended against that course's release."""
    path = tiny_copy.course.root / "submitted" / "a" / "tiny" / "tiny.ipynb"
    path.parent.mkdir(parents=True)
    write_notebook(path, desk.notebook())
    change(path, lambda by_id, cells: cells.remove(by_id["double-check"]))

    run = autograde("repair", path)

    assert run.returncode == 0, run.stderr
    assert Course.find(path.parent).root == tiny_copy.course.root
    assert any(grade_id(c) == "double-check" for c in read_notebook(path)["cells"])


def test_repair_without_a_fresh_copy_says_where_to_get_one(homework):
    """A student who has only the damaged file is told what to do."""
    run = autograde("repair", homework)

    assert run.returncode == 2
    assert "--release FRESH.ipynb" in run.stderr
