"""What an LMS's export holds, file by file: handed in by somebody, or left over."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from autograde.collect.archive import File, Source


@dataclass(frozen=True)
class Wanted:
    """
    What is being collected.

    Args:
        assignment: Its name; the notebook is ``<assignment>.ipynb``.

        others: The course's other assignments.
    """

    assignment: str
    others: frozenset[str] = frozenset()

    @property
    def notebook(self) -> str:
        """The released name."""
        return f"{self.assignment}.ipynb"

    def is_notebook(self, name: str) -> bool:
        """
        Whether a file's name is the released one, or what systems make of it.

        The exact name comes first: a notebook may really be called ``hw-1``. Canvas adds ``-1``
        to what is handed in again, browsers add `` (1)``, ``.txt`` or ``.json``, file managers
        `` - Copy``.
        """
        if name == self.notebook:
            return True
        if any(name == f"{other}.ipynb" for other in self.others):
            return False
        plain = unicodedata.normalize("NFC", name).casefold()
        start = re.escape(unicodedata.normalize("NFC", self.assignment).casefold())
        again = r"([-_]\d+| ?\(\d+\)|( -)? copy( ?\(?\d+\)?)?)*"
        return re.fullmatch(start + again + r"\.ipynb(\.txt|\.json)?", plain) is not None


@dataclass(frozen=True)
class Handed:
    """
    One file that one student handed in.

    Args:
        name: Its name as the student knows it.

        identity: What tells the student from all others in this export.

        names: What the LMS calls the student; looked up in the roster.

        default: The student's id where there is no roster.

        number: Larger for what was handed in later; 0 if the export does not tell.

        submitted: When it was handed in, UTC, if the export tells for certain.

        late: Whether the LMS marks it as late.
    """

    file: File
    name: str
    identity: str
    names: tuple[str, ...]
    default: str
    number: int = 0
    submitted: datetime | None = None
    late: bool = False


@dataclass(frozen=True)
class Left:
    """
    A file without a place.

    Args:
        why: One clause.

        student: Whose it is, where that is known.

        keep: Whether it is copied to ``unplaced/``; files of other assignments stay where they
            are.
    """

    file: File
    why: str
    student: str = ""
    keep: bool = True


class Format(Protocol):
    """A module that knows one LMS's export."""

    NAME: str

    def recognises(self, files: list[File]) -> bool:
        """Whether the names look like this LMS's."""

    def claims(self, source: Source, files: list[File], wanted: Wanted) -> Iterable[Handed | Left]:
        """Whose each file is."""
