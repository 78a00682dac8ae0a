"""Whether Python could read an exercise's cell when it was run last."""

from __future__ import annotations

import ast
import re
import warnings

from autograde.student.kernel import running_shell
from autograde.words import _


def unread(exercise: str) -> str:
    """
    What is wrong with the cell of an exercise, if Python could not read it.

    Such a cell defines nothing, so a check then looks at whatever was defined before.

    Args:
        exercise: Its id, which is also the name that its cell defines.

    Returns:
        A sentence; empty if the cell could be read, was never run, or cannot be known.
    """
    shell = running_shell()
    if shell is None or shell.history_manager is None:
        return ""
    defines = re.compile(rf"^\s*(?:async\s+)?(?:def|class)\s+{re.escape(exercise)}\b", re.MULTILINE)
    cells = reversed(shell.history_manager.input_hist_parsed)
    cell = next((cell for cell in cells if defines.search(cell)), "")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            compile(cell, "cell", "exec", ast.PyCF_ALLOW_TOP_LEVEL_AWAIT, dont_inherit=True)
    except SyntaxError as error:
        told = _(
            "Python could not read the cell of {exercise} when you last ran it: {reason}, in line "
            "{line} of the cell. So the check looked at what was there before. Mend that line, run "
            "the cell, and check again."
        )
        return told.format(exercise=exercise, reason=error.msg, line=error.lineno)
    except ValueError:  # what is not even text to Python
        pass
    return ""
