"""What happened on the device: kernels, copies, values read back."""

from __future__ import annotations

from dataclasses import dataclass, fields

from ._lines import Lines


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
    """
    The counters while they are still counting: one attribute for each field of `Counters`.

    Beside them, `lines` knows which lines of the student's code left the device.
    """

    __slots__ = (
        "bytes_to_device",
        "bytes_to_host",
        "copies_to_device",
        "copies_to_host",
        "kernels",
        "lines",
        "scalar_reads",
    )

    kernels: int
    copies_to_device: int
    copies_to_host: int
    scalar_reads: int
    bytes_to_device: int
    bytes_to_host: int

    def __init__(self) -> None:
        self.lines = Lines()
        self.reset()

    def reset(self) -> None:
        """Start again from zero."""
        self.restore(Counters())
        self.lines.reset()

    def restore(self, counts: Counters) -> None:
        """Go back to earlier counts, so that what happened since is not counted."""
        for field in fields(Counters):
            setattr(self, field.name, getattr(counts, field.name))

    def snapshot(self) -> Counters:
        """The counts so far, as a value that no longer changes."""
        return Counters(**{field.name: getattr(self, field.name) for field in fields(Counters)})
