"""The manifest's ``[late]`` as nbgrader's plug-in, for its own ``nbgrader autograde``."""

from __future__ import annotations

from pathlib import Path

from nbgrader.plugins import LateSubmissionPlugin

from autograde.course import Course
from autograde.gradebook.late import Extension, penalty, read_extensions


class LatePolicy(LateSubmissionPlugin):  # type: ignore[misc]
    """Penalties as the manifest says; nbgrader's own setting where it says nothing."""

    def late_submission_penalty(
        self, student_id: str, score: float, total_seconds_late: float
    ) -> float | None:
        """
        Points to take off; see `autograde.gradebook.late.penalty`.

        Args:
            score: Points that the submission reached.

            total_seconds_late: Since its due date, extension included.
        """
        assignment = Course(Path.cwd()).assignment(self.parent.assignment_id)
        policy = assignment.manifest.late
        if policy is None:
            theirs: float | None = super().late_submission_penalty(
                student_id, score, total_seconds_late
            )
            return theirs
        extensions = read_extensions(assignment.course.root, assignment.name)
        if extensions.get(student_id, Extension()).excused:
            return None
        return penalty(policy, score, total_seconds_late) or None
