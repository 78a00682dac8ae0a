"""Bytes to values: every byte is a stranger's claim."""

from __future__ import annotations

import math
from typing import Any

import msgspec
import numpy as np
import torch

from autograde.values._forms import (
    BIGINT,
    COMPLEX,
    DTYPES,
    HANDLE,
    KEYS,
    MAX_NDIM,
    NUMPY_SCALAR,
    SET,
    TENSOR,
    TORCH_NAME,
    TUPLE,
    BadValue,
    Handle,
    HandleRef,
    Limits,
    TensorRef,
)

_tensor_ref = msgspec.msgpack.Decoder(TensorRef)
_handle_ref = msgspec.msgpack.Decoder(HandleRef)


class _Unpacker:
    def __init__(self, buffer: torch.Tensor, limits: Limits) -> None:
        self.buffer, self.limits = buffer, limits
        self.decoder = msgspec.msgpack.Decoder(ext_hook=self.extension)

    def extension(self, code: int, data: memoryview) -> Any:
        if code == TENSOR:
            return self.tensor(_tensor_ref.decode(data))
        if code == HANDLE:
            handle = _handle_ref.decode(data)
            return Handle(handle.id, handle.type[:200])
        if code == BIGINT and len(data) <= 4096:
            return int(bytes(data), 16)
        if code == TORCH_NAME and len(data) <= 40:
            return _torch_name(bytes(data).decode())
        parts = self.decoder.decode(data)
        if type(parts) is list:
            if code == TUPLE:
                return tuple(parts)
            if code == SET:
                return set(parts)
            if code == COMPLEX and [type(p) for p in parts] == [float, float]:
                return complex(*parts)
            if code == NUMPY_SCALAR and [type(p) for p in parts] == [str, bytes]:
                return _numpy_scalar(*parts)
        raise BadValue(f"unknown extension {code}")

    def tensor(self, ref: TensorRef) -> Any:
        dtype = DTYPES.get(ref.dtype)
        if dtype is None or len(ref.shape) > MAX_NDIM:
            raise BadValue("bad description of a tensor")
        if any(not 0 <= size < 1 << 48 for size in ref.shape):
            raise BadValue("bad shape of a tensor")
        count = math.prod(ref.shape)  # a Python int: cannot overflow
        if ref.device == "meta" and ref.nbytes == 0 and not ref.numpy:
            tensor = torch.empty(ref.shape, dtype=dtype, device="meta")
        else:
            end = ref.offset + ref.nbytes
            if ref.nbytes != count * dtype.itemsize or ref.offset < 0 or end > len(self.buffer):
                raise BadValue("a tensor does not fit the bytes that arrived")
            raw = self.buffer[ref.offset : end]
            # A tensor of its own, not a view: student code may do to it what it likes.
            tensor = torch.empty(ref.shape, dtype=dtype)
            if count and dtype is torch.bool:
                # Bytes other than 0 and 1 in a bool tensor are undefined behaviour: normalise.
                tensor.copy_(raw.ne(0).reshape(ref.shape))
            elif count:
                tensor.reshape(-1).view(torch.uint8).copy_(raw)
        if ref.numpy:
            if dtype is torch.bfloat16:
                raise BadValue("numpy has no bfloat16")
            return tensor.numpy()
        if ref.requires_grad and (tensor.is_floating_point() or tensor.is_complex()):
            tensor.requires_grad_()
        tensor._crossed_from = (ref.device, ref.cls)  # type: ignore[attr-defined]
        return tensor

    def bounded(self, value: Any) -> Any:
        """Check the size and kinds of what tests will have to walk and print."""
        stack, count = [(value, 0)], 0
        while stack:
            v, depth = stack.pop()
            count += 1
            if depth > self.limits.depth or count > self.limits.items:
                raise BadValue("the value is nested too deeply or has too many parts")
            if type(v) in (list, tuple, set):
                stack.extend((x, depth + 1) for x in v)
            elif type(v) is dict:
                if any(type(k) not in KEYS for k in v):
                    raise BadValue("bad key of a dictionary")
                stack.extend((x, depth + 1) for x in v.values())
            elif not isinstance(v, _LEAVES):  # such as a msgpack timestamp
                raise BadValue(f"unexpected {type(v).__name__}")
        return value


_LEAVES = (
    type(None), bool, int, float, complex, str, bytes,
    torch.Tensor, torch.dtype, torch.device, np.ndarray, np.generic, Handle,
)  # fmt: skip


def _torch_name(name: str) -> torch.dtype | torch.device:
    if name in DTYPES:
        return DTYPES[name]
    try:
        return torch.device(name)
    except RuntimeError:
        raise BadValue("neither a dtype nor a device") from None


def _numpy_scalar(dtype: str, raw: bytes) -> Any:
    kind = np.dtype(dtype)
    if kind.kind not in "biufc" or kind.itemsize != len(raw):
        raise BadValue("bad numpy scalar")
    return np.frombuffer(raw, kind)[0]


def unpack(header: bytes | memoryview, buffer: torch.Tensor, limits: Limits | None = None) -> Any:
    """
    Rebuild a value from a header and one buffer.

    Args:
        header: msgpack, from whoever.

        buffer: uint8, shape (n,): all buffers, joined.

        limits: What to accept.

    Raises:
        BadValue: If the bytes describe no value, or one beyond the limits.
    """
    unpacker = _Unpacker(buffer, limits or Limits())
    try:
        return unpacker.bounded(unpacker.decoder.decode(header))
    except BadValue:
        raise
    except (
        msgspec.DecodeError, ValueError, TypeError, RuntimeError, OverflowError, RecursionError,
    ) as error:  # fmt: skip
        raise BadValue(f"undecodable value: {type(error).__name__}") from None
