"""Commands about a course: generate, doctor."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from autograde.cli.common import Bar, course_option, db_option, find_course, jobs_option


@click.command(
    epilog="""\b
    Examples:
      autograde generate neuron
      autograde generate --check       what is committed must be current
    """
)
@click.argument("assignments", nargs=-1)
@click.option("--check", is_flag=True, help="Write nothing; exit with 1 if anything is stale.")
@db_option
@course_option
def generate(
    assignments: tuple[str, ...], check: bool, db_url: str | None, folder: Path | None
) -> None:
    """Make release/ and solutions/ from source/ (all assignments if none is named)."""
    from autograde import generate as generating

    course = find_course(folder)
    found = []
    for name in assignments or course.assignments:
        assignment = course.assignment(name)
        if check:
            found += generating.stale(assignment)
        else:
            generating.generate(assignment, db_url=db_url)
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
      autograde doctor --machine
    """
)
@click.argument("assignments", nargs=-1)
@click.option("--exercise", "exercises", multiple=True, help="Only the bank of this exercise.")
@click.option("--seeds", default=1, show_default=True, help="How many seeds of fresh data.")
@click.option("--quick", is_flag=True, help="Only the checks of an answer's own exercise.")
@click.option("--machine", is_flag=True, help="Only say what this machine can confine.")
@jobs_option
@course_option
def doctor(
    assignments: tuple[str, ...],
    exercises: tuple[str, ...],
    seeds: int,
    quick: bool,
    machine: bool,
    jobs: int | None,
    folder: Path | None,
) -> None:
    """
    Prove that the checks are right: solutions pass, known mistakes fail, releases score 0.
    """
    if machine:
        from autograde.run.sandbox import describe_machine

        click.echo(describe_machine())
        return
    from autograde.doctor import examine

    course = find_course(folder)
    complaints = 0
    for name in assignments or course.assignments:
        with Bar("answers") as bar:
            report = examine(
                course.assignment(name),
                exercises=exercises,
                seeds=seeds,
                quick=quick,
                slots=jobs,
                progress=bar,
            )
        click.echo(report.table())
        for complaint in report.complaints:
            click.echo(f"  {complaint}")
        complaints += len(report.complaints)
    if complaints:
        click.echo(f"{complaints} complaints", err=True)
        sys.exit(1)
