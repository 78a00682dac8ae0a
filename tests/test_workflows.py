"""What runs elsewhere, on GitHub and before a commit, is made of commands that are there."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml
from pages import ROOT
from test_docs import wrong_in

WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PYTHONS = {"3.11", "3.12", "3.13"}

every_workflow = pytest.mark.parametrize("path", WORKFLOWS, ids=lambda p: p.name)


def read(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def steps(workflow: Any) -> list[dict[str, Any]]:
    return [step for job in workflow["jobs"].values() for step in job["steps"]]


def lines_of(script: str) -> list[list[str]]:
    """The words of each command of a script, redirections and what follows them left out."""
    text = re.sub(r"\$\{\{.*?\}\}", "x", script.replace("\\\n", " "))
    return [re.split(r"\s[;|&<>]|\s\d>", line)[0].split() for line in text.splitlines() if line]


def missing_from(words: list[str]) -> str:
    """What a command of this project names that is not here; empty if nothing."""
    if words[0] == "make":
        targets = re.findall(r"^(\w[\w-]*):", (ROOT / "Makefile").read_text(), re.MULTILINE)
        return "" if words[1] in targets else f"no target {words[1]}"
    if words[0] == ".ci/run":
        return "" if os.access(ROOT / ".ci/run", os.X_OK) else "not executable"
    if words[:4] == ["python", "-m", "pip", "install"]:
        extras = PROJECT["project"]["optional-dependencies"]
        wanted = re.findall(r"\[(\w+)\]", " ".join(words))
        files = [words[at + 1] for at, word in enumerate(words) if word == "-c"]
        return " ".join([*(e for e in wanted if e not in extras),
                         *(f for f in files if not (ROOT / f).exists())])  # fmt: skip
    named = [word.removeprefix("--ignore=") for word in words[1:]]
    paths = [w.rstrip("*") for w in named if re.match(r"(tests|release|source|docs)/", w)]
    if gone := [path for path in paths if not (ROOT / path).exists()]:
        return " ".join(gone)
    return wrong_in(shlex.join(words)) if words[0].endswith("autograde") else ""


def test_every_workflow_and_form_is_yaml():
    """GitHub's files parse, and so do the hooks and the citation."""
    files = [*(ROOT / ".github").rglob("*.yml"), ROOT / ".pre-commit-config.yaml"]
    assert all(read(path) for path in [*files, ROOT / "CITATION.cff"])
    assert len(WORKFLOWS) >= 3


@every_workflow
def test_every_job_says_where_and_how_long_and_may_only_read(path):
    """A runner, an end, and no right to write but where a job asks for one."""
    workflow = read(path)

    assert workflow["permissions"] == {"contents": "read"}
    for name, job in workflow["jobs"].items():
        assert job["runs-on"], name
        assert 0 < job["timeout-minutes"] <= 360, name
        for needed in [job["needs"]] if isinstance(job.get("needs"), str) else job.get("needs", []):
            assert needed in workflow["jobs"], name
        used = set(re.findall(r"\$\{\{ matrix\.(\w+) \}\}", yaml.dump(job)))
        assert used == set(job.get("strategy", {}).get("matrix", {})), name
        for step in job["steps"]:
            assert ("uses" in step) != ("run" in step), step
            assert re.fullmatch(r"[\w.-]+/[\w.-]+@[\w./-]+", step.get("uses", "a/b@c")), step


@every_workflow
def test_every_command_of_a_workflow_is_there(path):
    """Targets, scripts, extras, paths and options exist, and each script is bash."""
    for step in steps(read(path)):
        script = step.get("run", "")
        done = subprocess.run(["bash", "-n"], input=script, text=True, capture_output=True)
        assert done.returncode == 0, done.stderr
        assert [(w, found) for w in lines_of(script) if (found := missing_from(w))] == []


@pytest.mark.parametrize(
    "script",
    ["make tests", "python -m pip install -c constraint.txt .", "autograde grate neuron",
     "python -m pytest tests/student --ignore=tests/student/test_no.py",
     "python -m pip install '.[instructors]'", "python tests/wheels.py dist/*.whl",
     ".venv/bin/autograde doctor --machin > x"],
)  # fmt: skip
def test_a_command_that_is_not_there_is_noticed(script):
    """The test above tells what does not exist from what does."""
    assert missing_from(lines_of(script)[0])


def test_versions_of_python_are_those_that_the_package_takes():
    """Text, not numbers (3.10 would be 3.1); the oldest that is allowed is among them."""
    versions = [
        version
        for path in WORKFLOWS
        for job in read(path)["jobs"].values()
        for version in [
            *job.get("strategy", {}).get("matrix", {}).get("python", []),
            *(s["with"]["python-version"] for s in job["steps"]
              if s.get("uses", "").startswith("actions/setup-python")),
        ]
        if "matrix" not in str(version)
    ]  # fmt: skip

    assert set(versions) <= PYTHONS
    assert PROJECT["project"]["requires-python"].removeprefix(">=") in versions


@pytest.mark.parametrize(("tag", "agrees"), [("", True), ("v9.9.9", False)])
def test_a_release_is_refused_unless_everything_names_its_version(tmp_path, tag, agrees):
    """The step that compares them, run as it stands."""
    (step,) = (
        s for s in steps(read(ROOT / ".github/workflows/release.yml")) if "TAG" in s.get("env", {})
    )
    version = PROJECT["project"]["version"]
    (tmp_path / "autograde").mkdir()
    for name in ("pyproject.toml", "CITATION.cff", "autograde/__init__.py"):
        shutil.copy(ROOT / name, tmp_path / name)
    (tmp_path / "CHANGELOG.md").write_text(f"# Changelog\n\n## {version}, today\n")

    done = subprocess.run(
        ["bash", "-e", "-c", step["run"]],
        cwd=tmp_path,
        env={**os.environ, "TAG": tag or f"v{version}"},
    )

    assert (done.returncode == 0) == agrees


def test_hooks_run_what_lint_runs():
    """The same programs before a commit as in `make lint`, from the same place."""
    lint = (ROOT / "Makefile").read_text().split("lint: ")[1].split("\n\n")[0]
    programs = set(re.findall(r"\$\(BIN\)/([\w-]+)", lint))
    (repository,) = read(ROOT / ".pre-commit-config.yaml")["repos"]
    entries = [hook["entry"].split() for hook in repository["hooks"]]

    assert {e[0].removeprefix(".venv/bin/") for e in entries} == programs | {"autograde"}
    assert [(e, found) for e in entries if (found := missing_from(e))] == []
