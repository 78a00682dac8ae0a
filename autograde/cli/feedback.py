"""The command that writes what students get back."""

from __future__ import annotations

from pathlib import Path

import click

from autograde.cli.common import course_option, db_option, find_course

_FOLDER = click.Path(file_okay=False, path_type=Path)


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
@click.option("--submitted", type=_FOLDER, help="Submissions; by default the course's submitted/.")
@click.option("--out", type=_FOLDER, help="Where they were graded into; by default the course.")
@db_option
@course_option
def feedback(
    assignment: str,
    students: tuple[str, ...],
    nbgrader: bool,
    submitted: Path | None,
    out: Path | None,
    db_url: str | None,
    folder: Path | None,
) -> None:
    """
    Write a page for each student, feedback/STUDENT/ASSIGNMENT.html, and the same as Markdown.

    Reads the results of autograde grade and the gradebook; runs nothing.
    """
    from autograde.feedback import write_nbgraders_pages, write_pages
    from autograde.workflow import Places

    course = find_course(folder)
    usual = Places.of_course(course.root)
    places = Places(submitted or usual.submitted, out or usual.out, db_url or usual.db_url)
    known = course.assignment(assignment)
    written = write_pages(known, places, students=students)
    click.echo(f"{len(written.pages)} pages in {places.out / 'feedback'}")
    if nbgrader:
        click.echo(f"{write_nbgraders_pages(known, places)} pages of nbgrader's beside them")
    if written.missing:
        names = ", ".join(written.missing[:5]) + (", ..." if len(written.missing) > 5 else "")
        click.echo(
            f"{len(written.missing)} not graded since their last change, and left out: {names}",
            err=True,
        )
