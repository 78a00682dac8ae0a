"""
What a failed check saw of the student's code, small enough to keep and to compare.

Theory of operation. While a check runs, the proxy remembers every request that it made and what
came back; nothing is computed then. Only when the check has failed is that record condensed: the
shape of what came back as text, its values as a few numbers, and which assertion did not hold.
So a check that passes costs nothing, and what it saw agrees with the right answer anyway.

All answers to one exercise get the same data in a check, and student code is seeded. Two answers
with the same mistake therefore give the same numbers up to rounding, and the comparison is made
with a tolerance, which a hash would not allow. Sizes are capped: a stranger made these values.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

import numpy as np
import torch

from autograde.errors import StudentFault, StudentRaised
from autograde.model import STUDENT_RAISED, Evidence, Seen
from autograde.values import Handle, device_of, tensors_in

FIRST, LAST = 6, 8  # of a check's exchanges: the failing one is among the last
MAX_NUMBERS = 160
MAX_FORM = 400
MAX_PARTS = 24
MAX_KIND = 300
MAX_TEXT = 40
WHOLE = 12  # values up to this many are kept as they are
_SAMPLE = 4096
_INFINITE = 1e300
_FLOAT32_MAX = 3.4e38
_WRONG_SHAPE = "AG-S001"


class Exchanges:
    """The first and last requests of a check with their replies; what lies between is dropped."""

    def __init__(self) -> None:
        self.clear()

    def clear(self) -> None:
        """Begin anew."""
        self.count = 0
        self.kept: list[tuple[dict[str, Any], dict[str, Any]]] = []

    def add(self, request: dict[str, Any], reply: dict[str, Any]) -> None:
        """Remember a request and its reply."""
        self.count += 1
        self.kept.append((request, reply))
        if len(self.kept) > FIRST + LAST:
            del self.kept[FIRST]


def condense(exchanges: Exchanges, error: BaseException, path: str) -> Evidence:
    """
    Condense what one failed check saw.

    Args:
        exchanges: What it asked and was told.

        error: What the check raised.

        path: The test file.
    """
    seen, left = [], MAX_NUMBERS
    for request, reply in exchanges.kept:
        try:
            one = _seen(request, reply, left)
        except Exception:  # whatever a stranger sent: it must not cost the check its outcome
            one = Seen(str(request.get("op")), "unreadable")
        left -= sum(map(len, one.numbers))
        seen.append(one)
    kind = f"{_kind(error)}{_shape_of_one(exchanges, error)}"[:MAX_KIND]
    return Evidence(_where(error, path), kind, exchanges.count, tuple(seen))


def _shape_of_one(exchanges: Exchanges, error: BaseException) -> str:
    """
    The shape of the single number that came back last, where a shape is what is wrong with it:
    elsewhere a number is a number, in however many brackets.
    """
    if getattr(error, "code", "") != _WRONG_SHAPE or not exchanges.kept:
        return ""
    value = exchanges.kept[-1][1].get("value")
    value = value.get("result") if isinstance(value, dict) else value
    if not isinstance(value, torch.Tensor | np.ndarray) or math.prod(value.shape) != 1:
        return ""
    return f" | {list(value.shape)}"


def _where(error: BaseException, path: str) -> str:
    """
    Which assertion did not hold: the lines of the test file, outermost first, each counted from
    the start of its function, so that they stay as they are when something above is edited.
    """
    lines = []
    trace = error.__traceback__
    while trace is not None:
        code = trace.tb_frame.f_code
        if code.co_filename == path:
            lines.append(f"{code.co_name}+{trace.tb_lineno - code.co_firstlineno}")
        trace = trace.tb_next
    return ">".join(lines)


def _kind(error: BaseException) -> str:
    """What went wrong, in words that hold for whoever makes this mistake."""
    if isinstance(error, StudentRaised):
        return f"{STUDENT_RAISED}{error.kind}: {normalised(error.text)}"[:MAX_KIND]
    if isinstance(error, StudentFault):
        return type(error).__name__
    parts = [getattr(error, name, "") for name in ("code", "cause", "advice")]
    return " | ".join([type(error).__name__, *(normalised(str(p)) for p in parts)])[:MAX_KIND]


def normalised(text: str) -> str:
    """A message without what differs between two who make one mistake: names and addresses."""
    text = re.sub(r"0x[0-9a-fA-F]+", "0x", text.split("\n")[0])
    if "variable" in text or text.startswith("name "):
        text = re.sub(r"'[^']*'", "'...'", text)
    # a * b and b * a
    text = re.sub(
        r"(unsupported operand .*: )'(\w+)' and '(\w+)'",
        lambda m: f"{m[1]}{' and '.join(sorted(m.group(2, 3)))}",
        text,
    )
    text = re.sub(r"\b[A-Za-z_]\w*(\.<locals>)?\.?[A-Za-z_]\w*\(\)", "...()", text)
    return text[:MAX_KIND]


# ----------------------------------------------------------------------------- one exchange
def _seen(request: dict[str, Any], reply: dict[str, Any], room: int) -> Seen:
    operation = str(request.get("op"))
    what = f"{operation} {request.get('path') or ''}".strip()
    if operation in ("build", "seed"):
        return Seen(operation)
    if "value" not in reply:
        return Seen(what, "raised" if "raised" in reply else "missing")
    form, body = _Form(room), reply["value"]
    if operation == "call" and isinstance(body, dict):
        form.value(body.get("result"))
        form.hard.append(_effects(request, body))
        if body.get("gradients"):
            form.hard.append("gradients")
            form.value(body["gradients"])
    elif operation == "describe" and isinstance(body, dict):
        form.module(body)
    else:
        form.value(body)
    return Seen(
        what,
        "".join(form.hard)[:MAX_FORM],
        " ".join(form.soft)[:MAX_FORM],
        tuple(form.numbers),
    )


def _effects(request: dict[str, Any], body: dict[str, Any]) -> str:
    """Which arguments the call changed, and whether a graph was cut."""
    before = list(tensors_in([request.get("args"), request.get("kwargs")]))
    after = list(tensors_in([body.get("args"), body.get("kwargs")]))
    changed = ""
    if len(before) != len(after):
        changed = " changed"
    else:
        which = [i for i, (a, b) in enumerate(zip(before, after, strict=True)) if _differ(a, b)]
        changed = f" changed{which}" if which else ""
    if "graph" in body and body["graph"] is not True:
        changed += " cut"
    return changed


def _differ(before: torch.Tensor, after: torch.Tensor) -> bool:
    if before.shape != after.shape or before.dtype is not after.dtype:
        return True
    if before.device.type == "meta" or after.device.type == "meta":
        return False
    return not torch.allclose(before.detach(), after.detach(), equal_nan=True, rtol=0, atol=0)


class _Form:
    """
    Collects the form of a value and its numbers.

    ``hard`` is what two codings of one mistake share: shapes, nesting. ``soft`` is what they
    need not share: dtypes, whether a number is a tensor, names of parameters and classes.
    """

    def __init__(self, room: int) -> None:
        self.room = room
        self.parts = 0
        self.hard: list[str] = []
        self.soft: list[str] = []
        self.numbers: list[tuple[float | None, ...]] = []

    def value(self, v: Any) -> None:
        self.parts += 1
        if self.parts > MAX_PARTS:
            return
        if v is None:
            self.hard.append("None ")
        elif isinstance(v, bool | np.bool_):
            self.add("bool ", type(v).__name__, [float(v)])
        elif isinstance(v, int | float | np.number):
            self.add("number ", type(v).__name__, [_float(v)])
        elif isinstance(v, torch.Tensor):
            self.tensor(v)
        elif isinstance(v, np.ndarray):
            self.add(f"{list(v.shape)} " if v.size > 1 else "number ", f"np.{v.dtype}", _summary(v))
        elif isinstance(v, Handle):
            self.add("object ", v.type[:40], [])
        elif isinstance(v, str | bytes):
            # A text is an answer as a number is: two codings of one mistake give the same.
            self.add(f"text {normalised(str(v[:MAX_TEXT]))!r} ", "", [float(len(v))])
        elif isinstance(v, dict):
            self.hard.append(f"{{{len(v)}:")
            self.soft.append(",".join(str(k)[:20] for k in list(v)[:8]))
            self.many(v.values())
            self.hard.append("}")
        elif isinstance(v, list | tuple) and len(v) > 3 and _all_numbers(v):
            # A list of numbers and a tensor of them are two ways to write one answer.
            self.add(f"[{len(v)}] ", type(v).__name__, _summary(np.array([_float(x) for x in v])))
        elif isinstance(v, list | tuple | set):
            self.hard.append(f"({len(v)}:")
            self.many(v)
            self.hard.append(")")
        else:
            self.add("other ", f"{type(v).__name__} {v}"[:40], [])

    def many(self, values: Iterable[Any]) -> None:
        for n, v in enumerate(values):
            if n >= MAX_PARTS:
                break
            self.value(v)

    def tensor(self, v: torch.Tensor) -> None:
        device = device_of(v).split(":")[0]
        soft = f"{v.dtype} {device}".removeprefix("torch.")
        form = f"{list(v.shape)} " if v.numel() != 1 else "number "
        if v.device.type == "meta":
            self.add(form, soft, [])
            return
        plain = v.detach()
        if plain.is_complex():
            plain = torch.view_as_real(plain)
        if plain.dtype is torch.bfloat16:
            plain = plain.float()
        self.add(form, soft, _summary(plain.numpy()))

    def module(self, body: dict[str, Any]) -> None:
        if body.get("module") is not True:
            self.add("no module ", str(body.get("class"))[:40], [])
            return
        parameters = body.get("parameters") or []
        self.hard.append(f"module training={body.get('training')} ")
        self.soft.append(",".join(str(c)[:20] for _, c in list(body.get("modules") or [])[:8]))
        for p in parameters[:MAX_PARTS]:
            flags = (p.get("requires_grad"), p.get("same"), p.get("gradient") is not None)
            self.hard.append("".join("+" if flag else "-" for flag in flags))
            self.value(p.get("value"))
            if p.get("gradient") is not None:
                self.value(p["gradient"])
        self.value([p.get("visits") for p in parameters])
        self.value(body.get("forwards"))

    def add(self, hard: str, soft: str, numbers: list[float]) -> None:
        self.hard.append(hard)
        self.soft.append(soft)
        if numbers and self.room >= len(numbers):
            self.room -= len(numbers)
            self.numbers.append(tuple(_rounded(n) for n in numbers))


def _all_numbers(values: Iterable[Any]) -> bool:
    def one(v: Any) -> bool:
        if isinstance(v, torch.Tensor):
            return v.numel() == 1 and v.device.type != "meta" and not v.is_complex()
        return isinstance(v, int | float | np.number)

    return all(map(one, values))


def _float(v: Any) -> float:
    try:
        return float(v.detach() if isinstance(v, torch.Tensor) else v)
    except (OverflowError, TypeError, ValueError):
        return math.nan


def _rounded(v: float) -> float | None:
    """Six significant digits; None where it is no number, and one value for all infinities."""
    if math.isnan(v):
        return None
    if abs(v) > _FLOAT32_MAX:
        return math.copysign(_INFINITE, v)
    return float(f"{v:.6g}")


def _summary(array: np.ndarray[Any, Any]) -> list[float]:
    """
    A few numbers that tell two arrays apart, not much affected by rounding.

    Returns:
        The values themselves where they are few. Else: smallest, largest, mean, root mean
        square, three projections, smallest and largest sum over the last dimension; both of the
        numbers and of where there are none if some are nan.
    """
    if array.size <= WHOLE:
        return [_float(x) for x in array.reshape(-1).tolist()]
    step = -(-array.size // (1 << 20))
    with np.errstate(all="ignore"):
        flat = array.reshape(-1)[::step].astype(np.float64)
        lost = np.isnan(flat)
        if lost.any():  # which ones are no numbers, and the others; else all would look alike
            return [*_summary(np.where(lost, 0.0, flat)), *_summary(lost)]
        sample = flat[:: -(-flat.size // _SAMPLE)]
        numbers = [flat.min(), flat.max(), flat.mean(), math.sqrt(np.square(flat).mean())]
        numbers += (_directions(sample.size) @ sample).tolist()
        if array.ndim > 1 and array.shape[-1] > 1 and step == 1:
            sums = flat.reshape(-1, array.shape[-1]).sum(1)
            numbers += [sums.min(), sums.max()]
    return [float(n) for n in numbers]


@lru_cache(maxsize=64)
def _directions(size: int) -> np.ndarray[Any, Any]:
    """Three fixed directions, shape (3, size), of about unit length."""
    return np.random.default_rng(size).standard_normal((3, size)) / math.sqrt(size)
