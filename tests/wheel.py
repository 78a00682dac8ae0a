"""
Whether a wheel holds all that the package needs beside its modules.

    python -m build && python tests/wheel.py dist/*.whl

Every file below autograde/ of this checkout must be in it, and nothing of the course or the tests.
"""

from __future__ import annotations

import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
UNWANTED = ("__pycache__", ".pyc")


def complaints(wheel: Path) -> list[str]:
    """What is missing from a wheel, or too much in it."""
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    wanted = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "autograde").rglob("*")
        if path.is_file() and not any(part in str(path) for part in UNWANTED)
    }
    extra = {name for name in names - wanted if ".dist-info/" not in name}
    licence = any(name.endswith("licenses/LICENSE") for name in names)
    return (
        [f"missing: {name}" for name in sorted(wanted - names)]
        + [f"too much: {name}" for name in sorted(extra)]
        + ([] if licence else ["missing: the licence"])
    )


if __name__ == "__main__":
    found = [line for name in sys.argv[1:] for line in complaints(Path(name))]
    sys.stdout.write("".join(f"{line}\n" for line in found) or "complete\n")
    sys.exit(bool(found) or len(sys.argv) < 2)
