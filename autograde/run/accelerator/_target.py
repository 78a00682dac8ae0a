"""What is simulated: the names, numbers and dispatch key of one kind of device."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from operator import attrgetter
from typing import Literal

import torch

Tier = Literal["real", "simulated-cuda", "simulated-privateuse1", "unavailable"]

HOST = torch.device("cpu")


def _is_not_cpu(tensor: torch.Tensor) -> bool:
    return not tensor.is_cpu and not tensor.is_meta


@dataclass(frozen=True)
class Target:
    """
    A kind of device that a tensor can be relabelled to.

    Args:
        tier: The tier this target belongs to.

        name: The device type as a student writes it.

        raw_name: The device type as PyTorch always knows it, before any renaming.

        dlpack_code: The device's number in DLPack's `DLDeviceType`.

        dispatch_key: The dispatcher's key that its kernels are registered for.

        owns: Whether a tensor lives on this device; called for every argument, so it is quick.
    """

    tier: Tier
    name: str
    raw_name: str
    dlpack_code: int
    dispatch_key: str
    owns: Callable[[torch.Tensor], bool]

    @property
    def device(self) -> torch.device:
        """The one device of this kind, index 0."""
        return torch.device(self.raw_name, 0)


CUDA = Target("simulated-cuda", "cuda", "cuda", 2, "CUDA", attrgetter("is_cuda"))
PRIVATEUSE1 = Target(
    "simulated-privateuse1", "simgpu", "privateuseone", 12, "PrivateUse1", _is_not_cpu
)
TARGETS: dict[Tier, Target] = {target.tier: target for target in (CUDA, PRIVATEUSE1)}
