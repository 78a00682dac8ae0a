"""`autograde check`, as it is typed in a terminal."""

import copy
import json
import os
import subprocess
import sys
import threading
import time

import pytest
from terminals import autograde, change

from autograde.manifest import read_manifest
from autograde.notebook import write_notebook
from autograde.student import terminal
from autograde.student.fresh import FreshRun, ShownReport
from autograde.student.report import PASS

WRONG = "def double(x):\n    return x * x"


def put(path, desk, **answers):
    """Save a notebook as editors do: a new file, renamed over the old one."""
    write_notebook(path, desk.notebook(**answers))


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
    assert "Before you hand it in: autograde submit-check tiny.ipynb" in run.stdout
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


def test_a_narrow_terminal_breaks_no_line(homework, desk):
    """Lists and sentences fit into 50 columns as into 80."""
    put(homework, desk, double=WRONG)

    wide, narrow = (autograde("check", homework, COLUMNS=str(n)).stdout for n in (80, 50))

    assert 60 < max(map(len, wide.splitlines())) <= 80
    assert max(map(len, narrow.splitlines())) <= 50
    assert "NOT YET  double: 0 of 1 check passes" in narrow


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
    return terminal.Page(read_manifest(tiny.folder / "assignment.toml"), "tiny.ipynb", colour=False)


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
    assert "Congratulations: every exercise passes its public checks." in known.text()


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

    assert told == ["tiny.ipynb cannot be read (the file is no notebook); waiting."]
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
