"""
Which versions of PyTorch the simulated devices work on: a table for docs/accelerator.md.

Give the Pythons to try, each with a version of PyTorch of its own; without any, the running one.
Usage: python benchmarks/accelerator_versions.py [--write] [PYTHON ...]
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "accelerator.md"
BEGIN, END = "<!-- versions: begin -->", "<!-- versions: end -->"
SECONDS = 900.0

FACTS = """
import json, platform, torch
print(json.dumps([torch.__version__, platform.machine(), platform.python_version()]))
"""
CHECK = """
import json, sys
from autograde.run.accelerator import _device, _selfcheck
_selfcheck.check(_device.install(sys.argv[1]))
"""


def _run(python: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [python, *arguments],
        capture_output=True,
        text=True,
        timeout=SECONDS,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        cwd=ROOT,
        check=False,
    )


def _works(python: str, tier: str) -> str:
    done = _run(python, "-c", CHECK, tier)
    if done.returncode == 0:
        return "yes"
    if done.returncode < 0:
        return f"crashes (signal {-done.returncode})"
    lines = done.stderr.strip().splitlines()
    return f"no: {lines[-1]}" if lines else "no"


def _tests(python: str) -> str:
    """The last line of the fast tests, for instance "412 passed"."""
    if _run(python, "-c", "import pytest").returncode:
        return "not run (no pytest)"
    tests = "tests/accelerator"
    # Without the other tests' conftest: it needs packages that a Python for a try may lack.
    done = _run(python, "-m", "pytest", "-q", "-m", "not slow", f"--confcutdir={tests}", tests)
    lines = (done.stdout or done.stderr).strip().splitlines()
    return lines[-1].split(" in ")[0].strip("= ") if lines else f"exit status {done.returncode}"


def row(python: str) -> str:
    """
    One line of the table.

    Args:
        python: An interpreter that has PyTorch.
    """
    facts = _run(python, "-c", FACTS)
    if facts.returncode:
        return f"| {python} has no PyTorch | | | | | |"
    torch_version, machine, python_version = json.loads(facts.stdout)
    cells = [
        torch_version,
        machine,
        python_version,
        _works(python, "simulated-cuda"),
        _works(python, "simulated-privateuse1"),
        _tests(python),
    ]
    return f"| {' | '.join(cells)} |"


def table(pythons: list[str]) -> str:
    """
    The whole table in Markdown.

    Args:
        pythons: Interpreters that have PyTorch.
    """
    head = "| PyTorch | machine | Python | simulated CUDA | simgpu | fast tests |"
    return "\n".join([head, "|---|---|---|---|---|---|", *(row(p) for p in pythons)])


def main() -> int:
    """Print the table, or put it into the page."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[1])
    parser.add_argument("--write", action="store_true", help="put the table into the page")
    parser.add_argument("pythons", nargs="*", default=[sys.executable], metavar="PYTHON")
    arguments = parser.parse_args()
    made = table(arguments.pythons)
    if arguments.write:
        text = PAGE.read_text()
        before, rest = text.split(BEGIN)
        after = rest.split(END)[1]
        PAGE.write_text(f"{before}{BEGIN}\n{made}\n{END}{after}")
    else:
        sys.stdout.write(made + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
