"""
Errors of PyTorch and Python that beginners meet, each with one thing to look at.

The text of an exception is the student's own output, so what is said about it is the same for
public and hidden checks: it names no input and no expected value. Texts are those of PyTorch 2.6
to 2.13; one that is not known here is shown as it is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from autograde.errors import StudentRaised
from autograde.words import _


@dataclass(frozen=True)
class KnownError:
    """
    Args:
        pattern: Found in ``Kind: text``.

        advice: A question or a next step.

        code: What `autograde.explain` knows it by.

        line: Found in the student's line, where the text alone has several causes.
    """

    pattern: str
    advice: str
    code: str
    line: str = ""


def known_errors() -> tuple[KnownError, ...]:
    """All of them, the more special before the more general."""
    return (
        KnownError(
            r"Expected all tensors to be on the same device|indices should be either on cpu",
            _(
                "two tensors met on different devices. Which of them was made in this line or "
                "before it, and where is a tensor born when you do not say on which device?"
            ),
            "AG-D002",
        ),
        KnownError(
            r"device type tensor to numpy",
            _(
                "NumPy reads main memory only. Can PyTorch do the same where the data are, or "
                "must they be brought over first?"
            ),
            "AG-D002",
        ),
        KnownError(
            r"Torch not compiled with CUDA enabled|Found no NVIDIA driver",
            _(
                "this names a device that not every computer has. What tells you where your data "
                "live?"
            ),
            "AG-D001",
        ),
        KnownError(
            r"leaf Variable that requires grad .* in-place",
            _("tell PyTorch not to watch while you move a parameter: torch.no_grad() is for that."),
            "AG-G004",
        ),
        KnownError(
            r"'NoneType'",
            _(
                "`.grad` is None here. Is the tensor still the very one that you asked PyTorch to "
                "watch, or has a line like `w = w - ...` put a new one under its name?"
            ),
            "AG-G002",
            line=r"\.grad\b",
        ),
        KnownError(
            r"backward through the graph a second time",
            _(
                "a calculation can be walked back once. Are the prediction and the loss computed "
                "anew in every round of the loop?"
            ),
            "AG-G005",
        ),
        KnownError(
            r"does not require grad and does not have a grad_fn",
            _(
                "nothing in this loss leads back to a watched tensor. Which step between the "
                "parameters and the loss cuts the way: `.item()`, `.detach()`, torch.tensor(...)?"
            ),
            "AG-G001",
        ),
        KnownError(
            r"grad can be implicitly created only for scalar",
            _("backward() starts from one number. How do you make one number of all the errors?"),
            "AG-G006",
        ),
        KnownError(
            r"modified by an inplace operation",
            _(
                "a value that is still needed for the gradients was overwritten. Which line ends "
                "in `+=`, or calls something whose name ends in _?"
            ),
            "AG-M001",
        ),
        KnownError(
            r"can only be float|floating point .*can require gradients|could not infer output dtype"
            r"|not implemented for '(Long|Int|Byte|Bool)'|result type Float can't be cast",
            _(
                "whole numbers have no averages and no slopes. What dtype does your tensor have, "
                "and from which numbers did it get it?"
            ),
            "AG-D001",
        ),
        KnownError(
            r"(?:must|to) have the same dtype|[Ee]xpected (?:object of )?(?:scalar type|dtype)"
            r"|Found dtype \w+ but expected",
            _("two dtypes meet here. Print `.dtype` of both: which of them is not what you want?"),
            "AG-D001",
        ),
        KnownError(
            r"multi-target not supported|Expected floating point type for target with class",
            _(
                "CrossEntropyLoss wants the class numbers: a flat row of shape (N,), of dtype "
                "int64. Print shape and dtype of your targets."
            ),
            "AG-L020",
        ),
        KnownError(
            r"Target -?\d+ is out of bounds",
            _("a class number is larger than the scores have columns. How many classes are there?"),
            "AG-L020",
        ),
        KnownError(
            r"shapes cannot be multiplied|must match the size of tensor|size mismatch"
            r"|not broadcastable|Sizes of tensors must match|shape '.*' is invalid for input",
            _("two shapes do not fit. Print `.shape` of both, just before this line."),
            "AG-S001",
        ),
        KnownError(
            r"view size is not compatible",
            _("`.view` needs the numbers in one piece; `.reshape` copies them where it must."),
            "AG-S001",
        ),
        KnownError(
            r"only one element tensors|elements? cannot be converted to Scalar"
            r"|Boolean value of Tensor with more than one value",
            _("one number is wanted where a tensor has several. Average, sum or pick one first."),
            "AG-T003",
        ),
        KnownError(
            r"Can't call numpy\(\) on Tensor that requires grad",
            _("NumPy cannot carry gradients: `.detach()` takes the tensor out of the calculation."),
            "AG-G001",
        ),
        KnownError(
            r"before Module\.__init__\(\) call",
            _("does your `__init__` begin with `super().__init__()`?"),
            "AG-R004",
        ),
        KnownError(
            r"missing the required .forward. function",
            _("does the class have a `forward`, spelled so, and indented into the class?"),
            "AG-R007",
        ),
        KnownError(
            r"Weights only load failed",
            _("a file should hold numbers and plain values only. What does state_dict() give you?"),
            "AG-R006",
        ),
        KnownError(
            r"optimizer got an empty parameter list",
            _("which layers did the model keep as its own, with `self.` in front?"),
            "AG-L003",
        ),
        KnownError(
            r"NameError|UnboundLocalError",
            _("is the name spelled as where it was made, and was that cell or line run before?"),
            "AG-R005",
        ),
        KnownError(
            r"'NoneType'",
            _("something is None here. Is there a function without a `return` line?"),
            "AG-T002",
        ),
        KnownError(
            r"TypeError: .*(positional argument|unexpected keyword)",
            _("do the names and the number of the arguments match those of the exercise?"),
            "AG-R003",
        ),
        KnownError(
            r"RecursionError|maximum recursion",
            _("the function calls itself. Was another function meant?"),
            "AG-R003",
        ),
    )


def advice_on(error: StudentRaised) -> tuple[str, str]:
    """
    What to look at after an exception of student code.

    Returns:
        (advice, code); the advice is empty for an error that is not known.
    """
    text = f"{error.kind}: {error.text}"
    for known in known_errors():
        if re.search(known.pattern, text) and re.search(known.line, error.line):
            return known.advice, known.code
    return "", "AG-R003"
