"""
When students handed in on Canvas: its archive does not tell, its interface does.
"""

from __future__ import annotations

import csv
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from autograde.csvtable import neutral
from autograde.errors import AutogradeError, UsageError

TOKEN = "CANVAS_API_TOKEN"
_FIELDS = {
    "ID": "id", "SIS User ID": "sis_user_id", "SIS Login ID": "login_id",
    "Student": "sortable_name",
}  # fmt: skip


@contextmanager
def canvas_at(url: str) -> Iterator[Any]:
    """
    Canvas, for who has a token; the token comes from the environment, never from the command line,
    where other users of the machine could read it.

    Args:
        url: Where Canvas is, for instance ``https://canvas.uni.example``.

    Raises:
        UsageError: If canvasapi or the token is missing.

        AutogradeError: If Canvas refuses.
    """
    try:
        import canvasapi
        import requests
        from canvasapi.exceptions import CanvasException
    except ImportError:
        raise UsageError(
            "canvasapi is not installed", todo="Run: pip install 'autograde-torch[canvas]'"
        ) from None
    token = os.environ.get(TOKEN)
    if not token:
        raise UsageError(
            f"{TOKEN} is not set",
            todo="Canvas, Account, Settings, New Access Token; then: read -rs "
            f"{TOKEN}; export {TOKEN}",
        )
    try:
        yield canvasapi.Canvas(url, token)
    except (CanvasException, requests.RequestException, ValueError) as error:
        raise AutogradeError(
            "Canvas refuses",
            where=url,
            found=f"{type(error).__name__}: {str(error).replace(token, '...')[:300]}",
            todo="Is the address right, the token valid, and may you grade this course?",
        ) from None


def write_times(url: str, course_id: int, assignment_id: int, into: Path) -> tuple[int, int]:
    """
    Write a file of times, for `autograde.collect.times`; it is a roster as well.

    Returns:
        How many students there are, and how many of them handed in.

    Raises:
        UsageError, AutogradeError: See `canvas_at`.
    """
    with canvas_at(url) as canvas:
        course = canvas.get_course(course_id)
        submissions = course.get_assignment(assignment_id).get_submissions()
        when = {s.user_id: getattr(s, "submitted_at", None) or "" for s in submissions}
        users = list(course.get_users(enrollment_type=["student"]))
    with into.open("w", newline="", encoding="utf-8-sig") as file:
        writer = csv.writer(file)
        writer.writerow([*_FIELDS, "Submitted"])
        for user in users:
            named = [str(getattr(user, field, None) or "") for field in _FIELDS.values()]
            writer.writerow([*map(neutral, named), when.get(user.id, "")])
    return len(users), sum(bool(when.get(user.id)) for user in users)
