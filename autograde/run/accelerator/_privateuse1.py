"""
The second tier: a device named "simgpu" on PyTorch's key for backends of third parties.

It needs no machine code and no private table, so it works where CUDA cannot be simulated. What it
cannot do is answer to "cuda": `torch.cuda.is_available()` stays False, and only code that asks
`torch.accelerator`, or that is handed a device, comes to run on it.
"""

from __future__ import annotations

import torch

from autograde.errors import AcceleratorError

from ._relabel import capsules_are_as_expected
from ._simulation import Simulation


class _Context:
    """`with torch.simgpu.device(0):`, of which there is only one to choose."""

    def __init__(self, *_: object) -> None:
        pass

    def __enter__(self) -> None:
        return None

    def __exit__(self, *_: object) -> None:
        return None


class _Backend:
    """The module `torch.simgpu`."""

    device = _Context

    def __init__(self, simulation: Simulation) -> None:
        self._simulation = simulation

    def is_available(self) -> bool:
        return True

    def is_initialized(self) -> bool:
        return True

    def _lazy_init(self) -> None:
        self._simulation.check_process()

    def _is_in_bad_fork(self) -> bool:
        return self._simulation.forked

    def device_count(self) -> int:
        return 1

    def current_device(self) -> int:
        return 0

    def synchronize(self, *_: object) -> None:
        return None

    def get_amp_supported_dtype(self) -> list[torch.dtype]:
        return [torch.float16, torch.bfloat16]

    def manual_seed(self, seed: int) -> None:
        self._simulation.generator.manual_seed(seed)

    def manual_seed_all(self, seed: int) -> None:
        self._simulation.generator.manual_seed(seed)

    def get_rng_state(self, *_: object) -> torch.Tensor:
        return self._simulation.generator.get_state()

    def set_rng_state(self, state: torch.Tensor, *_: object) -> None:
        self._simulation.generator.set_state(state)


def connect(simulation: Simulation) -> None:
    """
    Name the backend and give PyTorch its guard, its hooks and its module.

    Args:
        simulation: The device.

    Raises:
        AcceleratorError: If this version of PyTorch cannot be given them from Python.
    """
    if not capsules_are_as_expected():
        raise AcceleratorError("this Python lays out capsules in its own way")
    setup = getattr(
        torch.utils.backend_registration, "_setup_privateuseone_for_python_backend", None
    )
    if setup is None:
        raise AcceleratorError(
            "this version of PyTorch takes no backend written in Python",
            found=f"torch {torch.__version__}",
            todo="Use a newer version of PyTorch.",
        )
    try:
        setup(rename=simulation.target.name, backend_module=_Backend(simulation))
    except Exception as error:
        raise AcceleratorError(
            "the backend named simgpu could not be set up",
            found=f"torch {torch.__version__}: {error!r}",
        ) from error
