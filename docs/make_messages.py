"""
Write docs/messages.md: what ``check()`` says to every wrong answer of the bank.

    python docs/make_messages.py [ASSIGNMENT ...]

One page, so that a person can read all messages in a sitting. The answers run in this process,
unconfined: they are the course's own.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

os.environ["MPLBACKEND"] = "agg"
os.environ["LANGUAGE"] = "en"
# The same page every time: sets in one order, sums in one thread.
os.environ["OMP_NUM_THREADS"] = "1"
if __name__ == "__main__" and os.environ.get("PYTHONHASHSEED") != "0":
    os.execve(sys.executable, [sys.executable, *sys.argv], {**os.environ, "PYTHONHASHSEED": "0"})

from IPython.core.interactiveshell import InteractiveShell

from autograde.bank import Answer, own_solutions, read_bank
from autograde.course import Assignment, Course
from autograde.notebook import read_notebook
from autograde.student.api import run_checks
from autograde.student.report import PASS
from autograde.submission import role_of

PAGE = Path(__file__).with_name("messages.md")
HEAD = """# What `check()` says to known mistakes

Every wrong answer of the bank as a student meets it in the notebook, from the public checks alone.
Mistakes that the public checks cannot see are listed by name; hidden checks find them at grading.
Made by `python docs/make_messages.py`; not to be edited.
"""
SECONDS = 60


@contextmanager
def time_limit() -> Iterator[None]:
    """Stop an answer that never ends."""

    def stop(_number: int, _frame: FrameType | None) -> None:
        raise TimeoutError("it took too long")

    signal.signal(signal.SIGALRM, stop)
    signal.alarm(SECONDS)
    try:
        yield
    finally:
        signal.alarm(0)


class Desk:
    """A notebook in which one answer after the other is tried."""

    def __init__(self, assignment: Assignment) -> None:
        self.assignment = assignment
        master = read_notebook(assignment.notebook)
        self.solutions = own_solutions(master)
        InteractiveShell.clear_instance()
        self.shell = InteractiveShell.instance(colors="nocolor", history_length=0)
        self.shell.history_manager.enabled = False
        # Some answers write files: not into the release.
        self.home = tempfile.TemporaryDirectory(prefix="autograde-messages-")
        self.folder = Path(self.home.name)
        shutil.copytree(assignment.release, self.folder, dirs_exist_ok=True)
        os.chdir(self.folder)
        for cell in master["cells"]:
            drawing = "plt." in cell["source"] and role_of(cell) == "given"
            if (
                cell["cell_type"] == "code"
                and role_of(cell) != "check"
                and not (
                    drawing and "def " not in cell["source"] and "import" not in cell["source"]
                )
            ):
                self.type(self.solutions.get(cell["id"], cell["source"]))

    def type(self, code: str) -> None:
        """Run a cell, and keep quiet about it."""
        with Path(os.devnull).open("w") as nothing:
            before, sys.stdout = sys.stdout, nothing
            try:
                self.shell.run_cell(code, silent=True)
            finally:
                sys.stdout = before

    def message(self, answer: Answer) -> str:
        """What check() says to an answer; empty if all public checks pass."""
        try:
            with time_limit():
                self.type(answer.code)
                names = self.shell.user_ns
                manifest = self.assignment.manifest
                report, *_ = run_checks(self.folder, manifest, {answer.exercise}, names)
            return "" if report.outcome == PASS else report.text()
        except TimeoutError:
            return f"(stopped after {SECONDS} s)"
        finally:
            self.type(self.solutions[answer.exercise])


def page(course: Course, names: list[str]) -> str:
    """The page for some assignments."""
    parts = [HEAD]
    for name in names:
        assignment = course.assignment(name)
        desk = Desk(assignment)
        bank = [a for a in read_bank(assignment) if not a.right]
        parts.append(f"## {assignment.manifest.title}\n")
        for exercise in assignment.manifest.exercise:
            parts.append(f"### {exercise.id}: {exercise.title}\n")
            unseen = []
            for answer in bank:
                if answer.exercise != exercise.id:
                    continue
                text = desk.message(answer)
                if text:
                    parts.append(f"**{answer.title}**\n\n```text\n{text}\n```\n")
                else:
                    unseen.append(answer.title)
            if unseen:
                parts.append(f"Seen by hidden checks only: {'; '.join(unseen)}.\n")
    return "\n".join(parts)


def main() -> None:
    """Write the page."""
    course = Course.find(Path(__file__).parent)
    text = page(course, sys.argv[1:] or course.assignments)
    PAGE.write_text(text, encoding="utf-8")
    os.chdir(PAGE.parent)
    print(PAGE)


if __name__ == "__main__":
    main()
