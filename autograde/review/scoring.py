"""
What follows from the rubric items that are applied to an answer: its score and its comment; and
the items that a rubric written as a Markdown page begins with.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from markdown_it import MarkdownIt

from autograde.course import Assignment
from autograde.grade.document import clean_markdown
from autograde.manifest import Exercise, Manifest, Question
from autograde.review.records import Item

_TAG = re.compile(r"<(?=[A-Za-z/!?])")
_CODE = re.compile(r"(```.*?```|~~~.*?~~~|`[^`\n]*`)", re.DOTALL)
_SHARES = {"full": 1.0, "half": 0.5, "none": 0.0}
_NUMBER = re.compile(r"\s*(\d+(?:\.\d+)?|1/2)(?:\s+points?)?\s*\Z")
_UP_TO = re.compile(r"\(up to (\d+(?:\.\d+)?)\)")
_ANSWERS_TO = re.compile(r"comment|what to say|write back", re.I)


def parts(manifest: Manifest) -> dict[str, Exercise | Question]:
    """Everything that has points, by id: questions first, since all of them are for people."""
    found: list[Exercise | Question] = [*manifest.question, *manifest.exercise]
    return {part.id: part for part in found}


def derive(auto: float | None, max_points: float, items: Iterable[Item]) -> float | None:
    """
    The score that a person's decision gives.

    Args:
        auto: What checks gave; None where they gave nothing, as for a question in prose.

        items: Those that apply.

    Returns:
        The checks' score and the items' points, within 0 and the maximum; None without an item:
        then the checks' score stands, and what has none waits on.
    """
    items = list(items)
    if not items:
        return None
    points = (auto or 0.0) + sum(item.points for item in items)
    return round(min(max(points, 0.0), max_points), 6)


def remark(items: Iterable[Item], comment: str) -> str | None:
    """
    The comment that a student reads: a line for each item, then what a person wrote.

    Returns:
        Markdown that holds no HTML and loads nothing, whichever program shows it; None if there
        is nothing to say.
    """
    lines = [f"- {item.points:+g}: {item.label}" for item in items]
    text = "\n".join(lines) + ("\n\n" if lines and comment.strip() else "") + comment.strip()
    return inert(text) or None


def inert(text: str) -> str:
    """Markdown in which no tag can begin: neither inside of code nor outside."""
    parts = _CODE.split(text)
    # Inside of code an entity would be shown as it stands, so an invisible letter parts it there.
    parts[0::2] = [_TAG.sub("&lt;", part) for part in parts[0::2]]
    parts[1::2] = [_TAG.sub("<\u2060", part) for part in parts[1::2]]
    return clean_markdown("".join(parts))


@dataclass(frozen=True)
class Seeds:
    """
    What an exercise's rubric begins with.

    Args:
        items: (label, points).

        comments: For the bank.
    """

    items: tuple[tuple[str, float], ...] = ()
    comments: tuple[str, ...] = ()


def rubric_path(assignment: Assignment) -> Path:
    """Where an assignment's rubric for its questions lies."""
    return assignment.tests / "rubric.md"


def seeds(assignment: Assignment, exercise: str) -> Seeds:
    """
    What to begin with: the tables of ``rubric.md`` for a question, all or nothing for checks.

    A rubric is a question's if there is only one, or if its first heading names the question.
    """
    points = parts(assignment.manifest)[exercise].points
    plain = Seeds((("Full points", points), ("No points", 0.0)))
    if exercise not in {q.id for q in assignment.manifest.question}:
        return plain
    text = rubric_text(assignment, exercise)
    found = read_rubric(text, points) if text else Seeds()
    return found if found.items else Seeds(plain.items, found.comments)


def rubric_text(assignment: Assignment, question: str) -> str:
    """The Markdown of a question's rubric; empty if there is none."""
    path = rubric_path(assignment)
    if not path.is_file():
        return ""
    text = path.read_text(encoding="utf-8", errors="replace")
    parts = re.split(r"(?m)^(?=# )", text)
    named = [part for part in parts if f"`{question}`" in part.partition("\n")[0]]
    return named[0] if named else text if len(assignment.manifest.question) == 1 else ""


def read_rubric(text: str, max_points: float) -> Seeds:
    """
    The items and comments in the tables of a rubric.

    Understood are tables with points in the first column, and those with a row or column for
    each of full, half and none, or of "1 point", "1/2 point" and "0 points". A table of answers
    and what to say to them fills the bank.

    Args:
        max_points: Of the question; shared out evenly where a table does not say.
    """
    items: list[tuple[str, float]] = []
    comments: list[str] = []
    for heading, head, rows in _tables(text):
        if len(head) == 2 and _ANSWERS_TO.search(head[1]):
            comments += [row[1] for row in rows]
        elif len(head) > 1:
            for row in rows:
                items += _items(heading, head, row, max_points / len(rows))
    return Seeds(tuple(items), tuple(comments))


def _items(
    heading: str, head: list[str], row: list[str], share: float
) -> Iterable[tuple[str, float]]:
    # A column of examples repeats what the one before it is worth.
    numbered = _points(row[0])
    for n, (title, cell) in enumerate(zip(head[1:], row[1:], strict=False)):
        up_to = _UP_TO.search(title)
        if numbered is not None and n == 0:
            yield f"{heading}: {cell}" if heading else cell, numbered
        elif row[0].lower() in _SHARES and up_to is not None:
            named = title.replace(up_to[0], "").strip()
            yield f"{named}: {cell}", _SHARES[row[0].lower()] * float(up_to[1])
        elif (points := _points(title)) is not None:
            yield f"{row[0]}: {cell}", points
        elif title.lower() in _SHARES:
            yield f"{row[0]}: {cell}", round(_SHARES[title.lower()] * share, 2)


def _points(text: str) -> float | None:
    match = _NUMBER.match(text)
    return None if match is None else 0.5 if match[1] == "1/2" else float(match[1])


def _tables(text: str) -> Iterable[tuple[str, list[str], list[list[str]]]]:
    """Heading, header and rows of each table, as plain Markdown without emphasis."""
    heading, rows, row = "", [], []  # type: str, list[list[str]], list[str]
    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    for n, token in enumerate(tokens):
        if token.type == "heading_open":
            words = re.sub(r"\s*\([^)]*point[^)]*\)", "", tokens[n + 1].content)
            heading = "" if token.tag == "h1" or words.lower() == "levels" else words
        elif token.type == "table_open":
            rows = []
        elif token.type == "tr_open":
            row = []
            rows.append(row)
        elif (
            token.type == "inline" and token.level and tokens[n - 1].type in ("th_open", "td_open")
        ):
            row.append(token.content.replace("**", ""))
        elif token.type == "table_close" and len(rows) > 1:
            yield heading, rows[0], rows[1:]
