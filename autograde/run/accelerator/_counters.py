"""What happened on the device: kernels, copies, values read back."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Counters:
    """
    What happened on the device since it was installed or since the last reset.

    Args:
        kernels: Operations computed on the device; allocating, viewing and copying do not count.

        copies_to_device: Copies from the CPU's memory to the device.

        copies_to_host: Copies from the device to the CPU's memory, as by `.cpu()`.

        scalar_reads: Single numbers read back, as by `.item()`, `float(t)` or `if t > 0`.

        bytes_to_device: Bytes of all copies to the device.

        bytes_to_host: Bytes of all copies to the CPU's memory, single numbers not included.
    """

    kernels: int = 0
    copies_to_device: int = 0
    copies_to_host: int = 0
    scalar_reads: int = 0
    bytes_to_device: int = 0
    bytes_to_host: int = 0

    @property
    def used(self) -> bool:
        """Whether anything was computed on the device at all."""
        return self.kernels > 0


class Tally:
    """The counters while they are still counting: one attribute for each field of `Counters`."""

    __slots__ = (
        "bytes_to_device",
        "bytes_to_host",
        "copies_to_device",
        "copies_to_host",
        "kernels",
        "scalar_reads",
    )

    def __init__(self) -> None:
        self.reset()

    def reset(self) -> None:
        """Start again from zero."""
        self.kernels = self.copies_to_device = self.copies_to_host = 0
        self.scalar_reads = self.bytes_to_device = self.bytes_to_host = 0

    def restore(self, counts: Counters) -> None:
        """Go back to earlier counts, so that what happened since is not counted."""
        for name in self.__slots__:
            setattr(self, name, getattr(counts, name))

    def snapshot(self) -> Counters:
        """The counts so far, as a value that no longer changes."""
        return Counters(
            kernels=self.kernels,
            copies_to_device=self.copies_to_device,
            copies_to_host=self.copies_to_host,
            scalar_reads=self.scalar_reads,
            bytes_to_device=self.bytes_to_device,
            bytes_to_host=self.bytes_to_host,
        )
