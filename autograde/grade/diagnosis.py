"""
Which known mistake does what this answer does?

Theory of operation. The failed checks of an exercise are compared with what each wrong answer of
the bank did in the same checks, on the same data. A known mistake agrees if the same checks fail,
in the same assertions, in the same words, and if what came back has the same form and the same
numbers. How near numbers must be follows from rounding and from how far chance alone has moved
them when the known mistake was repeated with other seeds.

The nearest mistake that agrees is the diagnosis. Where others agree as well, a family that shares
one sentence for the student is named by that sentence; if their sentences differ, there is no
diagnosis: they are candidates, and the student reads that it is one of these. Nothing is guessed:
an answer that agrees with no known mistake is "not one of the known mistakes", and one that agrees
only in that a single check came out wrong, without a number, a text or an error to compare, is not
named either: whoever fails that check agrees so far.
"""

from __future__ import annotations

import math
import statistics
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from autograde.grade.fingerprints import Fingerprint, Fingerprints
from autograde.model import STUDENT_RAISED, Evidence, Seen

# Of the largest number of the same value: float32 rounding, grown a hundredfold by a loop.
ROUNDING = 1e-4
# In absolute terms, for what would be zero without rounding.
ZERO = 1e-6
# Repeats show chance at work, a few of them less than all of it.
CHANCE = 5.0
# Other learning rates are tried to both sides, so that most people's lie between.
TASTE = 1.0
# A second mistake agrees as well if it is not this much farther away.
MARGIN = 8.0
# Beyond this the numbers have exploded, and how far is a matter of rounding.
EXPLODED = 1e7
# So many sentences still tell a student where to look.
FEW = 3

Failed = Mapping[str, Evidence]


@dataclass(frozen=True)
class Diagnosis:
    """
    What is known about a failed exercise.

    Args:
        slug: The known mistake; None if no single one does what this answer does.

        says: The tutor's sentence about it.

        hint: What helps with it; see `autograde.bank.Answer`.

        candidates: Known mistakes that it may be, the nearest first, where none is named: several
            that cannot be told apart and whose sentences differ, or too little to go by.

        possibly: Their sentences, each once; empty if they are more than `FEW`.
    """

    slug: str | None = None
    says: str = ""
    hint: str = ""
    candidates: tuple[str, ...] = ()
    possibly: tuple[str, ...] = ()


def diagnose(failed: Failed, known: Fingerprints) -> Diagnosis:
    """
    Compare an answer with the known mistakes of its exercise.

    Args:
        failed: The evidence of its failed checks, by id.

        known: The fingerprints of the exercise.
    """
    if not failed:
        return Diagnosis()
    found = sorted(
        ((gap, a.slug, a) for a in known.answers if (gap := distance(failed, a)) <= 1.0),
        key=lambda entry: entry[:2],
    )
    if not found:
        return Diagnosis()
    nearest = found[0][0]
    agreeing = [a for gap, _, a in found if gap <= max(MARGIN * nearest, 1 / MARGIN)]
    sentences = tuple(dict.fromkeys(a.says for a in agreeing))
    if len(sentences) > 1 or _is_weak(failed):
        candidates = tuple(a.slug for a in agreeing)
        return Diagnosis(candidates=candidates, possibly=sentences if len(sentences) <= FEW else ())
    # Whoever of a family is nearest is chance: all who make the mistake get one and the same name.
    first = min(agreeing, key=lambda a: a.slug)
    return Diagnosis(first.slug, first.says, first.hint)


def _is_weak(failed: Failed) -> bool:
    """Whether there is nothing to compare but that one check failed, with yes or no at most."""
    if len(failed) > 1:
        return False
    (one,) = failed.values()
    return not one.kind.startswith(STUDENT_RAISED) and not any(
        seen.numbers and set(seen.form.split()) - {"bool"} for seen in one.seen
    )


def distance(failed: Failed, answer: Fingerprint) -> float:
    """How far an answer is from a known mistake: at most 1 where they agree, else infinite or
    how many times too far."""
    if failed.keys() != set(answer.failed):
        return math.inf
    return max(
        _check_distance(
            failed[id], [run[id] for run in answer.runs], [run[id] for run in answer.tuned]
        )
        for id in failed
    )


def _check_distance(one: Evidence, repeats: list[Evidence], tuned: list[Evidence]) -> float:
    """Between one answer's evidence and a known mistake's, in one check."""
    runs = [*repeats, *tuned]
    alike = [run for run in runs if (run.where, run.kind) == (one.where, one.kind)]
    same = [r for r in alike if r.count == one.count and _forms(r.seen) == _forms(one.seen)]
    if not same:
        # By chance the known mistake itself failed in several ways: this is one of them.
        varies = len({(r.where, r.kind, r.count, _forms(r.seen)) for r in runs}) > 1
        return 0.5 if alike and varies else math.inf
    worst = 0.0
    for number, seen in enumerate(one.seen):
        for part, values in enumerate(seen.numbers):
            theirs = [run.seen[number].numbers[part] for run in same]
            by_chance = sum(any(run is r for r in repeats) for run in same)
            worst = max(worst, _part_distance(values, theirs, by_chance))
    return worst


def _forms(seen: Iterable[Seen]) -> tuple[tuple[str, str, tuple[int, ...]], ...]:
    return tuple((s.what, s.form, tuple(map(len, s.numbers))) for s in seen)


def _part_distance(
    values: tuple[float | None, ...], theirs: list[tuple[float | None, ...]], by_chance: int
) -> float:
    """Between the numbers of one part; the first `by_chance` of theirs differ by seed alone."""
    finite = [abs(v) for run in theirs for v in run if v is not None]
    if any(v > EXPLODED for v in finite):
        ours = [v for v in values if v is not None]
        # What trains ends at infinity or at nan as rounding has it; what computes does not.
        trains = by_chance < len(theirs)
        if not trains and _nans(values) not in map(_nans, theirs):
            return math.inf
        return 0.5 if not ours or max(map(abs, ours)) > EXPLODED else math.inf
    size = max(finite, default=0.0)
    # A few repeats may agree on one number by chance; those beside it say how far chance reaches.
    columns = list(zip(*theirs, strict=True))
    chance = [_reach(column[:by_chance]) for column in columns]
    taste = [_reach(column) for column in columns]
    usual_chance, usual_taste = _median(chance), _median(taste)
    worst = 0.0
    for at, value in enumerate(values):
        others = columns[at]
        known = [o for o in others if o is not None]
        if value is None or not known:
            if (value is None) != (None in others):
                return math.inf
            continue
        beyond = max(min(known) - value, value - max(known), 0.0)
        noise = CHANCE * max(chance[at], usual_chance) + TASTE * max(taste[at], usual_taste)
        worst = max(worst, beyond / (ROUNDING * size + ZERO + noise))
    return worst


def _nans(values: tuple[float | None, ...]) -> list[bool]:
    return [v is None for v in values]


def _median(values: list[float]) -> float:
    return statistics.median(values) if values else 0.0


def _reach(values: Sequence[float | None]) -> float:
    known = [v for v in values if v is not None]
    return max(known) - min(known) if known else 0.0
