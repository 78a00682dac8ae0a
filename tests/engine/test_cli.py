"""The command line: help, errors, exit statuses."""

import json

import pytest
from click.testing import CliRunner
from test_record import VALIDATOR

from autograde.cli import main


def run(*arguments):
    return CliRunner().invoke(main, [str(a) for a in arguments])


def test_every_command_has_help_with_an_example():
    """--help of each command tells what it does and shows an example."""
    for name in main.commands:
        result = run(name, "--help")
        assert result.exit_code == 0
        assert "Example" in result.output, name


def test_every_command_is_documented():
    """The README names each command."""
    from pathlib import Path

    readme = (Path(__file__).parents[2] / "README.md").read_text()
    for name in main.commands:
        assert f"autograde {name}" in readme, name


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("grade", "tinny"), 'Did you mean "tiny"'),
        (("grade", "tiny", "--submitted", "/nowhere"), "There is no such folder"),
        (("generate", "nothing"), "there is no assignment"),
        (("doctor", "nothing"), "there is no assignment"),
    ],
)
def test_wrong_usage_is_one_message_and_status_2(tiny_copy, arguments, message):
    """Where, what was found, what to do, on stderr."""
    result = run(*arguments, "--course", tiny_copy.course.root)

    assert result.exit_code == 2
    assert message in result.stderr
    assert "Traceback" not in result.output


def test_a_typo_in_a_manifest_is_wrong_usage(tiny_copy):
    """The manifest's mistake is told by every command that reads it."""
    path = tiny_copy.folder / "assignment.toml"
    path.write_text(path.read_text().replace("minutes", "minuts", 1))

    result = run("doctor", "tiny", "--course", tiny_copy.course.root)

    assert result.exit_code == 2
    assert 'Did you mean "minutes"' in result.stderr


def test_no_course_here(tmp_path, monkeypatch):
    """Outside of a course the message says how to name one."""
    monkeypatch.chdir(tmp_path)

    result = run("doctor")

    assert result.exit_code == 2
    assert "--course" in result.stderr


def test_grading_writes_json_and_a_table(tiny, desk, tmp_path):
    """
    --json holds one object a line, which keeps to the schema that is published, the table one line
    a student; a refused one gives 1.
    """
    desk.hand_in("Noether, Emmy")
    desk.hand_in("Turing, Alan", b"{")
    file = tmp_path / "results.jsonl"

    result = run(
        "grade", "tiny", "--course", tiny.course.root, "--submitted", desk.folder,
        "--out", tmp_path / "out", "--json", file, "--no-gradebook", "--jobs", 1,
    )  # fmt: skip

    assert result.exit_code == 1, result.output
    assert "Turing, Alan" in result.stderr
    assert "5 of 5" in result.stdout
    lines = [json.loads(line) for line in file.read_text().splitlines()]
    assert [list(VALIDATOR.iter_errors(line)) for line in lines] == [[], []]
    assert [(r["student"], r["status"], r["score"]) for r in lines] == [
        ("Noether, Emmy", "graded", 5.0),
        ("Turing, Alan", "refused", 0.0),
    ]
    assert list(lines[0]) == [
        "schema", "student", "assignment", "status", "score", "max_score", "manual_max_score",
        "exercises", "notes", "device", "timing",
    ]  # fmt: skip
    assert {r["device"] for r in lines} <= {"simulated CUDA device", "PrivateUse1 device"}
    assert lines[0]["exercises"]["why"] == {
        "score": None, "max_score": 2.0, "status": "not_attempted", "diagnosis": None,
        "checks": [],
    }  # fmt: skip


def test_the_machine_is_described():
    """doctor --machine tells what can be confined here."""
    result = run("doctor", "--machine")

    assert result.exit_code == 0
    assert "namespaces" in result.output


@pytest.mark.slow("grades a whole bank; test_doctor does so faster")
def test_doctor_accepts_the_tiny_course(tiny):
    """The miniature course is what it promises to be."""
    result = run("doctor", "tiny", "--course", tiny.course.root)

    assert result.exit_code == 0, result.output
    assert "double" in result.output


@pytest.mark.slow("a whole class; each of its steps has fast tests")
def test_the_demo_runs_in_a_folder_of_its_own(tiny, tmp_path):
    """A class from nothing to feedback, exit 0, and nothing outside the folder."""
    folder = tmp_path / "demo"

    result = run("demo", "--assignment", "tiny", "--out", folder, "--course", tiny.course.root)

    assert result.exit_code == 0, result.output
    assert len(list((folder / "submitted").iterdir())) == 14
    assert len(list((folder / "feedback").glob("*/tiny.html"))) == 14
    assert "everything right, in unusual ways" in result.stdout
    assert (folder / "gradebook.db").is_file()


def test_a_folder_that_is_no_demo_is_not_cleared(tiny, tmp_path):
    """demo refuses to remove what it did not make."""
    (tmp_path / "precious.txt").write_text("x")

    result = run("demo", "--assignment", "tiny", "--out", tmp_path, "--course", tiny.course.root)

    assert result.exit_code == 2
    assert (tmp_path / "precious.txt").exists()
