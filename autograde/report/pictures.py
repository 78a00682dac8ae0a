"""
A student's own figures, out of the graded notebook: nothing is drawn again.

A figure belongs to an exercise if the student drew it there, or if the assignment drew it with
the student's function. The lecture's other figures are the same for everybody and left out.
Where the exercise is not right yet, the figure that the same cell draws in the executed solution
stands beside it: the best line beside the student's, the best loss curve beside theirs.
"""

from __future__ import annotations

import base64
import binascii
import re
import struct
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from autograde.notebook import Notebook
from autograde.report.prose import plain
from autograde.submission import CHECK

MAX_PICTURES = 12
MAX_BASE64 = 600_000
MAX_ALL = 2_400_000
MAX_SIDE = 5_000
_MAGIC = b"\x89PNG\r\n\x1a\n"
_BASE64 = re.compile(r"[A-Za-z0-9+/]+={0,2}\Z")
# What the assignment writes below a figure of its own, in the cell <figure>-alt.
_ALT = "alt"
_DESCRIPTION = re.compile(r"\s*\*What the pictures? shows?: (.+?)\*(?:\s|\Z)", re.DOTALL)


@dataclass(frozen=True)
class Picture:
    """
    A figure of a student.

    Args:
        exercise: Id of the exercise that it belongs to.

        png: Base64 of a PNG.

        width: Pixels.

        height: Pixels.

        alt: What stands for it where it is not seen.

        caption: Where it comes from, and what it shows where the answer is right, in the
            assignment's own words.

        best: What the same cell draws where everything is right.
    """

    exercise: str
    png: str
    width: int
    height: int
    alt: str
    caption: str
    best: Picture | None = None

    @property
    def is_wide(self) -> bool:
        """Whether half the width of a page is too little for it."""
        return self.width > 2 * self.height


@dataclass(frozen=True)
class Pictures:
    """Figures of one notebook; `left_out` were too many, too large, or no PNG that can be shown."""

    shown: tuple[Picture, ...] = ()
    left_out: int = 0

    def of(self, exercise: str) -> tuple[Picture, ...]:
        """Those of one exercise."""
        return tuple(p for p in self.shown if p.exercise == exercise)


def figures_by_cell(notebook: Notebook) -> dict[str, tuple[str, ...]]:
    """The figures of an executed solution: for each cell of the assignment's own, by its id,
    base64 of what it drew."""
    found = {}
    for cell in notebook["cells"]:
        name, is_given = _kind(cell)
        if is_given and (figures := tuple(_pngs(cell))):
            found[name] = figures
    return found


def pictures_of(
    notebook: Notebook,
    exercises: Sequence[str],
    right: Mapping[str, Sequence[str]] | None = None,
    wrong: Collection[str] = (),
) -> Pictures:
    """
    The figures of a graded notebook.

    Args:
        notebook: A graded notebook.

        exercises: Ids of the assignment's exercises, in order.

        right: What its cells draw where everything is right; see `figures_by_cell`.

        wrong: Ids of the exercises where that is shown as well.
    """
    shown: list[Picture] = []
    left_out, room = 0, MAX_ALL
    for owner, source, number, caption, png in _found(notebook["cells"], exercises):
        size = _size(png)
        if size is None or len(png) > room or len(shown) == MAX_PICTURES:
            left_out += 1
            continue
        room -= len(png)
        figure = f"Figure {len(shown) + 1}"
        alt = f"{figure}, drawn with your {owner}."
        where = f'the cell "{plain(source, 60)}"' if source else "a cell of your own"
        text = f"{figure}, from {where}."
        best = None
        drawn = (right or {}).get(source, ()) if owner in wrong else ()
        if number < len(drawn) and drawn[number] != png and len(drawn[number]) <= room:
            same = f"{figure} where every answer is right"
            shows = f"{same}: {caption}" if caption else f"{same}."
            best = picture_from(owner, drawn[number], f"{same}.", shows)
        if best is not None:
            room -= len(best.png)
        elif caption:
            text += f" Where everything is right, it shows {caption}"
        shown.append(Picture(owner, png, *size, alt, text, best))
    return Pictures(tuple(shown), left_out)


def _found(
    cells: list[dict[str, Any]], exercises: Sequence[str]
) -> Iterator[tuple[str, str, int, str, str]]:
    """For each figure: its exercise, the assignment's cell that drew it, its number among those of
    the cell, a caption, and base64."""
    if not exercises:
        return
    current = exercises[0]
    words = re.compile(rf"\b(?:{'|'.join(map(re.escape, exercises))})\b")
    for i, cell in enumerate(cells):
        if cell.get("cell_type") != "code":
            continue
        name, is_given = _kind(cell)
        owner = current = name if name in exercises else current
        if name.endswith(CHECK):
            continue  # they are beside what the check says
        if is_given:
            used = set(words.findall(str(cell.get("source", ""))))
            if not used or any(o.get("output_type") == "error" for o in cell.get("outputs", [])):
                continue  # of the lecture, or half drawn
            owner = max(used, key=list(exercises).index)
        caption = _caption(cells[i + 1], name) if is_given and i + 1 < len(cells) else ""
        for number, png in enumerate(_pngs(cell)):
            yield owner, name if is_given else "", number, caption, png


def _pngs(cell: dict[str, Any]) -> Iterator[str]:
    """Base64 of the figures among the outputs of a cell."""
    for output in cell.get("outputs", []):
        png = output.get("data", {}).get("image/png") if isinstance(output, dict) else None
        if isinstance(png, str):
            yield "".join(png.split())


def picture_from(exercise: str, png: str, alt: str, caption: str) -> Picture | None:
    """A PNG in base64 as a picture; None if it is none that a page should hold."""
    size = _size(png)
    return None if size is None else Picture(exercise, png, *size, alt, caption)


def _kind(cell: dict[str, Any]) -> tuple[str, bool]:
    """The id that the assignment gave to a cell, and whether it is not for the student to fill."""
    known = cell.get("metadata", {}).get("nbgrader", {})
    name = str(known.get("grade_id", ""))
    return name, bool(name) and not known.get("solution", False)


def _caption(cell: dict[str, Any], drawn_by: str) -> str:
    name, is_given = _kind(cell)
    follows = is_given and name.startswith(drawn_by) and name.rpartition("-")[2] == _ALT
    if not follows or cell.get("cell_type") != "markdown":
        return ""
    described = _DESCRIPTION.match(plain(str(cell.get("source", "")), 4_000))
    return re.sub(r"[`$]", "", " ".join(described[1].split())) if described else ""


def _size(png: str) -> tuple[int, int] | None:
    """Width and height in pixels; None if it is no PNG that a page should hold."""
    if len(png) > MAX_BASE64 or len(png) % 4 or not _BASE64.match(png):
        return None
    try:
        head = base64.b64decode(png[:32])
    except binascii.Error:
        return None
    if not head.startswith(_MAGIC) or head[12:16] != b"IHDR":
        return None
    width, height = struct.unpack(">II", head[16:24])
    return (width, height) if 0 < width <= MAX_SIDE and 0 < height <= MAX_SIDE else None
