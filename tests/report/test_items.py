"""Item analysis: coefficients against their definitions, and sentences where something is odd."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograde.model import CheckResult, ExerciseResult, Outcome, Result, Status
from autograde.report.items import analyse, as_record, correlation, cronbach_alpha, upper_lower


def result(student, scores, points=4.0, status=Outcome.GRADED):
    """A graded submission with these scores."""
    exercises = []
    for i, score in enumerate(scores):
        passed = Status.PASSED if score == points else Status.FAILED
        check = CheckResult("test", f"e{i}", "title", passed, score, points, True)
        exercises.append(ExerciseResult(f"e{i}", score, points, passed, (check,)))
    return Result(
        student, "a", status, sum(scores), points * len(scores), 3.0, tuple(exercises),
        timing={"student_cpu_seconds": 0.1},
    )  # fmt: skip


def class_of(rows):
    return [result(f"s{i:03d}", row) for i, row in enumerate(rows)]


def test_alpha_of_parallel_items_is_spearman_and_brown():
    """k parallel items of reliability r have alpha k r / (1 + (k - 1) r)."""
    draw = np.random.default_rng(0)
    ability = draw.normal(size=(40_000, 1))
    scores = ability + draw.normal(size=(40_000, 8))

    assert cronbach_alpha(scores) == pytest.approx(8 * 0.5 / (1 + 7 * 0.5), abs=0.005)


def test_alpha_of_one_item_given_twice_is_one():
    """Items that agree perfectly are perfectly reliable."""
    column = np.array([1.0, 3, 2, 4])

    assert cronbach_alpha(np.stack([column, column], 1)) == pytest.approx(1)


@pytest.mark.parametrize("scores", [np.ones((5, 3)), np.ones((1, 3)), np.ones((5, 1))])
def test_alpha_is_not_defined_where_nothing_differs(scores):
    """No spread, one student or one item: no number instead of nan or infinity."""
    assert cronbach_alpha(scores) is None


@given(st.permutations(range(12)))
def test_d27_does_not_depend_on_the_order_of_students(order):
    """Students with equal totals at the border count alike wherever they stand in the list."""
    share = np.array([1.0, 0, 1, 0, 1, 1, 0, 0, 1, 0, 1, 1])
    totals = np.array([5.0, 1, 3, 3, 3, 5, 3, 3, 4, 2, 3, 3])

    got = upper_lower(share[list(order)], totals[list(order)])

    # 3.24 of 12 at either end: 5, 5, 4 and 0.24 of the six with 3; 1, 2 and 1.24 of these six.
    middle = share[totals == 3].mean()
    wanted = ((1 + 1 + 1 + 0.24 * middle) - (0 + 0 + 1.24 * middle)) / 3.24
    assert got == pytest.approx(wanted)


def test_the_rest_does_not_contain_the_item():
    """The correlation is with the other exercises: independent ones have none."""
    draw = np.random.default_rng(1)
    rows = draw.integers(0, 5, size=(3000, 4)).astype(float)

    items = analyse("a", class_of(rows)).items

    for at, item in enumerate(items):
        rest = rows.sum(axis=1) - rows[:, at]
        assert item.rest == pytest.approx(float(np.corrcoef(rows[:, at], rest)[0, 1]))
        assert abs(item.rest) < 4 / math.sqrt(3000)


def test_an_exercise_that_good_students_fail_is_flagged():
    """r < 0 asks to check the test; the others are not accused."""
    rows = [[a, a, a, 4 - a] for a in (0.0, 1.0, 2.0, 3.0, 4.0) for _ in range(4)]

    items = {item.id: item for item in analyse("a", class_of(rows)).items}

    assert items["e3"].rest == pytest.approx(-1)
    assert any("Check the test" in flag for flag in items["e3"].flags)
    assert not any("Check the test" in flag for flag in items["e0"].flags)


def test_what_could_not_be_graded_is_left_out_by_name():
    """A refused submission is no zero."""
    results = [*class_of([[4.0, 2.0], [4.0, 4.0]]), result("gone", [0, 0], status=Outcome.REFUSED)]

    analysis = analyse("a", results)

    assert analysis.students == 2
    assert analysis.left_out == ("gone",)
    assert analysis.totals == (6, 8)


def test_few_students_are_said_to_be_few():
    """Below a hundred the report warns; numbers that are not defined are null in JSON."""
    record = as_record(analyse("a", class_of([[4.0, 4.0]])))

    assert "With 1 students" in record["caution"]
    assert record["alpha"] is None
    assert record["exercises"][0]["rest"] is None
    assert analyse("a", class_of([[4.0, 4.0]] * 100)).caution == ""


def test_correlation_of_constants_is_not_defined():
    """Where a score does not vary, nothing is correlated."""
    assert correlation(np.ones(5), np.arange(5.0)) is None
