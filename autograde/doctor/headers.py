"""
What can be told of a bank without running it: from the headers of its files and the checks' marks.

Whether the headers are true is for `examine` to find out.
"""

from __future__ import annotations

from collections.abc import Iterable

from autograde.bank import Answer
from autograde.outcomes import Check
from autograde.words import nearest


def lying_headers(bank: Iterable[Answer], checks: Iterable[Check]) -> list[str]:
    """A sentence for each header that names no check, or one that its exercise does not have."""
    complaints = []
    checks = list(checks)
    for answer in bank:
        own = [c.id for c in checks if c.exercise == answer.exercise]
        for id in sorted((answer.fails | answer.may_fail) - set(own)):
            complaints.append(
                f"{answer.path}: its header says that it fails {id}, which is no check of "
                f"{answer.exercise}. {nearest(id, own)}"
            )
        if not answer.right and not answer.fails:
            complaints.append(f"{answer.path}: its header names no check that it fails.")
    return complaints


def idle_checks(bank: Iterable[Answer], checks: Iterable[Check]) -> list[str]:
    """
    A sentence for each hidden check that could be left out without the bank noticing.

    A check earns its place by a wrong answer that fails it and nothing else; where there is none,
    ``@pytest.mark.stays("reason")`` says why it is kept.
    """
    complaints = []
    wrong = [answer for answer in bank if not answer.right]
    for check in checks:
        if not check.hidden or check.stays.strip():
            continue
        caught = [a for a in wrong if a.exercise == check.exercise and check.id in a.fails]
        if any(answer.fails == {check.id} for answer in caught):
            continue
        if caught:
            what = "catches no wrong answer of the bank that no other check catches"
        else:
            what = "catches no wrong answer of the bank"
        complaints.append(
            f"{check.id} ({check.exercise}) {what}. Add one that fails nothing else, or say why "
            'the check stays: @pytest.mark.stays("...").'
        )
    return complaints
