"""Commands about other systems: collect, serve-inbox, publish."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import click

from autograde.cli.common import course_option, db_option, find_course, jobs_option

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_FOLDER = click.Path(file_okay=False, path_type=Path)
_SHOWN = 20

roster_options = (
    click.option(
        "--roster",
        type=_FILE,
        help="A CSV file that says who is who: one column of student ids, the rest names them.",
    ),
    click.option(
        "--student-column",
        help='The roster\'s column of student ids; "student" by default.',
    ),
)


def with_roster(command: Callable[..., None]) -> Callable[..., None]:
    for option in reversed(roster_options):
        command = option(command)
    return command


@click.command(
    epilog="""\b
    Examples:
      autograde collect submissions.zip neuron
      autograde collect moodle.zip neuron --roster worksheet.csv --student-column "Email address"
      autograde collect /srv/nbgrader/exchange/course/inbound neuron
    """
)
@click.argument("where", type=click.Path(exists=True, path_type=Path))
@click.argument("assignment")
@with_roster
@click.option(
    "--format",
    type=click.Choice(["canvas", "moodle", "nbgrader", "gradescope", "plain"]),
    help="Where it comes from; by default told by the names of the files.",
)
@click.option(
    "--submitted", type=_FOLDER, help="Where it goes; by default the course's submitted/."
)
@click.option("--max-mb", default=16 << 10, show_default=True, help="Refuse to unpack more.")
@course_option
def collect(
    where: Path,
    assignment: str,
    roster: Path | None,
    student_column: str | None,
    format: str | None,
    submitted: Path | None,
    max_mb: int,
    folder: Path | None,
) -> None:
    """
    Collect what students handed in elsewhere: a zip or a folder of an LMS.

    Writes submitted/STUDENT/ASSIGNMENT/ASSIGNMENT.ipynb, and timestamp.txt where the export tells
    the time. The latest submission counts; what finds no place is kept in unplaced/ with a list.
    Exit status: 0 all placed, 1 some files need a person, 2 wrong usage or an unsafe archive.
    """
    from autograde.collect.placing import collect as collect_files
    from autograde.collect.roster import NOBODY, Roster

    course = find_course(folder)
    done = collect_files(
        where,
        course.assignment(assignment),
        submitted=submitted,
        roster=Roster.read(roster, student_column) if roster else NOBODY,
        format=format,
        max_total=max_mb << 20,
    )
    new = sum(p.changed for p in done.placed)
    late = sum(p.late for p in done.placed)
    click.echo(f"{len(done.placed)} students, {new} of them new or changed (as from {done.format})")
    if late:
        click.echo(f"{late} marked as late by the LMS")
    notes = [f"{p.student}: {p.note}" for p in done.placed if p.note and p.changed]
    say_some("to be looked at", notes)
    if done.list is not None:
        click.echo(f"{len(done.unplaced)} files have no place: {done.list}")
    persons = [f"{u.left.file.name}: {u.left.why}" for u in done.needs_person]
    say_some("files need a person", persons, err=True)
    if persons:
        sys.exit(1)


def say_some(what: str, lines: Sequence[str], *, err: bool = False) -> None:
    """How many there are of something, and the first of them, readable whatever they hold."""
    from autograde.collect.names import readable

    if not lines:
        return
    click.echo(f"{len(lines)} {what}:", err=err)
    for line in lines[:_SHOWN]:
        click.echo(f"  {readable(line)}", err=err)
    if len(lines) > _SHOWN:
        click.echo(f"  and {len(lines) - _SHOWN} more", err=err)


@click.command(
    name="serve-inbox",
    epilog="""\b
    Examples:
      autograde serve-inbox /srv/nbgrader/exchange/course/inbound neuron
      autograde serve-inbox downloads neuron --roster roster.csv --pause 3600
    """,
)
@click.argument("where", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("assignment")
@with_roster
@click.option("--pause", default=600.0, show_default=True, help="Seconds between two gradings.")
@click.option("--every", default=2.0, show_default=True, help="Seconds between two looks.")
@click.option("--submitted", type=_FOLDER, help="Where submissions go; by default submitted/.")
@click.option("--out", type=_FOLDER, help="Where autograded/ goes; by default the course.")
@db_option
@click.option("--no-gradebook", is_flag=True, help="Leave the gradebook alone.")
@jobs_option
@course_option
def serve_inbox(
    where: Path,
    assignment: str,
    roster: Path | None,
    student_column: str | None,
    pause: float,
    every: float,
    submitted: Path | None,
    out: Path | None,
    db_url: str | None,
    no_gradebook: bool,
    jobs: int | None,
    folder: Path | None,
) -> None:
    """
    Grade what lands in a folder, as it lands, until Ctrl-C.

    The folder holds an LMS's archives, or is a tree such as nbgrader's inbound. A student is
    graded at most once in --pause seconds; what is handed in meanwhile waits, and the latest
    counts.
    """
    from autograde.collect.roster import NOBODY, Roster
    from autograde.inbox import Inbox
    from autograde.workflow import Places

    course = find_course(folder)
    usual = Places.of_course(course.root)
    db = None if no_gradebook else db_url or usual.db_url
    inbox = Inbox(
        where,
        course.assignment(assignment),
        Places(submitted or usual.submitted, out or usual.out, db),
        pause=pause,
        roster=Roster.read(roster, student_column) if roster else NOBODY,
        slots=jobs,
        say=lambda line: click.echo(line, err=True),
    )
    click.echo(f"Watching {where}. Ctrl-C ends.")
    while True:
        for result in inbox.look():
            score = f"{result.score:g} of {result.max_score:g}"
            click.echo(f"{time.strftime('%H:%M:%S')}  {result.student}  {score}  {result.status}")
        time.sleep(every)


@click.command(
    epilog="""\b
    Examples:
      autograde publish ../course-public --repository org/course-public --ref v1
      autograde publish --zip course.zip neuron
    """
)
@click.argument("places", nargs=-1)
@click.option(
    "--zip", "archive", type=click.Path(dir_okay=False, path_type=Path), help="Write a zip."
)
@click.option("--repository", default="", help="ORG/NAME where it will be, for the Colab badges.")
@click.option("--ref", default="main", show_default=True, help="Branch or tag of the badges.")
@course_option
def publish(
    places: tuple[str, ...], archive: Path | None, repository: str, ref: str, folder: Path | None
) -> None:
    """
    Write what students may have into a folder: autograde publish DIR [ASSIGNMENT...].

    Proves that no solution, hidden check, bank file or expected value is in it, nor in its history
    if it is a git repository; refuses otherwise. With --zip all arguments are assignments.
    """
    from autograde.export.publish import publish as publish_course

    if not places and archive is None:
        raise click.UsageError("Name a folder, or --zip FILE.")
    target = None if archive is not None else Path(places[0])
    done = publish_course(
        find_course(folder),
        target,
        archive=archive,
        assignments=places if target is None else places[1:],
        repository=repository,
        ref=ref,
    )
    click.echo(f"{len(done.files)} files: {target or archive}")
    click.echo(f"Looked through {done.examined} files and {done.objects} objects of history.")
