"""
After an edit of the tests: grade again the exercises that it touches, keep the others.

The notebook is run again, since checks need it alive, but only the checks of the touched exercises
are, and what the notebook showed is taken from the former graded notebook. What is kept was graded
by the same engine from the same bytes, with the same data. What student code keeps between calls
is the one thing that can differ: fewer calls have come before.
"""

from __future__ import annotations

from dataclasses import replace

from autograde.grade.basis import Basis
from autograde.grade.document import with_reports
from autograde.grade.jobs import Done
from autograde.grade.store import Stored
from autograde.manifest import Manifest
from autograde.model import Outcome, Result, Status
from autograde.notebook import notebook_bytes, read_notebook
from autograde.run.devices import NO_DEVICE


def outdated(stored: Stored, basis: Basis) -> tuple[str, ...] | None:
    """
    The exercises of a former result that are to be graded again.

    Args:
        basis: What results depend on now.

    Returns:
        Their ids in the manifest's order; None if nothing of it can be kept.
    """
    if stored.basis is None or stored.result.status is not Outcome.GRADED:
        return None
    former = stored.basis.tests
    touched = tuple(id for id, digest in basis.tests.items() if former.get(id) != digest)
    return touched if len(touched) < len(basis.tests) else None


def has_device(stored: Stored, device: str) -> bool:
    """Whether a former result goes with what checks run on now, in words."""
    return stored.result.device in (NO_DEVICE, device)


def complete(done: Done, former: Stored, manifest: Manifest) -> Done:
    """
    Put what was graded again into the former result.

    Args:
        done: Of a job with `only`; its notebook is overwritten with the former one, with reports
            that tell the whole.
    """
    assert done.notebook is not None
    assert former.notebook is not None
    result = joined(former.result, done.result, done.job.only)
    document = with_reports(read_notebook(former.notebook), result, manifest)
    done.notebook.write_bytes(notebook_bytes(document))
    return replace(done, result=result)


def joined(former: Result, again: Result, only: tuple[str, ...]) -> Result:
    """The former result with some exercises graded again."""
    fresh = {e.id: e for e in again.exercises if e.id in only}
    exercises = tuple(fresh.get(e.id, e) for e in former.exercises)
    broken = any(e.status is Status.GRADER_ERROR for e in exercises)
    # A note for staff begins with the check that it is about.
    ids = [c.id for e in former.exercises if e.id in only for c in e.checks]
    redone = tuple(id + after for id in ids for after in (":", " "))
    kept = [note for note in former.staff_notes if not note.startswith(redone)]
    return replace(
        again,
        status=Outcome.GRADER_ERROR if broken else Outcome.GRADED,
        score=sum(e.score for e in exercises if e.score is not None and e.checks),
        exercises=exercises,
        notes=tuple(dict.fromkeys((*former.notes, *again.notes))),
        staff_notes=tuple(dict.fromkeys((*kept, *again.staff_notes))),
    )
