"""
Assertions that explain themselves: what was called, what came back, what was expected, why.

Each looks at one property, in the order type, shape, dtype and device, value, gradient, side
effects, and raises `Unmet` with the parts of a message. A check of values may name known
mistakes: a wrong answer is then explained by the one mistake that gives just this answer, never
where the mistake and the right answer agree.

Tolerances are always given by the caller, with a reason beside them.
"""

from autograde.expect._device_models import moves_along, stays_on
from autograde.expect._devices import computed_there, equal_on_both, like_cpu, on_device
from autograde.expect._effects import gradient, graph_kept, raises, unchanged
from autograde.expect._pictures import (
    Picture,
    curve_picture,
    fit_picture,
    line_picture,
    pictured,
    region_picture,
)
from autograde.expect._training import best_line, line_gap, moved, near_best_line
from autograde.expect._types import floats, is_a, module, number, numbers, series, tensor
from autograde.expect._unmet import Unmet, kind_of, returned, that
from autograde.expect._values import Mistakes, close, equal, is_close, numbers_close

__all__ = [
    "Mistakes",
    "Picture",
    "Unmet",
    "best_line",
    "close",
    "computed_there",
    "curve_picture",
    "equal",
    "equal_on_both",
    "fit_picture",
    "floats",
    "gradient",
    "graph_kept",
    "is_a",
    "is_close",
    "kind_of",
    "like_cpu",
    "line_gap",
    "line_picture",
    "module",
    "moved",
    "moves_along",
    "near_best_line",
    "number",
    "numbers",
    "numbers_close",
    "on_device",
    "pictured",
    "raises",
    "region_picture",
    "returned",
    "series",
    "stays_on",
    "tensor",
    "that",
    "unchanged",
]
