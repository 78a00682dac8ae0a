"""What is published holds nothing secret, in no file and in no corner of a history."""

import base64
import gzip
import json
import subprocess
import zipfile

import pytest
from click.testing import CliRunner
from desk import TINY

from autograde.cli import main
from autograde.course import Course
from autograde.errors import CourseError, UsageError
from autograde.export.publish import publish
from autograde.export.secrets import findings, secrets_of


@pytest.fixture(scope="module")
def course():
    return Course(TINY)


@pytest.fixture(scope="module")
def secrets(course):
    return secrets_of(course)


@pytest.fixture(scope="module")
def solution_lines(course):
    """Lines of the solution of fit_slope, as the master has them."""
    from autograde.bank import own_solutions
    from autograde.notebook import read_notebook

    source = own_solutions(read_notebook(course.assignment("tiny").notebook))["fit_slope"]
    return [line for line in source.splitlines() if len(line.strip()) >= 20][-3:]


def git(folder, *arguments):
    subprocess.run(
        ["git", "-c", "user.name=a", "-c", "user.email=a@b", "-C", folder, *arguments],
        check=True, capture_output=True,
    )  # fmt: skip


def test_a_folder_for_students(course, tmp_path):
    """Releases, a README with badges; once more changes nothing."""
    done = publish(course, tmp_path / "pub", repository="org/name", ref="v1")

    assert set(done.files) == {
        "README.md", "tiny/tiny.ipynb", "tiny/assignment.toml", "tiny/test_public.py",
    }  # fmt: skip
    readme = (tmp_path / "pub/README.md").read_text()
    assert "colab.research.google.com/github/org/name/blob/v1/tiny/tiny.ipynb" in readme
    assert "2 exercises, 7 points, about 8 minutes" in readme
    before = {p: p.read_bytes() for p in (tmp_path / "pub").rglob("*") if p.is_file()}
    publish(course, tmp_path / "pub", repository="org/name", ref="v1")
    assert {p: p.read_bytes() for p in (tmp_path / "pub").rglob("*") if p.is_file()} == before


def test_a_zip_and_a_readme_of_their_own(course, tmp_path):
    """--zip alone writes no folder; somebody's own README is not overwritten."""
    publish(course, None, archive=tmp_path / "c.zip")
    with zipfile.ZipFile(tmp_path / "c.zip") as archive:
        assert "tiny/tiny.ipynb" in archive.namelist()
    (tmp_path / "pub").mkdir()
    (tmp_path / "pub/README.md").write_text("Mine.")
    publish(course, tmp_path / "pub")
    assert (tmp_path / "pub/README.md").read_text() == "Mine."


def test_the_real_course_can_be_published(tmp_path):
    """All six assignments: nothing in the releases is a line of a solution or a hidden check."""
    done = publish(Course(TINY.parents[1]), tmp_path / "pub")

    assert len(done.files) >= 6 * 3 + 2


def leak(lines, form):
    """A solution in one of the forms in which it gets away."""
    text = "\n".join(lines)
    if form == "text":
        return "notes.md", f"So:\n\n{text}\n".encode()
    if form == "notebook":
        return "old.ipynb", json.dumps(
            {"cells": [{"source": [li + "\n" for li in lines]}]}
        ).encode()
    if form == "broken notebook":
        return "old.ipynb", json.dumps({"cells": [{"source": text}]}).encode()[:-3]
    if form == "diff":
        return "fix.patch", "".join(f"+{line}\n" for line in lines).encode()
    if form == "utf-16":
        return "notes.txt", text.encode("utf-16")
    if form == "indented":
        return "a.py", "".join(f"\t\t{line}   \n" for line in lines).encode()
    if form == "gzip":
        return "a.gz", gzip.compress(text.encode())
    raise AssertionError(form)


FORMS = ["text", "notebook", "broken notebook", "diff", "utf-16", "indented", "gzip"]


@pytest.mark.parametrize("form", FORMS)
def test_a_solution_is_found_in_every_form(secrets, solution_lines, form):
    """Whatever it stands in; what cannot be looked into is reported as such."""
    name, data = leak(solution_lines, form)

    assert findings(secrets, name, data)
    assert findings(secrets, name, b"Nothing of it here.\n") == []


def test_a_solution_in_a_zip_in_a_zip(secrets, solution_lines, tmp_path):
    """Zips are opened, also within others."""
    name, data = leak(solution_lines, "text")
    for n in ("inner.zip", "outer.zip"):
        with zipfile.ZipFile(tmp_path / n, "w") as archive:
            archive.writestr(name, data)
        name, data = n, (tmp_path / n).read_bytes()

    assert "outer.zip/inner.zip/notes.md holds a line" in findings(secrets, name, data)[0]


@pytest.mark.parametrize(
    "path",
    [
        "grader_tests/tiny/test_hidden.py", "grader_tests/tiny/bank/double/wrong_squares.py",
        "solutions/tiny/tiny.ipynb", "source/tiny/tiny.ipynb",
    ],
)  # fmt: skip
def test_every_secret_file_is_known_under_another_name(course, secrets, path):
    """By its contents, and one changed byte does not hide it."""
    data = (course.root / path).read_bytes()

    assert findings(secrets, "innocent.txt", data)
    assert findings(secrets, "innocent.txt", data + b"\n# more\n")


def test_each_line_of_a_hidden_check_with_a_value_is_secret(course, secrets):
    """An expected value alone, in one line, is enough."""
    line = "    slope = 1 + 4 * torch.rand((), generator=fresh)"
    assert line in (course.root / "grader_tests/tiny/test_hidden.py").read_text()

    found = findings(secrets, "tiny/help.py", f"x = 1\n{line}\n".encode())

    assert found == [
        "tiny/help.py holds a line of grader_tests/tiny/test_hidden.py: " + line.strip()
    ]


def test_binary_files_but_pictures_are_not_proven(secrets):
    """A pickle of answers cannot be read here, so it is refused; a picture passes."""
    assert "cannot be looked into" in findings(secrets, "answers.pt", b"\x80\0\1\2")[0]
    picture = base64.b64decode(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGP4DwABAQEA"
    )
    assert findings(secrets, "plot.png", picture) == []


def test_a_secret_that_lies_there_stops_it(course, tmp_path, solution_lines):
    """Nothing is written, and the message says what and where."""
    folder = tmp_path / "pub"
    folder.mkdir()
    (folder / "notes.md").write_text("\n".join(solution_lines))

    with pytest.raises(CourseError, match=r"(?s)nothing was written.*notes\.md holds a line"):
        publish(course, folder)
    assert [p.name for p in folder.iterdir()] == ["notes.md"]


@pytest.fixture
def repository(tmp_path):
    folder = tmp_path / "pub"
    folder.mkdir()
    git(folder, "init", "-q", "-b", "main")
    (folder / "hello.md").write_text("hello\n")
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "hello")
    return folder


def test_a_clean_repository_is_published(course, repository):
    """Everything in its history is looked through."""
    done = publish(course, repository)

    assert done.objects >= 2
    git(repository, "add", "-A")
    git(repository, "commit", "-qm", "release")
    assert publish(course, repository).objects > done.objects


@pytest.mark.parametrize(
    "where",
    ["deleted", "branch", "tag", "stash", "detached", "message", "annotated", "name", "merge"],
)
def test_a_secret_anywhere_in_the_history_stops_it(course, repository, solution_lines, where):
    """Deleted, on another branch, tagged, stashed, detached, in a message, or by a name alone."""
    text = "\n".join(solution_lines)
    file = repository / "notes.md"
    if where in ("message", "annotated"):
        command = ["commit", "--allow-empty"] if where == "message" else ["tag", "-a", "v1"]
        git(repository, *command, "-m", text)
    elif where == "stash":
        (repository / "hello.md").write_text(text)
        git(repository, "stash")
    else:
        if where in ("branch", "tag", "detached", "merge"):
            git(repository, "checkout", "-q", "--detach")
        path = repository / "solutions" / "x.md" if where == "name" else file
        path.parent.mkdir(exist_ok=True)
        path.write_text("harmless\n" if where == "name" else text)
        git(repository, "add", "-A")
        git(repository, "commit", "-qm", "x")
        if where == "branch":
            git(repository, "branch", "other")
        if where == "tag":
            git(repository, "tag", "v1")
        if where in ("branch", "tag"):
            git(repository, "checkout", "-q", "main")
        elif where == "merge":
            git(repository, "tag", "side")
            git(repository, "checkout", "-q", "main")
            (repository / "b.md").write_text("b\n")
            git(repository, "add", "-A")
            git(repository, "commit", "-qm", "b")
            git(repository, "merge", "-q", "-s", "ours", "-m", "m", "side")
            git(repository, "tag", "-d", "side")
        else:
            git(repository, "rm", "-q", path.relative_to(repository))
            git(repository, "commit", "-qm", "gone")
    assert not file.exists()

    with pytest.raises(CourseError, match="in the history"):
        publish(course, repository)
    assert not (repository / "tiny").exists()


def test_half_a_history_proves_nothing(course, repository, tmp_path):
    """A shallow clone is refused."""
    git(repository, "commit", "--allow-empty", "-qm", "more")
    subprocess.run(
        ["git", "clone", "-q", "--depth", "1", f"file://{repository}", tmp_path / "shallow"],
        check=True, capture_output=True,
    )  # fmt: skip

    with pytest.raises(UsageError, match="not complete"):
        publish(course, tmp_path / "shallow")


def test_a_release_that_is_not_current_is_not_published(tiny_copy, tmp_path):
    """A changed check asks for generating first."""
    tests = tiny_copy.tests / "test_public.py"
    tests.write_text(tests.read_text() + "\n# changed\n")

    with pytest.raises(CourseError, match=r"not current.*\nRun: autograde generate tiny"):
        publish(tiny_copy.course, tmp_path / "pub")


def test_the_course_itself_is_no_place(tiny_copy):
    """Neither the course, nor a folder of it, nor one above it."""
    root = tiny_copy.course.root
    for folder in (root, root / "release", root.parent):
        with pytest.raises(CourseError, match="the course, or part of it"):
            publish(tiny_copy.course, folder)


def test_the_command(tmp_path):
    """autograde publish DIR tells how much it has looked through."""
    result = CliRunner().invoke(main, ["publish", str(tmp_path / "p"), "--course", str(TINY)])

    assert result.exit_code == 0, result.output
    assert "Looked through 4 files and 0 objects of history." in result.stdout
