"""Values to bytes: the side that holds the value."""

from __future__ import annotations

from typing import Any

import msgspec
import numpy as np
import torch

from autograde.values._forms import (
    BIGINT,
    COMPLEX,
    DTYPE_NAMES,
    HANDLE,
    KEYS,
    NUMPY_SCALAR,
    SET,
    TENSOR,
    TORCH_NAME,
    TUPLE,
    Handle,
    HandleRef,
    Keep,
    Limits,
    TensorRef,
    Unpackable,
)
from autograde.words import _

_encoder = msgspec.msgpack.Encoder()


class _Packer:
    def __init__(self, keep: Keep | None, limits: Limits) -> None:
        self.keep, self.limits = keep, limits
        self.buffers: list[memoryview] = []
        self.size = self.items = 0

    def tensor(self, value: torch.Tensor, *, numpy: bool) -> msgspec.msgpack.Ext:
        # Without this a subclass would answer for itself, and say what it likes.
        with torch._C.DisableTorchFunctionSubclass():
            device, cls, watched = str(value.device), type(value).__name__, value.requires_grad
            plain, shape = value.detach(), list(value.shape)
            if plain.device.type == "meta":
                plain = torch.empty(0, dtype=value.dtype)
            elif plain.layout is not torch.strided or plain.is_quantized:
                plain = plain.to_dense()
            plain = plain.to("cpu").contiguous().resolve_conj().resolve_neg()
            if plain.dtype not in DTYPE_NAMES:
                raise Unpackable(
                    _("a tensor of dtype {dtype} cannot be compared here").format(dtype=plain.dtype)
                )
            # A single number counts as contiguous whatever its stride is, which view() looks at.
            flat = plain.reshape(-1).as_strided((plain.numel(),), (1,))
            raw = flat.view(torch.uint8).numpy() if plain.numel() else None
        view = memoryview(raw) if raw is not None else memoryview(b"")  # type: ignore[arg-type]
        if self.size + view.nbytes > self.limits.buffers:
            raise Unpackable(_("the value is too large to be compared here"))
        reference = TensorRef(
            DTYPE_NAMES[plain.dtype],
            shape,
            self.size,
            view.nbytes,
            numpy,
            watched,
            device[:40],
            cls[:100],
        )
        if view.nbytes:
            self.buffers.append(view)
            self.size += view.nbytes
        return msgspec.msgpack.Ext(TENSOR, _encoder.encode(reference))

    def array(self, value: np.ndarray[Any, Any]) -> msgspec.msgpack.Ext:
        if value.dtype.hasobject or value.dtype.names or value.dtype.kind in "USMmV":
            raise Unpackable(
                _("an array of dtype {dtype} cannot be compared here").format(dtype=value.dtype)
            )
        native = np.ascontiguousarray(value, dtype=value.dtype.newbyteorder("="))
        return self.tensor(torch.from_numpy(native.reshape(value.shape).copy()), numpy=True)

    def value(self, v: Any, depth: int = 0) -> Any:
        self.items += 1
        if depth > self.limits.depth or self.items > self.limits.items:
            raise Unpackable(_("the value is nested too deeply or has too many parts"))
        kind = type(v)
        if v is None or kind in (bool, float, bytes):
            return v
        if kind is str:
            # Half of a surrogate pair is no text: it cannot be sent, nor saved later.
            return v if v.isascii() else v.encode("utf-8", "replace").decode()
        if kind is int:
            if -(1 << 63) <= v < (1 << 64):
                return v
            if v.bit_length() > 16_000:
                raise Unpackable(_("the integer is too long to be compared here"))
            return msgspec.msgpack.Ext(BIGINT, hex(v).encode())
        if isinstance(v, torch.Tensor):
            return self.tensor(v, numpy=False)
        return self.container(v, kind, depth + 1)

    def container(self, v: Any, kind: type, depth: int) -> Any:
        ext = msgspec.msgpack.Ext
        if isinstance(v, np.ndarray):
            return self.array(v)
        if isinstance(v, np.generic):
            if v.dtype.kind not in "biufc":
                raise Unpackable(
                    _("a value of type {type} cannot be compared here").format(type=kind.__name__)
                )
            return ext(NUMPY_SCALAR, _encoder.encode([v.dtype.str, v.tobytes()]))
        if isinstance(v, Handle):
            return ext(HANDLE, _encoder.encode(HandleRef(v.id, v.type[:200])))
        if isinstance(v, torch.dtype | torch.device):
            return ext(TORCH_NAME, str(v).removeprefix("torch.").encode())
        if isinstance(v, complex):
            return ext(COMPLEX, _encoder.encode([v.real, v.imag]))
        if isinstance(v, dict):
            return {
                self.value(k, depth) if type(k) in KEYS else str(k): self.value(x, depth)
                for k, x in v.items()
            }
        if isinstance(v, tuple):
            return ext(TUPLE, _encoder.encode([self.value(x, depth) for x in v]))
        if isinstance(v, list):
            return [self.value(x, depth) for x in v]
        if isinstance(v, set | frozenset):
            return ext(SET, _encoder.encode([self.value(x, depth) for x in v]))
        # Subclasses of plain types cross as what they claim to hold; overridden methods stay.
        for base in (int, float, str, bytes):
            if isinstance(v, base):
                return self.value(base(v), depth)  # type: ignore[arg-type]
        if self.keep is not None:
            return self.value(self.keep(v), depth)
        raise Unpackable(f"a {kind.__name__} cannot cross")


def pack(
    value: Any, keep: Keep | None = None, limits: Limits | None = None
) -> tuple[bytes, list[memoryview]]:
    """
    Turn a value into a header and buffers.

    Args:
        value: What is to cross. Tensors may live on any device; they are copied to the CPU.

        keep: Gives a handle to an object that has no value form.

        limits: Largest header and buffers to make.

    Raises:
        Unpackable: If a part of it has no value form and there is no `keep`, or it is too large.
    """
    limits = limits or Limits()
    packer = _Packer(keep, limits)
    header = _encoder.encode(packer.value(value))
    if len(header) > limits.header:
        raise Unpackable(_("the value has too many parts to be compared here"))
    return header, packer.buffers
