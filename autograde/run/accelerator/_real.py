"""
The first tier: a machine with a GPU, where nothing is simulated and only counting is added.

Counting is a `TorchDispatchMode` that sees every operation, also those of a backward pass.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import torch
from torch.utils._python_dispatch import TorchDispatchMode

from ._counters import Tally

_COPIES = frozenset({"aten::copy_", "aten::_to_copy"})
_SCALAR_READ = "aten::_local_scalar_dense"
_ALLOCATES = ("aten::empty", "aten::new_empty", "aten::resize_", "aten::set_", "aten::detach")


def _tensors(values: Iterable[Any]) -> list[torch.Tensor]:
    found: list[torch.Tensor] = []
    for value in values:
        if isinstance(value, torch.Tensor):
            found.append(value)
        elif isinstance(value, list | tuple):
            found += [t for t in value if isinstance(t, torch.Tensor)]
    return found


class CountingMode(TorchDispatchMode):
    """
    Counts what happens on a device that is really there.

    Args:
        tally: Where the counts go.
    """

    def __init__(self, tally: Tally) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # torch's is untyped
        self._tally = tally

    def __torch_dispatch__(
        self,
        func: Any,
        types: Sequence[type],
        args: Sequence[Any] = (),
        kwargs: dict[str, Any] | None = None,
    ) -> Any:
        """Run the operation and count it."""
        out = func(*args, **(kwargs or {}))
        self._count(func, list(args), out)
        return out

    def _count(self, func: Any, args: list[Any], out: Any) -> None:
        name = func._schema.name
        if name in _COPIES:
            source = args[1] if name == "aten::copy_" else args[0]
            self._count_copy(source, out)
        elif name == _SCALAR_READ:
            self._tally.scalar_reads += args[0].is_cuda
            if args[0].is_cuda:
                self._tally.lines.read()
        elif not func.is_view and not name.startswith(_ALLOCATES):
            on_device = any(t.is_cuda for t in _tensors([*args, out]))
            self._tally.kernels += on_device

    def _count_copy(self, source: torch.Tensor, result: torch.Tensor) -> None:
        if result.is_cuda and source.is_cpu:
            self._tally.copies_to_device += 1
            self._tally.bytes_to_device += source.nbytes
        elif source.is_cuda and result.is_cpu:
            self._tally.copies_to_host += 1
            self._tally.bytes_to_host += source.nbytes
            self._tally.lines.copied(source)
