"""
Commands for students: check, submit-check, repair.

They need click alone, neither nbgrader nor a sandbox: a student's own code on the student's own
machine.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import click

_NOTEBOOK = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command(
    epilog="""\b
    Examples:
      autograde check neuron.ipynb
      autograde check neuron.ipynb --exercise predict
      autograde check neuron.ipynb --watch      again whenever it is saved
    """
)
@click.argument("notebook", type=_NOTEBOOK)
@click.option("--watch", "watching", is_flag=True, help="Check again whenever it is saved.")
@click.option("--exercise", "exercises", multiple=True, help="Only this one; may be repeated.")
def check(notebook: Path, watching: bool, exercises: tuple[str, ...]) -> None:
    """
    Run a notebook from the top and check it, as check() does in the notebook.

    Exit status: 0 every exercise passes, 1 not yet, 2 wrong usage.
    """
    from autograde import words
    from autograde.errors import UsageError
    from autograde.student import terminal
    from autograde.student.fresh import run_fresh
    from autograde.student.shown import wants_colour

    words.use()
    page = terminal.open_page(notebook, colour=wants_colour())
    for id in exercises:
        page.manifest.find(id)
    if watching:
        if exercises:
            raise UsageError("--watch finds out by itself which exercises have changed")
        _watch(notebook, page)
        return
    _tell(words._("Running {name} from the top ...").format(name=notebook.name))
    run = run_fresh(notebook, set(exercises) or None)
    assert run is not None
    _tell("")
    if run.trouble:
        click.echo(run.trouble, err=True)
        sys.exit(1)
    page.take(run)
    click.echo(page.text())
    sys.exit(0 if page.passes(exercises) else 1)


def _watch(notebook: Path, page: object) -> None:
    from autograde.student import terminal

    assert isinstance(page, terminal.Page)

    def show(text: str) -> None:
        if sys.stdout.isatty():
            click.clear()
        click.echo(text)

    try:
        terminal.watch(notebook, page, show, status=_tell)
    finally:  # Ctrl+C is how watching ends
        _tell("")


def _tell(text: str) -> None:
    """Say what is going on in one line that is written over; nothing where nobody watches."""
    if sys.stderr.isatty():
        # What does not fit would wrap, and only its last line could be written over.
        room = max(shutil.get_terminal_size().columns - 1, 1)
        click.echo(f"\r\x1b[2K{text[:room]}", err=True, nl=False)


@click.command(
    name="submit-check",
    epilog="""\b
    Example:
      autograde submit-check neuron.ipynb
    """,
)
@click.argument("notebook", type=_NOTEBOOK)
def submit_check(notebook: Path) -> None:
    """
    Look at a notebook before it is handed in: name, size, cells, answers, and whether it runs.

    Exit status: 0 it can be handed in, 1 something is to be mended, 2 wrong usage.
    """
    from autograde import words
    from autograde.student.handing_in import examine

    words.use()
    findings = examine(notebook)
    for finding in findings:
        click.echo(finding.line())
    sys.exit(1 if any(finding.good is False for finding in findings) else 0)


@click.command(
    epilog="""\b
    Examples:
      autograde repair neuron.ipynb
      autograde repair neuron.ipynb --release fresh.ipynb
      autograde repair neuron.ipynb --out mended.ipynb
    """
)
@click.argument("notebook", type=_NOTEBOOK)
@click.option("--release", type=_NOTEBOOK, help="A fresh copy of what was given out.")
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Where to write; by default in place, with a copy of the old one set aside.",
)
def repair(notebook: Path, release: Path | None, out: Path | None) -> None:
    """
    Mend a notebook with deleted, copied, merged or stripped cells into a fresh copy.

    What was done is listed. Nothing that you wrote is dropped: what has no place is kept at the
    end. Grading mends in the same way.
    """
    from autograde import words
    from autograde.student.repairing import repair_file

    words.use()
    done = repair_file(notebook, release=release, out=out)
    for note in done.notes:
        click.echo(note)
    if out is None and done.backup is None:
        click.echo(words._("Nothing had to be mended."))
        return
    click.echo(words._("Written: {path}").format(path=out or notebook))
    if done.backup is not None:
        click.echo(words._("As it was before: {path}").format(path=done.backup))
