"""Hidden checks: the six stages, from text to records, what cannot be."""

import pytest
import torch

from autograde import expect

ORDER = [
    "data ingestion",
    "data preparation",
    "model building",
    "training",
    "evaluation",
    "deployment",
]


def tenths(fresh, count, low=5, high=400):
    """Positive numbers with one digit behind the point: text and floats say the same."""
    return [v / 10 for v in torch.randint(low, high, (count,), generator=fresh).tolist()]


def deliveries(fresh, count):
    """Different usable records."""
    miles = (torch.randperm(600, generator=fresh)[:count] + 10).tolist()
    return [[m / 10, t] for m, t in zip(miles, tenths(fresh, count, 30, 900), strict=True)]


# --------------------------------------------------------------------------------- stages
@pytest.mark.exercise("stages")
@pytest.mark.points(0.75)
def test_stages_in_order(student):
    """The stages stand in the order in which a project goes through them"""
    stages = student["STAGES"]

    expect.is_a(stages, list, tuple)
    for name in stages:
        expect.is_a(name, str)
    names = [" ".join(n.replace("-", " ").replace("_", " ").lower().split()) for n in stages]
    expect.that(
        names == ORDER,
        f"STAGES is {stages}",
        expected=f"{ORDER}",
        advice="for each neighbouring pair ask: could the second one be done without the first?",
        code="AG-V002",
    )


# --------------------------------------------------------------------------------- ingest
def is_records(got, want, advice):
    """The records are these, as lists or tuples, with None where a number is missing."""
    expect.is_a(got, list, tuple)
    expect.that(
        len(got) == len(want),
        f"{expect.returned(got)}, which has {len(got)} records",
        expected=f"{len(want)} records",
        advice=advice,
    )
    for record, right in zip(got, want, strict=True):
        expect.that(
            isinstance(record, list | tuple) and len(record) == 2,
            f"one of the records is {record!r:.100}",
            expected="two values, always",
            advice="a record has two values, whether its line has one cell or four.",
        )
        for cell, value in zip(record, right, strict=True):
            if value is None:
                expect.that(
                    cell is None, f"a cell became {cell!r:.60}", expected="None", advice=advice
                )
            else:
                expect.that(
                    type(cell) is not int,
                    f"a cell became {cell!r}, an int",
                    expected=f"{value!r}, a float",
                    advice="`float` reads whole numbers as well.",
                )
                # A float is read exactly.
                expect.close(
                    expect.number(cell, "a cell"), value, atol=0.0, rtol=1e-9, advice=advice
                )


@pytest.mark.exercise("ingest")
@pytest.mark.points(0.5)
def test_ingest_another_log(student, fresh):
    """A complete log of another courier, with other names for its columns"""
    records = deliveries(fresh, 9)
    records[4][0] = -records[4][0]
    records[6][1] = 0.0
    records.append(list(records[2]))
    lines = ["way (mi),time (min),remark"] + [f"{a},{b}" for a, b in records]

    for end in ("\n", ""):  # with and without a last line end
        got = student.ingest("\n".join(lines) + end)

        is_records(
            got,
            records,
            "the first line is no record, whatever it says, and every line after it is; the "
            "last one too. Negative numbers are numbers, and nothing is judged here.",
        )


@pytest.mark.exercise("ingest")
@pytest.mark.points(1)
def test_ingest_odd_cells(student, fresh):
    """Missing cells, empty ones, words, and remarks"""
    a, b, c, d, e, f, g, h = tenths(fresh, 8)
    # One log for each kind of oddity: what is misread then says which kind it is.
    missing = f"{a},\n,{b}\n{c}\n{d},late\nfar,{e}\n,\n"
    spelled = f" {f} ,  {g}\n{h},1.2.3\n{c},-\n+{a},.5\n-.5, +{g} \n5,12\n1e1,2.5E-1\n"
    remarks = f"{a},{b},rain,and wind\n{d},{e},{f}\n{g},,{h}\n"
    for lines, want, advice in (
        (
            missing,
            [[a, None], [None, b], [c, None], [d, None], [None, e], [None, None]],
            "treat each cell on its own: a number, or None. Is a line with a missing cell still a "
            "record? And one in which every cell is empty, but for the comma?",
        ),
        (
            spelled,
            [[f, g], [h, None], [c, None], [a, 0.5], [-0.5, g], [5.0, 12.0], [10.0, 0.25]],
            "there are more ways to write a number than digits with a point between them, and "
            "`float` knows them all. What it refuses is none.",
        ),
        (
            remarks,
            [[a, b], [d, e], [g, None]],
            "miles and minutes are the first two cells; what follows is a remark, even a number.",
        ),
    ):
        got = student.ingest("miles,minutes\n" + lines)

        is_records(got, want, advice)


@pytest.mark.exercise("ingest")
@pytest.mark.points(0.5)
def test_ingest_lines(student, fresh):
    """Line ends of Windows, blank lines, and a log without records"""
    a, b, c, d = tenths(fresh, 4)
    advice = "which lines are none? `str.splitlines` knows all kinds of line ends."

    windows = student.ingest(f"miles,minutes\r\n{a},{b}\r\n\r\n{c},\r\n,{d}\r\n\r\n")
    is_records(windows, [[a, b], [c, None], [None, d]], advice)

    blank = student.ingest(f"miles,minutes\n\n\n{a},{b}\n\n{c},{d}\n\n")
    is_records(blank, [[a, b], [c, d]], advice)

    empty = student.ingest("miles,minutes\n")
    is_records(empty, [], "a header alone gives an empty list.")


# ---------------------------------------------------------------------------------- clean
def shuffled(fresh, rows):
    """The rows in a random order."""
    return [rows[i] for i in torch.randperm(len(rows), generator=fresh).tolist()]


def is_table(got, want, advice):
    """The tensor holds these records, in this order."""
    expect.tensor(got, shape=(len(want), 2), dtype=torch.float32, advice=advice)
    right = torch.tensor(want, dtype=torch.float32).reshape(-1, 2)
    # The numbers are copied only; a millionth leaves room for rounding on the way.
    expect.close(got, right, atol=0.0, rtol=1e-6, advice=advice)


@pytest.mark.exercise("clean")
@pytest.mark.points(1.25)
def test_clean_drops_what_cannot_be(student, fresh):
    """Missing, nan, zero and negative numbers, in either column"""
    nan = float("nan")
    good = [*deliveries(fresh, 8), [0.3, 0.8]]  # less than one of each is still above zero
    bad = [[v, t] for v, t in zip((None, nan, 0.0, -3.5), tenths(fresh, 4), strict=True)]
    bad += [[t, v] for v, t in zip((None, nan, 0.0, -3.5), tenths(fresh, 4), strict=True)]
    bad += [[None, None], [nan, nan], [-1.5, -2.5]]
    rows = shuffled(fresh, good + bad)

    call = student.call("clean", rows)

    is_table(
        call.value,
        [r for r in rows if r in good],
        "keep a record if both numbers are there and above zero. Say what you keep: nan is not "
        "above zero, and not below it.",
    )
    expect.unchanged(call)


@pytest.mark.exercise("clean")
@pytest.mark.points(1.25)
def test_clean_keeps_each_once_and_in_order(student, fresh):
    """Equal records once, at their first place; records that share one number all stay"""
    good = deliveries(fresh, 7)
    good[2][1] = good[2][0] + 7.7
    good.append([good[0][0], good[0][1] + 0.3])  # the same way, another time
    good.append([good[1][0] + 60.1, good[1][1]])  # another way, the same time
    good.append([good[2][1], good[2][0]])  # the two numbers exchanged
    good += [[61.2, 20.1], [61.2, 20.2], [61.24, 20.1]]  # equal only to those who round
    good = shuffled(fresh, good)
    # Each repetition stands after its first appearance, most of them not right behind it.
    rows = [*good[:5], list(good[1]), *good[5:], list(good[9]), list(good[0]), list(good[1])]

    for _ in range(2):  # the same log once more: nothing of it has been seen before
        got = student.clean(rows)

        is_table(
            got,
            good,
            "of equal records the first stays where it is. A set alone forgets the order, two "
            "deliveries may share one of their numbers, and each call begins anew.",
        )


@pytest.mark.exercise("clean")
@pytest.mark.points(0.5)
def test_clean_nothing_left(student):
    """When nothing is left, there are still two columns"""
    for rows in ([], [[None, 12.5], [0.0, 3.0], [float("nan"), 4.0]]):
        got = student.clean(rows)

        expect.tensor(
            got,
            shape=(0, 2),
            dtype=torch.float32,
            advice="a tensor of an empty list has no columns. Which shape do you want it to have?",
        )
