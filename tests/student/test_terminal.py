"""The student's commands: check, submit-check, repair, as they are typed in a terminal."""

import copy
import json
import os
import shutil
import subprocess
import sys
import threading
import time

import pytest

from autograde.course import Course
from autograde.manifest import read_manifest
from autograde.notebook import grade_id, read_notebook, write_notebook
from autograde.student import terminal
from autograde.student.fresh import FreshRun, ShownReport
from autograde.student.handing_in import checksum
from autograde.student.report import PASS

WRONG = "def double(x):\n    return x * x"


@pytest.fixture
def homework(desk, tmp_path):
    """A folder as a student has it, with everything answered; gives the notebook's path."""
    folder = tmp_path / "home" / "tiny"
    shutil.copytree(desk.assignment.release, folder)
    write_notebook(folder / "tiny.ipynb", desk.notebook())
    return folder / "tiny.ipynb"


def autograde(*arguments, **settings):
    """Run a command in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "autograde.cli", *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "LANGUAGE": "en", **settings},
    )


def put(path, desk, **answers):
    """Save a notebook as editors do: a new file, renamed over the old one."""
    write_notebook(path, desk.notebook(**answers))


def change(path, edit):
    """Change a notebook's cells in place."""
    notebook = read_notebook(path)
    edit({grade_id(c) or c["id"]: c for c in notebook["cells"]}, notebook["cells"])
    write_notebook(path, notebook)


# --------------------------------------------------------------------------------------- check
def test_check_of_a_right_notebook(homework, monkeypatch):
    """
    All pass, from whatever folder: congratulations, exit status 0, and nothing written beside the
    notebook.
    """
    before = sorted(p.name for p in homework.parent.iterdir())
    monkeypatch.chdir(homework.parents[1])

    run = autograde("check", homework.relative_to(homework.parents[1]))

    assert run.returncode == 0, run.stderr
    assert "Tiny: 2 of 2 exercises pass" in run.stdout
    assert "Congratulations" in run.stdout
    assert "\x1b" not in run.stdout
    assert sorted(p.name for p in homework.parent.iterdir()) == before


def test_check_explains_the_first_failure(homework, desk):
    """As in the notebook: called, got, expected, the student's line."""
    put(homework, desk, double=WRONG)

    run = autograde("check", homework)

    assert run.returncode == 1
    assert "NOT YET  double: 0 of 1 check passes" in run.stdout
    assert "your line  return x * x" in run.stdout


@pytest.mark.slow("a notebook run from the top; two such runs are fast tests")
def test_check_tells_of_cells_that_stop(homework):
    """A cell of the student's own that raises is named, with its line."""
    cell = {"cell_type": "code", "source": "a = 1\nb = undefined + a", "metadata": {}, "id": "own"}
    change(homework, lambda by_id, cells: cells.append(cell))

    run = autograde("check", homework, "--exercise", "double")

    assert run.returncode == 0
    assert "stopped: NameError: name 'undefined' is not defined" in run.stdout
    assert "b = undefined + a" in run.stdout


@pytest.mark.slow("a notebook run from the top; two such runs are fast tests")
@pytest.mark.parametrize("ending", ["import os\nos._exit(3)", "raise SystemExit(3)", "input()"])
def test_check_survives_what_ends_a_process(homework, ending):
    """A cell that exits, or asks for input, gets a sentence instead of a traceback of ours."""
    cell = {"cell_type": "code", "source": ending, "metadata": {}, "id": "own"}
    change(homework, lambda by_id, cells: cells.append(cell))

    run = autograde("check", homework)

    assert run.returncode == 1
    assert "Traceback" not in run.stdout + run.stderr
    assert "stopped" in run.stdout or "ended its process (exit status 3)" in run.stderr


@pytest.mark.slow("a notebook run from the top; two such runs are fast tests")
def test_check_without_its_files_says_what_is_missing(homework):
    """A notebook alone in a folder: what to keep beside it."""
    (homework.parent / "assignment.toml").unlink()

    run = autograde("check", homework)

    assert run.returncode == 2
    assert "assignment.toml" in run.stderr


@pytest.mark.slow("a notebook run from the top; two such runs are fast tests")
def test_check_of_something_else_is_refused(homework):
    """A broken file is told of as grading tells of it."""
    homework.write_text("{")

    run = autograde("check", homework)

    assert run.returncode == 1
    assert "no notebook" in run.stdout + run.stderr


# --------------------------------------------------------------------------------------- watch
def test_only_what_changed_is_checked_again(desk, tiny):
    """An answer that was edited is checked alone; other code may matter to all."""
    before = desk.notebook()
    manifest = read_manifest(tiny.folder / "assignment.toml")

    def after(edit):
        now = copy.deepcopy(before)
        edit({c["id"]: c for c in now["cells"]})
        return terminal.changed(before, now, manifest)

    assert terminal.changed(None, before, manifest) is None
    assert after(lambda cells: cells["double"].update(source=WRONG)) == {"double"}
    assert after(lambda cells: cells["why"].update(source="Because.")) == set()
    assert after(lambda cells: cells["double"].update(outputs=[{}])) == set()
    assert after(lambda cells: cells["setup"].update(source="x = 1")) is None


def report(id, outcome):
    return ShownReport(id, outcome, f"{outcome} {id} in full", "coloured", f"{outcome} {id}")


def page(tiny):
    return terminal.Page(read_manifest(tiny.folder / "assignment.toml"), colour=False)


def test_a_page_remembers_what_was_not_checked_again(tiny):
    """A later run of one exercise leaves what is known of the others, and shows its own."""
    known = page(tiny)
    known.take(FreshRun(reports=(report("double", "NOT YET"), report("fit_slope", "NOT YET"))))
    assert known.text().endswith("NOT YET double in full")

    known.take(FreshRun(reports=(report("fit_slope", "NOT YET"),)))
    assert known.text().endswith("NOT YET fit_slope in full")
    assert "  NOT YET double\n" in known.text()

    known.take(FreshRun(reports=(report("double", PASS), report("fit_slope", PASS))))
    assert known.done
    assert known.text().endswith("Congratulations: every exercise passes its public checks.")


def save_at_once(path, data):
    path.write_bytes(data)


def save_by_rename(path, data):
    new = path.with_name(".~tiny.ipynb")
    new.write_bytes(data)
    new.replace(path)


def save_by_moving_away(path, data):
    path.replace(path.with_name("tiny.ipynb~"))
    time.sleep(0.2)
    path.write_bytes(data)


def save_in_pieces(path, data):
    with path.open("wb") as file:
        for start in range(0, len(data), len(data) // 4):
            file.write(data[start : start + len(data) // 4])
            file.flush()
            time.sleep(0.1)


@pytest.mark.parametrize(
    "save", [save_at_once, save_by_rename, save_by_moving_away, save_in_pieces]
)
def test_every_way_of_saving_is_seen(homework, desk, save):
    """Written in place, renamed over, moved away first, or in pieces: the new state is read."""
    stamp = terminal._stamp(homework)
    data = json.dumps(desk.notebook(double=WRONG)).encode()
    thread = threading.Thread(target=save, args=(homework, data))
    thread.start()

    _, notebook = terminal._next_save(homework, stamp, lambda text: None)
    thread.join()

    assert any(c["source"] == WRONG for c in notebook["cells"])


def test_a_file_that_stays_broken_is_told_of(homework, desk, monkeypatch):
    """After a while the reason is said; the next good save goes on."""
    monkeypatch.setattr(terminal, "_PATIENCE_SECONDS", 0.3)
    stamp = terminal._stamp(homework)
    homework.write_text("{")
    told = []

    def hear(text):
        told.append(text)
        put(homework, desk, double=WRONG)

    _, notebook = terminal._next_save(homework, stamp, hear)

    assert told == ["the file is no notebook"]
    assert any(c["source"] == WRONG for c in notebook["cells"])


@pytest.mark.slow("waits for saves; what is looked at is tested faster")
def test_watching_until_everything_passes(homework, desk):
    """Saved wrongly, then rightly, atomically: checked each time, congratulated, ended."""
    put(homework, desk, double=WRONG, fit_slope="def fit_slope(x, y):\n    return None")
    process = subprocess.Popen(
        [sys.executable, "-m", "autograde.cli", "check", str(homework), "--watch"],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**os.environ, "LANGUAGE": "en", "PYTHONUNBUFFERED": "1"},
    )
    try:
        seen = []

        def read_until(text):
            for line in process.stdout:
                seen.append(line)
                if text in line:
                    return
            raise AssertionError("".join(seen))

        read_until("Hidden checks")
        assert "NOT YET  double: 0 of 1 check passes" in "".join(seen)
        seen.clear()
        put(homework, desk, double="def double(x):\n    return x + x", fit_slope="fit_slope = 1")
        read_until("Tiny: 1 of 2")
        put(homework, desk)
        read_until("Congratulations")
        assert process.wait(30) == 0
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


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


# -------------------------------------------------------------------------- a student's install
def test_waiting_and_mending_load_no_torch():
    """What only waits for a file or writes one starts at once."""
    code = (
        "import sys, autograde.cli.students, autograde.student.terminal, autograde.student.fresh\n"
        "import autograde.student.repairing, autograde.student.handing_in\n"
        "sys.exit('torch' in sys.modules or 'IPython' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.slow("four Pythons with torch")
def test_students_commands_need_neither_nbgrader_nor_rich(homework, tiny_copy, tmp_path):
    """Where only the base is installed they work; instructors' commands say what to install."""
    hide = tmp_path / "hide" / "sitecustomize.py"
    hide.parent.mkdir()
    hide.write_text(
        "import sys\n"
        "for name in ('nbgrader', 'rich', 'nh3', 'sqlalchemy', 'nbconvert', 'nbclient',\n"
        "             'jupyter_client', 'ipykernel', 'ipywidgets'):\n"
        "    sys.modules[name] = None\n"
    )

    assert autograde("check", homework, PYTHONPATH=str(hide.parent)).returncode == 0
    assert autograde("submit-check", homework, PYTHONPATH=str(hide.parent)).returncode == 0
    run = autograde("generate", "--course", tiny_copy.course.root, PYTHONPATH=str(hide.parent))
    assert run.returncode == 2
    assert "pip install 'autograde-torch[instructor]'" in run.stderr
    assert "Traceback" not in run.stderr
