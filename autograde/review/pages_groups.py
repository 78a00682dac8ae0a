"""Pages about mistakes that students share: looked at once, then decided for all."""

from __future__ import annotations

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from autograde.review.classroom import key_of
from autograde.review.context import Context
from autograde.review.grouping import MistakeGroup
from autograde.review.pages_answers import about, exercise_of, numbers, text_of
from autograde.review.rules import Stale
from autograde.review.scoring import derive


def listing_of_groups(context: Context, request: Request) -> Response:
    """The groups of an exercise."""
    exercise = exercise_of(context, request)
    with context.work.store.read() as session:
        reviewed = session.reviews(exercise).keys()
        last = session.last_regrouping(exercise)
    found = context.grouping.of(exercise)
    done = {g.id: sum(s in reviewed for s in g.students) for g in found}
    return context.page(
        "groups.html.j2", groups=found, done=done, last=last, **about(context, exercise)
    )


def group(context: Context, request: Request) -> Response:
    """One group: an answer of it, its members, and the form for all of them."""
    return _show(context, request, exercise_of(context, request))


def apply(context: Context, request: Request, form: FormData) -> Response:
    """First show what everybody would get; then, asked again, write it."""
    exercise = exercise_of(context, request)
    members = _members(context, request, form)
    items, comment = numbers(form, "item"), text_of(form, "comment")
    if form.get("do") != "apply":
        title = text_of(form, "title")
        return _show(context, request, exercise, members, items, comment, title)
    seen = int(text_of(form, "seen")) if text_of(form, "seen").isdecimal() else 0
    known = _find(context, exercise, request)
    written = context.work.apply(
        context.person, exercise, members, items, comment, seen, known.title
    )
    context.say(f"Written for {written.done} of {len(members)}.")
    if written.skipped:
        context.say(
            "Left alone, since somebody has changed them meanwhile, here or in formgrader: "
            + "; ".join(written.skipped)
        )
    return RedirectResponse(f"/x/{exercise}/groups", 303)


def split(context: Context, request: Request, form: FormData) -> Response:
    """Put the chosen answers into a group of their own, and go there."""
    exercise = exercise_of(context, request)
    known, chosen = _find(context, exercise, request), {str(v) for v in form.getlist("member")}
    if chosen - {key_of(s) for s in known.students}:
        raise Stale("an answer has left this group while you looked at it; nothing was split")
    members = _members(context, request, form)
    groups = context.grouping.all
    new = context.work.split(context.person, groups, known, members, text_of(form, "title"))
    context.say(f"{len(members)} of {len(known.students)} are a group of their own now.")
    return RedirectResponse(f"/x/{exercise}/groups/{new}", 303)


def merge(context: Context, request: Request, form: FormData) -> Response:
    """Make the group a part of another, and go there."""
    exercise = exercise_of(context, request)
    known = _find(context, exercise, request)
    into = _find(context, exercise, request, text_of(form, "into"))
    context.work.merge(context.person, context.grouping.all, into, known)
    had, now = len(into.students), len(into.students) + len(known.students)
    context.say(f"Merged: this group had {had}, and has {now} now.")
    return RedirectResponse(f"/x/{exercise}/groups/{into.id}", 303)


def _members(context: Context, request: Request, form: FormData) -> list[str]:
    chosen = {str(v) for v in form.getlist("member")}
    known = _find(context, exercise_of(context, request), request)
    return [s for s in known.students if key_of(s) in chosen]


def _find(context: Context, exercise: str, request: Request, id: str | None = None) -> MistakeGroup:
    wanted = request.path_params["group"] if id is None else id
    for known in context.grouping.of(exercise):
        if known.id == wanted:
            return known
    raise HTTPException(404, "This group is not there: it may have become a part of another.")


def _show(
    context: Context,
    request: Request,
    exercise: str,
    members: list[str] | None = None,
    items: list[int] | None = None,
    comment: str = "",
    new_title: str = "",
) -> Response:
    known = _find(context, exercise, request)
    context.work.begin_rubric(context.person, exercise)
    with context.work.store.read() as session:
        every, reviews = session.items(exercise), session.reviews(exercise)
        seen, snippets = session.latest(), session.snippets(exercise)
        last = session.last_regrouping(exercise)
    with context.work.book.open() as rows:
        grades = rows.grades(exercise)
    points, added = context.work.points[exercise], set(items or ())
    after = {}
    for student in members or ():
        had = reviews[student].items if student in reviews else ()
        applied = [every[i] for i in sorted(added | set(had)) if i in every]
        after[student] = derive(grades[student].auto, points, applied)
    chosen = members if members is not None else [s for s in known.students if s not in reviews]
    return context.page(
        "group.html.j2",
        group=known,
        others=[g for g in context.grouping.of(exercise) if g.id != known.id],
        new_title=new_title,
        last=last,
        key_of=key_of,
        grades=grades,
        reviews=reviews,
        items=[i for i in every.values() if i.active],
        chosen=set(chosen),
        members=members,
        picked=added,
        comment=comment,
        after=after,
        seen=seen,
        snippets=snippets,
        checked=context.classroom.exercise(known.representative, exercise),
        **about(context, exercise),
    )
