"""
From ``source/`` to ``release/`` and ``solutions/``, through nbgrader.

What is generated is committed, so `stale` can tell, without running anything, whether it still
is what its sources would give.
"""

from autograde.generate._comparing import stale
from autograde.generate._for_students import generate_for
from autograde.generate._making import generate, released_below
from autograde.generate._master import check_master, solution_text_in

__all__ = [
    "check_master",
    "generate",
    "generate_for",
    "released_below",
    "solution_text_in",
    "stale",
]
