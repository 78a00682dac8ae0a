"""
Give failed exercises the names of their mistakes, after grading.

A result is stored as it was graded, with its evidence and without a diagnosis. The diagnosis
follows from the evidence and the bank's fingerprints, so it is made anew whenever results are
read: a mistake that the bank has learned since is named without running anybody's code again.
Nothing here decides a score, and nothing that goes wrong here stops the grading.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

from autograde.errors import AutogradeError
from autograde.grade.batch import Batch
from autograde.grade.diagnosis import Diagnosis, diagnose
from autograde.grade.fingerprints import Fingerprints, Shelf, compute, evidence_of
from autograde.model import ExerciseResult, Result, Status

_WRONG = (Status.FAILED, Status.RAISED, Status.TIMED_OUT, Status.KILLED)


class Namer:
    """
    Names mistakes in the results of one assignment.

    Args:
        shelf: Where the fingerprints of its bank lie.

    Attributes:
        remarks: What staff should know, one sentence each.
    """

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._known: dict[str, Fingerprints | None] = {}
        self.remarks: list[str] = []

    def missing(self, results: Iterable[Result]) -> list[str]:
        """Exercises that somebody has failed and whose bank has no current fingerprints."""
        failed = {e.id for r in results for e in r.exercises if _to_name(e)}
        return [
            e.id
            for e in self._shelf.assignment.manifest.exercise
            if e.id in failed and self._of(e.id) is None
        ]

    def learn(
        self,
        exercises: Iterable[str],
        batch: Batch,
        staging: Path,
        progress: Callable[[int, int], None] = lambda done, total: None,
    ) -> None:
        """Compute the fingerprints of some exercises, and keep them."""
        try:
            for found in compute(
                self._shelf.assignment, exercises, batch, staging, progress=progress
            ):
                self._shelf.put(found)
                self._known[found.exercise] = found
        except (AutogradeError, OSError) as error:
            self.remarks.append(f"Mistakes are not named: {str(error).splitlines()[0]}")

    def name(self, result: Result) -> Result:
        """The result with the diagnosis of each exercise that has one."""
        return replace(result, exercises=tuple(map(self._named, result.exercises)))

    def _named(self, exercise: ExerciseResult) -> ExerciseResult:
        known = self._of(exercise.id) if _to_name(exercise) else None
        if known is None:
            return exercise
        found = diagnose(evidence_of(exercise), known)
        return replace(
            exercise,
            diagnosis=found.slug,
            says=found.says,
            hint=self._hint(exercise, found) if found.slug or found.possibly else "",
            candidates=found.candidates,
            possibly=found.possibly,
        )

    def _hint(self, exercise: ExerciseResult, found: Diagnosis) -> str:
        """The mistake's own hint; else the exercise's of the level that fits."""
        if found.hint and not found.hint.isdigit():
            return found.hint
        # Whoever makes a known mistake is past the question of the first hint. The tool of the
        # second helps if something works already, else the third: the shape of the solution.
        some_pass = any(check.status is Status.PASSED for check in exercise.checks)
        level = int(found.hint or (2 if some_pass else 3))
        hints = self._shelf.assignment.manifest.find(exercise.id).hints
        return hints[min(max(level, 1), len(hints)) - 1]

    def _of(self, exercise: str) -> Fingerprints | None:
        if exercise not in self._known:
            self._known[exercise] = self._shelf.get(exercise)
        return self._known[exercise]


def _to_name(exercise: ExerciseResult) -> bool:
    return exercise.status in _WRONG and any(check.evidence for check in exercise.checks)


def is_named(result: Result) -> bool:
    """Whether anything is known about the mistakes of a result."""
    return any(e.diagnosis or e.possibly for e in result.exercises)


def kinds_of(result: Result) -> Counter[str]:
    """How many failed exercises of a result are named, one of several, perhaps one, or unknown."""
    return Counter(_kind(e) for e in result.exercises if _to_name(e))


def summary(kinds: Counter[str]) -> str:
    """How many failed exercises have been named, as a sentence; empty if none failed."""
    if not kinds:
        return ""
    text = f"{kinds['named']} of {kinds.total()} failed exercises show a known mistake"
    if kinds["several"]:
        text += f", {kinds['several']} one of several that act alike"
    if kinds["perhaps"]:
        text += f", {kinds['perhaps']} perhaps one, on too little evidence"
    return f"{text}; {kinds['unknown']} are not one of the known mistakes."


def _kind(exercise: ExerciseResult) -> str:
    """How much is known about the mistake of a failed exercise."""
    if exercise.diagnosis:
        return "named"
    if not exercise.candidates:
        return "unknown"
    return "perhaps" if len(exercise.possibly) == 1 else "several"
