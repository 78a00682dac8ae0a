"""
CSV files of other systems: change single cells, keep every other byte.

An importer matches on what its own export wrote, so a file that was read and written again by a
CSV library (other quotes, other line ends, no byte order mark) may be refused or, worse, half
understood. Here a file is cut into cells that remember their own text; what is not set is written
as it was found.
"""

from __future__ import annotations

import codecs
from dataclasses import dataclass, field
from pathlib import Path

from autograde.errors import UsageError

MAX_BYTES = 64 << 20
DELIMITERS = (",", ";", "\t")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def neutral(text: str) -> str:
    """Text that a spreadsheet shows as it stands, instead of computing it as a formula."""
    return "'" + text if text.startswith(_FORMULA) else text


@dataclass
class Row:
    """
    One record.

    Args:
        raw: The text of each cell with its quotes, as it stands in the file.

        end: The line end; empty for a last line without one.
    """

    raw: list[str]
    end: str


@dataclass
class Table:
    """
    A CSV file in memory.

    Args:
        where: Its name, for messages.

        mark: The byte order mark, or nothing.

        changed: (row, column) of the cells that were set.
    """

    where: str
    mark: bytes
    encoding: str
    delimiter: str
    rows: list[Row]
    changed: set[tuple[int, int]] = field(default_factory=set)

    @classmethod
    def read(cls, path: Path) -> Table:
        """
        Read a file.

        Raises:
            UsageError: If it cannot be read, is empty, too large, or is no CSV file.
        """
        try:
            if path.stat().st_size > MAX_BYTES:
                raise UsageError(f"the file is larger than {MAX_BYTES >> 20} MB", where=str(path))
            data = path.read_bytes()
        except OSError as error:
            raise UsageError(f"it cannot be read: {error.strerror}", where=str(path)) from None
        return cls.parse(data, str(path))

    @classmethod
    def parse(cls, data: bytes, where: str = "") -> Table:
        """
        Cut the bytes of a file into cells.

        Raises:
            UsageError: See `read`.
        """
        if data[:4] == b"PK\x03\x04":
            raise UsageError(
                "this is a spreadsheet, or a zip",
                where=where,
                todo="Download the CSV file again, and do not open and save it in between.",
            )
        mark, encoding = next(((m, e) for m, e in _MARKS if data.startswith(m)), (b"", "utf-8"))
        body = data[len(mark) :]
        try:
            text = body.decode(encoding)
        except UnicodeDecodeError:
            if mark:
                raise UsageError("the file is damaged", where=where) from None
            # Every byte means something in Latin-1, so nothing is lost on the way back.
            encoding = "latin-1"
            text = body.decode(encoding)
        if not text.strip():
            raise UsageError("the file is empty", where=where)
        delimiter = _delimiter(text)
        return cls(where, mark, encoding, delimiter, _cut(text, delimiter, where))

    @property
    def header(self) -> list[str]:
        """The values of the first row."""
        return self.values(0)

    def values(self, row: int) -> list[str]:
        """The values of a row, without quotes."""
        return [_value(raw) for raw in self.rows[row].raw]

    def value(self, row: int, column: int) -> str:
        """The value of one cell; empty where the row is too short."""
        raw = self.rows[row].raw
        return _value(raw[column]) if column < len(raw) else ""

    def set(self, row: int, column: int, value: str) -> None:
        """
        Write a value into a cell, quoted if the cell was, or if it must be.

        A row that is too short is made longer, as a spreadsheet does that cuts empty cells off.
        """
        raw = self.rows[row].raw
        if self.value(row, column) == value:
            return
        while len(raw) <= column:
            raw.append("")
        quoted = raw[column].startswith('"')
        if quoted or any(c in value for c in (self.delimiter, '"', "\n", "\r")):
            value = '"' + value.replace('"', '""') + '"'
        raw[column] = value
        self.changed.add((row, column))

    def to_bytes(self) -> bytes:
        """The file; the bytes that were read where nothing was set."""
        text = "".join(self.delimiter.join(row.raw) + row.end for row in self.rows)
        try:
            return self.mark + text.encode(self.encoding)
        except UnicodeEncodeError as error:
            raise UsageError(
                "the file's encoding cannot hold what is to be written",
                where=self.where,
                found=f"{text[error.start : error.start + 1]!r} in {self.encoding}.",
            ) from None


def _value(raw: str) -> str:
    # What stands behind a closing quote belongs to the value, as it does for Python's csv.
    if not raw.startswith('"'):
        return raw
    parts, i, quoted = [], 1, True
    while i < len(raw):
        if raw[i] != '"':
            parts.append(raw[i])
        elif quoted and raw[i + 1 : i + 2] == '"':
            parts.append('"')
            i += 1
        elif quoted:
            quoted = False
        else:
            parts.append('"')
        i += 1
    return "".join(parts)


def _delimiter(text: str) -> str:
    """The one that stands most often in the first line, outside of quotes."""
    counts = dict.fromkeys(DELIMITERS, 0)
    quoted = False
    for c in text:
        if c == '"':
            quoted = not quoted
        elif not quoted and c in "\r\n":
            break
        elif not quoted and c in counts:
            counts[c] += 1
    return max(DELIMITERS, key=counts.__getitem__)


def _cut(text: str, delimiter: str, where: str) -> list[Row]:
    rows: list[Row] = []
    cells: list[str] = []
    start = i = 0
    while i < len(text):
        if text[i] == '"' and i == start:
            i = _behind_quotes(text, i, where, len(rows) + 1)
            continue
        c = text[i]
        if c == delimiter:
            cells.append(text[start:i])
            start = i + 1
        elif c in "\r\n":
            end = "\r\n" if text.startswith("\r\n", i) else c
            rows.append(Row([*cells, text[start:i]], end))
            cells = []
            i += len(end) - 1
            start = i + 1
        i += 1
    if cells or start < len(text):
        rows.append(Row([*cells, text[start:]], ""))
    return rows


def _behind_quotes(text: str, start: int, where: str, row: int) -> int:
    """The position behind the quotes that open at `start`."""
    i = start + 1
    while (end := text.find('"', i)) >= 0:
        if text[end + 1 : end + 2] != '"':
            return end + 1
        i = end + 2
    raise UsageError(
        "a quote is opened and never closed",
        where=f"{where}, row {row}",
        todo="Export the file again.",
    )
