"""
What a notebook imports: ``check``, ``hint``, ``explain``, ``progress``.

They find the assignment's manifest and its public tests beside the notebook, run the tests
against the notebook's own names, and answer with objects that show themselves as text and as
static HTML.
"""

from autograde.student.api import check, explain, hint, progress

__all__ = ["check", "explain", "hint", "progress"]
