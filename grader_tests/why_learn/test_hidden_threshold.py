"""Hidden checks: a rule that is learned from examples (learn_threshold)."""

import math

import pytest
import torch

from autograde import expect

# All numbers are multiples of 1/128 below 100, so float32 holds them, and the middle between two
# of them, exactly: whoever works with tensors is not punished for rounding.


def count(t, x, late):
    """Mistakes of the rule "late if x > t"."""
    return sum((xi > t) != li for xi, li in zip(x, late, strict=True))


def fewest(x, late):
    """The smallest number of mistakes that any threshold makes: sort once, move the border on."""
    order = sorted(zip(x, late, strict=True))
    wrong = best = sum(not li for li in late)  # all called late
    for i, (xi, li) in enumerate(order):
        wrong += 1 if li else -1
        if i + 1 == len(order) or order[i + 1][0] != xi:
            best = min(best, wrong)
    return best


def learned(student, x, late, advice):
    """The threshold that the student's function learns makes as few mistakes as possible."""
    call = student.call("learn_threshold", x, late)
    t = expect.number(call.value, "the threshold")
    expect.that(
        not math.isnan(t),
        expect.returned(call.value),
        expected="a number that x can be compared with",
        advice="nothing is greater than nan. Where does it come from?",
    )
    wrong, possible = count(t, x, late), fewest(x, late)
    # Only which advice is given: an average of numbers below 100 is rounded by less in float64.
    if wrong > possible and abs(t - sum(x) / len(x)) < 1e-6:
        advice = "the average of x does not look at the answers in `late` at all."
    expect.that(
        wrong == possible,
        f"{expect.returned(call.value)}, which makes {wrong} mistakes",
        expected=f"a threshold with {possible}",
        advice=advice,
        code="AG-V001",
    )
    expect.unchanged(call)


def shuffled(fresh, pairs):
    """The pairs in random order, as two lists."""
    pairs = [pairs[i] for i in torch.randperm(len(pairs), generator=fresh).tolist()]
    return [x for x, _ in pairs], [late for _, late in pairs]


def noisy(fresh, n=25):
    """Distances in half miles, mostly late beyond a border, some late or punctual by luck."""
    x = (torch.randint(2, 30, (n,), generator=fresh) / 2).tolist()
    border = 4 + 8 * float(torch.rand((), generator=fresh))
    luck = (torch.rand(n, generator=fresh) < 0.15).tolist()
    late = [(xi > border) != li for xi, li in zip(x, luck, strict=True)]
    # On each far side one exception and some that are as expected: no threshold is free of
    # mistakes, and the best one lies between the examples, not beyond them.
    x = [*x, 0.5, 1.0, 1.5, 1.5, 2.0, 16.0, 15.5, 15.0, 15.0, 14.5]
    return shuffled(fresh, list(zip(x, [*late, True, *[False] * 5, *[True] * 4], strict=True)))


@pytest.mark.exercise("learn_threshold")
@pytest.mark.points(1)
def test_learn_threshold_noisy(student, fresh):
    """Unsorted examples that no threshold gets entirely right"""
    for _ in range(6):
        learned(
            student,
            *noisy(fresh),
            "where no threshold is perfect, compare how many mistakes each candidate makes. Does "
            "every x stay with its own answer?",
        )
    # Two mistakes from `base` up to base + 2 and from base + 5 up to base + 7; in between, where
    # the average of all the best ones lies, there are three or four.
    base = float(torch.randint(2, 9, (), generator=fresh))
    late = {0: False, 2: True, 3: True, 4: False, 5: False, 7: True}
    learned(
        student,
        *shuffled(fresh, [(base + i, li) for i, li in late.items()]),
        "thresholds that are equally good may lie far apart, with worse ones between them.",
    )


@pytest.mark.exercise("learn_threshold")
@pytest.mark.points(0.5)
def test_learn_threshold_all_or_none_late(student, fresh):
    """All are late, none is late, only the short ones are late, or there is one example only"""
    x = (torch.randint(8, 80, (9,), generator=fresh) / 4).tolist()
    middle = sorted(x)[4]
    advice = "may the best threshold lie below all examples, or above? Is it among your candidates?"
    for late in ([True] * 9, [False] * 9, [xi < middle for xi in x], [xi <= middle for xi in x]):
        learned(student, x, late, advice)
    for late in (True, False):
        learned(student, x[:1], [late], advice)


@pytest.mark.exercise("learn_threshold")
@pytest.mark.points(0.5)
def test_learn_threshold_below_zero_and_repeated(student, fresh):
    """Numbers below zero, and numbers that appear several times with different answers"""
    advice = "does your function assume that x is positive, or that no number comes twice?"
    base = -float(torch.randint(40, 60, (), generator=fresh))
    x, late = shuffled(fresh, [(base + i, i > 3) for i in range(9)])
    learned(student, x, late, advice)
    learned(student, [base, base - 2.0, base - 5.0], [True, True, True], advice)
    high = float(torch.randint(2, 9, (), generator=fresh))
    pairs = [(high, True)] * 3 + [(high, False)] * 4 + [(-high, True)] + [(-high, False)] * 2
    learned(student, *shuffled(fresh, pairs), advice)
    pairs = [(high, True)] * 4 + [(high, False)] * 3 + [(-high, True)] + [(-high, False)] * 2
    learned(student, *shuffled(fresh, pairs), advice)


@pytest.mark.exercise("learn_threshold")
@pytest.mark.points(0.5)
def test_learn_threshold_close_together(student, fresh):
    """Examples that lie very close together, and two that lie far away"""
    # The best thresholds fill 1/128 mile of 18: a grid with 200 steps meets them once in ten
    # times, and never eight times in a row; one with 20,000 steps always does.
    for _ in range(8):
        base = float(torch.randint(8 * 128, 20 * 128, (), generator=fresh)) / 128
        border = int(torch.randint(3, 12, (), generator=fresh))
        pairs = [(base + i / 128, i > border) for i in range(15)]
        pairs += [(base - 8.5, False), (base + 8.5, True)]
        learned(
            student,
            *shuffled(fresh, pairs),
            "a grid of candidates can be too coarse. Between which numbers does the count of "
            "mistakes change?",
        )
