"""What crosses: kinds of values, their codes in a header, and how much is accepted."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import msgspec
import torch

Keep = Callable[[Any], "Handle"]


class Unpackable(TypeError):
    """A value cannot cross: too deep, too large, or of a kind without a value form."""


class BadValue(ValueError):
    """Bytes that do not describe a value."""


@dataclass(frozen=True)
class Handle:
    """An object that stays in the student's process; ``type`` is its class's name."""

    id: int
    type: str


@dataclass(frozen=True)
class Limits:
    """
    What `unpack` accepts.

    Args:
        header: Bytes of header. Decoded msgpack costs up to about a hundred times its size.

        buffers: Bytes of tensors.

        depth: Levels of nesting.

        items: Values in all.
    """

    header: int = 1 << 20
    buffers: int = 512 << 20
    depth: int = 32
    items: int = 200_000


MAX_NDIM = 16
DTYPES = {
    str(dtype).removeprefix("torch."): dtype
    for dtype in (
        *(torch.float32, torch.float64, torch.float16, torch.bfloat16),
        *(torch.int64, torch.int32, torch.int16, torch.int8, torch.uint8, torch.bool),
        *(torch.complex64, torch.complex128),
    )
}
DTYPE_NAMES = {dtype: name for name, dtype in DTYPES.items()}

# msgpack extension codes
TENSOR, HANDLE, BIGINT, TUPLE, NUMPY_SCALAR, TORCH_NAME, COMPLEX, SET = range(1, 9)


class TensorRef(msgspec.Struct, array_like=True, frozen=True, forbid_unknown_fields=True):
    dtype: str
    shape: list[int]
    offset: int
    nbytes: int
    numpy: bool
    requires_grad: bool
    device: str
    cls: str


class HandleRef(msgspec.Struct, array_like=True, frozen=True, forbid_unknown_fields=True):
    id: int
    type: str


KEYS = (str, int, float, bool)  # kinds of a dictionary's keys


def device_of(value: torch.Tensor) -> str:
    """The device that the student's tensor lived on, for a tensor that has crossed."""
    return getattr(value, "_crossed_from", (str(value.device), ""))[0]


def class_of(value: torch.Tensor) -> str:
    """Name of the class that the student's tensor had, for a tensor that has crossed."""
    return getattr(value, "_crossed_from", ("", type(value).__name__))[1]


def tensors_in(value: Any) -> Iterator[torch.Tensor]:
    """Every tensor of a value, in lists, tuples and dictionaries as well, in order."""
    if isinstance(value, torch.Tensor):
        yield value
    elif isinstance(value, list | tuple):
        for part in value:
            yield from tensors_in(part)
    elif isinstance(value, dict):
        yield from tensors_in(list(value.values()))
