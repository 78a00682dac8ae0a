"""Whatever was handed in is read, repaired with a note, or refused with a reason."""

import copy
import json
import shutil

import pytest

from autograde.errors import CourseError, SubmissionRefused
from autograde.notebook import read_notebook
from autograde.submission import Release, code_to_run, kept_version, read_submission


@pytest.fixture
def release(tiny):
    return Release.read(tiny.release / "tiny.ipynb", "tiny")


def cell_of(notebook, id):
    return next(c for c in notebook["cells"] if c["id"] == id)


def roles(submission):
    return [(c.grade_id, c.role) for c in submission.cells]


def test_the_solution_is_read_as_it_is(desk, release):
    """An ordinary submission needs no repair and runs everything but the check cells."""
    submission = read_submission(desk.hand_in("a"), "a", release)

    assert submission.notes == ()
    assert submission.untouched == {"why"}
    assert [id for id, _ in code_to_run(submission)] == ["setup", "double", "fit_slope", "plot"]


def test_the_untouched_release_is_recognised(desk, release):
    """Every cell to fill in is untouched."""
    submission = read_submission(desk.hand_in("a", desk.release), "a", release)

    assert submission.untouched == {"double", "fit_slope", "why"}


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b"   \n", "empty"),
        (b"{}", "nbformat"),
        (b"null", "holds nothing"),
        (b"[1, 2]", "holds a list"),
        (b'"text"', "holds a text"),
        (b"\xff\xfe\x00", "not text"),
        (b"\x89PNG\r\n\x1a\n\xff", "not text"),
        (b'{"nbformat": 4, "cells": [', "ends too early"),
        (b'{"nbformat": 4, "cells": {}}', "no list of cells"),
        (b'{"nbformat": 4, "cells": [3]}', "a cell that is none"),
        (b'{"nbformat": 4, "cells": [{"cell_type": "code", "source": 3}]}', "without text"),
        (b'{"nbformat": 99, "cells": []}', "nbformat is 99"),
        (b'{"nbformat": 2, "worksheets": 3}', "cannot be converted"),
        (b'{"nbformat": 4, "cells": []}', "no cell of the assignment"),
        (b"[" * 100_000, "no notebook"),
        (
            json.dumps({"nbformat": 4, "cells": [{"cell_type": "raw"}] * 5000}).encode(),
            "2000 cells",
        ),
    ],
)
def test_what_is_no_notebook_is_refused(desk, release, data, reason):
    """One clear message with the file's name, what was found and why."""
    with pytest.raises(SubmissionRefused, match=reason) as caught:
        read_submission(desk.hand_in("a", data), "a", release)
    assert "tiny.ipynb" in str(caught.value)


def test_a_huge_file_is_not_even_read(desk, release):
    """A file of more than 50 MB is refused by its size."""
    path = desk.hand_in("a")
    with path.open("ab") as file:
        file.truncate(60 << 20)

    with pytest.raises(SubmissionRefused, match="larger than 50 MB"):
        read_submission(path, "a", release)


def test_a_link_is_not_followed(desk, release, tmp_path):
    """A symbolic link to somebody else's notebook is refused."""
    target = desk.hand_in("a")
    link = tmp_path / "submitted" / "b.ipynb"
    link.symlink_to(target)

    with pytest.raises(SubmissionRefused, match="regular file"):
        read_submission(link, "b", release)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_byte_order_mark_is_no_obstacle(desk, release, encoding):
    """Notebooks that an editor saved with a byte order mark are read."""
    text = json.dumps(desk.notebook(double="def double(x):\n    return x + x  # é"))

    submission = read_submission(desk.hand_in("a", text.encode(encoding)), "a", release)

    assert "é" in dict(code_to_run(submission))["double"]


def test_nbformat_3_is_converted(desk, release):
    """An old format is converted; the cells are found by what they define."""
    cells = [{"cell_type": "code", "input": source, "outputs": [], "language": "python"}
             for source in ("import torch", *desk.solutions.values())]  # fmt: skip
    old = {"nbformat": 3, "nbformat_minor": 0, "metadata": {}, "worksheets": [{"cells": cells}]}

    submission = read_submission(desk.hand_in("a", old), "a", release)

    assert {"double", "fit_slope"} <= {c.grade_id for c in submission.cells}
    assert not {"double", "fit_slope"} & submission.untouched


def test_edited_given_cells_are_restored(desk, release):
    """Locked cells are the instructor's: a check cell that was edited does not matter."""
    notebook = desk.notebook()
    cell_of(notebook, "double-check")["source"] = "print('5.0')"
    cell_of(notebook, "setup")["source"] = "raise SystemExit"

    submission = read_submission(desk.hand_in("a", notebook), "a", release)

    sources = {c.grade_id: c.source for c in submission.cells}
    assert sources["double-check"] == 'check("double")'
    assert sources["setup"].startswith("import matplotlib")


def test_edited_points_and_roles_do_not_count(desk, release):
    """nbgrader's metadata is taken from the release, whatever the submission says."""
    notebook = desk.notebook()
    cell_of(notebook, "double-check")["metadata"]["nbgrader"]["points"] = 1000
    solution = cell_of(notebook, "double")["metadata"]["nbgrader"]
    solution |= {"grade": True, "points": 50, "solution": False}

    submission = read_submission(desk.hand_in("a", notebook), "a", release)

    assert release.metadata["double-check"]["points"] == 2
    assert ("double", "solution") in roles(submission)


def test_another_release_is_noted(desk, release):
    """A notebook of another version of the release is graded, with a note."""
    notebook = desk.notebook()
    notebook["metadata"]["autograde"] = {"version": "0123456789ab"}

    submission = read_submission(desk.hand_in("a", notebook), "a", release)

    assert submission.version == "0123456789ab"
    assert "another release" in submission.notes[0]


def test_an_older_release_counts_as_it_was_given(tiny_copy, desk):
    """A notebook of an older version that is kept is mended against that one."""
    path = tiny_copy.release / "tiny.ipynb"
    old = Release.read(path, "tiny")
    kept = kept_version(path, old.version)
    kept.parent.mkdir(parents=True)
    shutil.copy(path, kept)
    current = json.loads(path.read_text())
    current["metadata"]["autograde"]["version"] = "ffffffffffff"
    setup = next(c for c in current["cells"] if c["id"] == "setup")
    setup["source"] = "import this_is_newer"
    path.write_text(json.dumps(current))
    notebook = desk.notebook()
    cell_of(notebook, "setup")["source"] = "broken("

    submission = read_submission(desk.hand_in("a", notebook), "a", Release.read(path, "tiny"))

    code = dict(code_to_run(submission))
    assert code["setup"] == old.source("setup")
    assert "an older release" in submission.notes[0]


def test_an_exercise_that_came_later_is_not_attempted(tiny_copy, desk):
    """What the older release did not have is put in as it is given out now."""
    path = tiny_copy.release / "tiny.ipynb"
    current = json.loads(path.read_text())
    older = copy.deepcopy(current)
    older["metadata"]["autograde"]["version"] = "aaaaaaaaaaaa"
    older["cells"] = [c for c in older["cells"] if not c["id"].startswith("fit_slope")]
    kept = kept_version(path, "aaaaaaaaaaaa")
    kept.parent.mkdir(parents=True)
    kept.write_text(json.dumps(older))
    notebook = desk.notebook()
    notebook["metadata"]["autograde"] = older["metadata"]["autograde"]
    notebook["cells"] = [c for c in notebook["cells"] if not c["id"].startswith("fit_slope")]

    submission = read_submission(desk.hand_in("a", notebook), "a", Release.read(path, "tiny"))

    assert "fit_slope" in submission.untouched
    assert "double" not in submission.untouched
    assert any(c.grade_id == "fit_slope-check" for c in submission.cells)


def test_a_missing_release_is_a_course_error(tiny, tmp_path):
    """The message says what to run."""
    with pytest.raises(CourseError, match="autograde generate tiny"):
        Release.read(tmp_path / "tiny.ipynb", "tiny")


def test_surrogates_are_replaced(desk, release):
    """A source that cannot be written as UTF-8 does not break anything later."""
    text = json.dumps(desk.notebook()).replace("Twice x", "Twice \\ud800")
    path = desk.hand_in("a", text)

    source = cell_of(read_notebook(path), "setup")["source"]
    source.encode("utf-8")
    read_submission(path, "a", release)
