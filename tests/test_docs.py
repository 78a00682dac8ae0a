"""The pages hold: they build, and what they name, link to and show is there."""

from __future__ import annotations

import inspect
import json
import re
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path

import click
import jsonschema
import pytest
import yaml
from pages import PAGES, ROOT, blocks, code_lines, links

from autograde import expect
from autograde.cli import main
from autograde.marks import MARKS
from autograde.student.explanations import EXPLANATIONS

every_page = pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
# Files that only some runs write, so that a page may name them.
WRITTEN_LATER = {"docs/bank.md"}


def commands(group: click.Group = main, before: str = "") -> dict[str, click.Command]:
    """All commands by what is typed, those of groups included."""
    found: dict[str, click.Command] = {}
    for name, command in group.commands.items():
        found[f"{before}{name}"] = command
        if isinstance(command, click.Group):
            found |= commands(command, f"{before}{name} ")
    return found


def options(command: click.Command) -> set[str]:
    """All spellings of its options, help among them."""
    own = {o for p in command.params for o in (*p.opts, *p.secondary_opts) if o.startswith("-")}
    return own | {"-h", "--help"}


def wrong_in(line: str) -> str:
    """What a line of code says of our commands that is not so; empty if nothing."""
    known = commands()
    for match in re.finditer(r"(?:^|[;&|(]\s*|\$ )(?:\S*/)?autograde (?=[a-z])([^#;&|]*)", line):
        try:
            words = shlex.split(match[1])
        except ValueError:  # a quote that the end of the line leaves open
            words = match[1].split()
        names = [words[0]] if words[0] in known else []
        if names and isinstance(known[names[0]], click.Group):
            names = [" ".join(words[:2])] if " ".join(words[:2]) in known else names
        if not names:
            return f"no command: {words[0]}"
        for word in words:
            option = word.strip("[].,\"'").partition("=")[0]
            if re.match(r"--[a-z]", option) and option not in options(known[names[0]]):
                return f"{names[0]} has no {option}"
    return ""


@every_page
def test_commands_and_options_on_a_page_exist(page):
    """A reader can type what a page shows."""
    assert [(line, wrong) for line in code_lines(page) if (wrong := wrong_in(line))] == []


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("$ autograde grade neuron --jobs 2", ""),
        ("cd x && autograde grate neuron", "no command: grate"),
        ("autograde grade neuron --jbos 2    # a comment", "grade has no --jbos"),
        ("autograde export canvas neuron --into FILE", ""),
        ("autograde export canvas neuron --onto FILE", "export canvas has no --onto"),
        ("nbgrader autograde neuron", ""),
    ],
)
def test_a_wrong_command_is_noticed(line, wrong):
    """The test above tells what does not exist from what does."""
    assert wrong_in(line) == wrong


@every_page
def test_links_and_named_pages_are_there(page):
    """Links within the project lead somewhere, and so does each docs/... that is named."""
    text = page.read_text(encoding="utf-8")
    for link in links(page):
        path = link.partition("#")[0]
        if path and not re.match(r"[a-z]+:", link):
            assert (page.parent / path).exists(), link
    for named in re.findall(r"(?<![\w/])docs/[\w./-]*\w\.(?:md|py|svg|png|json)\b", text):
        assert named in WRITTEN_LATER or (ROOT / named).exists(), named


@every_page
def test_blocks_are_what_they_say(page):
    """YAML, TOML and JSON parse, Python compiles, scripts are bash."""
    for block in blocks(page):
        if block.kind in ("yaml", "yml"):
            list(yaml.safe_load_all(block.text))
        elif block.kind == "toml":
            tomllib.loads(block.text)
        elif block.kind == "json":
            json.loads(block.text)
        elif block.kind == "python":
            compile(block.text, str(block), "exec")
        elif block.kind in ("bash", "sh") or block.text.startswith("#!/bin/bash"):
            done = subprocess.run(["bash", "-n"], input=block.text, text=True, capture_output=True)
            assert done.returncode == 0, f"{block}\n{done.stderr}"


def test_an_example_of_a_bank_file_names_checks_that_exist():
    """Whoever types in CONTRIBUTING's wrong answer gets no complaint about its header."""
    text = (ROOT / "CONTRIBUTING.md").read_text()
    examples = re.findall(r"`grader_tests/(\w+)/bank/\w+/wrong_\w+\.py`(?s:.*?)# fails: (.*)", text)
    assert examples
    for assignment, names in examples:
        files = (ROOT / "grader_tests" / assignment).glob("test_*.py")
        tests = "".join(path.read_text() for path in files)
        assert [name for name in names.split(", ") if f"def {name}(" not in tests] == []


def test_every_command_option_and_group_has_help():
    """So the generated reference has no empty entry."""
    for name, command in {"autograde": main, **commands()}.items():
        assert command.help, name
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                assert parameter.help, f"{name} {parameter.opts}"


def test_the_record_on_the_page_fits_the_schema():
    """The example of docs/reference/record.md is one."""
    schema = json.loads((ROOT / "docs/reference/record.schema.json").read_text(encoding="utf-8"))
    (example,) = (b for b in blocks(ROOT / "docs/reference/record.md") if b.kind == "json")

    jsonschema.validate(json.loads(example.text), schema)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages, built with every warning an error."""
    folder = tmp_path_factory.mktemp("docs")
    done = subprocess.run(
        [sys.executable, "-m", "sphinx", "-W", "-q", "-E", "-d", folder / "trees",
         ROOT / "docs", folder / "html"],
        capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return folder / "html"


@pytest.mark.slow("builds all pages")
def test_the_reference_holds_every_command_option_code_mark_and_assertion(built):
    """What is generated leaves nothing out."""
    page = (built / "reference" / "cli.html").read_text(encoding="utf-8")
    text = re.sub(r"<[^>]+>", "", page)
    for name, command in commands().items():
        assert f'id="autograde-{name.replace(" ", "-")}"' in page, name
        for option in options(command) - {"-h", "--help"}:
            place = f'id="cmdoption-autograde-{name.replace(" ", "-")}-{option.lstrip("-")}"'
            assert place in page, f"{name} {option}"
    codes = (built / "reference" / "codes.html").read_text(encoding="utf-8")
    assert all(code in codes for code in EXPLANATIONS)
    assert "Exit status" in text
    assert "autograde grade neuron --jobs 4" in text  # the examples of --help
    checks = (built / "reference" / "checks.html").read_text(encoding="utf-8")
    text = re.sub(r"<[^>]+>", "", checks)
    for name in ("student", "student_on_gpu", "fresh", "own_data"):
        assert f">{name}<" in checks, name
    assert all(line.partition(":")[0] in text for line, _ in MARKS.values())
    functions = [n for n in expect.__all__ if inspect.isroutine(getattr(expect, n))]
    assert [n for n in functions if f"autograde.expect.{n}" not in text] == []


@pytest.mark.slow("builds all pages")
def test_the_pages_load_nothing_from_elsewhere(built):
    """No font, script, style or picture comes from another server."""
    outside = re.compile(
        r"<(?:script|img|iframe|source)[^>]+src=[\"'](?:https?:)?//"
        r"|<link[^>]+href=[\"'](?:https?:)?//|url\([\"']?(?:https?:)?//|@import [\"'](?:https?:)?//"
    )
    for path in [*built.rglob("*.html"), *built.rglob("*.css")]:
        assert not outside.search(path.read_text(encoding="utf-8")), path.name
