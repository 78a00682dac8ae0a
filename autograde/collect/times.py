"""
When each student handed in, from a file beside the archive.

Archives of Canvas and Moodle do not tell: the times of their entries are those of the download.
Moodle's grading worksheet does ("Last modified (submission)"), so does Gradescope's CSV of scores,
and Canvas's interface (`autograde.collect.canvas_times`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from autograde.collect.dates import read_times
from autograde.collect.roster import Roster, key, names_in, participant_prefix
from autograde.csvtable import Table
from autograde.errors import UsageError
from autograde.words import nearest

# "Last modified (submission)" as Moodle's language packs have it, as far as they were at hand.
_COLUMNS = (
    "submitted", "submitted_at", "submitted at", "submission time", "last modified (submission)",
    "zuletzt geändert (abgabe)", "dernière modification (travail remis)",
    "última modificación (entrega)", "última modificação (envio)",
)  # fmt: skip


@dataclass(frozen=True)
class Times:
    """
    Times of submission.

    Args:
        rows: The row of everybody whom the file names.

        submitted: By row, UTC; None where the file has none.

        where: The file, for messages.
    """

    rows: Roster
    submitted: dict[str, datetime | None]
    where: str

    @classmethod
    def read(cls, path: Path, column: str | None = None, zone: str | None = None) -> Times:
        """
        Read a file of times: a CSV in which each row names a student, however it does.

        Args:
            column: Header of the column with the times; known headers by default.

            zone: Of times that name none, for instance ``Europe/Berlin``.

        Raises:
            UsageError: If there is no such column or zone, or a time is not certain.
        """
        table = Table.read(path)
        header = [key(h) for h in table.header]
        wanted = [key(column)] if column is not None else list(_COLUMNS)
        at = next((header.index(w) for w in wanted if w in header), None)
        if at is None:
            raise UsageError(
                f'there is no column "{column}"' if column else "no column is known for times",
                where=str(path),
                found=f"Its columns: {', '.join(table.header)[:1500]}.",
                todo=nearest(column, table.header) if column else "Name it: --times-column HEADER.",
            )
        rows = [r for r in range(1, len(table.rows)) if any(table.values(r))]
        times = read_times([table.value(r, at) for r in rows], _zone(zone), str(path))
        prefix = participant_prefix(table)
        names: dict[str, str | None] = {}
        for row in rows:
            for name in names_in(table, row, prefix, but=at):
                if names.setdefault(name, str(row)) != str(row):
                    names[name] = None
        submitted = {str(row): time for row, time in zip(rows, times, strict=True)}
        return cls(Roster(names, str(path)), submitted, str(path))

    def of(self, *names: str) -> datetime | None:
        """When the one who has these names handed in; None if that is not certain."""
        row = self.rows.find(*names)
        return None if row is None else self.submitted[row]


def _zone(name: str | None) -> ZoneInfo | None:
    if name is None:
        return None
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise UsageError(
            f"there is no zone {name!r}", todo="Write it like Europe/Berlin, or UTC."
        ) from None
