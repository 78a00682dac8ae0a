"""The pages about the device say what is so."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from device_helpers import run_in_child

from autograde.run import accelerator

DOCS = Path(accelerator.__file__).parents[3] / "docs"
STUDENTS = DOCS / "practise_devices.md"
CONTRIBUTORS = DOCS / "accelerator.md"


def test_what_a_student_sees():
    """The text that the students' page shows is the text that the call gives."""

    def cell() -> str:
        return repr(accelerator.simulated_gpu())

    assert run_in_child(cell, device=False) in STUDENTS.read_text()


@pytest.mark.parametrize("name", accelerator.__all__)
def test_public_names_are_documented(name):
    """Every public name has a docstring, and the contributors' page or the package explains it."""
    explained = CONTRIBUTORS.read_text() + (accelerator.__doc__ or "") + STUDENTS.read_text()
    if name != "Tier":  # a Literal has no docstring of its own
        assert getattr(accelerator, name).__doc__
        assert name in explained or name == "Availability"


def test_links_between_the_pages():
    """Links to other pages lead somewhere."""
    for page in (STUDENTS, CONTRIBUTORS):
        for target in re.findall(r"\]\(([\w./]+\.md)\)", page.read_text()):
            assert (DOCS / target).exists(), target
