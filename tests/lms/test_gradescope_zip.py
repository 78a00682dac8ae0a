"""The autograder for Gradescope, unpacked and run as it runs there."""

import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from lms import importers

from autograde.collect.archive import open_source
from autograde.errors import GraderFault, UsageError
from autograde.export.gradescope_run import results_of
from autograde.export.gradescope_zip import Settings, build
from autograde.grade.setup import policy_for

REPOSITORY = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def autograder(tmp_path_factory, request):
    """
    The zip unpacked below a root of its own, with a virtual environment as setup.sh makes it:
    libraries from here, the engine from the zip.
    """
    from desk import TINY

    from autograde.course import Course

    root = tmp_path_factory.mktemp("gradescope")
    root.chmod(0o755)
    zipped = root / "tiny.zip"
    build(Course(TINY).assignment("tiny"), zipped, Settings("tiny"))
    with zipfile.ZipFile(zipped) as archive:
        archive.extractall(root / "source")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", root / "venv"], check=True)
    site = next((root / "venv").glob("lib/python*/site-packages"))
    libraries = Path(pytest.__file__).parents[1]
    (site / "autograde.pth").write_text(f"{root}/source/engine\n{libraries}\n")
    return root


def run(root, desk, tmp_path, files):
    """results.json of one submission, None if there is none; and what was printed."""
    shutil.rmtree(root / "submission", ignore_errors=True)
    for name, content in files.items():
        path = root / "submission" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    done = subprocess.run(
        ["bash", root / "source" / "run_autograder"],
        env={**os.environ, "AUTOGRADER_ROOT": str(root)},
        cwd=tmp_path, capture_output=True, text=True, check=False,
    )  # fmt: skip
    path = root / "results" / "results.json"
    return (json.loads(path.read_text()) if path.exists() else None), done


def test_it_grades_with_the_engine_in_the_zip(autograder, desk, tmp_path):
    """Right and wrong answers, hidden checks after publishing, in Gradescope's schema."""
    wrong = desk.notebook(double="def double(x):\n    return '<script>alert(1)</script>'")
    for answer, score in ((desk.notebook(), 5.0), (wrong, 3.0)):
        results, done = run(
            autograder, desk, tmp_path,
            {"tiny (1).ipynb": json.dumps(answer).encode(), "conftest.py": b"raise SystemExit"},
        )  # fmt: skip

        assert results is not None, done.stdout + done.stderr
        assert importers.gradescope(results) == score
        assert sum(t["score"] for t in results["tests"]) == score
        shown = {t["name"]: t["visibility"] for t in results["tests"]}
        assert shown["double gives twice the values."] == "visible"
        assert set(shown.values()) == {"visible", "after_published"}
        assert results["output_format"] == results["test_output_format"] == "text"
        assert "2 more points are given by a person" in results["output"]
        hidden = [t["output"] for t in results["tests"] if t["visibility"] != "visible"]
        assert all("expected" not in text for text in hidden)
    engine = (autograder / "source" / "engine").resolve()
    where = subprocess.run(
        [autograder / "venv/bin/python", "-I", "-c", "import autograde; print(autograde.__file__)"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert Path(where.stdout.strip()).is_relative_to(engine)


@pytest.mark.parametrize(
    ("files", "text"),
    [
        ({"essay.pdf": b"%PDF"}, "no tiny.ipynb in what you handed in.\nFound essay.pdf"),
        ({"tiny.ipynb": b"{"}, "tiny.ipynb: the file is no notebook"),
    ],
)
def test_what_is_no_notebook_is_told_to_the_student(autograder, desk, tmp_path, files, text):
    """No points, and the reason in plain words."""
    results, _ = run(autograder, desk, tmp_path, files)

    assert importers.gradescope(results) == 0
    assert text in results["output"]


def test_a_fault_of_ours_gives_no_score(autograder, desk, tmp_path):
    """A broken check: no results.json, status 1, the reason for staff."""
    tests = autograder / "source/course/grader_tests/tiny/test_hidden.py"
    original = tests.read_text()
    tests.write_text(original + "\nraise RuntimeError('broken')\n")
    try:
        results, done = run(
            autograder, desk, tmp_path, {"tiny.ipynb": json.dumps(desk.notebook()).encode()}
        )
    finally:
        tests.write_text(original)

    assert results is None
    assert done.returncode == 1
    assert "not the student's fault" in done.stdout
    assert "broken" in done.stdout


def test_a_check_that_failed_by_our_fault_gives_no_score():
    """One grader_error among the checks is enough."""
    check = {"id": "t", "title": "t", "status": "grader_error", "points": 0, "max_points": 1,
             "hidden": False, "message": ""}  # fmt: skip
    record = {"status": "graded", "notes": [], "score": 0, "manual_max_score": 0,
              "exercises": {"e": {"checks": [check]}}}  # fmt: skip

    with pytest.raises(GraderFault, match="t"):
        results_of(record, "hidden")


def test_the_zip_holds_all_of_the_engine_and_no_answer(tiny, tmp_path):
    """Every module, the scripts executable; no bank, no solution; an archive that is safe."""
    out = tmp_path / "t.zip"
    names = set(build(tiny, out, Settings("tiny", "hidden"), pip="--index-url https://x/simple"))

    modules = {
        f"engine/{p.relative_to(REPOSITORY).as_posix()}"
        for p in (REPOSITORY / "autograde").rglob("*.py")
    }
    assert modules <= names
    assert {"setup.sh", "run_autograder", "course/grader_tests/tiny/test_hidden.py"} <= names
    assert not [n for n in names if "bank" in n and not n.startswith("engine/")]
    with open_source(out) as source:
        text = b"".join(source.read(f) for f in source.files if f.name.startswith("course/"))
        setup = next(source.read(f).decode() for f in source.files if f.name == "setup.sh")
    assert b"BEGIN SOLUTION" not in text
    assert b"return 2 * x" not in text
    assert "pip install --index-url https://x/simple -r" in setup
    with zipfile.ZipFile(out) as archive:
        assert archive.getinfo("setup.sh").external_attr >> 16 & 0o111
    checked = subprocess.run(["bash", "-n"], input=setup, text=True, check=False)
    assert checked.returncode == 0
    first = out.read_bytes()
    build(tiny, out, Settings("tiny", "hidden"), pip="--index-url https://x/simple")
    assert out.read_bytes() == first


def test_a_visibility_that_gradescope_does_not_know(tiny, tmp_path):
    """Refused before anything is built."""
    with pytest.raises(UsageError, match="no visibility"):
        build(tiny, tmp_path / "t.zip", Settings("tiny", "sometimes"))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.geteuid() != 0, reason="only root becomes another user")
def test_as_root_student_code_reaches_its_own_directory(tiny, tmp_path):
    """In the tier of containers, temporary directories of root let the other user through."""
    staging = tmp_path / "staging"
    staging.mkdir(mode=0o700)

    policy = policy_for(tiny, staging, "landlock")

    assert policy.tier == "landlock"
    assert staging.stat().st_mode & 0o777 == 0o711
