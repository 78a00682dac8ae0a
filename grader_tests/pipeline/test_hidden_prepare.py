"""Hidden checks: one scale, learned from the training rows."""

import pytest
import torch

from autograde import expect

STEP = 0.5  # between neighbouring values of the first column


def data(fresh, rows):
    """
    Random columns on four scales, and labels of two classes.

    The values of the first column are all different, so that a row can be told by it, also when
    the column has been scaled. The third varies by little and is not constant for that; in the
    last, one row lies far out.
    """
    X = torch.randn(rows, 4, generator=fresh) * torch.tensor([1.0, 40.0, 0.02, 7.0])
    X += torch.tensor([0.0, 400.0, 0.2, 70.0])
    X[rows // 2, 3] += 60.0
    X[:, 0] = 12.0 + STEP * torch.randperm(rows, generator=fresh)
    return X, torch.arange(rows) * 2 // rows


def six_parts(got, rows):
    """What prepare returned, as six tensors of fitting shapes."""
    expect.is_a(got, dict)
    for key in ("X_train", "y_train", "X_test", "y_test", "mean", "std"):
        expect.that(key in got, f"the keys are {sorted(map(str, got))}", expected=f"{key!r}")
        expect.is_a(got[key], torch.Tensor)
    for key in ("mean", "std"):
        expect.tensor(got[key], shape=(4,), advice="one number for each column.")
    for side in ("train", "test"):
        labels = got[f"y_{side}"]
        expect.tensor(labels, dtype=torch.int64, advice="labels are only moved, not converted.")
        expect.that(labels.ndim == 1, f"y_{side} has shape {tuple(labels.shape)}", expected="(N,)")
        expect.tensor(got[f"X_{side}"], shape=(len(labels), 4))
    count = len(got["y_train"]) + len(got["y_test"])
    expect.that(
        count == rows,
        f"of {rows} rows {count} came back",
        expected="each row on exactly one side",
        advice="one permutation of the row numbers has each number once: cut it in two.",
    )
    return got


def sides(got, X):
    """
    Which rows are on which side: their numbers, in the order in which they came back.

    The training rows are told by undoing the scaling; the test rows are the others, and no
    scaling changes their order in the first column.
    """
    undone = got["X_train"][:, 0].double() * got["std"][0].double() + got["mean"][0].double()
    gaps = (undone[:, None] - X[:, 0].double()).abs()
    train = gaps.argmin(dim=1).tolist() if len(gaps) else []
    # float32 gives a value around 20 back within 1e-4, if it was scaled by these numbers; a fifth
    # of a step still tells neighbours apart.
    expect.that(
        bool(train) and float(gaps.min(dim=1).values.max()) < STEP / 5,
        "X_train * std + mean does not give back the rows that came in",
        expected="mean and std by which the training rows were scaled",
        advice="return the mean and the std that you really used.",
    )
    expect.that(
        len(set(train)) == len(train),
        "some rows are twice in the training",
        expected="each row on exactly one side",
        advice="one permutation of the row numbers has each number once: cut it in two.",
    )
    others = sorted(set(range(len(X))) - set(train), key=lambda n: float(X[n, 0]))
    places = got["X_test"][:, 0].argsort().argsort().tolist()
    return train, [others[place] for place in places]


@pytest.mark.exercise("prepare")
@pytest.mark.points(1)
def test_prepare_learns_from_the_training_rows(student, fresh):
    """Mean and deviation are those of the training rows alone"""
    X, y = data(fresh, 32)

    call = student.call("prepare", X, y, 0.25, 2)

    got = six_parts(call.value, 32)
    train, _ = sides(got, X)
    rows = X[train].double()
    advice = "which rows may you look at? Whoever learns something from test rows has no test."
    # float32 sums of 24 numbers: rounding below 1e-6 of their size. All rows instead of the
    # training rows change the mean by about a tenth of a deviation, 1e-2 of its size here.
    expect.close(
        got["mean"],
        rows.mean(0),
        atol=0.0,
        rtol=1e-5,
        mistakes={
            "those are the means of all rows, the test rows among them.": X.double().mean(0),
        },
        advice=advice,
    )
    forms = [rows.std(0, correction=c) for c in (0, 1)]
    # The same: rounding below 1e-6 of its size, and room for a millionth that is added against
    # dividing by zero: 7e-5 of the smallest. Dividing by N or N - 1 are both welcome.
    expect.that(
        any(expect.is_close(got["std"], form, atol=0.0, rtol=1e-4) for form in forms),
        "the std that prepare returned is not that of the training rows",
        expected=f"{forms[1].tolist()}",
        advice=advice,
    )
    expect.unchanged(call)


@pytest.mark.exercise("prepare")
@pytest.mark.points(1)
def test_prepare_one_scale_for_both_sides(student, fresh):
    """Training and test rows are scaled by the same numbers, and keep their labels"""
    X, y = data(fresh, 32)

    got = six_parts(student.prepare(X, y, 0.25, 4), 32)

    numbers = dict(zip(("train", "test"), sides(got, X), strict=True))
    train = X[numbers["train"]].double()
    for side, rows in numbers.items():
        raw = X[rows].double()
        scaled = [(raw - train.mean(0)) / train.std(0, correction=c) for c in (0, 1)]
        own = [(raw - raw.mean(0)) / raw.std(0, correction=c) for c in (0, 1)]
        found = got[f"X_{side}"]
        # float32: (x - mean) loses a few units in the last place of x, which is fifteen deviations
        # at most here: 1e-5 of a deviation. A millionth added to the smallest deviation makes
        # 7e-5 of up to three.
        if not any(expect.is_close(found, form, atol=1e-3) for form in scaled):
            if expect.is_close(found, raw, atol=1e-3):
                advice = "one of the two sides has not been scaled."
            elif any(expect.is_close(found, form, atol=1e-3) for form in own):
                advice = "the test rows were scaled by themselves. A single new row has no mean."
            else:
                advice = "subtract the training mean on both sides, then divide by the deviation."
            expect.that(
                False,
                f"X_{side} is not (X - mean) / std with the training rows' mean and std",
                expected="both sides on the training rows' scale",
                advice=advice,
            )
        expect.that(
            torch.equal(got[f"y_{side}"], y[rows]),
            f"the labels in y_{side} do not belong to the rows in X_{side}",
            expected="row and label to stay together",
            advice="split X and y together, by the same row numbers.",
        )


def unseen_constant(student, X, y, numbers):
    """A column that is constant in the training rows, and not in the test rows, is zeros there."""
    X = X.clone()
    X[:, 3] = 5.0
    X[numbers[1], 3] = 7.0

    got = six_parts(student.prepare(X, y, 0.25, 1), len(X))

    if sides(got, X) != numbers:  # the seed is another check's business
        return
    scaled = (7.0 - got["mean"][3].double()) / got["std"][3].double()
    expect.that(
        bool((got["X_train"][:, 3] == 0).all())
        and bool(torch.isfinite(scaled))
        # float32: one division of small whole numbers is exact to 1e-7.
        and expect.is_close(got["X_test"][:, 3], scaled.expand(len(numbers[1])), atol=0, rtol=1e-3),
        f"a column that is the same in all training rows became {got['X_train'][:3, 3].tolist()} "
        f"... there, with the std {float(got['std'][3]):g}",
        expected="zeros, and a std by which the test rows can be divided",
        advice="which rows decide whether a column is constant? The test rows are not there yet.",
    )


@pytest.mark.exercise("prepare")
@pytest.mark.points(0.75)
def test_prepare_constant_column(student, fresh):
    """A column of equal numbers becomes zeros, and new rows can still be scaled"""
    X, y = data(fresh, 32)
    # Whole numbers: their mean over any rows is exact in float32.
    X[:, 1], X[:, 2] = 6.0, 0.0

    got = six_parts(student.prepare(X, y, 0.25, 1), 32)

    for side in ("X_train", "X_test"):
        for column in (1, 2):
            values = got[side][:, column]
            expect.that(
                bool((values == 0).all()),
                f"a column of equal numbers became {values[:3].tolist()} ... in {side}",
                expected="zeros",
                advice="what is its deviation, and what happens when you divide by that?",
            )
    unseen_constant(student, X, y, sides(got, X))
    new_row = (X[0] - got["mean"]) / got["std"]
    expect.that(
        bool(torch.isfinite(new_row).all()) and not bool(new_row[1:3].any()),
        f"(X - mean) / std with the returned mean and std makes {new_row.tolist()} of a row",
        expected="a mean and a std with which a new row can be scaled",
        advice="return the std that you really divided by.",
    )


@pytest.mark.exercise("prepare")
@pytest.mark.points(0.75)
def test_prepare_splits_as_asked(student, fresh):
    """The fraction and the seed decide which rows are in the test"""
    X, y = data(fresh, 40)
    advice = "are `test_fraction` and `seed` passed on to the split?"
    tests = []
    for turn, (share, seed) in enumerate(((0.25, 0), (0.25, 0), (0.25, 6), (0.5, 7), (0.1, 8))):
        student.seed(200 + turn)  # whatever else was drawn in between
        got = six_parts(student.prepare(X, y, share, seed), 40)
        # Up, down or to the nearest, and class by class, for two classes: all are sensible ways to
        # round.
        expect.that(
            abs(len(got["y_test"]) - 40 * share) <= 1.5,
            f"{len(got['y_test'])} of 40 rows are in the test for test_fraction={share}",
            expected=f"{40 * share:g}",
            advice=advice,
        )
        tests.append(sorted(sides(got, X)[1]))
    expect.that(
        tests[0] == tests[1],
        "the same seed gave different test rows",
        expected="the same split again",
        advice=advice,
    )
    # Two draws of 10 of 40 rows agree by chance once in 800 million times.
    expect.that(
        tests[0] != tests[2],
        "different seeds gave the same test rows",
        expected="another seed, another split",
        advice=advice,
    )
    # Rows drawn by chance stand side by side once in tens of millions of times.
    expect.that(
        tests[2][-1] - tests[2][0] >= len(tests[2]),
        "the test rows stand side by side in the file",
        expected="rows drawn by chance",
        advice="shuffle before you cut.",
    )
