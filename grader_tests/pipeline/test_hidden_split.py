"""Hidden checks: the rows in the drawer."""

import pytest
import torch

from autograde import expect
from autograde.errors import StudentRaised


def sorted_by_class(fresh, rows):
    """Data whose first column is the row's number, and labels of three classes in a row."""
    X = torch.randn(rows, 3, generator=fresh)
    X[:, 0] = torch.arange(rows)
    return X, torch.arange(rows) * 3 // rows


def four_parts(got, rows):
    """What split returned, as four tensors of fitting shapes and dtypes."""
    expect.is_a(got, tuple, list, advice="return four tensors, separated by commas.")
    expect.that(len(got) == 4, f"split returned {len(got)} values", expected="four")
    for part, flat in zip(got, (False, True, False, True), strict=True):
        expect.is_a(part, torch.Tensor)
        expect.that(
            part.ndim == 1 if flat else part.ndim == 2 and part.shape[1] == 3,
            f"one of the four has the shape {tuple(part.shape)}",
            expected="(N,)" if flat else "(N, 3)",
            advice="the order is X_train, y_train, X_test, y_test.",
        )
        expect.tensor(
            part,
            dtype=torch.int64 if flat else torch.float32,
            advice="rows and labels are only moved, not converted.",
        )
    X_train, y_train, X_test, y_test = got
    expect.that(
        len(X_train) == len(y_train) and len(X_test) == len(y_test),
        f"the four have {[len(part) for part in got]} rows",
        expected="as many labels as rows on each side",
        advice="index X and y with the same row numbers.",
    )
    return got


def numbers_of(part):
    """The row numbers that stand in the first column."""
    return part[:, 0].round().long().tolist()


def has_share(count, rows, share):
    """The test has the share that was asked for."""
    # Up, down or to the nearest, and class by class: all are sensible ways to round. Three classes
    # that are each rounded by themselves are off by one and a half at most.
    expect.that(
        abs(count - rows * share) <= 1.5,
        f"{count} of {rows} rows are in the test for test_fraction={share}",
        expected=f"{rows * share:g}, rounded",
        advice="test_fraction is the share of the test.",
    )


@pytest.mark.exercise("split")
@pytest.mark.points(0.5)
def test_split_each_row_once(student, fresh):
    """Every row is on exactly one side, beside its own label, as it was"""
    for rows in (41, 60):
        X, y = sorted_by_class(fresh, rows)

        call = student.call("split", X, y, 0.25, 3)

        X_train, y_train, X_test, y_test = four_parts(call.value, rows)
        seen = numbers_of(X_train) + numbers_of(X_test)
        expect.that(
            sorted(seen) == list(range(rows)),
            f"of {rows} different rows {len(set(seen))} came back, in {len(seen)} places",
            expected="each row on exactly one side",
            advice="one permutation of the row numbers has each number once: cut it in two.",
        )
        has_share(len(y_test), rows, 0.25)
        for data, labels in ((X_train, y_train), (X_test, y_test)):
            # Rows are only moved: exact.
            expect.that(
                torch.equal(data, X[numbers_of(data)]) and torch.equal(labels, y[numbers_of(data)]),
                "the rows do not stand beside their own labels",
                expected="row and label to stay together",
                advice="use the same row numbers for X and for y.",
            )
        expect.unchanged(call)


@pytest.mark.exercise("split")
@pytest.mark.points(0.5)
def test_split_uses_the_fraction(student, fresh):
    """The share of the test is the one that was asked for"""
    X, y = sorted_by_class(fresh, 60)
    for share in (0.1, 0.5, 0.8):
        got = four_parts(student.split(X, y, test_fraction=share, seed=1), 60)

        has_share(len(got[3]), 60, share)
    # So few rows that the share rounds to none. Whoever refuses that with an error may: a test
    # without rows measures nothing.
    X, y = sorted_by_class(fresh, 4)
    try:
        got = student.split(X, y, test_fraction=0.1, seed=1)
    except StudentRaised:
        return
    has_share(len(four_parts(got, 4)[3]), 4, 0.1)


@pytest.mark.exercise("split")
@pytest.mark.points(0.75)
def test_split_draws_by_chance(student, fresh):
    """Each row may end up in the test, wherever it stands"""
    rows = 24
    X, y = sorted_by_class(fresh, rows)
    draws, blocks = set(), 0
    for seed in range(60):
        test = sorted(numbers_of(four_parts(student.split(X, y, 0.25, seed), rows)[2]))
        draws.add(tuple(test))
        around = [*test[1:], *(n + rows for n in test[:1])]
        neighbours = sum(b - a == 1 for a, b in zip(test, around, strict=True))
        blocks += neighbours >= len(test) - 1
    # One draw of 6 of 24 rows is a block by chance once in 5,600 times.
    expect.that(
        blocks < 3,
        f"in {blocks} of 60 splits the test rows stand side by side in the file",
        expected="rows drawn by chance",
        advice="what if the file is sorted by class? Shuffle before you cut.",
    )
    # A given row is never drawn in 60 splits with probability 0.75**60 = 3e-8. A seed that is not
    # used is another check's business.
    ever = {row for test in draws for row in test}
    expect.that(
        len(ever) == rows or len(draws) == 1,
        f"{rows - len(ever)} of {rows} rows were in the test in none of 60 splits",
        expected="the same chance for each row",
        advice="are all row numbers shuffled, from the first to the last?",
    )


@pytest.mark.exercise("split")
@pytest.mark.points(0.75)
def test_split_repeats_with_the_seed(student, fresh):
    """The same seed gives the same split, other seeds give others"""
    X, y = sorted_by_class(fresh, 48)
    drawn = []
    for turn, seed in enumerate((0, 0, 6, 7, 8)):  # 0 is a seed too, also for who asks `if seed:`
        student.seed(100 + turn)  # whatever else was drawn in between
        drawn.append([p.tolist() for p in four_parts(student.split(X, y, 0.25, seed), 48)])
    expect.that(
        drawn[0] == drawn[1],
        "two calls of split with the same seed gave different rows",
        expected="the same split again",
        advice="seed whatever you draw with, in every call.",
    )
    # Two draws of 12 of 48 rows agree by chance once in 10**10 times.
    expect.that(
        len({tuple(sorted(row[0] for row in parts[2])) for parts in drawn}) == 4,
        "different seeds gave the same test rows",
        expected="another seed, another split",
        advice="is the argument `seed` used, and not a number of your own?",
    )
