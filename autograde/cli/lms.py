"""Commands about other systems: collect, serve-inbox, publish."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from autograde.cli.common import course_option, find_course, jobs_option, with_places

if TYPE_CHECKING:
    from autograde.collect.placing import Collected
    from autograde.course import Assignment
    from autograde.manifest import Late
    from autograde.workflow import Places

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
      autograde collect moodle.zip neuron --times worksheet.csv --zone Europe/Berlin
      autograde collect /srv/nbgrader/exchange/course/inbound neuron
    """
)
@click.argument("where", type=click.Path(exists=True, path_type=Path))
@click.argument("assignment")
@with_roster
@click.option(
    "--times",
    type=_FILE,
    help="A CSV file that says when each handed in, such as Moodle's grading worksheet.",
)
@click.option("--times-column", help="Its column of times; known headers by default.")
@click.option("--zone", help="The zone of times that name none, for instance Europe/Berlin.")
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
    times: Path | None,
    times_column: str | None,
    zone: str | None,
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
    from autograde.collect.times import Times

    known = find_course(folder).assignment(assignment)
    done = collect_files(
        where,
        known,
        submitted=submitted,
        roster=Roster.read(roster, student_column) if roster else NOBODY,
        times=Times.read(times, times_column, zone) if times else None,
        format=format,
        max_total=max_mb << 20,
    )
    new = sum(p.changed for p in done.placed)
    click.echo(f"{len(done.placed)} students, {new} of them new or changed (as from {done.format})")
    _say_when(done, known.manifest.late)
    there = (submitted or known.course.root / "submitted").glob(f"*/{assignment}")
    strangers = sorted({p.parent.name for p in there} - {p.student for p in done.placed})
    say_some("more in submitted/ whom this archive does not hold", strangers)
    notes = [f"{p.student}: {p.note}" for p in done.placed if p.note and p.changed]
    say_some("to be looked at", notes)
    if done.list is not None:
        click.echo(f"{len(done.unplaced)} files have no place: {done.list}")
    persons = [f"{u.left.file.name}: {u.left.why}" for u in done.needs_person]
    say_some("files need a person", persons, err=True)
    click.echo(f"Next: autograde grade {assignment}")
    if persons:
        sys.exit(1)


def _say_when(done: Collected, policy: Late | None) -> None:
    """What is known of when they handed in, and what it means for who is late."""
    from autograde.gradebook.late import due_utc

    due = due_utc(policy)
    unknown = [p for p in done.placed if p.submitted is None]
    if len(unknown) < len(done.placed):
        click.echo(f"{len(done.placed) - len(unknown)} of known time")
    if due is not None and unknown:
        click.echo(
            f"{len(unknown)} of unknown time: without one nobody loses points for being late. "
            "See --times."
        )
    marked = [p for p in done.placed if p.late]
    say_some(f"marked as late by {done.format}, which does not say how late", [
        p.student for p in marked if p.submitted is None
    ])  # fmt: skip
    if due is not None:
        say_some(f"marked as late by {done.format}, but in time by the manifest", [
            f"{p.student}: {p.submitted} UTC" for p in marked if p.submitted and p.submitted <= due
        ])  # fmt: skip


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
    "canvas-times",
    epilog="""\b
    Example (the token is read from CANVAS_API_TOKEN):
      autograde canvas-times --url https://canvas.uni.example --canvas-course 7 \\
          --canvas-assignment 4711 --into times.csv
      autograde collect submissions.zip neuron --times times.csv
    """,
)
@click.option("--url", required=True, help="Where Canvas is.")
@click.option("--canvas-course", type=int, required=True, help="The number in its address.")
@click.option("--canvas-assignment", type=int, required=True, help="The number in its address.")
@click.option(
    "--into",
    type=click.Path(dir_okay=False, path_type=Path),
    required=True,
    help="The CSV file to write; it is a roster as well.",
)
def canvas_times(url: str, canvas_course: int, canvas_assignment: int, into: Path) -> None:
    """Ask Canvas when each student handed in: its archive of submissions does not tell."""
    from autograde.collect.canvas_times import write_times

    students, handed_in = write_times(url, canvas_course, canvas_assignment, into)
    click.echo(f"{students} students, {handed_in} of them handed in: {into}")


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
@jobs_option
@with_places(db=True, no_gradebook=True)
def serve_inbox(
    where: Path,
    assignment: Assignment,
    places: Places,
    roster: Path | None,
    student_column: str | None,
    pause: float,
    every: float,
    jobs: int | None,
) -> None:
    """
    Grade what lands in a folder, as it lands, until Ctrl-C.

    The folder holds an LMS's archives, or is a tree such as nbgrader's inbound. A student is
    graded at most once in --pause seconds; what is handed in meanwhile waits, and the latest
    counts.
    """
    from autograde.collect.roster import NOBODY, Roster
    from autograde.inbox import Inbox

    inbox = Inbox(
        where,
        assignment,
        places,
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
