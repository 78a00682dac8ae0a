"""Which ATen operations get which kernel, and their registration with the dispatcher."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from typing import Any

import torch

from . import _special
from ._kernel import Kernel
from ._simulation import Simulation

_PREFIX = "aten::"

# Composite on the CPU; their formula would look for cuDNN or for kernels that only CUDA has.
_COMPOSITE = frozenset({"convolution", "convolution_backward"})


def _wants_kernel(name: str) -> bool:
    if name in _COMPOSITE or name.startswith("_foreach_"):
        return True
    return torch._C._dispatch_has_kernel_for_dispatch_key(_PREFIX + name, "CPU")


def make_kernels(simulation: Simulation) -> dict[str, Callable[..., Any]]:
    """
    A kernel for each operation that the CPU has one for.

    Args:
        simulation: The device.

    Returns:
        Kernels by the dispatcher's names without "aten::", about 1,100 of them.
    """
    special = _special.kernels(simulation)
    names = [
        name[len(_PREFIX) :]
        for name in torch._C._dispatch_get_all_op_names()
        if name.startswith(_PREFIX)
    ]
    return {
        name: special.get(name) or Kernel(simulation, name)
        for name in names
        if name in special or _wants_kernel(name)
    }


def register(simulation: Simulation) -> torch.library.Library:
    """
    Give the device its kernels.

    Args:
        simulation: The device.

    Returns:
        The library that holds the kernels; they go when it goes.
    """
    key = simulation.target.dispatch_key
    # Typed as Any: torch.library has no annotations.
    library: Any = torch.library.Library("aten", "IMPL", key)
    with warnings.catch_warnings():
        # On a build that has kernels of its own for this key, these replace them.
        warnings.filterwarnings("ignore", "Warning only once for all operators")
        for name, kernel in make_kernels(simulation).items():
            library.impl(name, kernel, key)
    kept: torch.library.Library = library
    return kept
