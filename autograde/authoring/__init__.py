"""What an author starts from, and what is missing until an exercise is finished."""

from autograde.authoring.missing import Missing, missing, unfinished
from autograde.authoring.new import new_assignment, new_exercise

__all__ = ["Missing", "missing", "new_assignment", "new_exercise", "unfinished"]
