"""What all pages share, and how they are made from templates."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import jinja2
from starlette.responses import HTMLResponse, Response

from autograde.review.classroom import Classroom
from autograde.review.grouping import Grouping
from autograde.review.guard import Session
from autograde.review.markup import as_html
from autograde.review.rules import Person
from autograde.review.work import Work


@dataclass
class Context:
    """
    What all pages share.

    Args:
        classroom: Replaced as a whole when results are read again.

        read: Reads the results again.
    """

    session: Session
    classroom: Classroom
    work: Work
    person: Person
    read: Callable[[], Classroom]
    templates: jinja2.Environment

    def __post_init__(self) -> None:
        self.grouping = Grouping(self.classroom)

    def read_again(self) -> None:
        """Read the results again, and group them anew."""
        self.classroom = self.read()
        self.grouping = Grouping(self.classroom)

    def page(self, name: str, status: int = 200, **values: Any) -> Response:
        """A page from a template; messages that wait are shown on it."""
        messages, self.session.messages[:] = list(self.session.messages), []
        text = self.templates.get_template(name).render(
            csrf=self.session.csrf,
            messages=messages,
            person=self.person,
            manifest=self.classroom.assignment.manifest,
            assignment=self.classroom.assignment.name,
            stale_results=not self.classroom.is_current(),
            **values,
        )
        return HTMLResponse(text.encode("utf-8", "replace"), status_code=status)

    def fragment(self, name: str, **values: Any) -> Response:
        """A part of a page, for htmx."""
        text = self.templates.get_template(name).render(csrf=self.session.csrf, **values)
        return HTMLResponse(text.encode("utf-8", "replace"))

    def say(self, sentence: str) -> None:
        """Show a sentence on the next page."""
        self.session.messages.append(sentence)


def make_templates() -> jinja2.Environment:
    """The templates: everything is escaped; what is missing is an error."""
    templates = jinja2.Environment(
        loader=jinja2.PackageLoader("autograde.review"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    templates.filters["points"] = lambda value: "-" if value is None else f"{value:g}"
    templates.filters["clock"] = lambda seconds: datetime.fromtimestamp(seconds).strftime("%H:%M")
    templates.filters["markdown"] = as_html  # shown with |safe: it has been cleaned
    return templates
