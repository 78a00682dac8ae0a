"""A student's feedback as a page, and as Markdown for a comment box."""

from __future__ import annotations

import base64
import functools
import hashlib
from importlib.resources import files
from typing import Any

import jinja2
from markupsafe import Markup

from autograde.report.feedback import Feedback
from autograde.report.prose import Verbatim, fenced, in_markdown, quoted, with_code


def as_html(feedback: Feedback) -> str:
    """The page: self-contained, without scripts, under a policy that lets nothing else act."""
    style = _style()
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return (
        html_environment()
        .get_template("feedback.html.j2")
        .render(f=feedback, style=Markup(style), digest=digest)
    )


def as_markdown(feedback: Feedback) -> str:
    """The same without figures, for a comment box; it reads well as plain text, too."""
    _, markdown = _environments()
    return markdown.get_template("feedback.md.j2").render(f=feedback)


@functools.cache
def _style() -> str:
    path = files("autograde.report").joinpath("templates", "feedback.css")
    return path.read_text(encoding="utf-8")


def html_environment() -> jinja2.Environment:
    """What makes pages of templates: every value is escaped, and a missing one is an error."""
    return _environments()[0]


@functools.cache
def _environments() -> tuple[jinja2.Environment, jinja2.Environment]:
    common: dict[str, Any] = {
        "loader": jinja2.PackageLoader("autograde.report"),
        "trim_blocks": True,
        "lstrip_blocks": True,
        "undefined": jinja2.StrictUndefined,
    }
    html = jinja2.Environment(autoescape=True, **common)
    # Every value is made inert, but what a filter has marked as Markdown.
    markdown = jinja2.Environment(autoescape=False, finalize=in_markdown, **common)
    markdown.filters |= {"fenced": fenced, "quoted": quoted}
    for environment in (html, markdown):
        environment.filters |= {"points": _points, "of": _of, "code": with_code}
    return html, markdown


def _points(value: float | None) -> Verbatim:
    return Verbatim("-" if value is None else f"{round(value, 3):g}")


def _of(score: float | None, maximum: float) -> Verbatim:
    return Verbatim(f"{_points(score)} of {_points(maximum)} point{'' if maximum == 1 else 's'}")
