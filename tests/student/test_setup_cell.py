"""The first code cell of every release: silent where the kit is installed, installs it on Colab."""

import builtins
import sys
import types

import pytest

from autograde.course import Course
from autograde.notebook import read_notebook

ROOT = Course.find()
GUARD_ENDS = "from autograde import"


@pytest.fixture(params=ROOT.assignments)
def guard(request):
    """The part of a release's first code cell that makes sure that the kit is there."""
    path = ROOT.assignment(request.param).release / f"{request.param}.ipynb"
    first = next(c for c in read_notebook(path)["cells"] if c["cell_type"] == "code")
    assert GUARD_ENDS in first["source"]
    return first["source"].split(GUARD_ENDS)[0]


@pytest.fixture
def without_autograde(monkeypatch):
    """A Python in which the kit is not installed."""
    real = builtins.__import__

    def refuse(name, *args, **kwargs):
        if name.split(".")[0] == "autograde":
            raise ImportError("No module named 'autograde'")
        return real(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", refuse)


def test_where_it_is_installed_it_is_silent(guard, capsys):
    """Nothing is printed, installed or asked."""
    exec(guard, {"get_ipython": lambda: pytest.fail("asked IPython")})

    assert capsys.readouterr() == ("", "")


def test_on_colab_it_is_installed_once(guard, without_autograde, monkeypatch):
    """There, and only there, pip is run, quietly."""
    run = []
    shell = types.SimpleNamespace(run_line_magic=lambda name, line: run.append((name, line)))
    monkeypatch.setitem(sys.modules, "google.colab", types.ModuleType("google.colab"))

    exec(guard, {"get_ipython": lambda: shell})

    assert run == [("pip", "install -q autograde-torch")]


def test_elsewhere_nothing_is_installed_unasked(guard, without_autograde):
    """On a student's own machine the error is Python's own."""
    with pytest.raises(ImportError, match="autograde"):
        exec(guard, {"get_ipython": lambda: pytest.fail("asked IPython")})
