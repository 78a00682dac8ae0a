"""Pictures beside a failed check, and the line of the student's code that it is about."""

from __future__ import annotations

import ast
import base64
import inspect
import io
import textwrap
from types import FunctionType
from typing import Any

from autograde import calls, expect
from autograde.namespace import MAX_LINE
from autograde.student.message import Aside

_MIN_ROUNDS = 5
# Codes of messages about a returned value: type, shape, dtype, numbers, graph.
_VALUES = ("AG-T", "AG-S", "AG-D", "AG-V", "AG-G")
# White behind: a picture with a dark page showing through would lose its black lines.
_LOOK: dict[Any, Any] = {
    "figure.facecolor": "white",
    "axes.facecolor": "white",
    "axes.spines.top": False,
    "axes.spines.right": False,
}


def aside_of(
    error: BaseException, names: dict[str, Any], exercise: str, causes: list[str]
) -> Aside:
    """
    What the notebook itself can add to the failure of a check.

    Args:
        error: What the check raised.

        names: The notebook's names.

        exercise: Id of the check's exercise.

        causes: What was seen while the student's code ran.
    """
    code = error.code if isinstance(error, expect.Unmet) else ""
    line = return_line(names, exercise) if code.startswith(_VALUES) else ""
    return Aside(line, causes[0] if causes else "", picture_of(error))


def picture_of(error: BaseException | None) -> tuple[str, str] | None:
    """
    A picture for what a check raised, drawn while the student's code can still be asked.

    Returns:
        A PNG in base64, and what it shows in words; None if there is nothing to show.
    """
    if not isinstance(error, expect.Unmet):
        return None
    picture = error.picture
    if picture is None:
        series = calls.last_series()
        if series is None or len(series[1]) < _MIN_ROUNDS:
            return None
        picture = expect.curve_picture(series[1], series[0])
    try:
        return drawn(picture), picture.what
    except Exception:  # it asks student code; a picture less is no reason to lose the message
        return None


def drawn(picture: expect.Picture) -> str:
    """A picture as PNG in base64, without touching the notebook's own figures."""
    import matplotlib as mpl
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    with mpl.rc_context(_LOOK):
        figure = Figure(figsize=(5.2, 3.1), dpi=90)
        FigureCanvasAgg(figure)
        # Fixed margins: matplotlib's own layout draws everything three times.
        picture.draw(figure.add_axes((0.13, 0.16, 0.84, 0.76)))
        data = io.BytesIO()
        figure.savefig(data, format="png", metadata={"Software": None})
    return base64.b64encode(data.getvalue()).decode()


def return_line(names: dict[str, Any], exercise: str) -> str:
    """
    The line that a wrong value came from, as written, where there is only one it can be.

    Args:
        names: The notebook's names.

        exercise: Its id, which is also the name of the function.

    Returns:
        The function's only ``return`` line; empty if there are none or several, or if it only
        names what other lines have computed.
    """
    function = names.get(exercise)
    if not isinstance(function, FunctionType) or function.__globals__ is not names:
        return ""
    try:
        source = textwrap.dedent(inspect.getsource(function))
        tree = ast.parse(source).body[0]
    except (OSError, TypeError, SyntaxError, IndexError):
        return ""
    found = _returns(tree)
    plain = (ast.Name, ast.Attribute, ast.Tuple, ast.List, ast.expr_context)
    if len(found) != 1 or found[0].value is None:
        return ""
    if all(isinstance(node, plain) for node in ast.walk(found[0].value)):
        return ""
    segment = ast.get_source_segment(source, found[0]) or ""
    return " ".join(segment.split())[:MAX_LINE]


def _returns(node: ast.AST) -> list[ast.Return]:
    """The ``return`` statements of a function itself, not those of functions inside it."""
    found = []
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Return):
            found.append(child)
        elif not isinstance(
            child, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.Lambda
        ):
            found += _returns(child)
    return found
