"""
What a check's outcome is, and what a student reads about it.

What a test raised decides, by class: `Unmet` or a failed ``assert`` is the answer's fault, a
`StudentFault` is the student's code or its limits, anything else is a fault of ours.
"""

from __future__ import annotations

import hashlib
import re
import traceback
from dataclasses import dataclass

from autograde.errors import (
    CANNOT_RETURN,
    StudentFault,
    StudentKilled,
    StudentMissing,
    StudentProtocol,
    StudentRaised,
    StudentTimedOut,
)
from autograde.expect import Unmet
from autograde.known_errors import advice_on
from autograde.model import DEVICE_UNAVAILABLE, CheckResult, Status, points_earned
from autograde.words import _

DEFAULT_SECONDS = 20.0


@dataclass(frozen=True)
class Check:
    """
    One collected test.

    Args:
        id: Name of the test function, with its parameters.

        title: First line of its docstring.

        seconds: Time limit for all calls of student code in it, on the machine of reference.

        stays: Why it is kept although it catches no wrong answer of the bank alone.
    """

    id: str
    exercise: str
    title: str
    points: float
    hidden: bool
    path: str
    seconds: float = DEFAULT_SECONDS
    stays: str = ""


class DeviceUnavailable(Exception):
    """
    A check asked for a device that is not to be had here.

    With a reason it costs no points and waits for a person; without one, in a student's own
    notebook, the check is left out.
    """


def outcome(check: Check, error: BaseException | None) -> CheckResult:
    """What it means for the student that a check raised this, or nothing."""
    status, message, detail, code = Status.PASSED, "", "", ""
    if isinstance(error, Unmet):
        status, code = Status.FAILED, error.code
        message = detail = error.text()
        if check.hidden:
            message = _hidden_message(check, error.advice, error.line, error.mistake)
    elif isinstance(error, StudentFault):
        status, message, detail = _student_fault(check, error)
        if status is Status.RAISED:
            code = advice_on(error)[1] if isinstance(error, StudentRaised) else "AG-R003"
            if isinstance(error, StudentRaised) and error.kind == CANNOT_RETURN:
                code = "AG-T001"
    elif isinstance(error, AssertionError):
        status, detail = Status.FAILED, str(error).strip()
        message = _hidden_message(check, "") if check.hidden else _first_lines(detail)
    elif isinstance(error, DeviceUnavailable):
        status, detail, code = Status.GRADER_ERROR, str(error), DEVICE_UNAVAILABLE
        message = f"Device check unavailable here ({error}). No points lost; staff will look at it."
    elif error is not None:
        status = Status.GRADER_ERROR
        detail = "".join(traceback.format_exception(error))[-8000:]
        message = fault_text(detail)
    points = points_earned(status, check.points)
    return CheckResult(
        check.id, check.exercise, check.title, status, points, check.points, check.hidden,
        message, detail, code,
    )  # fmt: skip


def fault_text(detail: str) -> str:
    """What a student reads when the checker itself failed: an id that stands for the details."""
    return _(
        "The checker failed (not your code, no points lost). Send this id to staff: {ticket}."
    ).format(ticket=ticket_of(detail))


def ticket_of(detail: str) -> str:
    """A short id that stands for the details of a failure."""
    return hashlib.sha256(detail.encode()).hexdigest()[:4]


def _hidden_message(check: Check, advice: str, line: str = "", mistake: str = "") -> str:
    shown = f"{check.title}\nin your line: {line}" if line else check.title
    if mistake:
        shown += f"\nPerhaps: {mistake}"
    return f"{shown}\nTry: {advice}" if advice else shown


def _student_fault(check: Check, error: StudentFault) -> tuple[Status, str, str]:
    if isinstance(error, StudentMissing):
        text = _("`{name}` is not defined.").format(name=error.name)
        advice = _("run the cell that defines it.")
        return Status.NOT_ATTEMPTED, f"{text}\nTry: {advice}", text
    if isinstance(error, StudentRaised):
        if error.unanswered:
            return Status.NOT_ATTEMPTED, _("Not attempted yet."), error.text
        if error.kind == CANNOT_RETURN:
            return _cannot_return(check, error)
        line = f"\nin your line: {error.line}" if error.line else ""
        if advice := advice_on(error)[0]:
            line += f"\nTry: {advice}"
        full = f"{error.call} raised {_short(str(error))}{line}"
        raised = _("Your code raised {kind}").format(kind=error.kind)
        shown = f"{check.title}\n{raised}{line}" if check.hidden else full
        return Status.RAISED, shown, f"{full}\n{error.trace}"
    status = Status.KILLED
    if isinstance(error, StudentTimedOut):
        status = Status.TIMED_OUT
    elif isinstance(error, StudentProtocol):
        status = Status.RAISED
    assert isinstance(error, StudentTimedOut | StudentKilled | StudentProtocol)
    return status, f"{check.title}\n{error}" if check.hidden else str(error), str(error)


def _cannot_return(check: Check, error: StudentRaised) -> tuple[Status, str, str]:
    """What came back has no form in which a check can look at it: said of the value."""
    kind = (*error.kinds, "Exception")[1]
    why = error.text or _("looking at it raises {kind}").format(kind=kind)
    got = _("something that a check cannot look at: {why}").format(why=why)
    advice = _("return what the exercise asks for: a tensor, a number, a list, a model.")
    full = f"{error.call} returned {got}\nTry: {advice}"
    hidden = _("Your function returned {value}").format(value=got)
    shown = f"{check.title}\n{hidden}\nTry: {advice}" if check.hidden else full
    return Status.RAISED, shown, full


def _short(text: str) -> str:
    """The beginning of an exception's text: some of PyTorch's fill a screen, in colour."""
    lines = re.sub(r"\x1b\[[0-9;]*m", "", text).strip().split("\n")
    kept = "\n".join(line.strip() for line in lines[:3])[:400]
    return kept + (" ..." if len(lines) > 3 or len(kept) == 400 else "")


def _first_lines(text: str) -> str:
    return "\n".join(text.splitlines()[:4])
