"""
Inside Gradescope's container: grade one submission, write ``results/results.json``.

It runs ``autograde grade`` as anybody would, and translates its record. A fault that is not the
student's gives no score: without results.json Gradescope shows that the autograder failed, to
staff with what is printed here, and the submission can be run again. A made-up 0 would stay.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from autograde.collect.handed import Wanted
from autograde.errors import AutogradeError, GraderFault
from autograde.export.gradescope_zip import SETTINGS, Settings

ROOT = "AUTOGRADER_ROOT"
_STUDENT = "submission"
_TOO_LONG = 60_000  # characters of one text; Gradescope keeps results of some megabytes


def main() -> int:
    """
    Grade what lies in ``submission/``.

    Returns:
        0 if results were written, 1 if the autograder failed.
    """
    root = Path(os.environ.get(ROOT, "/autograder"))
    start = time.monotonic()
    target = root / "results" / "results.json"
    target.unlink(missing_ok=True)
    try:
        settings = Settings(**json.loads((root / "source" / SETTINGS).read_text(encoding="utf-8")))
        results = grade(root, settings)
    except (AutogradeError, OSError, ValueError, TypeError) as error:
        print(f"The autograder failed; this is not the student's fault.\n{error}")  # noqa: T201
        return 1
    results["execution_time"] = round(time.monotonic() - start)
    target.parent.mkdir(parents=True, exist_ok=True)
    new = target.with_name(".results.json.new")
    new.write_text(json.dumps(results, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    new.replace(target)
    return 0


def grade(root: Path, settings: Settings) -> dict[str, Any]:
    """
    The results of one submission.

    Raises:
        GraderFault: If there is no record of it.
    """
    notebook, found = _notebook(root / "submission", settings.assignment)
    if notebook is None:
        return _refused(f"There is no {settings.assignment}.ipynb in what you handed in.\n{found}")
    with tempfile.TemporaryDirectory(prefix="autograde-") as scratch:
        folder = Path(scratch) / "submitted" / _STUDENT / settings.assignment
        folder.mkdir(parents=True)
        shutil.copyfile(notebook, folder / f"{settings.assignment}.ipynb")
        out = Path(scratch) / "record.jsonl"
        run = subprocess.run(
            [
                *(sys.executable, "-I", "-m", "autograde.cli", "grade", settings.assignment),
                *("--course", str(root / "source" / "course"), "--jobs", "1", "--no-gradebook"),
                *("--submitted", str(folder.parents[1]), "--out", scratch, "--json", str(out)),
                *(() if settings.sandbox else ("--no-sandbox",)),
            ],
            capture_output=True,
            text=True,
            errors="replace",
            check=False,
            cwd=scratch,
        )
        try:
            record = json.loads(out.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            raise GraderFault(f"autograde grade gave no record:\n{run.stderr[-4000:]}") from None
    return results_of(record, settings.hidden_visibility)


def _notebook(submission: Path, assignment: str) -> tuple[Path | None, str]:
    """The notebook that was handed in, by its name; and what lies there."""
    wanted = Wanted(assignment)
    files = [
        Path(folder) / name
        for folder, _, names in os.walk(submission)
        for name in sorted(names)
        if not name.startswith(".") and not (Path(folder) / name).is_symlink()
    ]
    notebooks = [f for f in files if wanted.is_notebook(f.name)]
    exact = [f for f in notebooks if f.name == wanted.notebook]
    shown = ", ".join(f.name for f in files[:10]) or "nothing"
    # Of several of the right name the least deep one.
    best = sorted(exact or notebooks, key=lambda f: (len(f.parts), str(f)))
    return (best[0] if best else None), f"Found {shown}."


def results_of(record: dict[str, Any], hidden_visibility: str) -> dict[str, Any]:
    """
    A record of ``autograde grade --json`` in Gradescope's schema.

    Args:
        hidden_visibility: When students see hidden checks.

    Raises:
        GraderFault: If any check failed by our fault: every number would be wrong.
    """
    notes = "\n".join(record["notes"])
    if record["status"] == "refused":
        return _refused(f"This cannot be graded.\n{notes}")
    checks = [check for e in record["exercises"].values() for check in e["checks"]]
    broken = [c["id"] for c in checks if c["status"] == "grader_error"]
    if record["status"] != "graded" or broken:
        raise GraderFault(f"grading failed: {', '.join(broken) or notes}")
    lines = [notes] if notes else []
    if record["manual_max_score"]:
        lines.append(
            f"{record['manual_max_score']:g} more points are given by a person, for prose."
        )
    tests = [
        _test(f"{number}.{i}", check, hidden_visibility)
        for number, exercise in enumerate(record["exercises"].values(), 1)
        for i, check in enumerate(exercise["checks"], 1)
    ]
    # Text everywhere: nothing that a student wrote is ever shown as HTML or Markdown.
    return {
        "score": record["score"],
        "output": "\n".join(lines)[:_TOO_LONG],
        "output_format": "text",
        "test_output_format": "text",
        "test_name_format": "text",
        "visibility": "visible",
        "stdout_visibility": "hidden",
        "tests": tests,
    }


def _test(number: str, check: dict[str, Any], hidden_visibility: str) -> dict[str, Any]:
    return {
        "score": check["points"],
        "max_score": check["max_points"],
        "status": "passed" if check["status"] == "passed" else "failed",
        "name": check["title"],
        "number": number,
        "output": check["message"][:_TOO_LONG],
        "visibility": hidden_visibility if check["hidden"] else "visible",
    }


def _refused(text: str) -> dict[str, Any]:
    return {
        "score": 0.0,
        "output": text[:_TOO_LONG],
        "output_format": "text",
        "visibility": "visible",
        "stdout_visibility": "hidden",
        "tests": [],
    }


if __name__ == "__main__":
    sys.exit(main())
