"""The JSON record of a graded submission; docs/reference/record.md describes it."""

from __future__ import annotations

from typing import Any

from autograde.model import ExerciseResult, Result

SCHEMA = 1


def record(result: Result) -> dict[str, Any]:
    """
    One line of ``autograde grade --json`` as a dictionary in its documented order.

    Nothing of it depends on timing or on the number of jobs but the entry ``timing``. The entry
    ``staff_notes`` is there only where staff has to know something, an exercise's ``says`` and
    ``hint`` where it has a diagnosis, its ``candidates`` where several mistakes act alike.
    """
    return {
        "schema": SCHEMA,
        "student": result.student,
        "assignment": result.assignment,
        "status": str(result.status),
        "score": result.score,
        "max_score": result.max_score,
        "manual_max_score": result.manual_max_score,
        "exercises": {
            exercise.id: {
                "score": exercise.score,
                "max_score": exercise.max_score,
                "status": str(exercise.status),
                "diagnosis": exercise.diagnosis,
                **_about_mistake(exercise),
                "checks": [
                    {
                        "id": check.id,
                        "title": check.title,
                        "status": str(check.status),
                        "points": check.points,
                        "max_points": check.max_points,
                        "hidden": check.hidden,
                        "message": check.message,
                    }
                    for check in exercise.checks
                ],
            }
            for exercise in result.exercises
        },
        "notes": list(result.notes),
        "device": result.device,
        "timing": result.timing,
        **({"staff_notes": list(result.staff_notes)} if result.staff_notes else {}),
    }


def _about_mistake(exercise: ExerciseResult) -> dict[str, Any]:
    """What a record says about a known mistake, or about those it may be."""
    if exercise.diagnosis:
        return {"says": exercise.says, "hint": exercise.hint}
    return {"candidates": list(exercise.candidates)} if exercise.candidates else {}
