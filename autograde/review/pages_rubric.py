"""Pages about the rubric, the bank of comments, and the log with its undo."""

from __future__ import annotations

import re

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from autograde.errors import UsageError
from autograde.review.context import Context
from autograde.review.pages_answers import about, exercise_of, text_of
from autograde.review.rules import Written

_BACK = re.compile(r"/x/\w+/(s/[0-9a-f]{16}|groups)\Z")


def rubric(context: Context, request: Request) -> Response:
    """The rubric of an exercise and its comments."""
    exercise = exercise_of(context, request)
    context.work.begin_rubric(context.person, exercise)
    with context.work.store.read() as session:
        items, uses = session.items(exercise), session.uses(exercise)
        snippets = session.snippets(exercise)
    return context.page(
        "rubric.html.j2",
        items=list(items.values()),
        uses=uses,
        snippets=snippets,
        **about(context, exercise),
    )


def add_item(context: Context, request: Request, form: FormData) -> Response:
    """Add an item; from an answer's page only its line is sent back."""
    exercise = exercise_of(context, request)
    item = context.work.add_item(context.person, exercise, text_of(form, "label"), _points(form))
    if request.headers.get("hx-request") == "true":
        return context.fragment("item.html.j2", item=item, checked=True, number=0)
    context.say("Added.")
    return RedirectResponse(f"/x/{exercise}/rubric", 303)


def change_item(context: Context, request: Request, form: FormData) -> Response:
    """Change an item for everybody."""
    id = request.path_params["id"]
    version = text_of(form, "version")
    with context.work.store.read() as session:
        item = session.item(id)
    written = context.work.change_item(
        context.person,
        id,
        text_of(form, "label"),
        _points(form),
        form.get("active") == "1",
        int(version) if version.isdecimal() else -1,
    )
    context.say(_told(written))
    return RedirectResponse(f"/x/{item.exercise}/rubric" if item else "/", 303)


def retire_comment(context: Context, request: Request, form: FormData) -> Response:
    """Take a comment out of the bank."""
    context.work.retire_comment(context.person, request.path_params["id"])
    exercise = text_of(form, "exercise")
    known = exercise in context.work.points
    return RedirectResponse(f"/x/{exercise}/rubric" if known else "/", 303)


def log(context: Context, request: Request) -> Response:
    """Who did what; a TA sees only what concerns their students or themselves."""
    with context.work.store.read() as session:
        events = session.events()
    person = context.person
    if not person.instructor:
        events = [e for e in events if e.who == person.name]
    return context.page("log.html.j2", events=events)


def undo(context: Context, request: Request, form: FormData) -> Response:
    """Take an event back."""
    event = context.work.undo(context.person, request.path_params["event"])
    context.say(f"Taken back: {event.what}.")
    back = text_of(form, "back")
    return RedirectResponse(back if _BACK.match(back) else "/log", 303)


def _points(form: FormData) -> float:
    try:
        return float(text_of(form, "points").replace(",", "."))
    except ValueError:
        raise UsageError("points are a number", found=f"{text_of(form, 'points')!r}.") from None


def _told(written: Written) -> str:
    told = f"Changed; {written.done} answers were scored anew."
    if written.skipped:
        told += " Left alone, since they were changed in formgrader: " + "; ".join(written.skipped)
    return told
