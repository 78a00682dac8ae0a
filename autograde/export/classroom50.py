"""
Classroom 50's ``result.json``: what its Actions read, ``classroom50/result/v1``.

Scores there are whole numbers, so where the checks are worth fractions all points are multiplied
by the smallest number that makes them whole.
"""

from __future__ import annotations

import json
import math
from datetime import UTC, datetime
from fractions import Fraction
from pathlib import Path
from typing import Any

from autograde.errors import UsageError
from autograde.files import write_whole

SCHEMA = "classroom50/result/v1"
_TEXTS = ("classroom", "assignment", "submission", "commit", "release", "review")
_MAX_FACTOR = 1000


def result_of(record: dict[str, Any], template: dict[str, Any] | None = None) -> dict[str, Any]:
    """
    One submission as Classroom 50 has it.

    Args:
        record: A line of ``autograde grade --json``.

        template: An earlier ``result.json``, whose own fields are kept.
    """
    checks = [check for e in record["exercises"].values() for check in e["checks"]]
    factor = _factor([check["max_points"] for check in checks])
    tests = [
        {
            "test-name": check["title"] if not check["hidden"] else f"{check['title']} (hidden)",
            "passed": check["status"] == "passed",
            "score": round(check["points"] * factor),
            "max-score": round(check["max_points"] * factor),
        }
        for check in checks
    ]
    now = datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    return {
        **dict.fromkeys(_TEXTS, ""),
        "assignment": record["assignment"],
        "datetime": now,
        **(template or {}),
        "schema": SCHEMA,
        "score": sum(test["score"] for test in tests),
        "max-score": sum(test["max-score"] for test in tests),
        "tests": tests,
    }


def _factor(points: list[float]) -> int:
    fractions = [Fraction(p).limit_denominator(_MAX_FACTOR) for p in points]
    factor = math.lcm(*(f.denominator for f in fractions)) if fractions else 1
    return min(factor, _MAX_FACTOR)


def write_result(record: dict[str, Any], path: Path) -> None:
    """
    Write ``result.json``; of one that is there, what is not ours is kept.

    Raises:
        UsageError: If something else lies there.
    """
    template = None
    if path.exists():
        try:
            template = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            template = None
        if not isinstance(template, dict) or template.get("schema") != SCHEMA:
            raise UsageError(f"this is no file of {SCHEMA}", where=str(path))
    text = json.dumps(result_of(record, template), ensure_ascii=False, indent=2) + "\n"
    write_whole(path, text.encode())
