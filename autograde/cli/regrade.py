"""The command that grades again, and shows what that changes before it does."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from autograde.cli.classes import tell
from autograde.cli.common import (
    Bar,
    course_option,
    db_option,
    find_course,
    find_places,
    jobs_option,
    no_gradebook_option,
    out_option,
    printable,
    submitted_option,
)

if TYPE_CHECKING:
    from autograde.course import Assignment
    from autograde.regrade import Preview

NOT_WRITTEN = 1


@click.command(
    epilog="""\b
    Examples:
      autograde regrade neuron
      autograde regrade neuron --json changes.jsonl          then decide
      autograde regrade neuron --yes
      autograde regrade                                      whatever was graded
    """
)
@click.argument("assignments", metavar="[ASSIGNMENT]...", nargs=-1)
@submitted_option
@out_option
@click.option(
    "--json",
    "json_file",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write one JSON object a line for each student whose score would change.",
)
@click.option("--yes", is_flag=True, help="Do not ask.")
@db_option
@no_gradebook_option
@click.option("--seed", default=0, help="The seed that the class was graded with.")
@jobs_option
@course_option
def regrade(
    assignments: tuple[str, ...],
    submitted: Path | None,
    out: Path | None,
    json_file: Path | None,
    yes: bool,
    db_url: str | None,
    no_gradebook: bool,
    seed: int,
    jobs: int | None,
    folder: Path | None,
) -> None:
    """
    Grade again what an edit touches; show whose score would change, and why, before it counts.

    After an edit of a check, of the manifest, or with a new version of this package. Asks before
    anything is written; without a terminal and without --yes nothing is. Points that a person has
    given stay. Former results stay readable: their files are named in --json.
    Exit status: 0 written, or nothing to write; 1 not written, or some need a person.
    """
    from autograde.regrade import accept, look

    course = find_course(folder)
    places = find_places(course, submitted, out, db_url, no_gradebook=no_gradebook)
    names = assignments or tuple(_graded(places.out))
    if not names:
        raise click.UsageError(f"nothing has been graded into {places.out}")
    lines: list[str] = []
    refused = False
    for name in names:
        assignment = course.assignment(name)
        with Bar("submissions") as bar:
            preview = look(assignment, places, slots=jobs, seed=seed, progress=bar)
        show(assignment, preview)
        lines += records(name, preview)
        if json_file is not None:
            json_file.write_text("".join(lines), encoding="utf-8")
        if not preview.renewed:
            continue
        if not (yes or _asked(preview)):
            refused = True
            continue
        with Bar("submissions") as bar:
            grading = accept(assignment, places, seed=seed, progress=bar)
        tell(grading, places, name, None)
    if refused:
        click.echo("Nothing was written. To write it: the same command with --yes.", err=True)
        sys.exit(NOT_WRITTEN)


def _graded(out: Path) -> list[str]:
    return sorted(path.stem for path in (out / ".autograde" / "given").glob("*.jsonl"))


def _asked(preview: Preview) -> bool:
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return False
    return click.confirm(f"Write {preview.renewed} new results into the gradebook?")


def records(assignment: str, preview: Preview) -> list[str]:
    """The lines of ``--json``: one object for each student whose score would change."""
    import msgspec

    heads = {"schema": 1, "assignment": assignment}
    objects = [heads | msgspec.to_builtins(change) for change in preview.changes]
    return [msgspec.json.encode(line).decode() + "\n" for line in objects]


def show(assignment: Assignment, preview: Preview) -> None:
    """Print a table of whose score would change, on stdout."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False)
    for name in ("student", "exercise"):
        table.add_column(name)
    for name in ("before", "now", "of"):
        table.add_column(name, justify="right")
    table.add_column("why")
    for change in preview.changes:
        of = f"{change.max_score:g}"
        table.add_row(
            Text(printable(change.student), style="bold"),
            "",
            Text(points(change.old), style="bold"),
            Text(points(change.new), style="bold"),
            of,
            Text(printable(change.cause)),
        )
        for exercise in change.exercises:
            reason = exercise.reason if exercise.reason != change.cause else ""
            if exercise.by_hand is not None:
                reason += f" (a person gave {exercise.by_hand:g}: that stays)"
            table.add_row(
                "",
                exercise.exercise,
                points(exercise.old),
                points(exercise.new),
                f"{exercise.max_score:g}",
                Text(printable(reason)),
            )
    count = len(preview.changes)
    kept = f"{preview.same} keep theirs"
    click.echo(f"\n{assignment.name}: the score of {count} would change, {kept}.")
    if count:
        Console(highlight=False).print(table)
    if preview.renewed and not count:
        click.echo(f"{preview.renewed} results are new all the same: texts, evidence, notes.")
    if not preview.renewed:
        click.echo("Every result is current; there is nothing to write.")
    for names, what in ((preview.failed, "could not be graded again and keep what they have"),
                        (preview.never, "were never graded: autograde grade does it")):  # fmt: skip
        if names:
            shown = ", ".join(map(printable, names[:20])) + (", ..." if len(names) > 20 else "")
            click.echo(f"{len(names)} {what}: {shown}", err=True)


def points(value: float | None) -> str:
    """Points as text; a dash where there are none."""
    return "-" if value is None else f"{value:g}"
