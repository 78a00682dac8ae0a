"""
A page of the documentation as something to do: files to write, cells to fill, commands to run.

The page is Markdown. A ``code-block`` with a caption is a file (``:caption: PATH``) or a cell of a
notebook (``:caption: PATH, cell GRADE_ID``). In a ``console`` block lines that begin with ``$`` are
commands; every other line is something that the command before it must print.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_FENCE = re.compile(r"^(```+)(.*?)\n(.*?)^\1\s*$", re.M | re.S)
_CAPTION = re.compile(r"\A(?::[\w-]+:.*\n)*?:caption: (?P<path>[^\n,]+)(?:, cell (?P<cell>\S+))?\n")


@dataclass(frozen=True)
class File:
    """A file's content, or that of one cell of a notebook."""

    path: str
    cell: str | None
    text: str


@dataclass(frozen=True)
class Command:
    """A command, and the lines that it must print, each with its spaces made one."""

    line: str
    answers: tuple[str, ...]


def steps(page: str) -> Iterator[File | Command]:
    """What a page asks for, in its order."""
    for fence in _FENCE.finditer(page):
        kind, body = fence[2].strip(), fence[3]
        if kind == "console":
            yield from _commands(body)
        elif kind.startswith("{code-block}") and (caption := _CAPTION.match(body)):
            text = body[caption.end() :].lstrip("\n")
            yield File(caption["path"], caption["cell"], text)


def _commands(body: str) -> Iterator[Command]:
    for part in re.split(r"^\$ ", body, flags=re.M)[1:]:
        line, *answers = part.strip("\n").split("\n")
        yield Command(line, tuple(" ".join(answer.split()) for answer in answers))


class Follower:
    """Somebody who does what a page says, in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        own = str(Path(sys.executable).parent)
        self.environment = {**os.environ, "PATH": f"{own}{os.pathsep}{os.environ['PATH']}"}

    def do(self, step: File | Command) -> None:
        """Write what is to be written; run what is to be run, and compare what it prints."""
        if isinstance(step, Command):
            self._run(step)
        elif step.cell is None:
            path = self.folder / step.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(step.text, encoding="utf-8")
        else:
            self._fill(self.folder / step.path, step.cell, step.text)

    def _fill(self, path: Path, id: str, text: str) -> None:
        notebook = json.loads(path.read_text(encoding="utf-8"))
        (cell,) = (
            cell
            for cell in notebook["cells"]
            if cell["metadata"].get("nbgrader", {}).get("grade_id") == id
        )
        cell["source"] = text.rstrip("\n")
        path.write_text(json.dumps(notebook), encoding="utf-8")

    def _run(self, command: Command) -> None:
        done = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", f"{command.line}\necho; pwd"],
            cwd=self.folder,
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=600,
        )
        assert done.returncode == 0, f"{command.line}\n{done.stdout}\n{done.stderr}"
        *lines, where = done.stdout.rstrip("\n").split("\n")
        self.folder = Path(where)
        rest = [" ".join(line.split()) for line in lines]
        for answer in command.answers:
            found = [n for n, line in enumerate(rest) if answer in line]
            assert found, f"{command.line}\nshould print: {answer}\nprinted: {done.stdout}"
            rest = rest[found[0] + 1 :]
