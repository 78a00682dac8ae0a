"""Pages about answers: the overview, the list of an exercise, one answer beside its notebook."""

from __future__ import annotations

import time
from typing import Any
from urllib.parse import urlencode

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from autograde.errors import SubmissionRefused
from autograde.model import Outcome
from autograde.notebook import read_notebook
from autograde.review.cells import PAGE_POLICY, page
from autograde.review.classroom import Row, key_of
from autograde.review.context import Context
from autograde.review.markup import as_html
from autograde.review.records import Review
from autograde.review.rules import Stale, token
from autograde.review.scoring import derive, parts, rubric_text

SHOWS = ("waiting", "reviewed", "rest", "all")


def overview(context: Context, request: Request) -> Response:
    """The exercises, and what there is to do in each."""
    with context.work.book.open() as rows:
        waiting = rows.waiting()
    with context.work.store.read() as session:
        reviewed = session.reviewed()
    room = context.classroom
    lines = room.lines(waiting, reviewed)
    ungraded = sorted(s for s, r in room.results.items() if r.status is not Outcome.GRADED)
    return context.page(
        "overview.html.j2", lines=lines, room=room, ungraded=ungraded, key_of=key_of
    )


def listing(context: Context, request: Request) -> Response:
    """The answers to an exercise."""
    exercise = exercise_of(context, request)
    rows = _rows(context, exercise)
    show = request.query_params.get("show", "waiting")
    show = show if show in SHOWS else "waiting"
    query = request.query_params.get("q", "").strip()[:100]
    counts = {kind: sum(r.kind == kind for r in rows) for kind in SHOWS} | {"all": len(rows)}
    shown = [r for r in rows if show in (r.kind, "all")]
    if query:
        wanted = query.casefold()
        shown = [r for r in shown if wanted in r.words.casefold()]
    values = {
        **about(context, exercise),
        **{"rows": shown, "show": show, "query": query, "counts": counts},
    }
    if request.headers.get("hx-request") == "true":
        return context.fragment("rows.html.j2", **values)
    return context.page("listing.html.j2", **values)


def next_one(context: Context, request: Request) -> Response:
    """
    On to the next answer that waits and nobody else has open, from where one is; to the list if
    none waits.
    """
    exercise = exercise_of(context, request)
    after = context.classroom.by_key.get(request.query_params.get("after", ""), "")

    def waiting() -> list[str]:
        found = [r.student for r in _rows(context, exercise) if r.kind == "waiting"]
        others = [s for s in found if s != after]
        return [s for s in others if s > after] + [s for s in others if s < after]

    student = context.work.claim_next(context.person, exercise, waiting)
    if student is None:
        context.say("Nothing waits here any more.")
        return RedirectResponse(f"/x/{exercise}?show=all", 303)
    return RedirectResponse(f"/x/{exercise}/s/{key_of(student)}", 303)


def answer(context: Context, request: Request) -> Response:
    """One answer: its result, what people decided, its notebook."""
    exercise, student = exercise_of(context, request), student_of(context, request)
    return show_answer(context, exercise, student, request.query_params.get("whole") == "1")


def show_answer(
    context: Context,
    exercise: str,
    student: str,
    whole: bool = False,
    mine: Review | None = None,
) -> Response:
    """
    The page of an answer.

    Args:
        mine: What a person wanted to save when somebody else had been faster: shown as it was
            entered, beside what is there now.
    """
    work = context.work
    work.begin_rubric(context.person, exercise)
    room = context.classroom
    with work.store.read() as session:
        items = session.items(exercise)
        review = session.review(student, exercise)
        snippets = session.snippets(exercise)
        taken = session.claims(exercise, work.desk, time.time()).get(student)
    with context.work.book.open() as rows:
        grade = rows.grade(student, exercise)
    if grade is None:
        raise HTTPException(404, "The gradebook does not know this answer.")
    stored = review or Review(student, exercise, comment=grade.comment or "")
    elsewhere = (review.score, review.remark) if review else (None, None)
    if taken is None:
        work.claim(context.person, exercise, student)
    return context.page(
        "answer.html.j2",
        409 if mine else 200,
        key=key_of(student),
        taken=taken,
        student=student,
        result=room.results[student],
        checked=room.exercise(student, exercise),
        grade=grade,
        items=[i for i in items.values() if i.active or i.id in stored.items],
        review=review,
        shown=mine or stored,
        stored=stored,
        mine=mine,
        elsewhere=(grade.manual, grade.comment) != elsewhere,
        derived=derive(grade.auto, context.work.points[exercise], [items[i] for i in stored.items]),
        token=token(review, grade),
        snippets=snippets,
        whole=whole,
        rubric=as_html(rubric_text(room.assignment, exercise)) if _asked(context, exercise) else "",
        **about(context, exercise),
    )


def save(context: Context, request: Request, form: FormData) -> Response:
    """Save a decision; then stay, or go on to the next."""
    exercise, student = exercise_of(context, request), student_of(context, request)
    key, comment = request.path_params["key"], text_of(form, "comment")
    if form.get("do") == "keep":
        context.work.keep_comment(context.person, exercise, comment)
        context.say("Kept in the bank.")
    items = numbers(form, "item")
    try:
        context.work.save(context.person, student, exercise, items, comment, text_of(form, "token"))
    except Stale as error:
        context.say(f"{error}. Look at what is there now; saving again replaces it.")
        wanted = Review(student, exercise, tuple(items), comment)
        return show_answer(context, exercise, student, mine=wanted)
    if form.get("do") == "next":
        return RedirectResponse(f"/x/{exercise}/next?{urlencode({'after': key})}", 303)
    context.say("Saved.")
    return RedirectResponse(f"/x/{exercise}/s/{key}", 303)


def notebook(context: Context, request: Request) -> Response:
    """What the student made, for a frame in which nothing acts."""
    exercise, student = exercise_of(context, request), student_of(context, request)
    assignment = context.classroom.assignment
    folder = context.classroom.places.out / "autograded" / student / assignment.name
    try:
        made = read_notebook(folder / assignment.notebook.name)
    except SubmissionRefused:
        made = {"cells": []}
    whole = request.query_params.get("whole") == "1"
    named = request.query_params.get("named") == "1"
    html = page(made, None if whole else exercise, f"Notebook of {student}", named=named)
    headers = {"Content-Security-Policy": PAGE_POLICY}
    return HTMLResponse(html.encode("utf-8", "replace"), headers=headers)


def preview(context: Context, request: Request, form: FormData) -> Response:
    """A comment as it is going to look."""
    return HTMLResponse(as_html(text_of(form, "comment")).encode("utf-8", "replace"))


def reload(context: Context, request: Request, form: FormData) -> Response:
    """Read the results again."""
    context.read_again()
    context.say("The results were read again.")
    return RedirectResponse("/", 303)


# ------------------------------------------------------------------------------- shared
def exercise_of(context: Context, request: Request) -> str:
    """The exercise or question in the address."""
    exercise: str = request.path_params["exercise"]
    if exercise not in context.work.points:
        raise HTTPException(404)
    return exercise


def student_of(context: Context, request: Request) -> str:
    """The student in the address; somebody of another section is not there."""
    student = context.classroom.by_key.get(request.path_params["key"])
    if student is None:
        raise HTTPException(404)
    return student


def about(context: Context, exercise: str) -> dict[str, Any]:
    """What templates need to know of an exercise."""
    known = parts(context.classroom.assignment.manifest)[exercise]
    return {"exercise": exercise, "title": known.title, "points": known.points}


def numbers(form: FormData, name: str) -> list[int]:
    """All ids that a form sends under a name."""
    values = (str(v) for v in form.getlist(name))
    return sorted({int(v) for v in values if v.isascii() and v.isdigit() and len(v) < 16})


def text_of(form: FormData, name: str) -> str:
    """A text that a form sends."""
    value = form.get(name, "")
    return value if isinstance(value, str) else ""


def _rows(context: Context, exercise: str) -> list[Row]:
    with context.work.book.open() as rows:
        grades = rows.grades(exercise)
    with context.work.store.read() as session:
        reviews = session.reviews(exercise)
        taken = session.claims(exercise, context.work.desk, time.time())
    return context.classroom.rows(exercise, grades, reviews, taken)


def _asked(context: Context, exercise: str) -> bool:
    return exercise in {q.id for q in context.classroom.assignment.manifest.question}
