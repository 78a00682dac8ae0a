"""
Notebook files: read what may be anything, write what others can read.

A notebook from outside is hostile or broken until proven otherwise. `read_notebook` accepts what
can be understood without guessing at content (any nbformat 4, older ones through nbformat's own
conversion, a byte order mark, UTF-16) and refuses the rest with the reason.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from autograde.errors import SubmissionRefused
from autograde.files import write_whole

Notebook = dict[str, Any]

MAX_BYTES = 50 << 20
MAX_CELLS = 2_000
_ENCODINGS = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"\xef\xbb\xbf", "utf-8-sig"))
_KINDS = ("code", "markdown", "raw")
_ID = re.compile(r"[A-Za-z0-9_-]{1,64}\Z")  # as nbformat has it


def read_notebook(path: Path) -> Notebook:
    """
    Read a notebook as nbformat 4, every cell with ``cell_type``, ``source`` and ``metadata``.

    Args:
        path: The file. Only a regular file is opened.

    Raises:
        SubmissionRefused: If it is not there, too large, or no notebook.
    """
    where = path.name
    try:
        if path.is_symlink() or not path.is_file():
            raise SubmissionRefused("this is not a regular file", where=where)
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise SubmissionRefused(
                f"the notebook is larger than {MAX_BYTES >> 20} MB",
                where=where,
                found=f"It has {size >> 20} MB.",
                todo="Clear its outputs (Kernel, Restart and Clear All Outputs) and save it.",
            )
        data = path.read_bytes()
    except OSError as error:
        raise SubmissionRefused(f"it cannot be read: {error.strerror}", where=where) from None
    return _normal(_parse(data, where), where)


def _parse(data: bytes, where: str) -> Any:
    encoding = next((name for mark, name in _ENCODINGS if data.startswith(mark)), "utf-8")
    if not data.strip():
        raise SubmissionRefused("the file is empty", where=where, todo="Save and hand in again.")
    try:
        return json.loads(data.decode(encoding))
    except UnicodeDecodeError:
        raise SubmissionRefused(
            "the file is not text", where=where, todo="Hand in the .ipynb file itself."
        ) from None
    except json.JSONDecodeError as error:
        early = error.pos >= len(data) - 2 or error.msg.startswith("Unterminated string")
        cut = " It ends too early, as a broken upload does." if early else ""
        raise SubmissionRefused(
            "the file is no notebook",
            where=where,
            found=f"It is not valid JSON at line {error.lineno}: {error.msg}.{cut}",
            todo="If Jupyter still opens it, save it there and hand it in again; if not, take the "
            "copy that Jupyter keeps in the folder .ipynb_checkpoints.",
        ) from None
    except (RecursionError, ValueError) as error:
        raise SubmissionRefused(
            "the file is no notebook", where=where, found=f"{type(error).__name__}."
        ) from None


def _normal(data: Any, where: str) -> Notebook:
    if not isinstance(data, dict):
        raise SubmissionRefused(
            "the file is no notebook", where=where, found=f"It holds {_kind(data)}."
        )
    major = data.get("nbformat")
    if type(major) is int and 1 <= major < 4:
        data = _upgrade(data, where)
    elif major != 4:
        raise SubmissionRefused(
            "the file is no notebook of a format that is known here",
            where=where,
            found=f"Its nbformat is {str(major)[:20]}; known are 3 and 4.",
            todo="Open it in JupyterLab 4, save it, and hand it in again.",
        )
    cells = data.get("cells")
    if not isinstance(cells, list):
        raise SubmissionRefused(
            "the notebook has no list of cells", where=where, found=f"Found {_kind(cells)}."
        )
    if len(cells) > MAX_CELLS:
        raise SubmissionRefused(
            f"the notebook has more than {MAX_CELLS} cells", where=where, found=f"{len(cells)}."
        )
    metadata = data.get("metadata")
    return {
        "nbformat": 4,
        "nbformat_minor": 5,
        "metadata": metadata if isinstance(metadata, dict) else {},
        "cells": [_cell(cell, i, where) for i, cell in enumerate(cells)],
    }


def _cell(cell: Any, position: int, where: str) -> dict[str, Any]:
    if not isinstance(cell, dict) or cell.get("cell_type") not in _KINDS:
        raise SubmissionRefused(
            "the notebook has a cell that is none", where=where, found=f"Cell {position + 1}."
        )
    source = cell.get("source", "")
    if isinstance(source, list) and all(isinstance(line, str) for line in source):
        source = "".join(source)
    if not isinstance(source, str):
        raise SubmissionRefused(
            "the notebook has a cell without text", where=where, found=f"Cell {position + 1}."
        )
    metadata, id = cell.get("metadata"), cell.get("id")
    normal = {
        "cell_type": cell["cell_type"],
        "id": id if isinstance(id, str) and _ID.match(id) else f"cell-{position}",
        "metadata": metadata if isinstance(metadata, dict) else {},
        # Surrogates cannot be written as UTF-8 again.
        "source": source.encode("utf-8", "replace").decode().replace("\r\n", "\n"),
    }
    attachments = cell.get("attachments")
    if isinstance(attachments, dict) and attachments:
        normal["attachments"] = attachments
    if cell["cell_type"] == "code":
        outputs = cell.get("outputs")
        count = cell.get("execution_count")
        normal["execution_count"] = count if type(count) is int else None
        normal["outputs"] = outputs if isinstance(outputs, list) else []
    return normal


def _upgrade(data: dict[str, Any], where: str) -> Any:
    import nbformat

    convert: Any = nbformat.convert
    try:
        return json.loads(json.dumps(convert(nbformat.from_dict(data), 4)))
    except Exception as error:
        raise SubmissionRefused(
            f"the notebook has the old format {data.get('nbformat')} and cannot be converted",
            where=where,
            found=f"{type(error).__name__}: {error}"[:200],
            todo="Open it in JupyterLab 4, save it, and hand it in again.",
        ) from None


def _kind(value: Any) -> str:
    words = {dict: "an object", list: "a list", str: "a text", bool: "a truth value"}
    return "nothing" if value is None else words.get(type(value), "a number")


def write_notebook(path: Path, notebook: Notebook) -> None:
    """Write a notebook as Jupyter does: indented by one, sorted keys, a final newline."""
    write_whole(path, notebook_bytes(notebook))


def notebook_bytes(notebook: Notebook) -> bytes:
    """What `write_notebook` writes."""
    text = json.dumps(notebook, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    return text.encode("utf-8", "replace")


def grade_id(cell: dict[str, Any]) -> str | None:
    """nbgrader's id of a cell, if it has one."""
    nbgrader = cell["metadata"].get("nbgrader")
    id = nbgrader.get("grade_id") if isinstance(nbgrader, dict) else None
    return id if isinstance(id, str) else None
