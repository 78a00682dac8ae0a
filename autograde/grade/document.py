"""
The graded notebook: what a student handed in, with its outputs, results and explanations.

It is what formgrader, feedback and TAs read, so nothing of a stranger may act in it: outputs are
rebuilt from a short list of kinds, HTML and Markdown are cleaned, and the score of a check cell
is one ``execute_result`` of ours, which nbgrader reads.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Collection
from html import escape
from typing import Any

import nh3

from autograde.manifest import Manifest
from autograde.model import Cell, CellRun, ExerciseResult, Result, Run, Submission
from autograde.notebook import Notebook, grade_id
from autograde.student.report import Report
from autograde.submission import CHECK, HINTS, Release

KNOWN = "What seems to have happened"
MAY_BE = "What may have happened"
ONE_OF = "What seems to have happened is one of these"
HELPS = "What may help"
_CODE = re.compile(r"`([^`\n]+)`")
_TEXTS = ("text/plain", "text/latex", "application/json")
_MAGIC = {"image/png": b"\x89PNG\r\n\x1a\n", "image/jpeg": b"\xff\xd8\xff"}
_TAGS = {
    *("a", "b", "blockquote", "br", "caption", "code", "dd", "details", "div", "dl", "dt", "em"),
    *("h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "li", "ol", "p", "pre", "s", "small", "span"),
    *("strong", "sub", "summary", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "tr"),
    *("u", "ul"),
}
_ATTRIBUTES = {"td": {"colspan", "rowspan"}, "th": {"colspan", "rowspan", "scope"}}
_SCHEMES = {"http", "https", "mailto"}
# A picture written in line; or the start of any other, such as one by reference.
_IMAGE = re.compile(r"!\[([^\]]*)\]\(\s*<?([^)\s>]*)[^)]*\)|!\[")
_DEFINITION = re.compile(r"^(\s{0,3}\[[^\]]+\]:)\s*(?!<?(?:https?:|mailto:|#))\S+", re.I)
_LINK_SCHEME = re.compile(r"\]\(\s*<?\s*(?!https?:|mailto:|#|attachment:)[a-zA-Z][\w+.-]*:", re.I)


def clean_html(text: str) -> str:
    """HTML without anything that acts, loads or covers the page."""
    return nh3.clean(text, tags=_TAGS, attributes=_ATTRIBUTES, url_schemes=_SCHEMES)


def clean_markdown(text: str, attachments: Collection[str] = ()) -> str:
    """
    Markdown whose HTML is cleaned and whose pictures and links lead nowhere unexpected.

    Args:
        attachments: Names of the pictures that it may show. nbconvert gives up on a notebook
            that shows one which is not there.
    """

    def picture(match: re.Match[str]) -> str:
        if match[1] is None:
            return "!\\["
        kind, _, name = match[2].partition(":")
        shown = kind == "attachment" and name in attachments
        return match[0] if shown else f"[picture: {match[1]}]"

    lines = []
    for line in text.split("\n"):
        line = _LINK_SCHEME.sub("](about:blank#", line)
        line = _DEFINITION.sub(r"\1 about:blank#", line)
        lines.append(_IMAGE.sub(picture, line))
    text = "\n".join(lines)
    # Only where there is markup at all: cleaning would turn "a < b & c" into entities.
    return clean_html(text) if re.search(r"<[a-zA-Z/!?]", text) else text


def graded_notebook(
    submission: Submission, run: Run, result: Result, manifest: Manifest, release: Release
) -> Notebook:
    """The notebook as nbformat 4.5, with nbgrader's metadata as the release has it."""
    exercises = {e.id: e for e in result.exercises}
    cells = []
    for cell in submission.cells:
        if cell.role == "given" and cell.grade_id and cell.grade_id.endswith(HINTS):
            continue  # nobody reads hints in a graded notebook, and feedback cannot fold them
        written = _written(cell, release)
        if cell.kind == "code":
            outputs: list[dict[str, Any]] = []
            if cell.role == "check" and cell.grade_id is not None:
                exercise = exercises[cell.grade_id.removesuffix(CHECK)]
                outputs = score_outputs(exercise, manifest)
            elif cell.id in run.cells:
                outputs = clean_outputs(run.cells[cell.id])
            written["execution_count"] = _count(run.cells.get(cell.id))
            written["outputs"] = outputs
        cells.append(written)
    return {
        "nbformat": 4,
        "nbformat_minor": 5,
        "metadata": {
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
            "language_info": {"name": "python"},
            "autograde": {"version": submission.version or "", "notes": list(submission.notes)},
        },
        "cells": cells,
    }


def _written(cell: Cell, release: Release) -> dict[str, Any]:
    attachments = cell.attachments or {}
    source = cell.source
    if cell.role != "given":  # those are the instructor's own words and pictures
        attachments = _clean_attachments(attachments)
        source = source if cell.kind == "code" else clean_markdown(source, attachments)
    written: dict[str, Any] = {
        "cell_type": cell.kind,
        "id": cell.id,
        "metadata": {},
        "source": source,
    }
    if cell.grade_id is not None:
        written["metadata"] = {"nbgrader": release.metadata[cell.grade_id]}
    if cell.kind == "markdown" and attachments:
        written["attachments"] = attachments
    return written


def known_mistake(exercise: ExerciseResult) -> tuple[str, tuple[str, ...]]:
    """What is known about a mistake: how sure it is, in words, and a sentence or several."""
    if exercise.diagnosis and exercise.says:
        return KNOWN, (exercise.says,)
    if len(exercise.possibly) == 1:
        return MAY_BE, exercise.possibly
    return (ONE_OF, exercise.possibly) if exercise.possibly else ("", ())


def score_outputs(exercise: ExerciseResult, manifest: Manifest) -> list[dict[str, Any]]:
    """
    Outputs of a check cell: the report for people, the score for nbgrader.

    nbgrader reads the first ``execute_result`` as a number, so there is exactly one, and nothing
    goes to stderr.
    """
    known = manifest.find(exercise.id)
    score = min(max(exercise.score or 0.0, 0.0), exercise.max_score)
    report = Report(known, exercise.checks)
    text, html = report.text(), report.html()
    label, sentences = known_mistake(exercise)
    if len(sentences) == 1:
        text += f"\n  {label}: {sentences[0]}"
        html += f"<div><b>{label}:</b> {code_in(sentences[0])}</div>"
    elif sentences:
        text += "".join([f"\n  {label}:", *(f"\n  - {sentence}" for sentence in sentences)])
        items = "".join(f"<li>{code_in(sentence)}</li>" for sentence in sentences)
        html += f"<div><b>{label}:</b><ul>{items}</ul></div>"
    if exercise.hint:
        text += f"\n  {HELPS}: {exercise.hint}"
        html += f"<div><b>{HELPS}:</b> {code_in(exercise.hint)}</div>"
    return [
        _display({"text/plain": text, "text/html": html}),
        *(
            {
                **_display({"text/plain": check.picture[1], "image/png": check.picture[0]}),
                "metadata": {"image/png": {"alt": check.picture[1]}},
            }
            for check in exercise.checks
            if check.picture is not None
        ),
        {
            "output_type": "execute_result",
            "execution_count": None,
            "data": {"text/plain": repr(float(score))},
            "metadata": {},
        },
    ]


def _display(data: dict[str, str]) -> dict[str, Any]:
    return {"output_type": "display_data", "data": data, "metadata": {}}


def code_in(text: str) -> str:
    """A sentence of staff as HTML; what stands between backquotes is code."""
    return _CODE.sub(r"<code>\1</code>", escape(text))


def with_reports(notebook: Notebook, result: Result, manifest: Manifest) -> Notebook:
    """A graded notebook with the reports of its check cells written anew."""
    exercises = {e.id + CHECK: e for e in result.exercises}
    cells = [
        {**cell, "outputs": score_outputs(exercises[name], manifest)}
        if cell["cell_type"] == "code" and (name := str(grade_id(cell))) in exercises
        else cell
        for cell in notebook["cells"]
    ]
    return {**notebook, "cells": cells}


def clean_outputs(cell: CellRun) -> list[dict[str, Any]]:
    """What a cell showed, rebuilt; what is of no known kind is left out."""
    return [clean for output in cell.outputs if (clean := _clean_output(output)) is not None]


def _clean_output(output: dict[str, Any]) -> dict[str, Any] | None:
    kind = output.get("output_type")
    if kind == "stream":
        name = "stderr" if output.get("name") == "stderr" else "stdout"
        return {"output_type": "stream", "name": name, "text": _text(output.get("text"))}
    if kind == "error":
        trace = output.get("traceback")
        return {
            "output_type": "error",
            "ename": _text(output.get("ename"))[:200],
            "evalue": _text(output.get("evalue")),
            "traceback": [_text(t) for t in trace] if isinstance(trace, list) else [],
        }
    if kind not in ("display_data", "execute_result") or not isinstance(output.get("data"), dict):
        return None
    data = _clean_data(output["data"])
    # An execute_result of the student's stays for people; nbgrader reads check cells only.
    clean: dict[str, Any] = {"output_type": kind, "data": data, "metadata": {}}
    if kind == "execute_result":
        count = output.get("execution_count")
        clean["execution_count"] = count if type(count) is int else None
    return clean if data else None


def _clean_data(data: dict[str, Any]) -> dict[str, Any]:
    clean: dict[str, Any] = {}
    for mime, value in data.items():
        if mime in _MAGIC and isinstance(value, str):
            if (picture := _picture(value, mime)) is not None:
                clean[mime] = picture
        elif mime == "text/html":
            clean[mime] = clean_html(_text(value))
        elif mime == "text/markdown":
            clean[mime] = clean_markdown(_text(value))
        elif mime in _TEXTS and isinstance(value, str):
            clean[mime] = _text(value)
    return clean


def _picture(value: str, mime: str) -> str | None:
    try:
        raw = base64.b64decode(value, validate=False)
    except (binascii.Error, ValueError):
        return None
    return base64.b64encode(raw).decode() if raw.startswith(_MAGIC[mime]) else None


def _clean_attachments(attachments: dict[str, Any]) -> dict[str, Any]:
    clean = {}
    for name, data in attachments.items():
        if isinstance(data, dict) and re.fullmatch(r"[\w.-]{1,100}", name):
            pictures = {m: v for m, v in _clean_data(data).items() if m in _MAGIC}
            if pictures:
                clean[name] = pictures
    return clean


def _text(value: Any) -> str:
    if isinstance(value, list):
        value = "".join(v for v in value if isinstance(v, str))
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else ""


def _count(run: CellRun | None) -> int | None:
    return run.count if run is not None else None
