"""The app: its routes, and how errors become pages."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from importlib.resources import files
from typing import Any

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from autograde.errors import AutogradeError, GraderFault
from autograde.review import pages_answers, pages_groups, pages_rubric
from autograde.review.context import Context
from autograde.review.guard import Guard
from autograde.review.rules import Denied, Stale

MAX_FIELDS = 20_000
_STATIC = {
    "review.css": "text/css",
    "review.js": "text/javascript",
    "htmx.min.js": "text/javascript",
    "icon.svg": "image/svg+xml",
}


Getter = Callable[[Context, Request], Response]
Poster = Callable[[Context, Request, FormData], Response]


def make_app(context: Context) -> Starlette:
    """The app as Starlette has it, with its wall."""

    def get(path: str, handler: Getter) -> Route:
        def answer(request: Request) -> Response:
            return handler(context, request)

        return Route(path, answer, methods=["GET"], name=handler.__name__)

    def post(path: str, handler: Poster) -> Route:
        async def answer(request: Request) -> Response:
            form = await request.form(max_fields=MAX_FIELDS, max_files=0)
            if not context.session.is_ours(form.get("csrf")):
                raise HTTPException(403, "This form is not, or no longer, valid.")
            return await run_in_threadpool(handler, context, request, form)

        return Route(path, answer, methods=["POST"], name=handler.__name__)

    answers, groups, rubric = pages_answers, pages_groups, pages_rubric
    routes = [
        Route("/enter/{token}", context.session.enter),
        get("/static/{name}", _static),
        get("/", answers.overview),
        get("/x/{exercise}", answers.listing),
        get("/x/{exercise}/next", answers.next_one),
        get("/x/{exercise}/s/{key}", answers.answer),
        post("/x/{exercise}/s/{key}", answers.save),
        get("/x/{exercise}/s/{key}/notebook", answers.notebook),
        post("/preview", answers.preview),
        post("/reload", answers.reload),
        get("/x/{exercise}/groups", groups.listing_of_groups),
        get("/x/{exercise}/groups/{group}", groups.group),
        post("/x/{exercise}/groups/{group}", groups.apply),
        post("/x/{exercise}/groups/{group}/split", groups.split),
        post("/x/{exercise}/groups/{group}/merge", groups.merge),
        get("/x/{exercise}/rubric", rubric.rubric),
        post("/x/{exercise}/items", rubric.add_item),
        post("/items/{id:int}", rubric.change_item),
        post("/snippets/{id:int}", rubric.retire_comment),
        get("/log", rubric.log),
        post("/undo/{event:int}", rubric.undo),
    ]
    handlers: dict[Any, Any] = {
        AutogradeError: partial(_error, context),
        HTTPException: partial(_http_error, context),
    }
    walls = [Middleware(Guard, session=context.session)]
    return Starlette(routes=routes, middleware=walls, exception_handlers=handlers)


def _static(context: Context, request: Request) -> Response:
    name = request.path_params["name"]
    if name not in _STATIC:
        raise HTTPException(404)
    data = files("autograde.review").joinpath("static", name).read_bytes()
    return Response(data, media_type=_STATIC[name])


async def _error(context: Context, request: Request, error: AutogradeError) -> Response:
    status = 409 if isinstance(error, Stale) else 403 if isinstance(error, Denied) else 400
    if isinstance(error, GraderFault):
        status = 503
    return await run_in_threadpool(context.page, "message.html.j2", status, error=error)


async def _http_error(context: Context, request: Request, error: HTTPException) -> Response:
    # Starlette's own words for 404 say nothing to a TA.
    plain = error.detail == HTTPException(404).detail
    known = AutogradeError("There is no such page." if plain else error.detail)
    return await run_in_threadpool(context.page, "message.html.j2", error.status_code, error=known)
