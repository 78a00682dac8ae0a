"""
What a notebook imports: ``check``, ``hint``, ``explain``, ``progress``.

They find the assignment's manifest and its public tests beside the notebook, run the tests
against the notebook's own names, and answer with objects that show themselves as text and as
static HTML. The commands for a terminal (``autograde check``, ``submit-check``, ``repair``) are
beside them.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from autograde.student.api import check, explain, hint, progress

__all__ = ["check", "explain", "hint", "progress"]


def __getattr__(name: str) -> Any:
    """Load torch and pytest when they are needed: a terminal that only waits needs neither."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from autograde.student import api

    return getattr(api, name)
