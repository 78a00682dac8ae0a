"""The state that the four steps share: one object per process."""

from __future__ import annotations

import os
from collections.abc import Callable

import torch

from autograde.errors import AcceleratorError

from ._counters import Tally
from ._relabel import device_alias_to, host_alias
from ._target import Target

IN_FORK = (
    "Cannot re-initialize CUDA in forked subprocess. To use CUDA with multiprocessing, you must "
    "use the 'spawn' start method"
)


def address_of(generator: torch._C.Generator) -> int:
    """Where a generator's C++ object is, which tells generators apart."""
    address: int = generator._cdata  # type: ignore[attr-defined]  # missing in the stubs
    return address


class Simulation:
    """
    A simulated device of one kind.

    Args:
        target: The kind of device.
    """

    def __init__(self, target: Target) -> None:
        self.target = target
        self.device = target.device
        self.owns = target.owns
        self.tally = Tally()
        self.faults: list[str] = []
        self.to_host: Callable[[torch.Tensor], torch.Tensor] = host_alias
        self.to_device = device_alias_to(target.dlpack_code)
        # The device has random numbers of its own, as a GPU has: drawing on one does not
        # advance the other.
        self.generator = torch._C.Generator()
        self.device_generators: dict[int, torch._C.Generator] = {}
        self.owner: int | None = None  # the process that may use the device
        self.forked = False
        os.register_at_fork(after_in_child=self._after_fork)

    def _after_fork(self) -> None:
        self.forked = self.owner is not None

    def adopt(self) -> None:
        """Let this process use the device, though it is a fork of the one that installed it."""
        self.owner, self.forked = os.getpid(), False

    def check_process(self) -> None:
        """
        Refuse the device in a forked worker, as CUDA does.

        Raises:
            RuntimeError: With PyTorch's own words.
        """
        if self.forked:
            raise RuntimeError(IN_FORK)

    def generator_for(self, given: torch._C.Generator | None) -> torch._C.Generator:
        """
        The generator that a kernel draws from.

        Args:
            given: What the caller passed as `generator=`.

        Raises:
            RuntimeError: If it is a generator of the CPU.
        """
        if given is None:
            return self.generator
        if address_of(given) not in self.device_generators:
            raise RuntimeError(
                f"Expected a '{self.target.name}' device type for generator "
                f"but found '{given.device}'"
            )
        return given

    def fault(self, what: str, error: Exception | None = None) -> AcceleratorError:
        """
        Note a failure of the simulator itself and make the exception to raise.

        It is noted because student code may catch whatever is raised.

        Args:
            what: What could not be simulated.

            error: The exception that it was noticed by.
        """
        found = f"torch {torch.__version__}" + (f": {error!r}" if error else "")
        self.faults.append(f"{what} ({found})")
        return AcceleratorError(f"the simulated device failed: {what}", found=found)
