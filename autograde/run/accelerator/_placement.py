"""
Which mixtures of devices CUDA allows, and the words in which PyTorch refuses the others.

On a GPU the check is made in three places, each with its own text: by code generated around each
kernel ("Expected all tensors to be on the same device, but got mat1 is on cpu ..."), by
`TensorIterator` for elementwise operations ("... but found at least two devices, cuda:0 and cpu!"),
and by a few operations on their own. The names below are those of native_functions.yaml.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NoReturn

import torch

# Elementwise operations go through TensorIterator, which allows a CPU tensor of no dimension. They
# carry the tag "pointwise", but for these, which do without the tag ...
_ITERATOR = frozenset(
    {
        "where",
        "fill_",
        "masked_fill_",
        "index_fill_",
        "mse_loss",
        "smooth_l1_loss",
        "binary_cross_entropy",
        "floor_divide",
        "floor_divide_",
        "rsub",
        "bernoulli_",
        "max",
        "min",
        "eq_",
        "ne_",
        "ge_",
        "le_",
        "gt_",
        "lt_",
        "copysign_",
        "heaviside_",
    }
)
# ... and these, which carry it and are checked by the generated code all the same.
_CHECKED = frozenset(
    {
        "clamp",
        "clamp_",
        "clamp_max",
        "clamp_max_",
        "clamp_min",
        "clamp_min_",
        "gcd",
        "lcm",
        "logaddexp",
        "logaddexp2",
        "gelu_backward",
        "silu_backward",
        "threshold_backward",
        "sigmoid_backward",
        "equal",
        "tanh_backward",
        "logit_backward",
        "igamma",
        "igammac",
        "nextafter",
        "native_dropout_backward",
    }
)
_INDEXING = frozenset({"index", "_index_put_impl_"})  # take indices that are on the CPU

_SAME = "Expected all tensors to be on the same device, but "
_INDICES = "indices should be either on cpu or on the same device as the indexed tensor (cpu)"
_NAMES_ARGUMENT_FIRST = tuple(int(n) for n in torch.__version__.split(".")[:2]) >= (2, 8)


def allows_cpu_scalars(name: str, pointwise: bool) -> bool:
    """
    Whether an operation takes a CPU tensor of no dimension beside device tensors.

    Args:
        name: The operation without its overload.

        pointwise: Whether PyTorch tags it so.
    """
    if name.startswith(("_foreach_", "_fused_")) or name in _ITERATOR:
        return True
    return pointwise and name not in _CHECKED


def two_devices(name: str) -> str:
    """TensorIterator's message; ``name`` is the device type."""
    return f"{_SAME}found at least two devices, {name}:0 and cpu!"


def check(
    name: str, method: str, lenient: bool, names: Sequence[str], args: Sequence[Any], kind: str
) -> None:
    """
    Refuse a call in which some argument is on the CPU, unless CUDA allows it.

    Args:
        name: The operation without its overload.

        method: The C++ method that PyTorch's message names.

        lenient: Whether the operation goes through TensorIterator.

        names: The arguments' names in the schema.

        args: The arguments, as far as they were given.

        kind: The device type, for instance "cuda".

    Raises:
        RuntimeError: With the words of PyTorch on a machine with a GPU.
    """
    if name in _INDEXING:
        if args[0].is_cpu:
            raise RuntimeError(_INDICES)
        if name == "index" or not args[2].is_cpu or args[2].dim() == 0:
            return
    elif name == "masked_fill_" and args[0].device != args[1].device:
        raise RuntimeError(
            "expected self and mask to be on the same device, but got mask on "
            f"{args[1].device} and self on {args[0].device}"
        )
    elif name == "convolution":
        _check_convolution(*args[:3])
    elif name == "equal" and kind != "cuda":
        raise RuntimeError(
            "Cannot compare two tensors on different devices. "
            f"Got: {args[0].device} and {args[1].device}"
        )
    if lenient or name in _INDEXING:
        raise RuntimeError(two_devices(kind))
    _name_the_argument(method, names, args)


def _check_convolution(
    inputs: torch.Tensor, weight: torch.Tensor, bias: torch.Tensor | None
) -> None:
    tail = " or input should be a MKLDNN tensor and weight is a dense tensor"
    for what, tensor in (("weight", weight), ("bias", bias)):
        if tensor is not None and tensor.device != inputs.device:
            raise RuntimeError(
                f"Input type ({inputs.type()}) and {what} type ({tensor.type()}) "
                f"should be the same{tail if inputs.is_cpu else ''}"
            )


def _name_the_argument(method: str, names: Sequence[str], args: Sequence[Any]) -> None:
    first: torch.device | None = None
    for name, value in zip(names, args, strict=False):
        for tensor in value if isinstance(value, list | tuple) else [value]:
            if not isinstance(tensor, torch.Tensor):
                continue
            if first is None:
                first = tensor.device
            elif tensor.device != first:
                _refuse(name, tensor.device, first, method)


def _refuse(name: str, here: torch.device, others: torch.device, method: str) -> NoReturn:
    if _NAMES_ARGUMENT_FIRST:
        raise RuntimeError(
            f"{_SAME}got {name} is on {here}, different from other tensors on {others} "
            f"(when checking argument in method {method})"
        )
    raise RuntimeError(
        f"{_SAME}found at least two devices, {others} and {here}! "
        f"(when checking argument for argument {name} in method {method})"
    )
