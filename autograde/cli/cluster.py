"""Commands for a class that several machines grade."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from autograde.cli.classes import tell
from autograde.cli.common import Bar, with_places

if TYPE_CHECKING:
    from autograde.course import Assignment
    from autograde.workflow import Places


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
@click.option(
    "--json",
    "json_file",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write one JSON object a line for each submission, as grade does.",
)
@click.option("--seed", default=0, help="The seed that the parts were graded with.")
@with_places(db=True, no_gradebook=True)
def merge(
    assignment: Assignment,
    places: Places,
    parts: tuple[Path, ...],
    json_file: Path | None,
    seed: int,
) -> None:
    """
    Put together what several machines have graded, and write the gradebook.

    PARTS are the --out folders. Runs no student code. A student that no part has graded is named,
    and the exit status is 1.
    """
    from autograde.cluster import shards

    with Bar("submissions") as bar:
        grading = shards.merge(assignment, places, parts, seed=seed, progress=bar)
    tell(grading, places, assignment.name, json_file)
