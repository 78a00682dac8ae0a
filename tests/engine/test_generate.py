"""What students get comes from the sources, holds no solution, and is known to be current."""

import json

import pytest

from autograde.errors import CourseError
from autograde.generate import check_master, generate, solution_text_in, stale
from autograde.gradebook.preprocessors import version
from autograde.notebook import read_notebook
from autograde.submission import kept_version, version_of


@pytest.fixture(scope="module")
def generated(tmp_path_factory):
    import shutil

    from desk import TINY

    from autograde.course import Course

    root = tmp_path_factory.mktemp("generated") / "course"
    ignore = shutil.ignore_patterns("release", "solutions", "*.db", "__pycache__")
    shutil.copytree(TINY, root, ignore=ignore)
    assignment = Course(root).assignment("tiny")
    generate(assignment)
    return assignment


def cells(path):
    return {c["id"]: c for c in read_notebook(path)["cells"]}


def test_the_release_holds_what_students_need_and_no_more(generated):
    """Notebook, manifest and public tests; no solution, no hidden test, no output."""
    names = sorted(p.name for p in generated.release.iterdir())
    release = cells(generated.release / "tiny.ipynb")

    assert names == ["assignment.toml", "test_public.py", "tiny.ipynb"]
    assert "NotImplementedError" in release["double"]["source"]
    assert "return 2 * x" not in json.dumps(release)
    assert release["why"]["source"] == "YOUR ANSWER HERE"
    assert release["double-check"]["metadata"]["deletable"] is False
    assert not any(c.get("outputs") for c in release.values())
    assert solution_text_in(generated) == []


def test_hints_are_folded_into_the_release(generated):
    """Each exercise has its three hints behind its statement, one below the other."""
    release = cells(generated.release / "tiny.ipynb")
    order = list(release)

    assert order.index("double-hints") == order.index("double-text") + 1
    assert release["double-hints"]["source"].count("<details>") == 3
    assert "A tensor can be multiplied." in release["double-hints"]["source"]


def test_the_solution_is_executed_with_figures_and_checks(generated):
    """The solution shows its figure and passing checks, by the functions that students use."""
    solution = cells(generated.solutions / "tiny.ipynb")

    assert "image/png" in solution["plot"]["outputs"][-1]["data"]
    report = solution["double-check"]["outputs"][0]["data"]["text/plain"]
    assert "".join(report).startswith("PASS  double: 1 check passes")


def test_the_version_is_a_hash_of_what_is_released(generated):
    """Release and solution carry the same version; it changes with any released file."""
    before = version(generated)
    release = read_notebook(generated.release / "tiny.ipynb")
    solution = read_notebook(generated.solutions / "tiny.ipynb")
    hidden = generated.tests / "test_hidden.py"
    hidden.write_text(hidden.read_text() + "\n# changed\n")

    assert version_of(release) == version_of(solution) == before == version(generated)


def test_what_was_given_out_is_kept_by_its_version(generated):
    """Who hands in a notebook of this release later is still measured against it."""
    released = generated.release / "tiny.ipynb"
    kept = kept_version(released, version(generated))

    assert kept.read_bytes() == released.read_bytes()
    assert kept.parent == generated.course.root / "release" / ".versions" / "tiny"


def test_stale_files_are_named(generated):
    """Current files are current; an edited release, a stray file and an old solution are not."""
    assert stale(generated) == []
    path = generated.release / "tiny.ipynb"
    original = path.read_text()
    try:
        path.write_text(original.replace("# Tiny", "# Tinny"))
        stray = generated.release / "test_hidden.py"
        stray.write_text("secret")
        found = stale(generated)
        stray.unlink()
    finally:
        path.write_text(original)

    assert any("tiny.ipynb differs" in f for f in found)
    assert any("test_hidden.py does not come from the sources" in f for f in found)


def test_the_committed_release_of_the_tiny_course_is_current(tiny):
    """The miniature course is what its sources give."""
    assert stale(tiny) == []


def change(assignment, id, **changes):
    notebook = json.loads(assignment.notebook.read_text())
    cell = next(c for c in notebook["cells"] if c["id"] == id)
    for key, value in changes.items():
        if key == "source":
            cell["source"] = value
        else:
            cell["metadata"]["nbgrader"][key] = value
    assignment.notebook.write_text(json.dumps(notebook))


@pytest.mark.parametrize(
    ("id", "changes", "message"),
    [
        ("double", {"grade_id": "duoble"}, 'no cell with the grade_id "double"'),
        ("double", {"grade_id": "fit_slope"}, "two cells have the grade_id"),
        ("double", {"solution": False, "locked": True}, "should be a solution cell"),
        ("double-check", {"points": 3}, "worth 3 points, the manifest says 2"),
        ("double-check", {"source": 'check("fit_slope")'}, "something else than a check"),
        ("double-check", {"locked": False}, "is not locked"),
        ("why", {"grade_id": "because"}, 'no cell with the grade_id "why"'),
        ("plot", {"solution": True, "locked": False}, "not in the manifest"),
    ],
)
def test_a_wrong_master_is_refused(tiny_copy, id, changes, message):
    """Every disagreement between notebook and manifest is one message with the file's name."""
    change(tiny_copy, id, **changes)

    with pytest.raises(CourseError, match=message) as caught:
        check_master(tiny_copy)
    assert "tiny.ipynb" in str(caught.value)


def test_a_solution_that_raises_is_refused(tiny_copy):
    """A master whose solution does not run is not generated silently."""
    source = "def double(x):\n    ### BEGIN SOLUTION\n    return y\n    ### END SOLUTION\n"
    change(tiny_copy, "double", source=source + "double(1)")

    with pytest.raises(CourseError, match="NameError"):
        generate(tiny_copy)
