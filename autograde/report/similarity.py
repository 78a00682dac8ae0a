"""
Which answers of a class are alike, beyond what the release and the exercise make alike.

copydetect's fingerprints (winnowing; Schleimer, Wilkerson and Aiken, 2003) of each student's cells
are compared pair by pair, twice: as they are written, with names and comments, and as tokens, where
renaming changes nothing. What the release holds does not count, nor what more than a third of the
class has: that is what the exercise asks for. Two answers may be alike for many reasons; this says
"similar" and no more.
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np

from autograde.errors import UsageError

# Characters: a match of fewer is noise, one of at least both together is always found.
_NOISE, _WINDOW = 25, 10
_COMMON = 1 / 3
_FEW = 6  # in a class smaller than this nothing can be said to be common


@dataclass(frozen=True)
class Pair:
    """
    Two students whose answers are alike.

    Args:
        written: Share of the shorter one's text that is also in the other, names included.

        tokens: The same for its tokens, whatever things are called.
    """

    students: tuple[str, str]
    written: float
    tokens: float


def similar(answers: Mapping[str, str], release: str, least: float) -> list[Pair]:
    """
    Pairs of answers that share at least this much of their text, most alike first.

    Args:
        answers: The code that each student wrote.

        release: The code that all of them were given.

        least: From 0 to 1.

    Raises:
        UsageError: If copydetect is not installed.
    """
    written, tokens = (_prints(answers, release, filtered=f) for f in (False, True))
    pairs = []
    for one, other in combinations(sorted(answers), 2):
        if not written[one].hashes & written[other].hashes:
            continue
        share = _share(written[one], written[other])
        if share >= least:
            pairs.append(Pair((one, other), share, _share(tokens[one], tokens[other])))
    return sorted(pairs, key=lambda pair: (-pair.written, -pair.tokens, pair.students))


def _prints(answers: Mapping[str, str], release: str, *, filtered: bool) -> dict[str, Any]:
    try:
        from copydetect import CodeFingerprint
    except ImportError:
        raise UsageError(
            "copydetect is not installed",
            where="autograde similarity",
            todo="Run: pip install 'autograde-torch[similarity]'",
        ) from None

    def fingerprint(text: str, known: Iterable[int]) -> Any:
        return CodeFingerprint(
            "answer.py", _NOISE, _WINDOW, np.array(sorted(known)), filtered, fp=io.StringIO(text)
        )

    given = fingerprint(release, ()).hashes
    first = {student: fingerprint(text, given) for student, text in answers.items()}
    counts = Counter(h for one in first.values() for h in one.hashes)
    limit = max(_COMMON * len(answers), 2) if len(answers) >= _FEW else len(answers)
    common = {h for h, count in counts.items() if count > limit}
    return {student: fingerprint(text, given | common) for student, text in answers.items()}


def _share(one: Any, other: Any) -> float:
    from copydetect import compare_files

    _, shares, _ = compare_files(one, other)
    return float(min(1.0, max(shares)))
