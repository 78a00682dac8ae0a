"""
Whose data does an answer fit, if not the student's own?

A check that asks for ``own_data`` and fails is run again with the data of others. What is found is
for staff, who decide: two students may have worked together, swapped their files, or neither.
"""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

from autograde.checks import Checks, Subject
from autograde.model import CheckResult, Status
from autograde.notebook import grade_id, read_notebook
from autograde.per_student import CELL, OwnData

MAX_OTHERS = 200
_NO_ANSWER = (Status.PASSED, Status.NOT_ATTEMPTED, Status.GRADER_ERROR)


def whose_else(
    own: OwnData,
    student: str,
    path: Path,
    checks: Checks,
    subject: Subject,
    results: list[CheckResult],
) -> tuple[str, ...]:
    """
    Compare a submission with the data of other students.

    Args:
        own: Which student has which data.

        path: The notebook as it was handed in.

        checks: All checks.

        subject: What `results` came from; still running.

        results: The student's results.

    Returns:
        A sentence for staff for each trace of somebody else's data.
    """
    others = [name for name in own.students if name != student]
    notes = []
    cell = next((c for c in read_notebook(path)["cells"] if grade_id(c) == CELL), None)
    if cell is not None:
        for name in others:
            if cell["source"].strip() == own.source(name).strip():
                notes.append(f"The notebook that was handed in is the one made for {name}.")
    asking = checks.asking_for("own_data")
    limits = {c.id: c.seconds for c in checks.all}
    for result in results:
        if result.id not in asking or result.status in _NO_ANSWER:
            continue
        deadline = time.monotonic() + limits[result.id]
        for tried, name in enumerate(others):
            if tried >= MAX_OTHERS or time.monotonic() > deadline:
                notes.append(f"{result.id}: compared with {tried} of {len(others)} others only.")
                break
            theirs = replace(subject, own_data=own.of(name))
            again = checks.run(theirs, only=lambda c, id=result.id: c.id == id)  # type: ignore[misc]
            if [r.status for r in again] == [Status.PASSED]:
                notes.append(
                    f"{result.id} fails for the student's own data and passes for those of {name}."
                )
    return tuple(notes)
