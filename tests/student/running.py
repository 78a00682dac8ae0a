"""Asking a running notebook."""

from __future__ import annotations

from typing import Any

from IPython.core.interactiveshell import InteractiveShell


def answer(shell: InteractiveShell, code: str) -> Any:
    """What a cell returns; its code must not raise."""
    result = shell.run_cell(code)
    assert result.success, result.error_in_exec
    return result.result
