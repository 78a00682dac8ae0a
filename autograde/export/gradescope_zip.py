"""
An autograder for Gradescope: the engine, the checks and what they need, in one zip.

The zip holds no solution: the released notebook stands where the master would, and the bank stays
at home. Versions of libraries are those of the machine that builds it, so both grade alike.
"""

from __future__ import annotations

import json
import shlex
import zipfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from autograde.course import Assignment
from autograde.errors import CourseError, UsageError
from autograde.manifest import MANIFEST
from autograde.submission import Release
from autograde.suite import iter_test_files

VISIBILITIES = ("hidden", "after_due_date", "after_published", "visible")
SETTINGS = "settings.json"
_PACKAGE = Path(__file__).resolve().parents[1]
# What grading imports; nothing of nbgrader or Jupyter.
_LIBRARIES = (
    "torch", "numpy", "matplotlib", "ipython", "pytest", "msgspec", "nbformat", "scikit-learn",
    "click", "rich", "nh3",
)  # fmt: skip
_ENGINE_FILES = (".py", ".html", ".css", ".ini", ".typed", ".js", ".toml")

_SETUP = """#!/usr/bin/env bash
# Gradescope runs this once, while it builds the image. AUTOGRADER_ROOT is for trying it elsewhere.
set -euo pipefail
ROOT="${{AUTOGRADER_ROOT:-/autograder}}"
PYTHON="${{PYTHON:-python3}}"
if command -v apt-get >/dev/null && ! "$PYTHON" -m venv --help >/dev/null 2>&1; then
    apt-get update && apt-get install -y --no-install-recommends python3 python3-venv
fi
"$PYTHON" -c 'import sys; sys.exit(sys.version_info < (3, 11) and
    "Python 3.11 or newer is needed: choose a newer base image (Ubuntu 24.04).")'
"$PYTHON" -m venv "$ROOT/venv"
"$ROOT/venv/bin/python" -m pip install {pip} -r "$ROOT/source/requirements.txt"
SITE="$("$ROOT/venv/bin/python" -c 'import sysconfig; print(sysconfig.get_path("purelib"))')"
echo "$ROOT/source/engine" > "$SITE/autograde.pth"
# Student code runs as a user of its own, who has to read Python and the engine, nothing else.
chmod a+rx "$ROOT" "$ROOT/source"
chmod -R a+rX "$ROOT/venv" "$ROOT/source/engine"
chmod -R go-rwx "$ROOT/source/course"
"$ROOT/venv/bin/python" -I -m autograde.cli doctor --machine
"""

_RUN = """#!/usr/bin/env bash
# Gradescope runs this for each submission.
export AUTOGRADER_ROOT="${AUTOGRADER_ROOT:-/autograder}"
export OMP_NUM_THREADS=1 MPLBACKEND=Agg
exec "$AUTOGRADER_ROOT/venv/bin/python" -I -m autograde.export.gradescope_run
"""


@dataclass(frozen=True)
class Settings:
    """
    What the autograder was built for.

    Args:
        hidden_visibility: When students see hidden checks, by Gradescope's word.

        sandbox: Whether to refuse to grade where student code cannot be confined.
    """

    assignment: str
    hidden_visibility: str = "after_published"
    sandbox: bool = True


def build(assignment: Assignment, out: Path, settings: Settings, *, pip: str = "") -> list[str]:
    """
    Write the zip.

    Args:
        pip: More options for pip, for instance an index with a smaller torch.

    Returns:
        Names of what is in it.

    Raises:
        CourseError: If the assignment has not been generated, or has no checks.

        UsageError: If the visibility is none of Gradescope's.
    """
    if settings.hidden_visibility not in VISIBILITIES:
        raise UsageError(f'there is no visibility "{settings.hidden_visibility}"')
    Release.of(assignment)
    files: dict[str, bytes] = {
        "setup.sh": _SETUP.format(pip=shlex.join(shlex.split(pip))).encode(),
        "run_autograder": _RUN.encode(),
        SETTINGS: (json.dumps(asdict(settings), indent=2) + "\n").encode(),
        "requirements.txt": _requirements().encode(),
    }
    files |= {name: path.read_bytes() for name, path in _course(assignment)}
    files |= {name: path.read_bytes() for name, path in _engine()}
    new = out.with_name(f".{out.name}.new")
    with zipfile.ZipFile(new, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            mode = 0o755 if name in ("setup.sh", "run_autograder") else 0o644
            info.create_system, info.external_attr = 3, (0o100000 | mode) << 16
            archive.writestr(info, data, zipfile.ZIP_DEFLATED)
    new.replace(out)
    return list(files)


def _requirements() -> str:
    lines = []
    for name in _LIBRARIES:
        try:
            # A build's own label, as in 2.13.0+cpu, is not to be had everywhere.
            lines.append(f"{name}=={version(name).split('+')[0]}\n")
        except PackageNotFoundError:
            lines.append(f"{name}\n")
    return "".join(lines)


def _course(assignment: Assignment) -> Iterator[tuple[str, Path]]:
    """What grading reads of the course."""
    tests = list(iter_test_files(assignment.tests))
    if not tests:
        raise CourseError("the assignment has no checks", where=str(assignment.tests))
    name, notebook = assignment.name, assignment.notebook.name
    yield "course/nbgrader_config.py", assignment.course.root / "nbgrader_config.py"
    yield f"course/source/{name}/{MANIFEST}", assignment.folder / MANIFEST
    # In place of the master: it imports the same, and holds no solution.
    yield f"course/source/{name}/{notebook}", assignment.release / notebook
    for path in sorted(assignment.release.iterdir()):
        if path.is_file() and not path.name.startswith("."):
            yield f"course/release/{name}/{path.name}", path
    for path in tests:
        yield f"course/grader_tests/{name}/{path.relative_to(assignment.tests).as_posix()}", path


def _engine() -> Iterator[tuple[str, Path]]:
    for path in sorted(_PACKAGE.rglob("*")):
        if path.is_file() and path.suffix in _ENGINE_FILES and "__pycache__" not in path.parts:
            yield f"engine/autograde/{path.relative_to(_PACKAGE).as_posix()}", path
