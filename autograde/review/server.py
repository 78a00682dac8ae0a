"""The app of one course, ready to listen, and the server that runs it."""

from __future__ import annotations

import socket
from dataclasses import dataclass

import uvicorn
from starlette.applications import Starlette

from autograde.course import Assignment
from autograde.errors import UsageError
from autograde.gradebook.settings import load
from autograde.groups import decisions_path
from autograde.review.app import make_app
from autograde.review.book import Book
from autograde.review.classroom import Classroom
from autograde.review.context import Context, make_templates
from autograde.review.guard import Session
from autograde.review.rules import Person
from autograde.review.store import Store
from autograde.review.work import Work
from autograde.workflow import Places

HOST = "127.0.0.1"


@dataclass(frozen=True)
class Ready:
    """
    An app with its secrets.

    Args:
        listener: Bound to 127.0.0.1, so that the port is known and nobody else's.
    """

    app: Starlette
    context: Context
    listener: socket.socket

    def server(self) -> uvicorn.Server:
        """What serves it, on `listener`."""
        settings = uvicorn.Config(
            self.app,
            log_level="warning",
            access_log=False,  # the first address holds the token
            server_header=False,
            proxy_headers=False,
            timeout_graceful_shutdown=2,
        )
        return uvicorn.Server(settings)

    def run(self) -> None:
        """Serve until interrupted."""
        self.server().run(sockets=[self.listener])


def prepare(
    assignment: Assignment,
    places: Places,
    name: str,
    only: frozenset[str] | None = None,
    port: int = 0,
) -> Ready:
    """
    Read the class, open reviews and gradebook, bind the port.

    Args:
        places: With a gradebook.

        name: Who works, for the log.

        only: The students that a TA may see; None for an instructor.

        port: 0 for any that is free.

    Raises:
        UsageError: If nothing has been graded, or the port is taken.

        GraderFault: If reviews or gradebook cannot be opened.
    """
    assert places.db_url is not None, "scores go into a gradebook"
    classroom = Classroom.read(assignment, places, only)
    course_id = str(load(assignment.course.root).CourseDirectory.get("course_id", ""))
    book = Book(places.db_url, course_id, assignment)
    with book.open():
        pass  # what is wrong with it is told before a browser opens
    store = Store(places.out / ".autograde" / "review" / f"{assignment.name}.db")
    person = Person(name, only is None, (lambda s: True) if only is None else only.__contains__)
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((HOST, port))
        listener.listen(128)  # whoever opens the address at once waits, and is not refused
    except OSError as error:
        listener.close()
        raise UsageError(
            f"the port {port} cannot be used: {error.strerror}", todo="Choose another --port."
        ) from None
    context = Context(
        Session(listener.getsockname()[1]),
        classroom,
        Work(store, book, assignment, decisions_path(places.out, assignment.name)),
        person,
        lambda: Classroom.read(assignment, places, only),
        make_templates(),
    )
    return Ready(make_app(context), context, listener)
