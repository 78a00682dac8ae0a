"""Commands for a class that several machines grade."""

from __future__ import annotations

from pathlib import Path

import click

from autograde.cli.classes import tell
from autograde.cli.common import Bar, course_option, db_option, find_course

_FOLDER = click.Path(file_okay=False, path_type=Path)


@click.command(
    epilog="""\b
    Examples:
      autograde grade neuron --shard 1/2 --out part1 --no-gradebook     on one machine
      autograde grade neuron --shard 2/2 --out part2 --no-gradebook     on another
      autograde merge neuron part1 part2
    """
)
@click.argument("assignment")
@click.argument("parts", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--submitted", type=_FOLDER, help="The whole class; by default submitted/.")
@click.option("--out", type=_FOLDER, help="Where autograded/ goes; by default the course.")
@click.option(
    "--json",
    "json_file",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write one JSON object a line for each submission, as grade does.",
)
@click.option("--seed", default=0, help="The seed that the parts were graded with.")
@db_option
@click.option("--no-gradebook", is_flag=True, help="Write nothing outside --out and --json.")
@course_option
def merge(
    assignment: str,
    parts: tuple[Path, ...],
    submitted: Path | None,
    out: Path | None,
    json_file: Path | None,
    seed: int,
    db_url: str | None,
    no_gradebook: bool,
    folder: Path | None,
) -> None:
    """
    Put together what several machines have graded, and write the gradebook.

    PARTS are the --out folders. Runs no student code. A student that no part has graded is named,
    and the exit status is 1.
    """
    from autograde.cluster import shards
    from autograde.workflow import Places

    course = find_course(folder)
    usual = Places.of_course(course.root)
    places = Places(
        submitted or usual.submitted,
        out or usual.out,
        None if no_gradebook else db_url or usual.db_url,
    )
    with Bar("submissions") as bar:
        grading = shards.merge(
            course.assignment(assignment), places, parts, seed=seed, progress=bar
        )
    tell(grading, places, assignment, json_file)
