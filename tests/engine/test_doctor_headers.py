"""What the bank's headers say is held against what the checks do."""

from autograde.bank import Answer
from autograde.doctor.headers import idle_checks, lying_headers
from autograde.outcomes import Check


def check(id, *, hidden=True, stays=""):
    return Check(id, "double", "a title", 1.0, hidden, "test_hidden.py", stays=stays)


def wrong(slug, *fails):
    return Answer("double", slug, False, slug, "", f"wrong_{slug}.py", "says", frozenset(fails))


def test_a_hidden_check_that_catches_nothing_alone_is_named():
    """Caught by others as well, or not at all: each is a complaint of its own; public ones not."""
    checks = [check("a"), check("b"), check("c"), check("d", hidden=False)]
    bank = [wrong("both", "a", "b"), wrong("only_a", "a")]

    complaints = idle_checks(bank, checks)

    assert len(complaints) == 2
    assert complaints[0].startswith("b (double) catches no wrong answer of the bank that no other")
    assert complaints[1].startswith("c (double) catches no wrong answer of the bank.")
    assert "pytest.mark.stays" in complaints[0]


def test_a_public_check_counts_as_another():
    """What a public check catches as well is not caught by the hidden one alone."""
    checks = [check("a"), check("seen", hidden=False)]

    assert len(idle_checks([wrong("both", "a", "seen")], checks)) == 1


def test_a_reason_lets_a_check_stay():
    """With @pytest.mark.stays there is no complaint; an empty reason is none."""
    assert idle_checks([], [check("a", stays="guards against guessing")]) == []
    assert len(idle_checks([], [check("a", stays=" ")])) == 1


def test_a_header_that_names_no_check_is_a_lie():
    """An unknown id leads to the nearest; naming none at all is told as well."""
    complaints = lying_headers(
        [wrong("typo", "test_duoble"), wrong("none")], [check("test_double")]
    )

    assert 'Did you mean "test_double"?' in complaints[0]
    assert "wrong_none.py: its header names no check" in complaints[1]
