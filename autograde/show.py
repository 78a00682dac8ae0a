"""Short texts for values, as messages to people show them."""

from __future__ import annotations

from typing import Any

import numpy as np
import torch

from autograde.values import Handle

MAX_ITEMS = 8
MAX_CHARS = 300


def show(value: Any, *, digits: int = 4) -> str:
    """
    A value as a person would write it, never longer than a line.

    Args:
        value: Any value that crosses between a test and student code.

        digits: Significant digits of a float.
    """
    text = _text(value, digits)
    return text if len(text) <= MAX_CHARS else text[: MAX_CHARS - 3] + "..."


def _text(value: Any, digits: int) -> str:
    if isinstance(value, bool | np.bool_):
        return repr(bool(value)) if isinstance(value, bool) else f"np.{bool(value)}_"
    if isinstance(value, float):
        return _number(value, digits)
    if isinstance(value, torch.Tensor):
        return _tensor(value, digits)
    if isinstance(value, np.ndarray):
        if value.size > MAX_ITEMS:
            return f"array of shape {tuple(value.shape)}"
        return f"array({_nested(value.tolist(), digits)})"
    if isinstance(value, np.generic):
        return f"np.{value.dtype.name}({_text(value.item(), digits)})"
    if isinstance(value, list | tuple):
        shown = [_text(v, digits) for v in value[:MAX_ITEMS]]
        more = ", ..." if len(value) > MAX_ITEMS else ""
        if isinstance(value, list):
            return f"[{', '.join(shown)}{more}]"
        return f"({', '.join(shown)}{',' if len(value) == 1 else ''}{more})"
    if isinstance(value, dict):
        pairs = [f"{k!r}: {_text(v, digits)}" for k, v in list(value.items())[:MAX_ITEMS]]
        return "{" + ", ".join(pairs) + (", ..." if len(value) > MAX_ITEMS else "") + "}"
    if isinstance(value, Handle):
        return f"a {value.type}"
    return repr(value)


def _tensor(value: torch.Tensor, digits: int) -> str:
    if value.device.type == "meta":
        return f"tensor of shape {tuple(value.shape)} on meta"
    if by_shape(value):
        return f"tensor of shape {tuple(value.shape)}"
    return f"tensor({_nested(value.detach().tolist(), digits)})"


def by_shape(value: torch.Tensor) -> bool:
    """Whether a tensor is shown by its shape, since its numbers would be too many or none."""
    return value.device.type == "meta" or value.numel() > MAX_ITEMS or value.numel() == 0


def _nested(value: Any, digits: int) -> str:
    if isinstance(value, list):
        return "[" + ", ".join(_nested(v, digits) for v in value) + "]"
    return _number(value, digits) if isinstance(value, float) else repr(value)


def _number(value: float, digits: int) -> str:
    text = f"{value:.{digits}g}"
    # 29.0, not 29: a reader should see that it is a float.
    return text if any(c in text for c in ".en") else text + ".0"


def show_call(name: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> str:
    """A call as text, for instance ``softmax(tensor([1000.0, 1001.0]), dim=0)``."""
    parts = [show(a) for a in args] + [f"{k}={show(v)}" for k, v in kwargs.items()]
    text = f"{name}({', '.join(parts)})"
    return text if len(text) <= MAX_CHARS else f"{name}(...)"
