"""Commands about a class: grade, demo."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from autograde.cli.common import (
    Bar,
    course_option,
    find_course,
    jobs_option,
    print_scores,
    with_places,
)

if TYPE_CHECKING:
    from autograde.course import Assignment
    from autograde.model import Result
    from autograde.workflow import Grading, Places

_LEARNING = "known mistakes, run once to recognise them"
_FOLDER = click.Path(file_okay=False, path_type=Path)


@click.command(
    epilog="""\b
    Examples:
      autograde grade neuron
      autograde grade neuron --jobs 4 --student "Noether, Emmy"
      autograde grade neuron --submitted inbox --out results --json results.jsonl --no-gradebook
      autograde grade neuron --shard 1/8 --out part1 --no-gradebook    then: autograde merge
    """
)
@click.argument("assignment")
@click.option(
    "--json",
    "json_file",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write one JSON object a line for each submission, sorted by student.",
)
@click.option("--student", "students", multiple=True, help="Only this student; may be repeated.")
@click.option("--shard", "part", help="Only this part of the class, for instance 1/8.")
@click.option("--dask", help="Grade on a Dask cluster: tcp://HOST:8786, or local.")
@click.option("--seed", default=0, help="Another number draws other fresh data.")
@click.option("--force", is_flag=True, help="Also grade again what has not changed.")
@click.option(
    "--no-sandbox",
    is_flag=True,
    help="Run student code as your own. It can then read and change whatever you can.",
)
@click.option("--no-diagnosis", is_flag=True, help="Do not name known mistakes in what failed.")
@jobs_option
@with_places(db=True, no_gradebook=True)
def grade(
    assignment: Assignment,
    places: Places,
    json_file: Path | None,
    students: tuple[str, ...],
    part: str | None,
    dask: str | None,
    seed: int,
    force: bool,
    no_sandbox: bool,
    no_diagnosis: bool,
    jobs: int | None,
) -> None:
    """
    Grade what a class has handed in.

    What has not changed since it was graded is not run again; a run that was stopped goes on.
    Reads submitted/STUDENT/ASSIGNMENT/ASSIGNMENT.ipynb; writes autograded/ and the gradebook.
    Exit status: 0 all graded, 1 some need a person, 2 wrong usage.
    """
    from autograde.cluster.shards import parse_shard
    from autograde.workflow import grade as grade_class

    if no_sandbox:
        _warn_of_risks()
    if dask:
        if students or part or force or no_sandbox:
            raise click.UsageError("--dask grades the whole class, and what has changed in it")
        _on_dask(assignment, places, dask, seed, json_file)
        return
    with Bar("submissions") as bar:
        grading = grade_class(
            assignment,
            places,
            slots=jobs,
            students=students,
            seed=seed,
            tier="none" if no_sandbox else None,
            force=force,
            shard=parse_shard(part) if part else None,
            # Parts of a class are named when they are put together.
            diagnosis=not (no_diagnosis or part),
            progress=bar,
            learning=bar.more(_LEARNING),
        )
    tell(grading, places, assignment.name, json_file)


def _on_dask(
    assignment: Assignment, places: Places, address: str, seed: int, json_file: Path | None
) -> None:
    from autograde.cluster.dask import grade_on_dask

    with Bar("submissions") as bar:
        grading = grade_on_dask(assignment, places, address, seed=seed, progress=bar)
    tell(grading, places, assignment.name, json_file)


def tell(grading: Grading, places: Places, assignment: str, json_file: Path | None) -> None:
    """Print what came of grading a class, write the JSON, and end with the status."""
    from autograde.workflow import json_lines

    if json_file is not None:
        json_file.write_text(json_lines(grading.results), encoding="utf-8")
    print_scores(grading.results, lambda result: " ".join(result.notes)[:120])
    for remark in grading.remarks:
        click.echo(f"\n{remark}")
    _say_where(places, assignment)
    if grading.missing:
        click.echo(f"{len(grading.missing)} have no result: {_names(grading.missing)}", err=True)
    for result in grading.results:
        for note in result.staff_notes:
            click.echo(f"For staff alone: {result.student}: {note}", err=True)
    if grading.needs_person:
        names = _names([r.student for r in grading.needs_person])
        click.echo(f"{len(grading.needs_person)} need a person: {names}", err=True)
    if grading.missing or grading.needs_person:
        sys.exit(1)


def _names(students: Sequence[str]) -> str:
    more = f", and {len(students) - 20} more" if len(students) > 20 else ""
    return ", ".join(students[:20]) + more


def _warn_of_risks() -> None:
    from autograde.run.sandbox import risks

    click.echo("Without a sandbox:", err=True)
    for risk in risks("none"):
        click.echo(f"  - {risk}", err=True)


def _say_where(places: Places, assignment: str) -> None:
    click.echo(f"\nGraded notebooks: {places.out / 'autograded'}")
    if places.db_url is not None:
        click.echo(f"Gradebook:        {places.db_url}")
        click.echo(
            f"Next:             autograde review {assignment}      answers in prose, comments"
        )
        click.echo(f"                  autograde feedback {assignment}    a page for each student")


@click.command(
    epilog="""\b
    Example:
      autograde demo
    """
)
@click.option("--assignment", default="neuron", show_default=True, help="What is graded.")
@click.option("--out", type=_FOLDER, help="Where it all goes; by default demo/ in the course.")
@jobs_option
@course_option
def demo(assignment: str, out: Path | None, jobs: int | None, folder: Path | None) -> None:
    """
    Grade a class made from known mistakes, from nothing to feedback, under demo/.
    """
    from autograde.demo import run

    course = find_course(folder)
    target = out or course.root / "demo"
    with Bar("submissions") as bar:
        made = run(
            course,
            assignment,
            target,
            say=click.echo,
            progress=bar,
            learning=bar.more(_LEARNING),
            slots=jobs,
        )

    def remark(result: Result) -> str:
        return made.stories.get(result.student, "")

    click.echo()
    print_scores(made.grading.results, remark)
    example = sorted((target / "feedback").glob("*/*.html"))
    click.echo(f"\n{made.pages} feedback pages, for instance:\n  {example[0] if example else ''}")
    click.echo(f"Graded notebooks:  {target / 'autograded'}")
    click.echo(f"Look around:       cd {target} && nbgrader formgrader   (in JupyterLab)")
