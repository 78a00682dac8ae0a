"""
The evidence of every wrong answer of the bank, computed once and kept.

Each answer is put into the instructor's solution and graded like a submission, its own
exercise only. It is graded twice, with the student's generators seeded differently, and where the
two differ, more often; an answer that trains also with other learning rates and numbers of steps.
So it is known how far chance and taste alone move each number. What is kept is one file for each
exercise, under a key of everything that decides what the answers do. The sentences about them do
not: they are taken from the bank as it is when fingerprints are read.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec

from autograde.bank import Answer, code_of, own_solutions, read_answer, read_bank, with_answers
from autograde.course import Assignment
from autograde.errors import CourseError
from autograde.files import write_whole
from autograde.grade.basis import Basis
from autograde.grade.batch import Batch
from autograde.grade.constants import with_other_constants
from autograde.grade.jobs import Job
from autograde.model import Evidence, ExerciseResult, Outcome, Status
from autograde.notebook import read_notebook

REPEATS, MORE_REPEATS = 2, 4
# Factors for learning rates and numbers of steps; both ways, so that what lies between is known.
CONSTANTS = ((1.3, 0.75), (0.7, 1.3))
FOLDER = "fingerprints"

Failed = dict[str, Evidence]


@dataclass(frozen=True)
class Fingerprint:
    """
    What one wrong answer of the bank does.

    Args:
        says: The tutor's sentence.

        failed: Ids of the checks that fail in every repeat.

        runs: For each repeat: the evidence of the failed checks, by id.

        tuned: The same with other learning rates and numbers of steps, if it has any.

        hint: See `autograde.bank.Answer`.
    """

    slug: str
    title: str
    says: str
    failed: tuple[str, ...]
    runs: tuple[dict[str, Evidence], ...]
    tuned: tuple[dict[str, Evidence], ...] = ()
    hint: str = ""


@dataclass(frozen=True)
class Fingerprints:
    """The wrong answers of one exercise."""

    exercise: str
    answers: tuple[Fingerprint, ...] = ()


class Shelf:
    """
    Where fingerprints of one assignment lie.

    Args:
        folders: Looked into in this order; what is new is written to the first.

        basis: What results of the assignment depend on.
    """

    def __init__(self, assignment: Assignment, folders: Iterable[Path], basis: Basis) -> None:
        self.assignment = assignment
        self.folders = [folder / ".autograde" / FOLDER / assignment.name for folder in folders]
        self._tests = basis.tests
        self._common = hashlib.sha256(basis.common.encode())
        self._common.update(assignment.notebook.read_bytes())

    def key(self, exercise: str) -> str:
        """
        The key of an exercise's fingerprints: it changes with its checks and with the code of its
        wrong answers, not with their headers.
        """
        digest = self._common.copy()
        digest.update(self._tests[exercise].encode())
        for path in self._files(exercise):
            digest.update(f"{path.name}\0{code_of(path)}\0".encode())
        return digest.hexdigest()[:32]

    def _files(self, exercise: str) -> list[Path]:
        return sorted((self.assignment.bank / exercise).glob("wrong_*.py"))

    def get(self, exercise: str) -> Fingerprints | None:
        """The current fingerprints of an exercise, with the bank's sentences of today; None if
        there are none."""
        name = f"{exercise}-{self.key(exercise)}.json"
        for folder in self.folders:
            try:
                found = msgspec.json.decode((folder / name).read_bytes(), type=Fingerprints)
            except (OSError, msgspec.DecodeError):
                continue
            return self._with_sentences(found)
        return None

    def _with_sentences(self, found: Fingerprints) -> Fingerprints:
        headers: dict[str, Answer] = {}
        for path in self._files(found.exercise):
            # A header that somebody is editing: the sentence of last time will do.
            with contextlib.suppress(CourseError):
                answer = read_answer(path, found.exercise)
                headers[answer.slug] = answer
        answers = (
            replace(known, title=now.title, says=now.says, hint=now.hint)
            if (now := headers.get(known.slug))
            else known
            for known in found.answers
        )
        return replace(found, answers=tuple(answers))

    def put(self, found: Fingerprints) -> None:
        """Keep the fingerprints of an exercise; outdated ones go."""
        folder = self.folders[0]
        name = f"{found.exercise}-{self.key(found.exercise)}.json"
        write_whole(folder / name, msgspec.json.encode(found))
        for old in folder.glob(f"{found.exercise}-*.json"):
            if old.name != name and len(old.name) == len(name):
                old.unlink(missing_ok=True)


def compute(
    assignment: Assignment,
    exercises: Iterable[str],
    batch: Batch,
    staging: Path,
    *,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Iterator[Fingerprints]:
    """
    Grade the wrong answers of some exercises and condense what they do.

    Args:
        batch: Grades them.

        staging: A folder for their notebooks, exists.

        progress: Called with (done, total).

    Returns:
        The fingerprints of each exercise, as its answers are done.
    """
    bank = [a for a in read_bank(assignment) if not a.right]
    wanted = {id: [a for a in bank if a.exercise == id] for id in exercises}
    total, done = sum(map(len, wanted.values())), 0
    progress(done, total)
    for exercise, answers in wanted.items():
        runs = observe(assignment, answers, batch, staging)
        done += len(answers)
        progress(done, total)
        known = [f for a in answers if (f := _fingerprint(a, *runs[a.path])) is not None]
        yield Fingerprints(exercise, tuple(known))


def _fingerprint(answer: Answer, runs: list[Failed], tuned: list[Failed]) -> Fingerprint | None:
    """What an answer does, None if it fails no check."""
    if not runs or not runs[0]:
        return None
    failed = tuple(sorted(runs[0]))
    return Fingerprint(
        answer.slug, answer.title, answer.says, failed, tuple(runs), tuple(tuned), answer.hint
    )


def observe(
    assignment: Assignment, answers: list[Answer], batch: Batch, staging: Path
) -> dict[str, tuple[list[Failed], list[Failed]]]:
    """
    What answers do, each graded repeatedly.

    Returns:
        For each answer's path, one entry for each repeat, and one for each choice of other
        constants: the evidence of its failed checks. An answer that could not be graded has none.
    """
    release = read_notebook(assignment.release / assignment.notebook.name)
    solutions = own_solutions(read_notebook(assignment.notebook))
    by_path = {a.path: a for a in answers}
    runs: dict[str, list[Failed]] = {a.path: [] for a in answers}
    tuned: dict[str, list[Failed]] = {a.path: [] for a in answers}

    def run(
        codes: Iterable[tuple[str, str]], repeats: Iterable[int], into: dict[str, list[Failed]]
    ) -> None:
        """Grade codes in the place of answers, each once for every repeat."""
        jobs = []
        for number, (path, code) in enumerate(codes):
            exercise = by_path[path].exercise
            file = staging / f"fingerprint-{number}.ipynb"
            filled = with_answers(release, solutions | {exercise: code})
            file.write_text(json.dumps(filled), encoding="utf-8")
            jobs += [
                Job(path, file, only=(exercise,), repeat=repeat, pictures=False)
                for repeat in repeats
            ]
        for graded in batch.grade(jobs):
            if graded.notebook is not None:
                graded.notebook.unlink(missing_ok=True)
            if graded.result.status is Outcome.GRADED:
                path = graded.job.student
                own = next(e for e in graded.result.exercises if e.id == by_path[path].exercise)
                into[path].append(evidence_of(own))

    run([(a.path, a.code) for a in answers], range(REPEATS), runs)
    noisy = [a for a in answers if any(found != runs[a.path][0] for found in runs[a.path][1:])]
    run([(a.path, a.code) for a in noisy], range(REPEATS, MORE_REPEATS), runs)
    for rate, steps in CONSTANTS:
        others = ((a.path, with_other_constants(a.code, rate, steps)) for a in answers)
        run([(path, code) for path, code in others if code is not None], [0], tuned)

    def alike(found: list[Failed], path: str) -> list[Failed]:
        # With other constants an answer may come out right, or fail otherwise: not this mistake.
        return [run for run in found if run.keys() == runs[path][0].keys()]

    return {path: (alike(runs[path], path), alike(tuned[path], path)) for path in runs}


def evidence_of(exercise: ExerciseResult) -> Failed:
    """The evidence of an exercise's failed checks, by id; one without evidence has an empty
    one."""
    return {
        check.id: check.evidence or Evidence("", str(check.status), 0)
        for check in exercise.checks
        if check.status not in (Status.PASSED, Status.GRADER_ERROR)
    }
