"""All of it again, with a grader that is nobody special."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

USER = 65534  # an id that owns nothing
HERE = Path(__file__).parent
OPEN_HOME = HERE.parent / "sandbox" / "open_home.py"
FILES = sorted(p.name for p in HERE.glob("test_*.py") if p.name != Path(__file__).name)


@pytest.mark.slow("all attacks once more")
@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else")
@pytest.mark.parametrize("name", FILES)
def test_as_a_mere_user(name):
    """The same attacks end the same way when the grader runs without any right."""
    home = Path(tempfile.mkdtemp(prefix="hostile-user-"))
    os.chown(home, USER, USER)
    try:
        run = subprocess.run(
            [
                *(sys.executable, OPEN_HOME, str(USER), sys.executable, "-m", "pytest", "-q"),
                *("-p", "no:cacheprovider", "-m", "not slow", f"--basetemp={home}/tests"),
                *("-c", HERE.parents[1] / "pyproject.toml", HERE / name),
            ],
            cwd=home,
            env={
                **os.environ,
                "HOME": str(home),
                "TMPDIR": str(home),
                "PYTHONDONTWRITEBYTECODE": "1",
                "PYTHONPATH": f"{HERE.parents[1]}",
            },
            capture_output=True,
            text=True,
            check=False,
        )
    finally:
        shutil.rmtree(home, ignore_errors=True)
    assert run.returncode == 0, run.stdout[-8000:] + run.stderr[-4000:]
