"""
What students may have, in a folder of its own or a zip, proven to hold nothing else.

Nothing is written before everything has been looked through: what would be written, what lies
there already, and, where the folder is a git repository, its whole history.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from autograde.course import Assignment, Course
from autograde.errors import CourseError
from autograde.export.history import is_repository, objects, paths
from autograde.export.secrets import Secrets, findings, name_findings, secrets_of
from autograde.files import write_whole
from autograde.generate import solution_text_in
from autograde.gradebook.preprocessors import version
from autograde.notebook import read_notebook
from autograde.submission import version_of

_MARK = "<!-- Written by autograde publish, and written anew by the next one. -->"
_SKIPPED = {".ipynb_checkpoints", "__pycache__"}
_COLAB = "https://colab.research.google.com"


@dataclass(frozen=True)
class Published:
    """
    What was written, and how much was looked through for it.

    Args:
        files: Paths within the folder or the zip.

        examined: Files looked through, those that lay there already included.

        objects: Objects of the history looked through.
    """

    files: tuple[str, ...]
    examined: int
    objects: int


def publish(
    course: Course,
    folder: Path | None,
    *,
    archive: Path | None = None,
    assignments: Iterable[str] = (),
    repository: str = "",
    ref: str = "main",
) -> Published:
    """
    Write what may be public.

    Args:
        folder: Gets it; may be a git repository. None writes the zip alone.

        archive: Also, or only, write a zip.

        assignments: Only these; all of the course if empty.

        repository: ``org/name`` where it is going to be, for the Colab badges.

        ref: Branch or tag that the badges lead to.

    Raises:
        CourseError: If anything secret is in it, or a release is not current.

        UsageError: If the history of the folder is not all there.
    """
    chosen = [course.assignment(name) for name in assignments or course.assignments]
    files = _files(course, chosen, repository, ref)
    secrets = secrets_of(course)
    found = [f for name, data in files.items() for f in findings(secrets, name, data)]
    examined, seen = len(files), 0
    if folder is not None:
        _must_be_apart(folder, course)
        mine = set(files)
        if (folder / "README.md").is_file() and not _is_ours(folder / "README.md"):
            del files["README.md"]
        there, count = _what_lies_there(folder, mine, secrets)
        found += there
        examined += count
        if is_repository(folder):
            old, seen = _history(folder, secrets)
            found += old
    if found:
        raise CourseError(
            f"{len(found)} things in it must not become public; nothing was written",
            where=str(folder or archive),
            found="\n".join(f"  {f}" for f in found[:20])
            + (f"\n  and {len(found) - 20} more" if len(found) > 20 else ""),
            todo="Remove them; from a history, by starting a new repository.",
        )
    if folder is not None:
        for name, data in files.items():
            write_whole(folder / name, data)
    if archive is not None:
        _zip(archive, files)
    return Published(tuple(files), examined, seen)


def _files(
    course: Course, assignments: list[Assignment], repository: str, ref: str
) -> dict[str, bytes]:
    files: dict[str, bytes] = {}
    for assignment in assignments:
        notebook = assignment.release / assignment.notebook.name
        if not notebook.is_file():
            raise CourseError(
                "it has not been generated", where=str(notebook), todo=_again(assignment)
            )
        if version_of(read_notebook(notebook)) != version(assignment):
            raise CourseError(
                "the release is not current", where=str(notebook), todo=_again(assignment)
            )
        if leaks := solution_text_in(assignment):
            raise CourseError("the release holds a solution", where=str(notebook), found=leaks[0])
        for path in sorted(assignment.release.rglob("*")):
            inner = path.relative_to(assignment.release)
            if path.is_symlink():
                raise CourseError("a link in a release", where=str(path))
            if path.is_file() and not _SKIPPED & set(inner.parts):
                files[f"{assignment.name}/{inner.as_posix()}"] = path.read_bytes()
    files["README.md"] = _readme(assignments, repository, ref).encode()
    if (course.root / "LICENSE").is_file():
        files["LICENSE"] = (course.root / "LICENSE").read_bytes()
    return files


def _again(assignment: Assignment) -> str:
    return f"Run: autograde generate {assignment.name}"


def _readme(assignments: list[Assignment], repository: str, ref: str) -> str:
    lines = [
        _MARK, "", "# Notebooks", "",
        "Open one, run its cells from top to bottom, and fill in the cells that say",
        "`raise NotImplementedError()`. The check below each of them tells how you are doing;",
        "`hint()` helps, `progress()` shows where you are.", "",
        "    pip install autograde-torch jupyterlab", "    jupyter lab", "",
        "Keep `assignment.toml` and `test_public.py` beside the notebook.", "",
    ]  # fmt: skip
    for assignment in assignments:
        manifest, name = assignment.manifest, assignment.name
        badge = ""
        if repository:
            address = f"{_COLAB}/github/{repository}/blob/{ref}/{name}/{name}.ipynb"
            badge = f" [![Open in Colab]({_COLAB}/assets/colab-badge.svg)]({address})"
        total = manifest.points + manifest.manual_points
        hours = f"{manifest.minutes} minutes" if manifest.minutes < 90 else (
            f"{manifest.minutes / 60:.1f} hours"
        )  # fmt: skip
        lines += [f"## [{manifest.title}]({name}/{name}.ipynb){badge}", ""]
        lines += [manifest.summary, ""] if manifest.summary else []
        lines += [f"{len(manifest.exercise)} exercises, {total:g} points, about {hours}.", ""]
    return "\n".join(lines)


def _must_be_apart(folder: Path, course: Course) -> None:
    here, root = folder.resolve(), course.root.resolve()
    own = [root / name for name in ("source", "release", "solutions", "grader_tests", "autograde")]
    if root.is_relative_to(here) or any(here.is_relative_to(o) for o in own):
        raise CourseError(
            "this folder is the course, or part of it", where=str(folder), todo="Name another."
        )


def _is_ours(path: Path) -> bool:
    return path.read_text(encoding="utf-8", errors="replace").startswith(_MARK)


def _what_lies_there(folder: Path, mine: set[str], secrets: Secrets) -> tuple[list[str], int]:
    """Secrets in files that are there and stay there."""
    found, count = [], 0
    for path in sorted(folder.rglob("*")) if folder.is_dir() else []:
        name = path.relative_to(folder).as_posix()
        if path.parts[len(folder.parts)] == ".git":
            continue
        if path.is_symlink():
            found.append(f"{name} is a link.")
        elif path.is_file() and (name not in mine or name == "README.md"):
            found += findings(secrets, name, path.read_bytes())
            count += 1
    return found, count


def _history(folder: Path, secrets: Secrets) -> tuple[list[str], int]:
    found, count = [], 0
    for path in sorted(paths(folder)):
        found += [f"in the history: {f}" for f in name_findings(path)]
    for name, data in objects(folder):
        count += 1
        found += [f"in the history: {f}" for f in findings(secrets, name, data)]
    return list(dict.fromkeys(found)), count


def _zip(path: Path, files: dict[str, bytes]) -> None:
    new = path.with_name(f".{path.name}.new")
    with zipfile.ZipFile(new, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            archive.writestr(info, data, zipfile.ZIP_DEFLATED)
    new.replace(path)
