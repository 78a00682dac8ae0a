"""Commands about mistakes that students share: groups, learn-mistake."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from autograde.cli.common import course_option, find_course, printable

if TYPE_CHECKING:
    from autograde.course import Assignment
    from autograde.workflow import Places

_FOLDER = click.Path(file_okay=False, path_type=Path)
_submitted = click.option("--submitted", type=_FOLDER, help="Submissions, as given to grade.")
_out = click.option("--out", type=_FOLDER, help="Where results lie, as given to grade.")


def _find(
    name: str, submitted: Path | None, out: Path | None, folder: Path | None
) -> tuple[Assignment, Places]:
    from autograde.workflow import Places

    course = find_course(folder)
    usual = Places.of_course(course.root)
    places = Places(submitted or usual.submitted, out or usual.out, None)
    return course.assignment(name), places


@click.command(
    epilog="""\b
    Examples:
      autograde groups neuron
      autograde groups neuron --exercise fit_neuron --students
      autograde groups neuron --merge 3f2a90bc11 8d01aa5e72
      autograde groups neuron --split 3f2a90bc11 --student "Noether, Emmy" --title "wrong unit"
    """
)
@click.argument("assignment")
@click.option("--exercise", default="", help="Only this exercise.")
@click.option("--students", "show", is_flag=True, help="Name everybody in a group.")
@click.option("--merge", nargs=2, metavar="INTO OTHER", help="Make one group a part of another.")
@click.option("--split", metavar="GROUP", help="Put the named students into a group of their own.")
@click.option("--student", "students", multiple=True, help="With --split; may be repeated.")
@click.option("--title", default="", help="With --split: what the new group is called.")
@_submitted
@_out
@course_option
def groups(
    assignment: str,
    exercise: str,
    show: bool,
    merge: tuple[str, str] | None,
    split: str | None,
    students: tuple[str, ...],
    title: str,
    submitted: Path | None,
    out: Path | None,
    folder: Path | None,
) -> None:
    """
    Show which students share a mistake; split and merge such groups.

    Reads what autograde grade has stored, and runs nothing. Splits and merges are remembered.
    """
    from autograde.graded import mistake_groups

    found, places = _find(assignment, submitted, out, folder)
    if exercise:
        found.manifest.find(exercise)
    known = mistake_groups(found, places)
    if merge:
        known.merge(*merge)
    if split:
        known.split(split, students, title)
    current = ""
    for group in known.all(exercise):
        if group.exercise != current:
            current = group.exercise
            click.echo(f"\n{current}")
        click.echo(f"  {group.id}  {len(group.students):4}  {printable(group.title)}")
        names = group.students if show else (group.representative,)
        word = "" if show else "for instance "
        click.echo(f"{' ' * 20}{word}{'; '.join(map(printable, names))}")
    if not current:
        click.echo(f"Nobody has failed {exercise or 'an exercise'}.")


@click.command(
    "learn-mistake",
    epilog="""\b
    Examples:
      autograde learn-mistake neuron "Noether, Emmy" mse --slug absolute_error \\
          --says "Square the errors; their size alone is another measure."
      ... --yes      writes what was shown
    """,
)
@click.argument("assignment")
@click.argument("student")
@click.argument("exercise")
@click.option("--slug", required=True, help="Name of the mistake, like bias_never_updated.")
@click.option("--says", required=True, help="A tutor's sentence to whoever makes it.")
@click.option("--title", default="", help="A few words for staff; by default the slug's.")
@click.option("--yes", is_flag=True, help="Write the file; without it, it is only shown.")
@_submitted
@_out
@course_option
def learn_mistake(
    assignment: str,
    student: str,
    exercise: str,
    slug: str,
    says: str,
    title: str,
    yes: bool,
    submitted: Path | None,
    out: Path | None,
    folder: Path | None,
) -> None:
    """
    Make a student's mistake one that the bank knows, and that grading names for everyone.

    Shows the anonymised bank file, with the checks that it fails. The next autograde grade then
    names the mistake in everybody's results, without running their notebooks again.
    """
    from autograde.learn import draft

    course_assignment, places = _find(assignment, submitted, out, folder)
    made = draft(course_assignment, places, student, exercise, slug=slug, says=says, title=title)
    click.echo(made.text)
    for warning in made.warnings:
        click.echo(warning, err=True)
    if yes:
        made.write()
        click.echo(f"Written: {made.path}\nNext:    autograde grade {assignment}", err=True)
    else:
        click.echo(f"Not written. With --yes it becomes {made.path}", err=True)
