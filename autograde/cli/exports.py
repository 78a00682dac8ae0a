"""``autograde export``: scores and feedback into the files of other systems."""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from autograde.cli.common import course_option, db_option, find_course
from autograde.cli.lms import say_some, with_roster

if TYPE_CHECKING:
    from autograde.collect.roster import Roster
    from autograde.course import Assignment
    from autograde.export.filling import Report
    from autograde.export.scores import Scores

_PATH = click.Path(dir_okay=False, path_type=Path)
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)

_json_option = click.option(
    "--json", "json_file", type=_FILE, help="Scores of autograde grade --json, not the gradebook."
)
_pending_option = click.option(
    "--pending", is_flag=True, help="Also scores for which something waits for a person."
)
scale_option = click.option(
    "--scale/--no-scale",
    default=None,
    help="Convert in proportion where the maxima differ, or not.",
)


def with_scores(command: Callable[..., None]) -> Callable[..., None]:
    """
    The options of a command that hands scores on: it is called with what was found for them,
    ``assignment`` and ``scores``.
    """

    @functools.wraps(command)
    def run(
        *,
        assignment: str,
        json_file: Path | None,
        pending: bool,
        db_url: str | None,
        folder: Path | None,
        **others: Any,
    ) -> None:
        from autograde.export.scores import from_gradebook, from_json
        from autograde.workflow import Places

        found = find_course(folder).assignment(assignment)
        if json_file is not None:
            scores = from_json(found, json_file, pending=pending)
        else:
            url = db_url or Places.of_course(found.course.root).db_url
            assert url is not None, "a course has a gradebook"
            scores = from_gradebook(found, url, pending=pending)
        command(assignment=found, scores=scores, **others)

    for option in (course_option, db_option, _pending_option, _json_option):
        run = option(run)
    return run


@click.group(
    epilog="""\b
    Examples:
      autograde export canvas neuron --into gradebook.csv
      autograde export moodle neuron --into worksheet.csv --roster students.csv
      autograde export csv neuron --into scores.csv
    """
)
def export() -> None:
    """
    Fill scores into the file that an LMS exported.

    Every byte but the scores stays as it is. What the LMS would skip in silence is told here.
    Exit status: 0 done, 1 some scores need a person, 2 wrong usage.
    """


def _system(name: str, title: str, example: str) -> None:
    @export.command(name, epilog=f"\b\nExamples:\n{example}")
    @click.argument("assignment")
    @click.option("--into", type=_PATH, required=True, help="The file that the LMS exported.")
    @click.option(
        "--out", type=_PATH, help="Where to write; by default beside it, NAME-filled.csv."
    )
    @click.option("--in-place", is_flag=True, help="Overwrite it, and keep it as NAME.csv.bak.")
    @click.option("--column", help="Header of the column for the scores.")
    @scale_option
    @with_roster
    @with_scores
    def command(
        assignment: Assignment,
        scores: Scores,
        into: Path,
        out: Path | None,
        in_place: bool,
        column: str | None,
        scale: bool | None,
        roster: Path | None,
        student_column: str | None,
    ) -> None:
        from autograde.csvtable import Table
        from autograde.export import canvas, filling, gradescope, moodle, plain

        fill: dict[str, Callable[..., Report]] = {
            "canvas": canvas.fill_canvas,
            "moodle": moodle.fill_moodle,
            "gradescope": gradescope.fill_gradescope,
            "csv": plain.fill_plain,
        }
        if name == "csv" and not into.exists():
            plain.write_scores(into, scores)
            click.echo(f"{len(scores)} students: {into}")
            return
        table = Table.read(into)
        known = _roster(roster, student_column)
        report = fill[name](table, assignment, scores, known, column=column, scale=scale)
        written = filling.save(table, into, out, in_place=in_place)
        _tell(report, written)

    command.help = title


_system(
    "canvas",
    "Fill Canvas's gradebook (Grades, Export, Export Entire Gradebook).",
    "  autograde export canvas neuron --into gradebook.csv\n"
    '  autograde export canvas neuron --into gradebook.csv --column "Homework 3 (4711)"\n',
)
_system(
    "moodle",
    "Fill Moodle's grading worksheet (View all submissions, Download grading worksheet).",
    "  autograde export moodle neuron --into worksheet.csv\n"
    "  autograde export moodle neuron --into worksheet.csv --column Bewertung --in-place\n",
)
_system(
    "gradescope",
    "Fill Gradescope's grades (Review Grades, Download Grades).",
    "  autograde export gradescope neuron --into scores.csv\n",
)
_system(
    "csv",
    "Write scores into a CSV file: a new one, or a column of one that is there.",
    "  autograde export csv neuron --into scores.csv\n"
    "  autograde export csv neuron --into exam-office.csv --column Points --out filled.csv\n",
)


@export.command(
    "classroom50",
    epilog="""\b
    Examples:
      autograde export classroom50 neuron --json results.jsonl --into results/
      autograde export classroom50 neuron --json one.jsonl --into result.json
    """,
)
@click.argument("assignment")
@click.option(
    "--json", "json_file", type=_FILE, required=True, help="Results of autograde grade --json."
)
@click.option(
    "--into",
    type=click.Path(path_type=Path),
    required=True,
    help="A result.json for one submission, or a folder: STUDENT/result.json.",
)
@course_option
def classroom50(assignment: str, json_file: Path, into: Path, folder: Path | None) -> None:
    """Write Classroom 50's result.json; fields of one that is there are kept."""
    from autograde.collect.names import student_complaint
    from autograde.errors import UsageError
    from autograde.export.classroom50 import write_result
    from autograde.export.scores import records

    found = records(find_course(folder).assignment(assignment), json_file)
    if into.suffix == ".json":
        if len(found) != 1:
            raise UsageError(
                f"{len(found)} submissions do not fit into one file",
                where=str(json_file),
                todo="Name a folder: --into DIR.",
            )
        write_result(found[0], into)
    else:
        for record in found:
            if why := student_complaint(record["student"]):
                raise UsageError(why, where=str(json_file), found=repr(record["student"]))
            write_result(record, into / record["student"] / "result.json")
    click.echo(f"{len(found)} results: {into}")


@export.command(
    "moodle-feedback",
    epilog="""\b
    Examples:
      autograde export moodle-feedback neuron --worksheet worksheet.csv --zip feedback.zip
      autograde export moodle-feedback neuron --download submissions.zip --zip feedback.zip
    """,
)
@click.argument("assignment")
@click.option("--worksheet", type=_FILE, help="Moodle's grading worksheet.")
@click.option(
    "--download",
    type=click.Path(exists=True, path_type=Path),
    help="Or its download of submissions.",
)
@click.option("--zip", "out", type=_PATH, required=True, help="What to write.")
@with_roster
@course_option
def moodle_feedback(
    assignment: str,
    worksheet: Path | None,
    download: Path | None,
    out: Path,
    roster: Path | None,
    student_column: str | None,
    folder: Path | None,
) -> None:
    """Pack feedback/ for "Upload multiple feedback files in a zip"."""
    from autograde.csvtable import Table
    from autograde.export import moodle_feedback as packing

    if (worksheet is None) == (download is None):
        raise click.UsageError("Name either --worksheet or --download.")
    if worksheet is not None:
        folders = packing.folders_in_worksheet(Table.read(worksheet))
    else:
        assert download is not None
        folders = packing.folders_in_download(download)
    found = find_course(folder).assignment(assignment)
    pages = found.course.root / "feedback"
    known = _roster(roster, student_column)
    packed = packing.pack_feedback(found, pages, folders, known, out)
    click.echo(f"{len(packed.students)} pages: {out}")
    say_some("participants without a page", packed.no_page)
    say_some("students whom Moodle's names do not know", packed.no_participant, err=True)
    if packed.no_participant:
        sys.exit(1)


@export.command(
    "canvas-upload",
    epilog="""\b
    Examples (the token is read from CANVAS_API_TOKEN):
      autograde export canvas-upload neuron --url https://canvas.uni.example --canvas-course 7 \\
          --canvas-assignment 4711
      autograde export canvas-upload neuron ... --send
    """,
)
@click.argument("assignment")
@click.option("--url", required=True, help="Where Canvas is.")
@click.option("--canvas-course", type=int, required=True, help="The number in its address.")
@click.option("--canvas-assignment", type=int, required=True, help="The number in its address.")
@click.option("--send", is_flag=True, help="Send it; without this nothing is changed in Canvas.")
@scale_option
@with_roster
@with_scores
def canvas_upload(
    assignment: Assignment,
    scores: Scores,
    url: str,
    canvas_course: int,
    canvas_assignment: int,
    send: bool,
    scale: bool | None,
    roster: Path | None,
    student_column: str | None,
) -> None:
    """Upload scores into Canvas; a dry run, unless --send is given."""
    from autograde.export.canvas_upload import upload

    known = _roster(roster, student_column)
    done = upload(url, canvas_course, canvas_assignment, scores, known, scale=scale, send=send)
    click.echo(f"{done.title}: {len(done.grades)} grades, {len(done.unchanged)} unchanged")
    click.echo("Sent." if done.sent else "Nothing was sent (--send does).")
    say_some("users without a score", done.no_score)
    say_some("students whom Canvas does not know for certain", done.unknown, err=True)
    if done.unknown:
        sys.exit(1)


def _roster(path: Path | None, column: str | None) -> Roster:
    from autograde.collect.roster import NOBODY, Roster

    return NOBODY if path is None else Roster.read(path, column)


def _tell(report: Report, written: Any) -> None:
    click.echo(
        f"{len(report.written)} scores written, {len(report.unchanged)} unchanged: {written}"
    )
    say_some("rows without a score", [f"{who}: {why}" for who, why in report.no_score])
    say_some("students whom the file does not know", report.no_row, err=True)
    say_some("problems", report.problems, err=True)
    if report.no_row or report.problems:
        sys.exit(1)


@click.command(
    "gradescope-zip",
    epilog="""\b
    Examples:
      autograde gradescope-zip neuron
      autograde gradescope-zip neuron --out neuron.zip --hidden after_due_date
    """,
)
@click.argument("assignment")
@click.option("--out", type=_PATH, help="By default ASSIGNMENT-gradescope.zip.")
@click.option(
    "--hidden",
    type=click.Choice(["hidden", "after_due_date", "after_published", "visible"]),
    default="after_published",
    show_default=True,
    help="When students see the results of hidden checks.",
)
@click.option("--pip", default="", help="Options for pip there, such as an index with a CPU torch.")
@click.option(
    "--no-sandbox",
    is_flag=True,
    help="Grade there even if student code cannot be confined; it could then read the checks and "
    "write its own score.",
)
@course_option
def gradescope_zip(
    assignment: str, out: Path | None, hidden: str, pip: str, no_sandbox: bool, folder: Path | None
) -> None:
    """Build an autograder for Gradescope: the same engine and the same checks."""
    from autograde.export.gradescope_zip import Settings, build

    target = out or Path(f"{assignment}-gradescope.zip")
    settings = Settings(assignment, hidden, not no_sandbox)
    names = build(find_course(folder).assignment(assignment), target, settings, pip=pip)
    click.echo(f"{len(names)} files: {target}")
    click.echo("In Gradescope: Configure Autograder; a container of at least 3 GB, Ubuntu 24.04.")
