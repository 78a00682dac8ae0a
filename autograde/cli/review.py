"""The command that people review a class with."""

from __future__ import annotations

import getpass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from autograde.cli.common import with_places
from autograde.errors import UsageError

if TYPE_CHECKING:
    from autograde.course import Assignment
    from autograde.workflow import Places

SECTIONS = "sections.csv"


@click.command(
    epilog="""\b
    Examples:
      autograde review neuron
      autograde review neuron --role ta --section A --section B
      autograde review neuron --port 8600 --name "Ada L."
    """
)
@click.argument("assignment")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=0, help="By default any that is free."
)
@click.option(
    "--role",
    type=click.Choice(["instructor", "ta"]),
    default="instructor",
    show_default=True,
    help="A TA sees the given sections only, and changes no rubric.",
)
@click.option("--section", "sections", multiple=True, help="What a TA sees; may be repeated.")
@click.option(
    "--sections",
    "file",
    type=click.Path(dir_okay=False, path_type=Path),
    help=f"CSV file with student,section; by default {SECTIONS} of the course.",
)
@click.option("--name", help="Who works, for the log; by default who is logged in.")
@with_places(db=True)
def review(
    assignment: Assignment,
    places: Places,
    port: int,
    role: str,
    sections: tuple[str, ...],
    file: Path | None,
    name: str | None,
) -> None:
    """
    Review a graded class in a browser: prose answers, what needs a person, shared mistakes.

    Serves on this machine only, until Ctrl+C. Scores and comments go into the gradebook.
    """
    try:
        from autograde.review.classroom import read_sections
        from autograde.review.server import prepare
    except ImportError as error:
        raise UsageError(
            f"a package is missing ({error.name})",
            todo="Run: pip install 'autograde-torch[review]'",
        ) from None

    only = None
    if role == "ta":
        if not sections:
            raise UsageError("a TA sees the sections given, and none is", todo="Add --section.")
        only = read_sections(file or assignment.course.root / SECTIONS, sections)
    elif sections or file:
        raise UsageError("an instructor sees everybody", todo="Add --role ta, or drop --section.")
    ready = prepare(assignment, places, name or getpass.getuser(), only, port)
    count = len(ready.context.classroom.results)
    click.echo(f"{count} submissions. Open this in a browser on this machine; Ctrl+C ends it:")
    click.echo(f"  {ready.context.session.address}")
    ready.run()
