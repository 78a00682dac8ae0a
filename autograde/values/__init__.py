"""
Values as bytes, both ways: how arguments and results cross between tests and student code.

Theory of operation. A value becomes a header (msgpack) and raw buffers. Plain Python values
stand in the header; a tensor or array is a reference (dtype, shape, offset, device) into the
buffers; an object without a value form (a module, a function) stays where it is and a `Handle`
crosses instead. Nothing is ever unpickled or evaluated. Whoever unpacks treats every byte as a
stranger's claim: dtypes come from a table, shapes are checked against the bytes that really
arrived, depth and number of items are capped, and tensors are rebuilt as plain `torch.Tensor`.

A notebook's own `check()` goes through the same two functions, so that a test sees the same
values there as at grading.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import torch

from autograde.values._forms import (
    DTYPES,
    BadValue,
    Handle,
    Keep,
    Limits,
    Unpackable,
    class_of,
    device_of,
    tensors_in,
)
from autograde.values._packing import pack
from autograde.values._unpacking import unpack

__all__ = [
    "DTYPES",
    "BadValue",
    "Handle",
    "Keep",
    "Limits",
    "Unpackable",
    "class_of",
    "copy",
    "device_of",
    "join",
    "pack",
    "tensors_in",
    "unpack",
]


def join(buffers: list[memoryview]) -> torch.Tensor:
    """All buffers in one uint8 tensor, shape (n,)."""
    if not buffers:
        return torch.empty(0, dtype=torch.uint8)
    return torch.from_numpy(np.concatenate([np.frombuffer(b, np.uint8) for b in buffers]))


def copy(value: Any, keep: Keep | None = None) -> Any:
    """The value as it would arrive on the other side, without leaving the process."""
    header, buffers = pack(value, keep)
    return unpack(header, join(buffers))
