"""What ``nbgrader_config.py`` of a course sets, so that nbgrader and ``autograde`` agree."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

_OURS = "autograde.gradebook.preprocessors."
_THEIRS = "nbgrader.preprocessors."


def configure(config: Any) -> None:
    """
    Configure nbgrader for a course of this kit.

    Args:
        config: What ``get_config()`` gives in nbgrader_config.py. Settings made there before or
            after stand; only those named here are set.
    """
    config.CourseDirectory.solution_directory = "solutions"
    config.ClearSolutions.code_stub = {"python": "# YOUR CODE HERE\nraise NotImplementedError()"}
    config.GenerateAssignment.preprocessors = [
        _THEIRS + "IncludeHeaderFooter",
        _OURS + "AddHints",
        _THEIRS + "LockCells",
        _THEIRS + "ClearSolutions",
        _THEIRS + "ClearOutput",
        _THEIRS + "CheckCellMetadata",
        _THEIRS + "ComputeChecksums",
        _THEIRS + "SaveCells",
        _THEIRS + "ClearHiddenTests",
        _THEIRS + "ClearMarkScheme",
        _THEIRS + "ComputeChecksums",
        _THEIRS + "CheckCellMetadata",
        _OURS + "StampVersion",
    ]
    config.GenerateAssignment.post_convert_hook = _OURS + "copy_public_tests"
    config.GenerateSolution.preprocessors = [
        _THEIRS + "IncludeHeaderFooter",
        _OURS + "AddHints",
        _THEIRS + "LockCells",
        _THEIRS + "ClearOutput",
        _THEIRS + "ClearMarkScheme",
        _OURS + "ExecuteBesideRelease",
        _OURS + "StampVersion",
    ]
    config.GenerateSolution.post_convert_hook = _OURS + "copy_public_tests_to_solutions"
    # Our grader repairs, runs and scores; nbgrader's own preprocessors read what it wrote.
    config.Autograde.sanitize_preprocessors = [_OURS + "GradeNotebook"]
    config.Autograde.autograde_preprocessors = [
        _THEIRS + "SaveAutoGrades",
        _OURS + "CommentNotes",
        _THEIRS + "AssignLatePenalties",
        _THEIRS + "CheckCellMetadata",
    ]
    config.AssignLatePenalties.plugin_class = "autograde.gradebook.late_plugin.LatePolicy"
    # What students wrote is cleaned when the graded notebook is made; this is a second wall.
    config.HTMLExporter.sanitize_html = True


def find_tools() -> None:
    """
    Put this Python's own programs on PATH: nbgrader starts ``alembic`` by its name when it makes
    a gradebook, and a virtual environment that is not activated is not on PATH.
    """
    tools = str(Path(sys.executable).parent)
    path = os.environ.get("PATH", "")
    if tools not in path.split(os.pathsep):
        os.environ["PATH"] = os.pathsep.join([tools, path])


def load(root: Path) -> Any:
    """The traitlets configuration that ``nbgrader_config.py`` of a course makes."""
    find_tools()
    from traitlets.config import Config
    from traitlets.config.loader import PyFileConfigLoader

    loader = PyFileConfigLoader("nbgrader_config.py", path=str(root))
    config = Config(loader.load_config())
    config.CourseDirectory.root = str(root)
    return config
