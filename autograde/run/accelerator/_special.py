"""Kernels that are not "the CPU's kernel on aliases": memory, copies, views, recurrent cells."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

import torch
from torch import Tensor

from . import _recurrent
from ._kernel import overload
from ._simulation import Simulation
from ._target import HOST

aten = torch.ops.aten

# These look at shapes and strides alone: the CPU's C++ kernel takes a device tensor as it is.
_METADATA = (
    "as_strided",
    "view",
    "_reshape_alias",
    "unfold",
    "set_.source_Storage",
    "set_.source_Tensor",
    "set_.source_Storage_storage_offset",
    "is_set_to",
)

# Which fused attention to run: 0 is the plain formula, made of operations that have kernels here.
_PLAIN_ATTENTION = 0


def _metadata(full_name: str) -> Callable[..., Any]:
    redispatch = overload(full_name)._handle.redispatch_boxed
    return functools.partial(redispatch, torch._C.DispatchKeySet(torch._C.DispatchKey.CPU))


def check_index(device: torch.device | None) -> None:
    """
    Refuse a second GPU.

    Raises:
        RuntimeError: With CUDA's own words.
    """
    if device is not None and device.index not in (None, 0):
        raise RuntimeError("CUDA error: invalid device ordinal")


class _Memory:
    """Allocating, copying and reading back."""

    def __init__(self, simulation: Simulation) -> None:
        self._simulation = simulation

    def empty(
        self,
        size: list[int],
        *,
        dtype: torch.dtype | None = None,
        device: torch.device | None = None,
        memory_format: torch.memory_format | None = None,
        **_: Any,
    ) -> Tensor:
        """aten::empty.memory_format"""
        self._simulation.check_process()
        check_index(device)
        host = aten.empty.memory_format(size, dtype=dtype, device=HOST, memory_format=memory_format)
        return self._simulation.to_device(host)

    def empty_strided(
        self,
        size: list[int],
        stride: list[int],
        *,
        dtype: torch.dtype | None = None,
        device: torch.device | None = None,
        **_: Any,
    ) -> Tensor:
        """aten::empty_strided"""
        self._simulation.check_process()
        check_index(device)
        return self._simulation.to_device(
            aten.empty_strided(size, stride, dtype=dtype, device=HOST)
        )

    def zero_tensor(self, size: list[int], *, dtype: torch.dtype | None = None, **_: Any) -> Tensor:
        """aten::_efficientzerotensor; the real one has no memory that could be aliased."""
        return self._simulation.to_device(aten.zeros(size, dtype=dtype, device=HOST))

    def copy(self, target: Tensor, source: Tensor, non_blocking: bool = False) -> Tensor:
        """aten::copy_, also from the CPU and to it"""
        simulation = self._simulation
        simulation.check_process()
        here, there = simulation.owns(target), simulation.owns(source)
        if here and not there:
            simulation.tally.copies_to_device += 1
            simulation.tally.bytes_to_device += source.nbytes
        elif there and not here:
            simulation.tally.copies_to_host += 1
            simulation.tally.bytes_to_host += source.nbytes
            simulation.tally.lines.copied(source)
        aten.copy_(
            simulation.to_host(target) if here else target,
            simulation.to_host(source) if there else source,
        )
        return target

    def resize(
        self, tensor: Tensor, size: list[int], *, memory_format: torch.memory_format | None = None
    ) -> Tensor:
        """aten::resize_"""
        new: Tensor = aten.empty.memory_format(
            size, dtype=tensor.dtype, device=HOST, memory_format=memory_format
        )
        room = tensor.untyped_storage().nbytes() // tensor.element_size()
        if tensor.storage_offset() + new.numel() > room:
            kept = min(tensor.numel(), new.numel())
            if kept and tensor.is_contiguous():
                old = self._simulation.to_host(tensor)
                new.view(-1)[:kept].copy_(old.view(-1)[:kept])
            aten.set_.source_Tensor(tensor, self._simulation.to_device(new))
        else:
            aten.set_.source_Storage_storage_offset(
                tensor,
                tensor.untyped_storage(),
                tensor.storage_offset(),
                list(new.shape),
                list(new.stride()),
            )
        return tensor

    def item(self, tensor: Tensor) -> Any:
        """aten::_local_scalar_dense"""
        self._simulation.check_process()
        self._simulation.tally.scalar_reads += 1
        self._simulation.tally.lines.read()
        return aten._local_scalar_dense(self._simulation.to_host(tensor))


def _native_dropout(inputs: Tensor, p: float, train: bool | None) -> tuple[Tensor, Tensor]:
    if not train or p == 0:
        return inputs.clone(), torch.ones_like(inputs, dtype=torch.bool)
    mask = torch.empty_like(inputs).bernoulli_(1 - p).bool()
    return inputs * mask * (0.0 if p == 1 else 1 / (1 - p)), mask


def _no(*_: Any) -> bool:
    return False


def kernels(simulation: Simulation) -> dict[str, Callable[..., Any]]:
    """
    The special kernels by the dispatcher's names.

    Args:
        simulation: The device they belong to.
    """
    memory = _Memory(simulation)
    table: dict[str, Callable[..., Any]] = {
        "empty.memory_format": memory.empty,
        "empty_strided": memory.empty_strided,
        "_efficientzerotensor": memory.zero_tensor,
        "copy_": memory.copy,
        "resize_": memory.resize,
        "_local_scalar_dense": memory.item,
        "native_dropout": _native_dropout,
        "_thnn_fused_lstm_cell": _recurrent.lstm_cell,
        "_thnn_fused_lstm_cell_backward_impl": _recurrent.lstm_cell_backward,
        "_thnn_fused_gru_cell": _recurrent.gru_cell,
        "_thnn_fused_gru_cell_backward": _recurrent.gru_cell_backward,
        "_fused_sdp_choice": lambda *args, **kwargs: _PLAIN_ATTENTION,
        "record_stream": lambda tensor, stream: None,
    }
    for library in ("cudnn", "miopen"):
        for variant in ("", ".Tensor"):
            table[f"_use_{library}_ctc_loss{variant}"] = _no
    table.update((name, _metadata(name)) for name in _METADATA)
    return table
