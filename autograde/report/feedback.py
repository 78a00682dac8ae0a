"""
What there is to say to one student; `rendering` makes a page and Markdown of it.

The score as the gradebook has it, each exercise with what was tried, what came
back and what was expected, the known mistake behind it, the student's own figures, what a person
wrote, and what to do next. Of a hidden check only `CheckResult.message` is used, which holds no
input and no expected value.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from markupsafe import Markup

from autograde.grade.document import known_mistake
from autograde.manifest import Exercise, Manifest, Question
from autograde.model import CheckResult, ExerciseResult, Mark, Outcome, Result, Standing, Status
from autograde.notebook import Notebook, grade_id
from autograde.report.pictures import Picture, picture_from, pictures_of
from autograde.report.prose import comment, plain, prose
from autograde.student.message import Message, in_words

RIGHT, NOT_YET, NOT_ATTEMPTED = "right", "not yet", "not attempted"
WAITS, GRADED = "waits for a person", "graded by a person"
_WORDS = {
    Status.PASSED: "passes",
    Status.FAILED: "not yet",
    Status.RAISED: "raised an error",
    Status.TIMED_OUT: "took too long",
    Status.KILLED: "ended its process",
    Status.NOT_ATTEMPTED: NOT_ATTEMPTED,
    Status.GRADER_ERROR: "could not be checked",
}
_NEXT = 3
_MAX_CODE = 6_000


@dataclass(frozen=True)
class Finding:
    """
    One check that does not pass.

    Args:
        values: Label and value of what can be compared: the call, what came back, what was
            expected, the student's line.

        said: What else was found, in sentences.

        cause: A likely cause.

        advice: One thing to try.

        picture: What explains it to the eye.
    """

    check: CheckResult
    word: str
    values: tuple[tuple[str, str], ...]
    said: str
    cause: str
    advice: str
    picture: Picture | None = None

    @property
    def lines(self) -> str:
        """What was found, as lines of text."""
        width = max((len(label) for label, _ in self.values), default=0) + 2
        values = [f"{label:{width}}{value}" for label, value in self.values]
        said = [self.said] if self.said else []
        cause = [f"Perhaps: {self.cause}"] if self.cause else []
        return "\n".join([*said, *values, *cause])

    @classmethod
    def of(cls, check: CheckResult) -> Finding:
        """A check with its message taken apart as in the student's own notebook."""
        message = Message.read(replace(check, message=plain(check.message)))
        said = "" if message.said == in_words(check.status) else message.said.strip()
        picture = None
        if check.picture is not None and not check.hidden:
            png, alt = check.picture
            caption = f'What this check saw, as check("{check.exercise}") draws it.'
            picture = picture_from(check.exercise, png, plain(alt), caption)
        return cls(
            check, _WORDS[check.status], tuple(message.labelled()), said, message.cause,
            message.advice, picture,
        )  # fmt: skip


@dataclass(frozen=True)
class Section:
    """
    One exercise or question of the page.

    Args:
        number: Position among the exercises, from 1; 0 for a question.

        word: How it ended.

        score: Its points; None as long as there are none.

        findings: Checks that do not pass, where it was attempted at all.

        known: What `says` is about, in words: what seems to have happened, or only may have.

        says: A tutor's sentence about the known mistake that it makes; where it makes one of
            several that act alike, a sentence about each.

        helps: What may help with it.

        answer: The student's code, where something is not right.

        prose: A question's answer as HTML.

        comment: What a person wrote, as Markdown.
    """

    id: str
    title: str
    number: int
    word: str
    score: float | None
    max_score: float
    mark: Mark | None = None
    checks: tuple[CheckResult, ...] = ()
    findings: tuple[Finding, ...] = ()
    known: str = ""
    says: tuple[str, ...] = ()
    helps: str = ""
    answer: str = ""
    prose: Markup | None = None
    comment: str = ""
    hint: str = ""
    stretch: str = ""
    pictures: tuple[Picture, ...] = ()

    @property
    def has_more(self) -> bool:
        """Whether there is more to say than outcome and points."""
        seen = (self.findings, self.says, self.comment, self.pictures, self.prose)
        return any(seen) or (self.mark is not None and (self.mark.by_hand or self.mark.extra > 0))

    @property
    def passing(self) -> int:
        """How many checks pass."""
        return sum(c.status is Status.PASSED for c in self.checks)

    @property
    def codes(self) -> tuple[str, ...]:
        """What ``explain()`` knows about its failures."""
        return tuple(dict.fromkeys(f.check.code for f in self.findings if f.check.code))

    @property
    def comment_html(self) -> Markup:
        """What a person wrote."""
        return comment(self.comment)


@dataclass(frozen=True)
class Feedback:
    """
    All that a student's page says.

    Args:
        score: Late penalty taken off; None as long as nothing could be graded.

        automatic: Whether the gradebook was not asked, so that a person's points are not in it.

        waiting: Titles of what still waits for a person.

        refused: Why the submission could not be graded; empty if it could.

        next: What to come back to first.

        left_out: Figures that are not shown.
    """

    title: str
    student: str
    assignment: str
    score: float | None
    max_score: float
    automatic: bool
    late: float
    waiting: tuple[str, ...]
    refused: str
    notes: tuple[str, ...]
    sections: tuple[Section, ...]
    next: tuple[Section, ...]
    left_out: int = 0

    @property
    def is_right(self) -> bool:
        """Whether every exercise is right."""
        return all(s.word == RIGHT for s in self.sections if s.number)


def feedback_of(
    manifest: Manifest,
    result: Result,
    notebook: Notebook | None,
    standing: Standing | None = None,
    right: Mapping[str, tuple[str, ...]] | None = None,
) -> Feedback:
    """
    What there is to say to one student.

    Args:
        manifest: Of the assignment.

        result: What grading found out.

        notebook: The graded notebook, None if there is none.

        standing: What the gradebook holds, None if it knows nothing of it.

        right: The figures of the assignment's cells where every answer is right; see
            `autograde.report.pictures.figures_by_cell`.
    """
    ids = [e.id for e in manifest.exercise]
    cells = notebook["cells"] if notebook is not None else []
    sources = {grade_id(c): str(c["source"]) for c in cells}
    results = {e.id: e for e in result.exercises}
    wrong = {id for id in ids if id in results and results[id].status is not Status.PASSED}
    pictures = pictures_of(notebook or {"cells": []}, ids, right or {}, wrong)
    marks = standing.marks if standing is not None else {}
    is_graded = result.status is Outcome.GRADED
    sections: list[Section] = []
    for number, exercise in enumerate(manifest.exercise, 1):
        found = results[exercise.id] if is_graded else None
        section = _exercise(
            exercise, number, found, marks.get(exercise.id), sources.get(exercise.id, ""),
            pictures.of(exercise.id),
        )  # fmt: skip
        sections.append(section)
    for question in manifest.question:
        untouched = question.id in result.untouched
        text = "" if untouched else sources.get(question.id, "")
        sections.append(_question(question, marks.get(question.id), text, is_graded))
    notes = tuple(plain(n, 1_000) for n in result.notes)
    refused = "" if is_graded else " ".join(notes).removeprefix("Refused: ")
    score = standing.score if standing is not None else result.score
    return Feedback(
        manifest.title,
        plain(result.student, 200),
        result.assignment,
        score if is_graded else None,
        standing.max_score if standing is not None else result.max_score,
        standing is None and bool(manifest.question),
        standing.late if standing is not None else 0.0,
        tuple(f'"{s.title}"' for s in sections if s.word == WAITS),
        refused or ("" if is_graded else "It could not be graded."),
        notes if is_graded else (),
        tuple(sections),
        _next(sections, manifest),
        pictures.left_out,
    )


def _exercise(
    exercise: Exercise,
    number: int,
    result: ExerciseResult | None,
    mark: Mark | None,
    answer: str,
    pictures: tuple[Picture, ...],
) -> Section:
    if result is None:
        score = mark.score if mark is not None and not mark.waits else None
        word = WAITS if score is None else GRADED
        return Section(exercise.id, exercise.title, number, word, score, exercise.points, mark)
    if result.status is Status.GRADER_ERROR:
        word = WAITS
    elif result.status is Status.NOT_ATTEMPTED:
        word = NOT_ATTEMPTED
    else:
        word = RIGHT if result.status is Status.PASSED else NOT_YET
    failed = [c for c in result.checks if c.status is not Status.PASSED]
    tried = word == NOT_YET
    known, says = known_mistake(result)
    return Section(
        exercise.id,
        exercise.title,
        number,
        word,
        mark.score if mark is not None else result.score,
        exercise.points,
        mark,
        result.checks,
        tuple(Finding.of(c) for c in failed) if word != NOT_ATTEMPTED else (),
        known if tried else "",
        tuple(map(plain, says)) if tried else (),
        plain(result.hint) if tried else "",
        plain(answer, _MAX_CODE) if tried else "",
        comment=mark.comment if mark is not None else "",
        hint=exercise.hints[0] if word in (NOT_YET, NOT_ATTEMPTED) else "",
        stretch=exercise.stretch,
        pictures=pictures,
    )


def _question(question: Question, mark: Mark | None, text: str, is_graded: bool) -> Section:
    score = mark.score if mark is not None and not mark.waits else None
    word = WAITS if score is None else GRADED
    if is_graded and not text and (mark is None or not mark.by_hand):
        word, score = NOT_ATTEMPTED, 0.0
    said = mark.comment if mark is not None else ""
    return Section(
        question.id, question.title, 0, word, score, question.points, mark,
        prose=prose(text) if text else None, comment=said,
    )  # fmt: skip


def _next(sections: list[Section], manifest: Manifest) -> tuple[Section, ...]:
    """What was tried and is not right comes first, then what was not tried; else the goals of
    the hardest exercises."""
    exercises = [s for s in sections if s.number]
    if open_ones := [s for s in exercises if s.word in (NOT_YET, NOT_ATTEMPTED)]:
        open_ones.sort(key=lambda s: s.word == NOT_ATTEMPTED)  # stable: in the order of the page
        return tuple(open_ones[:_NEXT])
    hard = {e.id: -e.difficulty for e in manifest.exercise}
    goals = sorted((s for s in exercises if s.stretch), key=lambda s: hard[s.id])
    return tuple(goals[:_NEXT]) if all(s.word == RIGHT for s in exercises) else ()
