"""
The command line. Commands import what they need when they run: ``--help`` loads nothing heavy.
"""

from __future__ import annotations

import sys
from typing import Any

import click

from autograde import __version__
from autograde.cli.classes import demo, grade
from autograde.cli.cluster import merge
from autograde.cli.courses import doctor, generate, new_assignment, new_exercise
from autograde.cli.exports import export, gradescope_zip
from autograde.cli.feedback import feedback
from autograde.cli.lms import canvas_times, collect, publish, serve_inbox
from autograde.cli.mistakes import groups, learn_mistake
from autograde.cli.regrade import regrade
from autograde.cli.reports import report, similarity
from autograde.cli.review import review
from autograde.cli.students import check, repair, submit_check
from autograde.errors import AutogradeError, UsageError

# What only the extra [instructor] installs.
_INSTRUCTORS = {"nbgrader", "nbconvert", "nbclient", "rich", "nh3", "sqlalchemy", "babel"}
WRONG_USAGE, NEEDS_PERSON = 2, 1


class _Group(click.Group):
    """Turns our errors into a message on stderr and an exit status."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except UsageError as error:
            click.echo(f"autograde: {error}", err=True)
            sys.exit(WRONG_USAGE)
        except AutogradeError as error:
            click.echo(f"autograde: {error}", err=True)
            sys.exit(NEEDS_PERSON)
        except ModuleNotFoundError as error:
            if error.name is None or error.name.split(".")[0] not in _INSTRUCTORS:
                raise
            click.echo(
                f"autograde: {error.name} is not installed. This command is for instructors.\n"
                "Run: pip install 'autograde-torch[instructor]'",
                err=True,
            )
            sys.exit(WRONG_USAGE)
        except KeyboardInterrupt:
            click.echo("Stopped.", err=True)
            sys.exit(130)


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__)
def main() -> None:
    """Teach PyTorch's first module, and grade what students hand in."""


_COMMANDS = (
    *(check, submit_check, repair),
    *(generate, collect, canvas_times, grade, regrade, serve_inbox, merge),
    *(feedback, report, similarity),
    *(groups, learn_mistake, review),
    *(export, gradescope_zip, publish),
    *(doctor, new_assignment, new_exercise, demo),
)
for command in _COMMANDS:
    main.add_command(command)
