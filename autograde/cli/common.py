"""What the commands share: the course, progress, tables."""

from __future__ import annotations

import functools
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from autograde.course import Course
    from autograde.model import Result
    from autograde.workflow import Places

course_option = click.option(
    "--course",
    "folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The course's folder; by default the one that the current folder lies in.",
)


def _database(context: click.Context, parameter: click.Parameter, url: str | None) -> str | None:
    from autograde.gradebook.settings import database_url

    return None if url is None else database_url(url)


db_option = click.option(
    "--db",
    "db_url",
    callback=_database,
    help="The gradebook, for instance postgresql://host/course; by default gradebook.db.",
)
jobs_option = click.option(
    "--jobs",
    type=click.IntRange(1, 512),
    help="Submissions at once; by default one for each core.",
)


_FOLDER = click.Path(file_okay=False, path_type=Path)
submitted_option = click.option(
    "--submitted", type=_FOLDER, help="Submissions; by default the course's submitted/."
)
out_option = click.option(
    "--out", type=_FOLDER, help="Where autograded/ and results lie; by default the course."
)
no_gradebook_option = click.option(
    "--no-gradebook", is_flag=True, help="Write nothing outside --out and what else is named."
)
Command = Callable[..., None]


def find_places(
    course: Course,
    submitted: Path | None,
    out: Path | None,
    db_url: str | None,
    *,
    no_gradebook: bool = False,
) -> Places:
    """Where a class lies: where the options say, else where nbgrader has it in the course."""
    from autograde.workflow import Places

    usual = Places.of_course(course.root)
    url = None if no_gradebook else db_url or usual.db_url
    return Places(submitted or usual.submitted, out or usual.out, url)


def with_places(*, db: bool = False, no_gradebook: bool = False) -> Callable[[Command], Command]:
    """
    The options of a command that works on an assignment of a class, wherever that lies.

    The command has the argument ``assignment``; it is called with what was found for it:
    ``assignment``, an `autograde.course.Assignment`, and ``places``, where the class lies.

    Args:
        db: Whether it takes another gradebook, with --db.

        no_gradebook: Whether it can leave the gradebook alone.
    """
    options = [submitted_option, out_option, *[db_option] * db]
    options += [*[no_gradebook_option] * no_gradebook, course_option]

    def decorate(command: Command) -> Command:
        @functools.wraps(command)
        def run(
            *,
            assignment: str,
            submitted: Path | None,
            out: Path | None,
            folder: Path | None,
            db_url: str | None = None,
            no_gradebook: bool = False,
            **others: Any,
        ) -> None:
            course = find_course(folder)
            places = find_places(course, submitted, out, db_url, no_gradebook=no_gradebook)
            command(assignment=course.assignment(assignment), places=places, **others)

        for option in reversed(options):
            run = option(run)
        return run

    return decorate


def find_course(folder: Path | None) -> Course:
    """The course that a command works on."""
    from autograde.course import Course

    return Course.find(folder)


class Bar:
    """
    Progress of a class: a bar with the time left in a terminal, plain lines elsewhere.

    Args:
        what: What is counted, for instance ``submissions``.
    """

    def __init__(self, what: str) -> None:
        self._what = what
        self._start = time.monotonic()
        self._kinds: Counter[str] = Counter()
        self._rich: Any = None
        self._task: Any = None
        self._last = 0.0

    def __enter__(self) -> Bar:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._rich is not None:
            self._rich.stop()
            self._rich = None

    def __call__(self, done: int, total: int, result: Result | None) -> None:
        """Show that `done` of `total` are done."""
        if result is not None:
            self._kinds[str(result.status)] += 1
        kinds = ", ".join(f"{count} {kind}" for kind, count in sorted(self._kinds.items()))
        if sys.stderr.isatty():
            self._show_bar(done, total, kinds)
        elif result is None or done == total or time.monotonic() - self._last > 10:
            self._last = time.monotonic()
            left = self._left(done, total)
            click.echo(f"{done} of {total} {self._what}  {kinds}{left}", err=True)

    def more(self, what: str) -> Callable[[int, int], None]:
        """A bar for something else that comes after this one."""
        other = Bar(what)

        def show(done: int, total: int) -> None:
            if total:
                self.__exit__(None, None, None)
                other(done, total, None)
                if done == total:
                    other.__exit__(None, None, None)

        return show

    def _left(self, done: int, total: int) -> str:
        if not 0 < done < total:
            return ""
        seconds = (time.monotonic() - self._start) / done * (total - done)
        return f", about {seconds:.0f} s left"

    def _show_bar(self, done: int, total: int, kinds: str) -> None:
        if self._rich is None:
            from rich.console import Console
            from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
            from rich.progress import TimeRemainingColumn as Left

            columns = (BarColumn(), MofNCompleteColumn(), TextColumn("{task.description}"), Left())
            self._rich = Progress(*columns, console=Console(stderr=True))
            self._rich.start()
            self._task = self._rich.add_task(self._what, total=total)
        self._rich.update(self._task, completed=done, description=kinds or self._what)


def print_scores(results: tuple[Result, ...], remark: Callable[[Result], str]) -> None:
    """A table of scores on stdout, with a remark for each student."""
    from rich.console import Console
    from rich.table import Table

    table = Table(box=None, pad_edge=False)
    table.add_column("student")
    table.add_column("score", justify="right")
    table.add_column("outcome")
    table.add_column("remark")
    for result in results:
        score = f"{result.score:g} of {result.max_score:g}"
        status = str(result.status).replace("_", " ")
        table.add_row(_plain(result.student), score, status, _plain(remark(result)))
    Console(highlight=False).print(table)


def _plain(text: str) -> Any:
    from rich.text import Text

    return Text(printable(text))


def printable(text: str) -> str:
    """A text that cannot move the cursor or colour the terminal."""
    return "".join(c if c.isprintable() else "?" for c in text)
