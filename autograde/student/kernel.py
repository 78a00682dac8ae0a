"""The notebook that this runs in."""

from __future__ import annotations

import sys
from typing import Any


def running_shell() -> Any:
    """IPython's shell; None where no notebook runs, and then IPython is not imported for it."""
    if "IPython" not in sys.modules:
        return None
    from IPython.core.getipython import get_ipython

    return get_ipython()
