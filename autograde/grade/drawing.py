"""
Pictures of what went wrong in public checks, drawn at grading for feedback.

They are those that `check()` shows in the student's own notebook, of data that students have: a
hidden check is never drawn. The student's code may be asked once more, so it is done at once, while
its process lives. What goes wrong here costs the picture and nothing else.
"""

from __future__ import annotations

from autograde.grade.attempt import Attempt
from autograde.outcomes import Check
from autograde.student.pictures import picture_of


class Drawing:
    """
    Draws the first failure of each exercise that has something to show.

    Args:
        attempt: The student's notebook.

    Attributes:
        by_check: By id of the check: a PNG in base64, and what it shows in words.
    """

    def __init__(self, attempt: Attempt) -> None:
        self.by_check: dict[str, tuple[str, str]] = {}
        self._attempt = attempt
        self._done: set[str] = set()

    def look(self, check: Check, error: BaseException | None) -> None:
        """Take what a check raised; as `autograde.checks.Checks.run` calls it."""
        if error is None or check.hidden or check.exercise in self._done:
            return
        with self._attempt.uncounted():
            picture = picture_of(error)
        if picture is not None:
            self._done.add(check.exercise)
            self.by_check[check.id] = picture
