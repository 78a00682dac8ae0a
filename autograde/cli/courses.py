"""Commands about a course: generate, doctor, new-assignment, new-exercise."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from autograde.cli.common import Bar, course_option, db_option, find_course, jobs_option
from autograde.errors import UsageError

if TYPE_CHECKING:
    from autograde.doctor import Examination


@click.command(
    epilog="""\b
    Examples:
      autograde generate neuron
      autograde generate neuron --roster students.txt     data of each student's own
      autograde generate --check       what is committed must be current
    """
)
@click.argument("assignments", nargs=-1)
@click.option("--check", is_flag=True, help="Write nothing; exit with 1 if anything is stale.")
@click.option("--unfinished", is_flag=True, help="Also what is not finished, to try it yourself.")
@click.option("--student", "students", multiple=True, help="Write this student's own release.")
@click.option(
    "--roster",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Write those of all students in this file, one name a line.",
)
@db_option
@course_option
def generate(
    assignments: tuple[str, ...],
    check: bool,
    unfinished: bool,
    students: tuple[str, ...],
    roster: Path | None,
    db_url: str | None,
    folder: Path | None,
) -> None:
    """
    Make release/ and solutions/ from source/ (all assignments if none is named).

    An assignment with something unfinished in it is refused, with the list of what is missing.
    With --student or --roster: release-for/STUDENT/, where each student has data of their own.
    """
    from autograde import generate as generating

    course = find_course(folder)
    if students or roster is not None:
        if len(assignments) != 1 or check or unfinished:
            raise UsageError("--student and --roster need one assignment and no other option")
        lines = roster.read_text(encoding="utf-8-sig").splitlines() if roster else []
        names = dict.fromkeys([*students, *(line.strip() for line in lines if line.strip())])
        for path in generating.generate_for(course.assignment(assignments[0]), names):
            click.echo(path)
        return
    found = []
    for name in assignments or course.assignments:
        assignment = course.assignment(name)
        if check:
            found += generating.stale(assignment)
        else:
            generating.generate(assignment, db_url=db_url, unfinished=unfinished)
            click.echo(f"{assignment.release}\n{assignment.solutions}")
    for line in found:
        click.echo(line, err=True)
    if found:
        click.echo("Run: autograde generate", err=True)
        sys.exit(1)


@click.command(
    epilog="""\b
    Examples:
      autograde doctor
      autograde doctor neuron --exercise fit_neuron --seeds 5
      autograde doctor --seeds 5 --write-table      writes docs/bank.md
      autograde doctor --machine
    """
)
@click.argument("assignments", nargs=-1)
@click.option("--exercise", "exercises", multiple=True, help="Only the bank of this exercise.")
@click.option(
    "--seeds",
    type=click.IntRange(1),
    default=1,
    show_default=True,
    help="How many seeds of fresh data.",
)
@click.option("--quick", is_flag=True, help="Only the checks of an answer's own exercise.")
@click.option("--force", is_flag=True, help="Also grade again what has not changed.")
@click.option("--write-table", is_flag=True, help="Write docs/bank.md, for the whole course only.")
@click.option("--machine", is_flag=True, help="Only say what this machine can confine.")
@jobs_option
@course_option
def doctor(
    assignments: tuple[str, ...],
    exercises: tuple[str, ...],
    seeds: int,
    quick: bool,
    force: bool,
    write_table: bool,
    machine: bool,
    jobs: int | None,
    folder: Path | None,
) -> None:
    """
    Prove that the checks are right: solutions pass, known mistakes fail, releases score 0.

    Only what has changed is graded again. What is unfinished is listed, and is no complaint.
    Without an assignment: all of them, and the course as a whole.
    """
    if machine:
        from autograde.run.sandbox import describe_machine

        click.echo(describe_machine())
        return
    if write_table and (assignments or exercises):
        raise UsageError("--write-table is for the whole course", todo="Name no assignment.")
    if exercises and len(assignments) != 1:
        raise UsageError("--exercise needs its assignment", todo="Name one assignment.")
    from autograde import doctor as examining

    course = find_course(folder)
    complaints, reports = 0, []
    for name in assignments or course.assignments:
        with Bar("answers") as bar:
            report = examining.examine(
                course.assignment(name),
                exercises=exercises,
                seeds=seeds,
                quick=quick,
                force=force,
                slots=jobs,
                progress=bar,
            )
        reports.append(report)
        complaints += _tell(report)
    if write_table:
        click.echo(examining.write_table(course, reports, seeds=seeds, quick=quick))
    if not assignments:
        of_course = examining.course_complaints(course) + examining.stale_table(course)
        for complaint in of_course:
            click.echo(f"  {complaint}")
        complaints += len(of_course)
    if complaints:
        click.echo(f"{complaints} complaint{'s' * (complaints > 1)}", err=True)
        sys.exit(1)


def _tell(report: Examination) -> int:
    """Print what was found in an assignment; the number of complaints."""
    click.echo(report.table())
    for complaint in report.complaints:
        click.echo(f"  {complaint}")
    if report.unfinished:
        click.echo("  unfinished; still to be written:")
    for missing in report.unfinished:
        click.echo(f"    {missing}")
    if report.known:
        click.echo(f"{report.known} results known before, {report.graded} new", err=True)
    return len(report.complaints)


@click.command(
    "new-assignment",
    epilog="""\b
    Example:
      autograde new-assignment convolutions
    """,
)
@click.argument("name")
@course_option
def new_assignment(name: str, folder: Path | None) -> None:
    """Write the stub of an assignment: source/NAME/ and grader_tests/NAME/."""
    from autograde import authoring

    _tell_written(authoring.new_assignment(find_course(folder), name))
    click.echo(f"Next: autograde new-exercise {name} ID")


@click.command(
    "new-exercise",
    epilog="""\b
    Example:
      autograde new-exercise neuron two_inputs
    """,
)
@click.argument("assignment")
@click.argument("id")
@course_option
def new_exercise(assignment: str, id: str, folder: Path | None) -> None:
    """Write the stub of an exercise: cells, manifest entry, two checks, two known answers."""
    from autograde import authoring

    _tell_written(authoring.new_exercise(find_course(folder).assignment(assignment), id))
    click.echo(f"Next: autograde doctor {assignment}      lists what is to be written")


def _tell_written(files: list[Path]) -> None:
    for path in files:
        click.echo(path)
