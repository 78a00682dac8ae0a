"""
The rules by which LMSs read what is imported, as checkers that reject what they would reject.

Written from the importers' own rules, independent of the exporters: Python's csv, their header
names, their ways of matching. Each returns what the LMS would store, and raises `Rejected`.
"""

from __future__ import annotations

import csv
import io
import re


class Rejected(Exception):
    """The LMS would refuse the file, or do something else than was meant."""


def _rows(data: bytes, delimiter: str) -> list[list[str]]:
    text = data.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))


def canvas(data: bytes, users: dict[str, str], assignments: dict[int, float]) -> dict[str, object]:
    """
    Canvas: grades by user id, of the assignments that have one.

    Args:
        users: Names by user id.

        assignments: Points possible by assignment id.
    """
    text = data.decode("utf-8-sig").split("\n", 1)[0]
    rows = _rows(data, ";" if text.count(";") > text.count(",") else ",")
    header = rows[0]
    if header[:2] != ["Student", "ID"] or "Section" not in header:
        raise Rejected(f"no gradebook: {header[:4]}")
    columns = {}
    for i, name in enumerate(header[header.index("Section") + 1 :], header.index("Section") + 1):
        match = re.match(r"^(.*)\s\((\d+)\)$", name)
        if match and int(match[2]) in assignments:
            columns[i] = int(match[2])
        elif match or not name.endswith((" Score", " Grade", "Score")):
            raise Rejected(f"would propose a new assignment {name!r}")
    grades: dict[str, object] = {}
    for row in rows[1:]:
        if not row or not row[1].strip():
            continue
        if row[1] not in users:
            raise Rejected(f"would propose a new student {row[0]!r}")
        for i, number in columns.items():
            cell = row[i].strip()
            if cell.upper() == "EX":
                grades[row[1]] = "excused"
            elif cell:
                # 1,234 would be read as 1.234: only an unambiguous number passes.
                if not re.fullmatch(r"\d+([.,]\d{1,2})?", cell):
                    raise Rejected(f"a grade that is none: {cell!r}")
                if (value := float(cell.replace(",", "."))) > assignments[number]:
                    raise Rejected(f"{value} is above the points possible")
                grades[row[1]] = value
    return grades


MOODLE_WORDS = {
    "en": ("Participant ", "Identifier", "Full name", "Email address", "Status", "Grade",
           "Maximum grade", "Grade can be changed", "Last modified (submission)",
           "Last modified (grade)", "Feedback comments"),
    "de": ("Teilnehmer/in", "ID", "Vollständiger Name", "E-Mail-Adresse", "Status", "Bewertung",
           "Bestwertung", "Bewertung kann geändert werden", "Zuletzt geändert (Abgabe)",
           "Zuletzt geändert (Bewertung)", "Feedback als Kommentar"),
    "fr": ("Participant ", "Identifiant", "Nom complet", "Adresse de courriel", "Statut", "Note",
           "Note maximale", "La note peut être modifiée", "Dernière modification (travail remis)",
           "Dernière modification (note)", "Feedback par commentaires"),
    "ja": ("参加者", "識別子", "フルネーム", "メールアドレス", "ステータス", "評点", "最大評点",
           "評点は変更できます", "最終更新日時 (提出)",
           "最終更新日時 (評点)", "フィードバックコメント"),
}  # fmt: skip


def moodle(
    data: bytes, language: str, participants: dict[int, float | None], top: float
) -> dict[int, float]:
    """
    Moodle's offline grading worksheet: what would be updated, by participant.

    Args:
        participants: The grade that each has now.

        top: The maximum grade.
    """
    words = MOODLE_WORDS[language]
    rows = _rows(data, ",")
    header = rows[0]
    try:
        at, grade, _ = (header.index(words[i]) for i in (1, 5, 9))
    except ValueError as error:
        raise Rejected(f"invalid grade import: {error}") from None
    updated = {}
    for row in rows[1:]:
        if len(row) != len(header):
            raise Rejected(f"{len(row)} columns instead of {len(header)}")
        number = row[at][len(words[0]) :]
        if not number.isdigit() or int(number) not in participants:
            continue
        cell = row[grade].strip()
        if not cell:
            continue
        try:
            value = float(cell.replace(" ", "").replace(",", "."))
        except ValueError:
            raise Rejected(f"a grade that is none: {cell!r}") from None
        if value == participants[int(number)] or not 0 <= value <= top:
            continue
        updated[int(number)] = value
    return updated


def moodle_feedback(names: list[str], participants: set[int]) -> dict[int, str]:
    """Moodle's feedback zip: the file of each participant, by the names of the entries."""
    found = {}
    for name in names:
        if name.split("/")[-1].startswith((".", "~")):
            continue
        parts = name.split("/")
        while parts:
            info = parts.pop(0).split("_", 4)
            if len(info) < 4 or not info[1].isdigit() or int(info[1]) not in participants:
                continue
            if (info[2], info[3]) != ("assignsubmission", "file"):
                continue
            rest = [info[4] if len(info) == 5 else "", *parts]
            found[int(info[1])] = "/".join(rest)
            break
        else:
            raise Rejected(f"nobody's: {name}")
    return found


_VISIBILITY = {"hidden", "after_due_date", "after_published", "visible"}
_FORMATS = {"text", "html", "simple_format", "md", "ansi"}
_TOP = {
    "score", "execution_time", "output", "output_format", "test_output_format", "test_name_format",
    "visibility", "stdout_visibility", "extra_data", "tests", "leaderboard",
}  # fmt: skip
_TEST = {
    "score", "max_score", "status", "name", "name_format", "number", "output", "output_format",
    "tags", "visibility", "extra_data",
}  # fmt: skip


def gradescope(results: dict[str, object]) -> float:
    """Gradescope's results.json: the score that it would show."""
    if extra := set(results) - _TOP:
        raise Rejected(f"unknown fields {extra}")
    tests = results.get("tests", [])
    assert isinstance(tests, list)
    if "score" not in results and not any("score" in t for t in tests):
        raise Rejected("neither a score nor tests with scores")
    for thing in (results, *tests):
        for name in ("visibility", "stdout_visibility"):
            if thing.get(name, "hidden") not in _VISIBILITY:
                raise Rejected(f"{name} {thing[name]!r}")
        for name in ("output_format", "name_format", "test_output_format", "test_name_format"):
            if thing.get(name, "text") not in _FORMATS:
                raise Rejected(f"{name} {thing[name]!r}")
    for test in tests:
        if extra := set(test) - _TEST:
            raise Rejected(f"unknown fields {extra}")
        if test.get("status", "passed") not in ("passed", "failed"):
            raise Rejected(f"status {test['status']!r}")
        if not isinstance(test.get("output", ""), str):
            raise Rejected("an output that is no text")
    score = results.get("score", sum(t.get("score", 0) for t in tests))
    if not isinstance(score, int | float):
        raise Rejected("a score that is no number")
    return float(score)


def classroom50(result: dict[str, object]) -> int:
    """Classroom 50's result.json: the score."""
    wanted = {
        "schema", "classroom", "assignment", "submission", "commit", "release", "review",
        "datetime", "score", "max-score", "tests",
    }  # fmt: skip
    if set(result) != wanted or result["schema"] != "classroom50/result/v1":
        raise Rejected(f"fields {set(result) ^ wanted}")
    tests = result["tests"]
    assert isinstance(tests, list)
    for entry in (result, *tests):
        if type(entry["score"]) is not int or type(entry["max-score"]) is not int:
            raise Rejected("points that are no whole numbers")
    if any(set(t) != {"test-name", "passed", "score", "max-score"} for t in tests):
        raise Rejected("fields of a test")
    if sum(t["score"] for t in tests) != result["score"]:
        raise Rejected("points do not add up")
    assert isinstance(result["score"], int)
    return result["score"]
