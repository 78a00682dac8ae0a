"""
Settings of a process that code may change for everything that runs after it.

A function of one exercise that sets torch's default dtype and leaves it set would otherwise decide
what the functions of all other exercises return.
"""

from __future__ import annotations

import contextlib
import os
import sys
import warnings
from pathlib import Path
from typing import Any, cast

import numpy as np
import torch


class Surroundings:
    """The settings as they are when this is made: those of torch, NumPy, warnings and Python."""

    def __init__(self) -> None:
        self._dtype = torch.get_default_dtype()
        self._device = torch.get_default_device()
        self._anomaly = torch.is_anomaly_enabled()
        self._deterministic = torch.are_deterministic_algorithms_enabled()
        self._recording = torch.is_grad_enabled()
        self._floating = np.geterr()
        self._warnings = list(warnings.filters)
        self._recursion = sys.getrecursionlimit()
        self._folder = Path()
        with contextlib.suppress(OSError):  # the folder may be gone
            self._folder = Path.cwd()

    def restore(self) -> None:
        """Set again what has been changed since."""
        if torch.get_default_dtype() is not self._dtype:
            torch.set_default_dtype(self._dtype)
        # Asked first: setting it, even to the same, puts a layer around each call of torch.
        if torch.get_default_device() != self._device:
            torch.set_default_device(self._device)
        if torch.is_anomaly_enabled() != self._anomaly:
            torch.autograd.set_detect_anomaly(self._anomaly)
        if torch.are_deterministic_algorithms_enabled() != self._deterministic:
            torch.use_deterministic_algorithms(self._deterministic)
        torch.set_grad_enabled(self._recording)
        np.seterr(**self._floating)
        if warnings.filters != self._warnings:
            cast("list[Any]", warnings.filters)[:] = self._warnings
        if sys.getrecursionlimit() != self._recursion:
            sys.setrecursionlimit(self._recursion)
        with contextlib.suppress(OSError):
            os.chdir(self._folder)
