"""
What student code does while a check runs, as a tutor at the shoulder would see it.

Only in the student's own notebook, and only to say "perhaps" where a check has failed: PyTorch's
own warnings, and a look at losses and optimizers. It changes no result, and decides nothing.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable
from types import TracebackType
from typing import Any

import torch
from torch.optim import optimizer as optimizers

from autograde.words import _

_TARGET_SIZE = re.compile(
    r"target size \(torch\.Size\((\[[\d, ]*\])\)\) that is different to the input size "
    r"\(torch\.Size\((\[[\d, ]*\])\)\)"
)
_MIN_STEPS = 3
_PROBABILITY = 1e-4


class Watch:
    """Watches from `with` to its end; `causes` tells what was seen since it was last asked."""

    def __enter__(self) -> Watch:
        self._forget()
        self._recorder = warnings.catch_warnings(record=True)
        self._warned = self._recorder.__enter__()
        warnings.simplefilter("always")
        self._cross_entropy: Any = torch.nn.functional.cross_entropy
        self._clearing: list[tuple[type, Any]] = [
            (cls, cls.__dict__["zero_grad"]) for cls in (torch.optim.Optimizer, torch.nn.Module)
        ]
        torch.nn.functional.cross_entropy = self._look_at_scores
        for cls, original in self._clearing:
            setattr(cls, "zero_grad", self._noting(original))  # noqa: B010 - mypy
        torch.Tensor.__sub__ = self._look_at_shapes  # type: ignore[method-assign]
        self._hook = optimizers.register_optimizer_step_post_hook(self._count_step)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._hook.remove()
        del torch.Tensor.__sub__  # the one below it, of the C class, shows again
        torch.nn.functional.cross_entropy = self._cross_entropy
        for cls, original in self._clearing:
            setattr(cls, "zero_grad", original)  # noqa: B010
        self._recorder.__exit__(kind, error, trace)

    def causes(self, *, of_number: bool = False) -> list[str]:
        """
        Likely causes of a failure, as sentences, the most telling first.

        Args:
            of_number: Whether the code gave one number: a difference of every pair, which may be
                what another task asks for, is then likely to be a loss.
        """
        found = []
        texts = [str(warning.message) for warning in self._warned or ()]
        for text in texts:
            if sizes := _TARGET_SIZE.search(text):
                found.append(
                    _(
                        "a loss was given predictions of shape {prediction} and targets of shape "
                        "{target}: every prediction is then compared with every target."
                    ).format(prediction=_shape(sizes[2]), target=_shape(sizes[1]))
                )
            elif "not a leaf Tensor" in text:
                found.append(
                    _(
                        "`.grad` was read of a tensor that was calculated from others; it arrives "
                        "only at the tensors that you asked PyTorch to watch."
                    )
                )
            elif "Implicit dimension choice" in text:
                found.append(_("softmax was not told along which dimension to work."))
        if self._differences and (of_number or self._learning):
            found.append(
                _(
                    "a difference of shapes {one} and {other} has the shape {both}: every "
                    "prediction is then compared with every target."
                ).format(**self._differences)
            )
        if self._scores and all(self._scores):
            found.append(
                _(
                    "the scores that CrossEntropyLoss got add up to 1 in every row, as if softmax "
                    "had been applied to them; it applies one itself."
                )
            )
        if self._steps >= _MIN_STEPS and not self._cleared:
            found.append(
                _("the optimizer took {steps} steps, and zero_grad() was never called.").format(
                    steps=self._steps
                )
            )
        self._forget()
        return list(dict.fromkeys(found))

    # ---------------------------------------------------------------------------- helpers
    def _forget(self) -> None:
        self._steps = self._cleared = 0
        self._scores: list[bool] = []
        self._differences: dict[str, str] = {}
        self._learning = False
        if getattr(self, "_warned", None):
            assert self._warned is not None
            self._warned.clear()

    @property
    def _look_at_shapes(self) -> Callable[[Any, Any], Any]:
        original = torch._C.TensorBase.__sub__

        def sub(one: Any, other: Any) -> Any:
            both = original(one, other)
            # A column minus a flat row of as many numbers; on the way to a gradient it is a loss.
            if (
                isinstance(other, torch.Tensor)
                and one.shape != other.shape
                and 1 < one.numel() == other.numel() < both.numel()
            ):
                self._learning = self._learning or both.requires_grad
                shapes = {"one": one.shape, "other": other.shape, "both": both.shape}
                self._differences = {name: str(tuple(shape)) for name, shape in shapes.items()}
            return both

        return sub

    def _look_at_scores(self, input: Any, *args: Any, **kwargs: Any) -> Any:
        if len(self._scores) < _MIN_STEPS and isinstance(input, torch.Tensor) and input.dim() == 2:
            scores = input.detach()
            sums = (scores.sum(dim=1) - 1).abs()
            self._scores.append(bool((scores >= 0).all()) and bool((sums < _PROBABILITY).all()))
        return self._cross_entropy(input, *args, **kwargs)

    def _noting(self, original: Callable[..., Any]) -> Callable[..., Any]:
        def zero_grad(*args: Any, **kwargs: Any) -> Any:
            self._cleared += 1
            return original(*args, **kwargs)

        return zero_grad

    def _count_step(self, *_args: Any) -> None:
        self._steps += 1


def _shape(sizes: str) -> str:
    """``[12]`` as ``(12,)``."""
    numbers = sizes.strip("[]")
    return f"({numbers},)" if numbers and "," not in numbers else f"({numbers})"
