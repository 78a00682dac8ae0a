"""A running notebook beside the public files of the miniature course."""

from __future__ import annotations

import shutil

import pytest
from IPython.core.interactiveshell import InteractiveShell

from autograde import words
from autograde.notebook import write_notebook
from autograde.student import api


@pytest.fixture
def notebook(tiny, tmp_path, monkeypatch):
    """A running notebook that lies beside its manifest and public tests."""
    for name in ("assignment.toml", "test_public.py"):
        shutil.copy(tiny.release / name, tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("AUTOGRADE_GRADING", raising=False)
    monkeypatch.setenv("LANGUAGE", "en")
    for memory in (api._reports, api._hints, api._faults):
        memory.clear()
    before = words.use()
    InteractiveShell.clear_instance()
    shell = InteractiveShell.instance(colors="nocolor", history_length=0)
    shell.history_manager.enabled = False
    shell.run_cell("import torch\nfrom autograde import check, explain, hint, progress")
    yield shell
    InteractiveShell.clear_instance()
    words.use(before)


@pytest.fixture
def homework(desk, tmp_path):
    """A folder as a student has it, with everything answered; gives the notebook's path."""
    folder = tmp_path / "home" / "tiny"
    shutil.copytree(desk.assignment.release, folder)
    write_notebook(folder / "tiny.ipynb", desk.notebook())
    return folder / "tiny.ipynb"
