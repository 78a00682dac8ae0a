"""Commands that tell about a class that has been graded."""

from __future__ import annotations

import json
from pathlib import Path

import click

from autograde.cli.common import course_option, find_course


@click.command(
    epilog="""\b
    Examples:
      autograde report neuron
      autograde report neuron --into reports --json
    """
)
@click.argument("assignment")
@click.option(
    "--into",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder to write to; by default reports/ in the course.",
)
@click.option(
    "--submitted",
    type=click.Path(file_okay=False, path_type=Path),
    help="Submissions; by default the course's submitted/.",
)
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    help="Where they were graded into; by default the course.",
)
@course_option
def report(
    assignment: str,
    into: Path | None,
    submitted: Path | None,
    out: Path | None,
    folder: Path | None,
) -> None:
    """
    Write a class report: scores, difficulty and discrimination of each exercise, shared mistakes.

    Reads the results of autograde grade; runs nothing. Writes ASSIGNMENT.html, .csv and .json.
    """
    from autograde.report.items import analyse, as_record
    from autograde.report.page import as_csv, as_html
    from autograde.workflow import Places, graded_before

    course = find_course(folder)
    known = course.assignment(assignment)
    usual = Places.of_course(course.root)
    places = Places(submitted or usual.submitted, out or usual.out, usual.db_url)
    results, missing = graded_before(known, places)
    analysis = analyse(assignment, results)
    target = into or course.root / "reports"
    target.mkdir(parents=True, exist_ok=True)
    page = as_html(known.manifest.title, analysis, results)
    (target / f"{assignment}.html").write_text(page, encoding="utf-8")
    (target / f"{assignment}.csv").write_text(as_csv(results), encoding="utf-8-sig", newline="")
    (target / f"{assignment}.json").write_text(
        json.dumps(as_record(analysis), indent=1) + "\n", encoding="utf-8"
    )
    click.echo(f"{analysis.students} students in {target / assignment}.html, .csv, .json")
    for item in analysis.items:
        for flag in item.flags:
            click.echo(f"  {item.id}: {flag}")
    if missing:
        click.echo(
            f"{len(missing)} not graded since their last change, and left out: "
            f"{', '.join(missing[:5])}{', ...' if len(missing) > 5 else ''}",
            err=True,
        )
