"""
Scores straight into Canvas, through canvasapi, in one bulk update.

A dry run by default: it asks Canvas who is enrolled and what the assignment is worth, compares,
and sends nothing.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Any

from autograde.collect.canvas_times import canvas_at
from autograde.collect.roster import Roster, key
from autograde.errors import AutogradeError
from autograde.export.filling import scale_for
from autograde.export.scores import Scores

_WAIT_SECONDS = 600.0


@dataclass(frozen=True)
class Upload:
    """
    What was sent, or would be.

    Args:
        grades: What Canvas gets, by its user id.

        unchanged: Students who have this grade there already.

        unknown: Students with a score whom the course in Canvas does not have.

        no_score: Users without a score here, by name.
    """

    title: str
    grades: dict[int, dict[str, Any]]
    unchanged: tuple[str, ...]
    unknown: tuple[str, ...]
    no_score: tuple[str, ...]
    sent: bool


def upload(
    url: str,
    course_id: int,
    assignment_id: int,
    scores: Scores,
    roster: Roster,
    *,
    scale: bool | None = None,
    send: bool = False,
) -> Upload:
    """
    Upload scores.

    Args:
        url: Where Canvas is, for instance ``https://canvas.uni.example``.

        send: Whether to send anything at all.

    Raises:
        UsageError: If canvasapi or the token is missing, or the maxima differ.

        AutogradeError: If Canvas refuses, or does not finish.
    """
    with canvas_at(url) as canvas:
        return _upload(canvas, course_id, assignment_id, scores, roster, scale, send)


def _upload(
    canvas: Any,
    course_id: int,
    assignment_id: int,
    scores: Scores,
    roster: Roster,
    scale: bool | None,
    send: bool,
) -> Upload:
    course = canvas.get_course(course_id)
    assignment = course.get_assignment(assignment_id)
    ours = next(iter(scores.values())).max_points
    points = getattr(assignment, "points_possible", None)
    there = scale_for(ours, points, ".", scale, f"{course.name}, {assignment.name}")
    now = {s.user_id: s for s in assignment.get_submissions()}
    direct = Roster({key(s): s for s in scores}, "the gradebook")
    users: dict[str, list[int]] = {}
    no_score = []
    for user in course.get_users(enrollment_type=["student"]):
        names = [
            str(value)
            for field in ("id", "sis_user_id", "login_id", "email", "sortable_name", "name")
            if (value := getattr(user, field, None))
        ]
        student = (roster.find(*names) if roster.where else None) or direct.find(*names)
        if student not in scores or (
            scores[student].points is None and not scores[student].excused
        ):
            no_score.append(str(getattr(user, "name", user.id)))
        else:
            users.setdefault(student, []).append(user.id)
    grades: dict[int, dict[str, Any]] = {}
    unchanged, unknown = [], []
    for student, score in scores.items():
        ids = users.get(student, [])
        if len(ids) != 1:
            unknown += [student] if ids or score.points is not None else []
            continue
        known = now.get(ids[0])
        if score.excused:
            same = bool(getattr(known, "excused", False))
            grade: dict[str, Any] = {"excuse": True}
        else:
            assert score.points is not None
            text = there.text(score.points)
            reached = getattr(known, "score", None)
            same = reached is not None and abs(float(reached) - float(text)) < 1e-9
            grade = {"posted_grade": text}
        if same:
            unchanged.append(student)
        else:
            grades[ids[0]] = grade
    if send and grades:
        _wait(assignment.submissions_bulk_update(grade_data=grades))
    return Upload(
        f"{course.name}, {assignment.name}", grades, tuple(unchanged), tuple(unknown),
        tuple(no_score), send and bool(grades),
    )  # fmt: skip


def _wait(progress: Any) -> None:
    """Until Canvas has done it; it works in the background."""
    deadline = time.monotonic() + _WAIT_SECONDS
    pause = 0.1
    while progress.workflow_state in ("queued", "running"):
        if time.monotonic() > deadline:
            raise AutogradeError("Canvas has not finished", todo="Look into its gradebook later.")
        time.sleep(pause)
        pause = min(5.0, pause * 1.5)
        progress = progress.query()
    if progress.workflow_state != "completed":
        raise AutogradeError(
            "Canvas could not take the grades",
            found=f"{progress.workflow_state}: {getattr(progress, 'message', None) or 'no reason'}",
        )
