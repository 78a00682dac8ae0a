"""
Tests that need the device run in a child each, because a device cannot be taken away again.

A test marked `on_device` is an ordinary test function; pytest forks, installs the simulated
device in the child, calls the function there and reports its outcome here.
"""

from __future__ import annotations

import sys
from pathlib import Path

import matplotlib
import pytest
import torch

sys.path.insert(0, str(Path(__file__).parent))

from device_helpers import run_in_child

matplotlib.use("Agg")


def pytest_configure(config: pytest.Config) -> None:
    """Make the marker known."""
    config.addinivalue_line("markers", "on_device: runs in a child with the simulated device")


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> bool | None:
    """Call a marked test in a child."""
    if pyfuncitem.get_closest_marker("on_device") is None:
        return None
    names = pyfuncitem._fixtureinfo.argnames
    arguments = {name: pyfuncitem.funcargs[name] for name in names}

    def call() -> None:
        torch.manual_seed(0)
        pyfuncitem.obj(**arguments)

    run_in_child(call, device=True)
    return True
