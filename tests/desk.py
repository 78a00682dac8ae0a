"""The miniature course, and where its students hand in."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

from autograde.bank import own_solutions, with_answers
from autograde.course import Assignment
from autograde.notebook import read_notebook

TINY = Path(__file__).parent / "tiny_course"


class Desk:
    """Where students of the miniature course hand in."""

    def __init__(self, assignment: Assignment, folder: Path) -> None:
        self.assignment, self.folder = assignment, folder
        self.release = read_notebook(assignment.release / "tiny.ipynb")
        self.solutions = own_solutions(read_notebook(assignment.notebook))

    def notebook(self, **answers: str) -> dict[str, Any]:
        """The solution with some cells replaced."""
        return copy.deepcopy(with_answers(self.release, self.solutions | answers))

    def hand_in(self, student: str, notebook: object = None, **answers: str) -> Path:
        """Hand in a notebook, or any text or bytes; by default the solution with answers."""
        path = self.folder / student / "tiny" / "tiny.ipynb"
        path.parent.mkdir(parents=True)
        content = self.notebook(**answers) if notebook is None else notebook
        if isinstance(content, bytes):
            path.write_bytes(content)
        else:
            path.write_text(content if isinstance(content, str) else json.dumps(content))
        return path
