"""
The nouns: what flows from a notebook to a gradebook. `autograde.record` makes JSON of a result.

``Submission -> Run -> CheckResult -> Result``. All are frozen; nothing later writes anything
earlier. A status says whose doing an outcome is; only ``grader_error`` is ours, and it never
costs points.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

EVIDENCE_SCHEMA = 2
DEVICE_UNAVAILABLE = "AG-D005"  # the code of a check that found no device to run on
STUDENT_RAISED = "raised "  # begins the kind of evidence of an error that student code raised


class Status(StrEnum):
    """How a check, a cell or an exercise ended, from best to worst."""

    PASSED = "passed"
    FAILED = "failed"
    RAISED = "raised"
    TIMED_OUT = "timed_out"
    KILLED = "killed"
    NOT_ATTEMPTED = "not_attempted"
    GRADER_ERROR = "grader_error"


class Outcome(StrEnum):
    """What became of a submission as a whole."""

    GRADED = "graded"
    REFUSED = "refused"
    GRADER_ERROR = "grader_error"


@dataclass(frozen=True)
class Cell:
    """
    One cell of a notebook that was handed in, after repair.

    Args:
        id: nbformat cell id.

        kind: ``code``, ``markdown`` or ``raw``.

        source: Its text.

        grade_id: nbgrader's id, where the cell is one of the assignment's own.

        role: ``solution``, ``check``, ``manual``, ``given`` (locked, the instructor's) or
            ``own`` (added by the student).

        attachments: Pictures pasted into a Markdown cell.
    """

    id: str
    kind: str
    source: str
    grade_id: str | None = None
    role: str = "own"
    attachments: dict[str, Any] | None = None


@dataclass(frozen=True)
class Submission:
    """A notebook as it is graded: repaired against its release, with notes on what was done."""

    student: str
    assignment: str
    path: str
    cells: tuple[Cell, ...]
    untouched: frozenset[str] = frozenset()
    notes: tuple[str, ...] = ()
    version: str | None = None


@dataclass(frozen=True)
class CellRun:
    """
    What running one cell gave. Outputs are claims of the student's process: shown, never
    graded on.

    Args:
        status: passed, raised, timed_out, killed, or not_attempted if the cell was not reached.

        outputs: nbformat outputs, capped in size.

        error: Last line of the error, for instance ``NameError: name 'x' is not defined``.

        line: The student's line that raised, where known.
    """

    status: Status
    outputs: tuple[dict[str, Any], ...] = ()
    count: int | None = None
    error: str = ""
    line: str = ""


@dataclass(frozen=True)
class Run:
    """The execution of a notebook: one entry for each code cell that was run, by cell id."""

    cells: dict[str, CellRun] = field(default_factory=dict)
    limit: str = ""
    seconds: float = 0.0


@dataclass(frozen=True)
class Seen:
    """
    What came back from the student's code for one request of a check, condensed.

    Args:
        what: The request, for instance ``call fit_neuron``.

        form: Shapes and nesting of what came back, and whether arguments were changed.

        dress: What two codings of one mistake need not share: dtypes, devices, class names.

        numbers: For each part its values, or numbers that sum them up; None is not a number.
    """

    what: str
    form: str = ""
    dress: str = ""
    numbers: tuple[tuple[float | None, ...], ...] = ()


@dataclass(frozen=True)
class Evidence:
    """
    What a failed check saw; see `autograde.evidence`. Staff only: it holds hidden data.

    Args:
        where: Lines of the test file that led to the failure.

        kind: What went wrong, normalised.

        count: How many requests there were; `seen` holds the first and last of them.
    """

    where: str
    kind: str
    count: int
    seen: tuple[Seen, ...] = ()
    schema: int = EVIDENCE_SCHEMA


@dataclass(frozen=True)
class CheckResult:
    """
    The outcome of one check.

    Args:
        id: Name of the test function, with its parameters.

        title: First line of the test's docstring.

        message: What the student may read. For a hidden check: its title and one thing to try,
            never an input or an expected value.

        detail: What staff may read as well.

        code: A code that ``explain()`` knows, or empty.

        evidence: What it saw, where it failed at grading; not part of the record.

        picture: Of a public check that failed at grading: a PNG in base64, and what it shows in
            words; not part of the record.
    """

    id: str
    exercise: str
    title: str
    status: Status
    points: float
    max_points: float
    hidden: bool
    message: str = ""
    detail: str = ""
    code: str = ""
    evidence: Evidence | None = None
    picture: tuple[str, str] | None = None


@dataclass(frozen=True)
class ExerciseResult:
    """The checks of one exercise and what they add up to; ``score`` is None until a person has
    graded a prose question.

    Args:
        diagnosis: The known mistake that this answer makes, by its name in the bank.

        says: A tutor's sentence about it.

        hint: What may help whoever makes it.

        candidates: Known mistakes that act just like this answer and do not share one sentence.

        possibly: The tutor's sentences about these, each once; empty if they are too many to tell
            a student anything.
    """

    id: str
    score: float | None
    max_score: float
    status: Status
    checks: tuple[CheckResult, ...] = ()
    diagnosis: str | None = None
    says: str = ""
    hint: str = ""
    candidates: tuple[str, ...] = ()
    possibly: tuple[str, ...] = ()


@dataclass(frozen=True)
class Result:
    """
    Everything that grading one submission found out.

    Args:
        staff_notes: What only staff may read; no points follow from it.

        untouched: Ids of the cells to fill in that are as they were given out; for the
            gradebook, not part of the record.

        device: What the device checks ran on, in words; see
            `autograde.run.devices.device_in_words`.
    """

    student: str
    assignment: str
    status: Outcome
    score: float
    max_score: float
    manual_max_score: float
    exercises: tuple[ExerciseResult, ...] = ()
    notes: tuple[str, ...] = ()
    timing: dict[str, float] = field(default_factory=dict)
    untouched: tuple[str, ...] = ()
    staff_notes: tuple[str, ...] = ()
    device: str = ""


@dataclass(frozen=True)
class Mark:
    """
    What the gradebook holds for one exercise or question.

    Args:
        score: Its points, with all that a person has changed; None as long as there are none.

        waits: Whether a person still has to look.

        by_hand: Whether the points are a person's.

        extra: Points on top, part of the score.

        comment: What a person has written, in Markdown.
    """

    score: float | None
    waits: bool = False
    by_hand: bool = False
    extra: float = 0.0
    comment: str = ""


@dataclass(frozen=True)
class Standing:
    """
    What the gradebook holds for one submission.

    Args:
        score: Points of all marks, late penalty taken off.

        late: Points that were taken off.

        marks: By exercise or question.
    """

    score: float
    max_score: float
    late: float = 0.0
    marks: dict[str, Mark] = field(default_factory=dict)

    @property
    def waits(self) -> bool:
        """Whether anything of it still waits for a person."""
        return any(mark.waits for mark in self.marks.values())


def worst(statuses: Iterable[Status]) -> Status:
    """The status that tells most about a group: ours first, then the worst of the student's."""
    order = list(Status)
    return max(statuses, key=order.index, default=Status.PASSED)


def points_earned(status: Status, points: float) -> float:
    """Points for a check: all or nothing."""
    return points if status is Status.PASSED else 0.0
