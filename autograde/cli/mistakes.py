"""Commands about mistakes that students share: groups, learn-mistake."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from autograde.cli.common import printable, with_places

if TYPE_CHECKING:
    from autograde.course import Assignment
    from autograde.workflow import Places


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
@with_places()
def groups(
    assignment: Assignment,
    places: Places,
    exercise: str,
    show: bool,
    merge: tuple[str, str] | None,
    split: str | None,
    students: tuple[str, ...],
    title: str,
) -> None:
    """
    Show which students share a mistake; split and merge such groups.

    Reads what autograde grade has stored, and runs nothing. Splits and merges are remembered.
    """
    from autograde.graded import mistake_groups

    if exercise:
        assignment.manifest.find(exercise)
    known = mistake_groups(assignment, places)
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
@with_places()
def learn_mistake(
    assignment: Assignment,
    places: Places,
    student: str,
    exercise: str,
    slug: str,
    says: str,
    title: str,
    yes: bool,
) -> None:
    """
    Make a student's mistake one that the bank knows, and that grading names for everyone.

    Shows the anonymised bank file, with the checks that it fails. The next autograde grade then
    names the mistake in everybody's results, without running their notebooks again.
    """
    from autograde.learn import draft

    made = draft(assignment, places, student, exercise, slug=slug, says=says, title=title)
    click.echo(made.text)
    for warning in made.warnings:
        click.echo(warning, err=True)
    if yes:
        made.write()
        click.echo(f"Written: {made.path}\nNext:    autograde grade {assignment.name}", err=True)
    else:
        click.echo(f"Not written. With --yes it becomes {made.path}", err=True)
