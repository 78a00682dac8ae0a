"""What ``nbgrader_config.py`` of a course sets, so that nbgrader and ``autograde`` agree."""

from __future__ import annotations

import os
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from autograde.errors import UsageError

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


def database_url(url: str) -> str:
    """
    SQLAlchemy's URL of a gradebook, with a driver that is installed.

    Args:
        url: For instance ``sqlite:///gradebook.db`` or ``postgresql://user@host/course``.

    Raises:
        UsageError: If it is no URL of a database, or no driver for it is installed.
    """
    from sqlalchemy.engine import make_url
    from sqlalchemy.exc import ArgumentError, NoSuchModuleError

    try:
        parsed = make_url(url)
        if parsed.drivername in ("postgres", "postgresql") and find_spec("psycopg2") is None:
            parsed = parsed.set(drivername="postgresql+psycopg")
        parsed.get_dialect().import_dbapi()
    except ImportError as error:
        raise UsageError(
            f"the driver for this database is not installed ({error})",
            where="--db",
            todo="Run: pip install 'autograde-torch[postgres]'",
        ) from None
    except (ArgumentError, NoSuchModuleError) as error:
        raise UsageError(
            "this is not the URL of a database",
            where="--db",
            found=f"{error}.",
            todo="For instance sqlite:///gradebook.db or postgresql://user@host/course.",
        ) from None
    return parsed.render_as_string(hide_password=False)
