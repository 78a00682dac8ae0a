"""The command that writes what students get back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from autograde.cli.common import with_places

if TYPE_CHECKING:
    from autograde.course import Assignment
    from autograde.workflow import Places


@click.command(
    epilog="""\b
    Examples:
      autograde feedback neuron
      autograde feedback neuron --student "Noether, Emmy"
      autograde feedback neuron --nbgrader    then: nbgrader release_feedback neuron
    """
)
@click.argument("assignment")
@click.option("--student", "students", multiple=True, help="Only this one; may be repeated.")
@click.option(
    "--nbgrader",
    is_flag=True,
    help="Also nbgrader's own pages, feedback/STUDENT/ASSIGNMENT/, which its exchange releases.",
)
@with_places(db=True)
def feedback(
    assignment: Assignment, places: Places, students: tuple[str, ...], nbgrader: bool
) -> None:
    """
    Write a page for each student, feedback/STUDENT/ASSIGNMENT.html, and the same as Markdown.

    Reads the results of autograde grade and the gradebook; runs nothing.
    """
    from autograde.feedback import write_nbgraders_pages, write_pages

    written = write_pages(assignment, places, students=students)
    click.echo(f"{len(written.pages)} pages in {places.out / 'feedback'}")
    if nbgrader:
        click.echo(f"{write_nbgraders_pages(assignment, places)} pages of nbgrader's beside them")
    if written.missing:
        names = ", ".join(written.missing[:5]) + (", ..." if len(written.missing) > 5 else "")
        click.echo(
            f"{len(written.missing)} not graded since their last change, and left out: {names}",
            err=True,
        )
