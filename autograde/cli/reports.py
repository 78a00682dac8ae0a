"""Commands that tell about a class that has been graded."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from autograde.cli.common import (
    course_option,
    find_course,
    printable,
    submitted_option,
    with_places,
)

if TYPE_CHECKING:
    from autograde.course import Assignment
    from autograde.workflow import Places


@click.command(
    epilog="""\b
    Examples:
      autograde report neuron
      autograde report neuron --into reports
    """
)
@click.argument("assignment")
@click.option(
    "--into",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder to write to; by default reports/ in the course.",
)
@with_places()
def report(assignment: Assignment, places: Places, into: Path | None) -> None:
    """
    Write a class report: scores, difficulty and discrimination of each exercise, time needed,
    shared mistakes.

    Reads the results of autograde grade and the submissions; runs nothing. Writes ASSIGNMENT.html,
    .csv (a line for each student), -exercises.csv and .json.
    """
    from autograde.report import effort
    from autograde.report.items import analyse, as_record
    from autograde.report.page import as_csv, as_html, exercises_as_csv
    from autograde.workflow import graded_before

    name = assignment.name
    results, missing = graded_before(assignment, places)
    analysis = analyse(name, results)
    target = into or assignment.course.root / "reports"
    target.mkdir(parents=True, exist_ok=True)
    graded = {r.student for r in results} - set(analysis.left_out)
    notebooks = [places.submitted / s / name / assignment.notebook.name for s in sorted(graded)]
    needed = effort.time_needed(notebooks, assignment.manifest)
    page = as_html(assignment.manifest.title, analysis, results, needed)
    (target / f"{name}.html").write_text(page, encoding="utf-8")
    (target / f"{name}.csv").write_text(as_csv(results), encoding="utf-8-sig", newline="")
    (target / f"{name}-exercises.csv").write_text(
        exercises_as_csv(analysis, needed), encoding="utf-8-sig", newline=""
    )
    record = as_record(analysis) | {"minutes": effort.as_record(needed)}
    (target / f"{name}.json").write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")
    click.echo(
        f"{analysis.students} students: {target / name}.html (and .csv, .json, -exercises.csv)"
    )
    if analysis.caution:
        click.echo(analysis.caution)
    for item in analysis.items:
        for flag in item.flags:
            click.echo(f"  {item.id}: {flag}")
    if missing:
        click.echo(
            f"{len(missing)} not graded since their last change, and left out: "
            f"{', '.join(missing[:5])}{', ...' if len(missing) > 5 else ''}",
            err=True,
        )


@click.command(
    epilog="""\b
    Examples:
      autograde similarity neuron
      autograde similarity neuron --least 0.9 --csv similar.csv
    """
)
@click.argument("assignment")
@click.option(
    "--least",
    default=0.8,
    show_default=True,
    type=click.FloatRange(0, 1),
    help="Share of the text that two answers have in common.",
)
@submitted_option
@click.option(
    "--csv",
    "table",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write all pairs into this file as well.",
)
@course_option
def similarity(
    assignment: str, least: float, submitted: Path | None, table: Path | None, folder: Path | None
) -> None:
    """
    Show which answers are similar, beyond the release and what the exercises ask for.

    Similar is not copied: short exercises have few good answers. Look at both before you say
    anything. Reads the submissions; runs nothing.
    """
    import csv

    from autograde.csvtable import neutral
    from autograde.graded import answers_of
    from autograde.report.similarity import similar
    from autograde.workflow import Places

    course = find_course(folder)
    known = course.assignment(assignment)
    answers, given = answers_of(known, submitted or Places.of_course(course.root).submitted)
    pairs = similar(answers, given, least)
    for pair in pairs[:50]:
        names = " and ".join(pair.students)
        shown = printable(names)
        click.echo(f"{pair.written:5.0%} as written  {pair.tokens:5.0%} as tokens  {shown}")
    click.echo(f"{len(pairs)} pairs of {len(answers)} answers are similar (at least {least:.0%}).")
    if table is not None:
        with table.open("w", newline="", encoding="utf-8-sig") as file:
            writer = csv.writer(file)
            writer.writerow(["student", "other", "as written", "as tokens"])
            for pair in pairs:
                names_ = map(neutral, pair.students)
                writer.writerow([*names_, f"{pair.written:.3f}", f"{pair.tokens:.3f}"])
