"""What is published is whole: a wheel made from the sources works where nothing else of them is."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from importlib.metadata import version

import pytest
from pages import ROOT

BUILD = "import sys; from setuptools import build_meta; build_meta.build_{}(sys.argv[1])"
NEEDED = ("pyproject.toml", "MANIFEST.in", "README.md", "LICENSE")


def build(what, sources, into):
    """Build `wheel` or `sdist` from a folder, as an installer does."""
    into.mkdir()
    command = [sys.executable, "-c", BUILD.format(what), into]
    done = subprocess.run(command, cwd=sources, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    (made,) = into.iterdir()
    return made


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """A wheel that was built from an unpacked source distribution, as `python -m build` does."""
    if int(version("setuptools").split(".")[0]) < 77:
        pytest.skip("this setuptools is older than the one that builds the package")
    root = tmp_path_factory.mktemp("wheel")
    sources = root / "sources"
    skip = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "autograde", sources / "autograde", ignore=skip)
    shutil.copytree(ROOT / "tests", sources / "tests", ignore=skip)
    for name in NEEDED:
        shutil.copy(ROOT / name, sources)
    archive = build("sdist", sources, root / "sdist")
    shutil.unpack_archive(archive, root / "unpacked", filter="data")
    (unpacked,) = (root / "unpacked").iterdir()
    assert not (unpacked / "tests").exists()
    return build("wheel", unpacked, root / "made")


def test_a_wheel_holds_every_file_of_the_package_and_no_other(wheel):
    """Templates, styles, scripts, translations and settings are in it, the course is not."""
    command = [sys.executable, ROOT / "tests" / "wheel.py", wheel]
    done = subprocess.run(command, capture_output=True, text=True, check=False)

    assert (done.returncode, done.stdout) == (0, "complete\n")


def test_what_a_wheel_holds_checks_a_release(wheel, tiny, tmp_path):
    """Unpacked elsewhere, it runs a student's notebook and its checks, without the sources."""
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "site")
    shutil.copytree(tiny.release, tmp_path / "tiny")
    notebook = tmp_path / "tiny" / "tiny.ipynb"

    def run(*arguments):
        return subprocess.run(
            [sys.executable, *arguments],
            cwd=tmp_path / "tiny",
            env={**os.environ, "PYTHONPATH": str(tmp_path / "site"), "LANGUAGE": "en"},
            capture_output=True,
            text=True,
            check=False,
        )

    where = run("-c", "import autograde; print(autograde.__file__)")
    assert where.stdout.startswith(str(tmp_path / "site"))
    done = run("-m", "autograde.cli", "check", notebook.name)
    assert "0 of 2 exercises pass" in done.stdout, done.stderr
    assert run("-m", "autograde.cli", "--help").returncode == 0
