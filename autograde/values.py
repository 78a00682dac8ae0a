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

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import msgspec
import numpy as np
import torch

from autograde.words import _

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
_DTYPE_NAMES = {dtype: name for name, dtype in DTYPES.items()}

# msgpack extension codes
_TENSOR, _HANDLE, _BIGINT, _TUPLE, _NUMPY_SCALAR, _TORCH_NAME, _COMPLEX, _SET = range(1, 9)


class _TensorRef(msgspec.Struct, array_like=True, frozen=True, forbid_unknown_fields=True):
    dtype: str
    shape: list[int]
    offset: int
    nbytes: int
    numpy: bool
    requires_grad: bool
    device: str
    cls: str


class _HandleRef(msgspec.Struct, array_like=True, frozen=True, forbid_unknown_fields=True):
    id: int
    type: str


_KEYS = (str, int, float, bool)
_encoder = msgspec.msgpack.Encoder()
_tensor_ref = msgspec.msgpack.Decoder(_TensorRef)
_handle_ref = msgspec.msgpack.Decoder(_HandleRef)


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


# ---------------------------------------------------------------------------------- packing
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
            if plain.dtype not in _DTYPE_NAMES:
                raise Unpackable(
                    _("a tensor of dtype {dtype} cannot be compared here").format(dtype=plain.dtype)
                )
            # A single number counts as contiguous whatever its stride is, which view() looks at.
            flat = plain.reshape(-1).as_strided((plain.numel(),), (1,))
            raw = flat.view(torch.uint8).numpy() if plain.numel() else None
        view = memoryview(raw) if raw is not None else memoryview(b"")  # type: ignore[arg-type]
        if self.size + view.nbytes > self.limits.buffers:
            raise Unpackable(_("the value is too large to be compared here"))
        reference = _TensorRef(
            _DTYPE_NAMES[plain.dtype],
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
        return msgspec.msgpack.Ext(_TENSOR, _encoder.encode(reference))

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
            return msgspec.msgpack.Ext(_BIGINT, hex(v).encode())
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
            return ext(_NUMPY_SCALAR, _encoder.encode([v.dtype.str, v.tobytes()]))
        if isinstance(v, Handle):
            return ext(_HANDLE, _encoder.encode(_HandleRef(v.id, v.type[:200])))
        if isinstance(v, torch.dtype | torch.device):
            return ext(_TORCH_NAME, str(v).removeprefix("torch.").encode())
        if isinstance(v, complex):
            return ext(_COMPLEX, _encoder.encode([v.real, v.imag]))
        if isinstance(v, dict):
            return {
                self.value(k, depth) if type(k) in _KEYS else str(k): self.value(x, depth)
                for k, x in v.items()
            }
        if isinstance(v, tuple):
            return ext(_TUPLE, _encoder.encode([self.value(x, depth) for x in v]))
        if isinstance(v, list):
            return [self.value(x, depth) for x in v]
        if isinstance(v, set | frozenset):
            return ext(_SET, _encoder.encode([self.value(x, depth) for x in v]))
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


# -------------------------------------------------------------------------------- unpacking
class _Unpacker:
    def __init__(self, buffer: torch.Tensor, limits: Limits) -> None:
        self.buffer, self.limits = buffer, limits
        self.decoder = msgspec.msgpack.Decoder(ext_hook=self.extension)

    def extension(self, code: int, data: memoryview) -> Any:
        if code == _TENSOR:
            return self.tensor(_tensor_ref.decode(data))
        if code == _HANDLE:
            handle = _handle_ref.decode(data)
            return Handle(handle.id, handle.type[:200])
        if code == _BIGINT and len(data) <= 4096:
            return int(bytes(data), 16)
        if code == _TORCH_NAME and len(data) <= 40:
            return _torch_name(bytes(data).decode())
        parts = self.decoder.decode(data)
        if type(parts) is list:
            if code == _TUPLE:
                return tuple(parts)
            if code == _SET:
                return set(parts)
            if code == _COMPLEX and [type(p) for p in parts] == [float, float]:
                return complex(*parts)
            if code == _NUMPY_SCALAR and [type(p) for p in parts] == [str, bytes]:
                return _numpy_scalar(*parts)
        raise BadValue(f"unknown extension {code}")

    def tensor(self, ref: _TensorRef) -> Any:
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
                if any(type(k) not in (str, int, float, bool) for k in v):
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


def join(buffers: list[memoryview]) -> torch.Tensor:
    """All buffers in one uint8 tensor, shape (n,)."""
    if not buffers:
        return torch.empty(0, dtype=torch.uint8)
    return torch.from_numpy(np.concatenate([np.frombuffer(b, np.uint8) for b in buffers]))


def copy(value: Any, keep: Keep | None = None) -> Any:
    """The value as it would arrive on the other side, without leaving the process."""
    header, buffers = pack(value, keep)
    return unpack(header, join(buffers))
