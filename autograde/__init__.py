"""
Learn PyTorch's first module by doing; grade trained models by what they do.

In a notebook: ``from autograde import check, hint, explain, progress``; and ``simulated_gpu()`` to
practise device handling where there is no GPU.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from autograde.run.accelerator import simulated_gpu
    from autograde.student import check, explain, hint, progress

__version__ = "0.1.0"
__all__ = ["check", "explain", "hint", "progress", "simulated_gpu"]


def __getattr__(name: str) -> Any:
    """Load the notebook's functions when they are asked for: importing this costs nothing."""
    if name == "simulated_gpu":
        from autograde.run.accelerator import simulated_gpu

        return simulated_gpu
    if name in __all__:
        import autograde.student

        return getattr(autograde.student, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
