"""
Cells that a student moved, copied, merged or stripped, put back where they belong.

Each step looks for the cells of a release among those of a notebook, the surer one first: by id,
by the name that an answer defines, by text, by place, by likeness. Every step notes what it did,
for the student and for staff, and none drops a line that a student wrote.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from autograde.model import Cell
from autograde.notebook import grade_id
from autograde.words import N_, _

FILLED_IN = ("solution", "manual")
LOCKED = ("given", "check")

_DEFINES = re.compile(r"^(?:def|class)\s+([A-Za-z_]\w*)", re.MULTILINE)
_ALIKE = 0.75
_MAX_CHARS, _MAX_PAIRS, _MAX_RATIOS = 2_000, 20_000, 300
_KINDS = {"code": N_("code"), "markdown": N_("Markdown"), "raw": N_("raw text")}


def identified(cells: list[dict[str, Any]], known: dict[str, Cell], notes: list[str]) -> list[Cell]:
    """Cells with the roles that the release gives to their ids, and of the release's kind."""
    result = []
    for cell in cells:
        # nbformat's ids survive where metadata was stripped: the release gives both the same name.
        ids = [id for id in (grade_id(cell), cell["id"]) if id is not None and id in known]
        id = next((id for id in ids if known[id].kind == cell["cell_type"]), next(iter(ids), None))
        kind = cell["cell_type"]
        if id is not None and known[id].kind != kind:
            if known[id].role in FILLED_IN:
                note = _("The cell {cell} had become {kind}; it is {again} again.")
                was, again = _(_KINDS[kind]), _(_KINDS[known[id].kind])
                notes.append(note.format(cell=id, kind=was, again=again))
            kind = known[id].kind
        role = known[id].role if id is not None else "own"
        result.append(Cell(cell["id"], kind, cell["source"], id, role, cell.get("attachments")))
    return result


def without_duplicates(cells: list[Cell], known: dict[str, Cell], notes: list[str]) -> list[Cell]:
    """Of several cells with one id keep the last that was worked on; the others stay as own."""
    kept: dict[str, int] = {}
    for i, cell in enumerate(cells):
        if cell.grade_id is None:
            continue
        if cell.grade_id not in kept:
            kept[cell.grade_id] = i
            continue
        touched = cell.source.strip() != known[cell.grade_id].source.strip()
        if cell.role in FILLED_IN and touched:
            kept[cell.grade_id] = i
        note = _("The cell {cell} stands there more than once; the last one worked on counts.")
        note = note.format(cell=cell.grade_id)
        if cell.role in FILLED_IN and note not in notes:
            notes.append(note)
    result = []
    for i, cell in enumerate(cells):
        if cell.grade_id is None or kept[cell.grade_id] == i:
            result.append(cell)
            continue
        own = replace(cell, grade_id=None, role="own")
        if cell.role in FILLED_IN:
            # Before the one that counts it does no harm, after it it would win.
            result.append(own if i < kept[cell.grade_id] else replace(own, kind="raw"))
        elif cell.source.strip() != known[cell.grade_id].source.strip():
            result.append(replace(own, kind="raw"))
    return result


def restored(cells: list[Cell], known: dict[str, Cell], notes: list[str]) -> list[Cell]:
    """
    Locked cells as they were given out.

    What a student added to one is taken out of it: an answer that was merged into it becomes a
    cell of its own, anything else is kept at the end.
    """
    missing = known.keys() - {c.grade_id for c in cells}
    result, leftovers = [], []
    for cell in cells:
        if cell.grade_id is None or cell.role not in LOCKED:
            result.append(cell)
            continue
        given = known[cell.grade_id]
        result.append(given)
        added = _added(cell.source, given.source)
        if not added:
            continue
        rest = Cell(f"{cell.id}-added", cell.kind, added, attachments=cell.attachments)
        if cell.kind == "code" and set(_DEFINES.findall(added)) & missing:
            note = _("An answer had been merged into the cell {cell}; it was parted.")
            notes.append(note.format(cell=cell.grade_id))
            result.append(rest)
        else:
            leftovers.append(replace(rest, kind="raw"))
    return result + leftovers


def _added(text: str, given: str) -> str:
    """What a student's version of a locked cell holds beyond what was given out."""
    text, given = text.strip(), given.strip()
    if given and given in text:
        before, _, after = text.partition(given)
        return "\n".join(part for part in (before.strip(), after.strip()) if part)
    return "" if text == given else text


def placed(cells: list[Cell], release: Iterable[Cell], notes: list[str]) -> list[Cell]:
    """Give cells that have lost their ids the ones that they had."""
    cells = list(cells)
    wanted = [c for c in release if c.grade_id is not None]
    for note, find in (
        (_("The cell {cell} had lost its id; it was found by what it defines."), _by_name),
        (_("The cell {cell} had lost its id; it was found by its text."), _by_text),
        (_("The cell {cell} had lost its id; it was found by its place."), _by_place),
        (_("The cell {cell} had lost its id; it was found by its likeness."), _by_likeness),
    ):
        present = {c.grade_id for c in cells}
        missing = [c for c in wanted if c.grade_id not in present]
        for given, at in find(cells, missing, wanted):
            cells[at] = replace(
                cells[at], grade_id=given.grade_id, role=given.role, kind=given.kind
            )
            if given.role in FILLED_IN:
                notes.append(note.format(cell=given.grade_id))
    return cells


Found = list[tuple[Cell, int]]


def _by_name(cells: list[Cell], missing: list[Cell], _wanted: list[Cell]) -> Found:
    names = names_in(cells)
    found: Found = []
    for given in missing:
        at = names.get(given.grade_id or "") if given.role == "solution" else None
        if at is not None and cells[at].role == "own" and at not in {i for _, i in found}:
            found.append((given, at))
    return found


def _by_text(cells: list[Cell], missing: list[Cell], _wanted: list[Cell]) -> Found:
    """Cells that are as they were given out, or that only go on after it."""
    own = [i for i, c in enumerate(cells) if c.role == "own" and c.kind != "raw"]
    texts = {cells[i].source.strip(): i for i in reversed(own)}
    begins = {cells[i].source.strip().split("\n")[0]: i for i in reversed(own)}
    found: Found = []
    for given in missing:
        text = given.source.strip()
        at = texts.get(text, begins.get(text.split("\n")[0]))
        if at is None or cells[at].kind != given.kind or at in {i for _, i in found}:
            continue
        if text and (cells[at].source.strip() + "\n").startswith(text + "\n"):
            found.append((given, at))
    return found


def _by_place(cells: list[Cell], missing: list[Cell], wanted: list[Cell]) -> Found:
    """The only cell of the student's own between the two neighbours of a cell to fill in."""
    at = {c.grade_id: i for i, c in enumerate(cells) if c.grade_id is not None}
    order = [c.grade_id for c in wanted]
    found: Found = []
    for given in missing:
        n = order.index(given.grade_id)
        before = at.get(str(order[n - 1])) if n else -1
        after = at.get(str(order[n + 1])) if n + 1 < len(order) else len(cells)
        if given.role not in FILLED_IN or before is None or after is None:
            continue
        between = [
            i
            for i in range(before + 1, after)
            if cells[i].role == "own" and cells[i].kind == given.kind and cells[i].source.strip()
        ]
        if len(between) == 1:
            found.append((given, between[0]))
    return found


def _by_likeness(cells: list[Cell], missing: list[Cell], _wanted: list[Cell]) -> Found:
    own = [i for i, c in enumerate(cells) if c.role == "own" and c.kind != "raw"]
    if len(own) * len(missing) > _MAX_PAIRS:
        return []
    pairs, left = [], _MAX_RATIOS
    for given in missing:
        matcher = difflib.SequenceMatcher(None, b=given.source[:_MAX_CHARS], autojunk=False)
        for i in own:
            matcher.set_seq1(cells[i].source[:_MAX_CHARS])
            if cells[i].kind != given.kind or left <= 0:
                continue
            if min(matcher.real_quick_ratio(), matcher.quick_ratio()) < _ALIKE:
                continue
            left -= 1
            if (ratio := matcher.ratio()) >= _ALIKE:
                pairs.append((ratio, given, i))
    found: Found = []
    for _ratio, given, i in sorted(pairs, key=lambda pair: -pair[0]):
        if all(given is not g and i != at for g, at in found):
            found.append((given, i))
    return found


def with_missing(cells: list[Cell], release: Iterable[Cell], notes: list[str]) -> list[Cell]:
    """Put the release's missing cells back, each behind the one that it followed."""
    present = {c.grade_id for c in cells if c.grade_id is not None}
    names = names_in(cells)
    cells = list(cells)
    previous: str | None = None
    for wanted in release:
        if wanted.grade_id is None:
            continue
        if wanted.grade_id not in present:
            at = names.get(wanted.grade_id) if wanted.role == "solution" else None
            if at is not None:
                # The cell as it was given out would undo the answer.
                place = cells[at].grade_id
                wanted = replace(wanted, source=f"# Answered in the cell {place}.")
                note = _("The cell {cell} is answered in the cell {place}.")
                notes.append(note.format(cell=wanted.grade_id, place=place))
            position = next((i + 1 for i, c in enumerate(cells) if c.grade_id == previous), 0)
            cells.insert(position, wanted)
            names = names_in(cells)
            if wanted.role in FILLED_IN and at is None:
                note = _("The cell {cell} is missing; it counts as not attempted.")
                notes.append(note.format(cell=wanted.grade_id))
        previous = wanted.grade_id
    return cells


def names_in(cells: list[Cell]) -> dict[str, int]:
    """Which code cell for answers defines which function or class: the last one counts."""
    return {
        name: i
        for i, cell in enumerate(cells)
        if cell.role in ("own", "solution") and cell.kind == "code"
        for name in _DEFINES.findall(cell.source)
    }


def with_unique_ids(cells: list[Cell]) -> tuple[Cell, ...]:
    """Cells of which no two share nbformat's id."""
    seen: set[str] = set()
    unique = []
    for cell in cells:
        id = cell.id[:64]
        while id in seen:
            id = f"{cell.id[:50]}-{len(seen)}"
        seen.add(id)
        unique.append(replace(cell, id=id))
    return tuple(unique)
