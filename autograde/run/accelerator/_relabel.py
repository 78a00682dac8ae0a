"""
Step 1 of 4, storage: the same memory under another device's name.

DLPack is the protocol by which array libraries hand each other memory. A tensor is exported as a
capsule around a C structure that says where the memory is and on which device; whoever imports
the capsule believes it. So the device is changed between export and import:

    struct DLTensor { void *data; struct { int32 device_type; int32 device_id; } device; ... }

Nothing is copied, and each side keeps the other's memory alive.
"""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable
from typing import Any

import torch

DLPACK_CPU = 1

_WORD = 8  # bytes
_DEVICE_WORD = 1  # of DLTensor: type and id together, as its first word is the data's address
_POINTER_WORD = 2  # of a PyCapsule: its pointer, behind reference count and type

_export: Callable[[torch.Tensor], Any] = torch._C._to_dlpack
_import: Callable[[Any], torch.Tensor] = torch._C._from_dlpack

# This process's memory as words. A relabelling happens three times per operation, and reading
# a capsule this way takes a fifth of what PyCapsule_GetPointer takes through ctypes.
_memory = (ctypes.c_int64 * (1 << 57)).from_address(0)

_capsule_pointer = ctypes.PYFUNCTYPE(ctypes.c_ssize_t, ctypes.py_object, ctypes.c_char_p)(
    ("PyCapsule_GetPointer", ctypes.pythonapi)
)


def capsules_are_as_expected() -> bool:
    """Whether this Python lays out a capsule, and this machine a word, as is assumed here."""
    capsule = _export(torch.empty(0))
    found: int = _memory[id(capsule) // _WORD + _POINTER_WORD]
    layout = found == _capsule_pointer(capsule, b"dltensor")
    return layout and sys.byteorder == "little" and ctypes.sizeof(ctypes.c_void_p) == _WORD


def _aliaser(device_code: int) -> Callable[[torch.Tensor], torch.Tensor]:
    export, adopt, memory = _export, _import, _memory

    def alias(tensor: torch.Tensor) -> torch.Tensor:
        capsule = export(tensor)
        # One write sets both fields on a little-endian machine: type = code, id = 0.
        memory[(memory[(id(capsule) >> 3) + _POINTER_WORD] >> 3) + _DEVICE_WORD] = device_code
        return adopt(capsule)

    return alias


_to_cpu = _aliaser(DLPACK_CPU)


def host_alias(tensor: torch.Tensor) -> torch.Tensor:
    """A CPU tensor on the memory of a device tensor, which it keeps alive."""
    if tensor.is_conj() or tensor.is_neg():
        return _pending(tensor)
    return _to_cpu(tensor)


def _pending(tensor: torch.Tensor) -> torch.Tensor:
    """An alias of a tensor that waits to be conjugated or negated, which DLPack cannot say."""
    alias = _to_cpu(tensor)
    if tensor.is_conj():
        alias = torch._conj(alias)
    return torch._neg_view(alias) if tensor.is_neg() else alias


def device_alias_to(device_code: int) -> Callable[[torch.Tensor], torch.Tensor]:
    """
    The opposite of `host_alias` for one kind of device.

    Args:
        device_code: DLPack's number of the device type.

    Returns:
        A function from a CPU tensor to a device tensor on its memory.
    """
    alias = _aliaser(device_code)

    def device_alias(tensor: torch.Tensor) -> torch.Tensor:
        if tensor.is_conj() or tensor.is_neg():
            tensor = tensor.resolve_conj().resolve_neg()
        return alias(tensor)

    return device_alias
