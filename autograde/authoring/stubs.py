"""
The texts that a new assignment and a new exercise begin with.

Every TODO in them is something to write; `missing` lists them. ``{id}`` and ``{title}`` are put in.
"""

from __future__ import annotations

MANIFEST = """\
# docs/manifest.md describes every entry. Students get this file as well: nothing secret in it.
title = "TODO: {title}"
summary = "TODO: what students can do afterwards, in a sentence"
"""

EXERCISE = """
[[exercise]]
id = "{id}"
title = "TODO: {title}"
points = 2
minutes = 5
difficulty = 1
hints = [
    "TODO: a question",
    "TODO: a tool",
    "TODO: the shape of the solution, never its line",
]
"""

INTRO = """\
# TODO: the title

TODO: the story, and what one can do afterwards."""

SETUP = """\
try:
    import autograde  # noqa: F401
except ImportError:
    import sys

    if "google.colab" not in sys.modules:  # elsewhere: see "Install" in the course's README
        raise
    get_ipython().run_line_magic("pip", "install -q autograde-torch")

from autograde import check, explain, hint, progress

import matplotlib.pyplot as plt
import torch"""

HOW_TO = """\
## How this notebook works

Run the cells from top to bottom (Shift + Enter). Where a cell says `raise NotImplementedError()`, \
replace that line with your own code, then run the `check(...)` cell below it. Checks can be run \
as often as you like. At grading, further checks with fresh numbers are run."""

FINISH = "progress()"

STATEMENT = """\
### TODO: {title}

*2 points, about 5 minutes, difficulty 1 of 5.*

TODO: inputs, outputs, shapes, units, one example, and what is to be learned."""

SOLUTION = '''\
def {id}(x):
    """
    TODO: what it does, in a sentence.

    Args:
        x: TODO: meaning, unit, shape.

    Returns:
        TODO: meaning, unit, shape.
    """
    ### BEGIN SOLUTION
    raise NotImplementedError("TODO")
    ### END SOLUTION
'''

PUBLIC_HEAD = '''\
"""What students see of the checks."""

import pytest
import torch

from autograde import expect
'''

PUBLIC = '''

@pytest.mark.exercise("{id}")
@pytest.mark.points(1)
def test_{id}_example(student):
    """TODO: the property that it checks, as students read it."""
    x = torch.tensor([1.0, -2.0])

    got = student.{id}(x)

    # TODO: an oracle of your own, and the reason for the tolerance.
    expect.close(got, x, atol=0.0, advice="TODO: one thing to try.")
'''

HIDDEN = '''\
"""What students do not see of the checks of {id}."""

import pytest
import torch

from autograde import expect

pytestmark = pytest.mark.exercise("{id}")


@pytest.mark.points(1)
def test_{id}_fresh(student, fresh):
    """TODO: the property that it checks, as students read it."""
    x = torch.rand(3, 2, generator=fresh)

    call = student.call("{id}", x)

    # TODO: an oracle of your own, and the reason for the tolerance.
    expect.close(call.value, x, atol=0.0, advice="TODO: one thing to try, without a number.")
    expect.unchanged(call)
'''

WRONG = """\
# title: TODO: the misconception, in a few words
# says: TODO: a tutor's sentence to whoever wrote this
# fails: test_{id}_fresh
def {id}(x):
    return "TODO: exactly what a student would type"
"""

RIGHT = """\
# title: TODO: what is unusual about it
def {id}(x):
    return "TODO: right, but not as in the solution"
"""
