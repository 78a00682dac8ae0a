"""
Public checks of "Why learn?": they run in the notebook, and their text may be read.

At grading, further checks with fresh examples are run.
"""

import numpy as np
import pytest
import torch

from autograde import expect

CHOICES = ("rules", "classical ml", "deep learning")
SITUATIONS = ("refund", "photos", "new depot", "voice mail", "credit", "heavy parcel")
SIDES = ("ml", "dl")
ROWS = (
    "performance",
    "data regime",
    "cost",
    "model class",
    "feature engineering",
    "interpretability",
)
ORIGIN = {
    "made by": ("Google", "FAIR", "OpenAI"),
    "year": (2006, 2012, 2016, 2022),
    "governed by": ("Microsoft", "PyTorch Foundation", "nobody"),
}
IDEAS = ("DL", "AI", "ML")
LONG = {
    "artificialintelligence": "ai",
    "machinelearning": "ml",
    "deeplearning": "dl",
    "classicalmachinelearning": "classicalml",
}

# Bicycle up to 4 miles, van beyond: what `frozen` was recorded at 2 miles, so it knows one of them.
RIDE = "lambda miles: 12 + 2 * miles if miles > 4 else 5 * miles"
RIDE_RECORDED_AT_2 = "lambda miles: 5 * miles"


def whole(got, name):
    """A whole number, as an int; NumPy's count as well."""
    if isinstance(got, np.integer):
        return int(got)
    expect.is_a(got, int, advice=f"{name} is a plain int: no bool, no float, no tensor.")
    return got


def plain(word):
    """A word without case, blanks and hyphens; None if it is no word."""
    if isinstance(word, bool) or not isinstance(word, str | int):
        return None
    text = "".join(c for c in str(word).lower() if c.isalnum())
    return LONG.get(text, text)


# ------------------------------------------------------------------------------ exercise 1
@pytest.mark.exercise("recommend")
@pytest.mark.points(0.5)
def test_recommend_camera_and_phone(student):
    """A camera for oneself gets a lens, a phone gets nothing"""
    advice = "go through the four rules in their order, and return a list each time."
    expect.equal(
        student.recommend(["camera", "tripod"], False, 2),
        ["lens"],
        mistakes={
            "a list with one string was asked for, not all that might fit.": [
                "gift card",
                "camera bag",
                "lens",
            ],
        },
        advice=advice,
    )
    expect.equal(student.recommend(["phone"], False, 0), [], advice=advice)


# ------------------------------------------------------------------------------ exercise 2
@pytest.mark.exercise("count_rules")
@pytest.mark.points(0.25)
def test_count_rules_the_shop(student):
    """The shop's three conditions make 24 situations"""
    got = student.count_rules([2, 2, 6])

    expect.equal(
        whole(got, "the number of situations"),
        24,
        mistakes={
            "that is the sum. Write down all pairs for two yes/no questions.": 10,
            "not every condition has two values.": 8,
        },
        advice="each new condition multiplies.",
    )


# ------------------------------------------------------------------------------ exercise 3
@pytest.mark.exercise("learn_threshold")
@pytest.mark.points(0.5)
def test_learn_threshold_four_deliveries(student):
    """Four deliveries that a threshold can tell apart without a mistake"""
    x, late = [1.0, 2.0, 3.0, 9.0], [False, False, True, True]

    got = student.learn_threshold(x, late)

    t = expect.number(got, "the threshold")
    wrong = [xi for xi, li in zip(x, late, strict=True) if (xi > t) != li]
    expect.that(
        not wrong,
        f'{expect.returned(got)}; "late if x > {t:g}" is mistaken about {wrong}',
        expected="a threshold without a mistake, which exists here",
        advice="count the mistakes of a candidate by hand. Do the answers in `late` play a part, "
        "and is it `>`, not `>=`?",
        code="AG-V001",
    )


# ------------------------------------------------------------------------------ exercise 4
@pytest.mark.exercise("numbers_in_image")
@pytest.mark.points(0.25)
def test_numbers_in_a_small_picture(student):
    """224 times 224 pixels in grey"""
    got = student.numbers_in_image(224, 224)

    expect.equal(
        whole(got, "the number of numbers"),
        50176,
        mistakes={
            "this one is grey: one number for each pixel.": 150528,
            "how many pixels are there in one row, and how many rows?": 448,
        },
        advice="one number for each pixel: height and width.",
    )


# ------------------------------------------------------------------------------ exercise 5
@pytest.mark.exercise("hello_add")
@pytest.mark.points(0.25)
def test_hello_add_two_and_three(student):
    """2 + 3 as tensors"""
    got = student.hello_add(2.0, 3.0)

    expect.tensor(
        got,
        shape=(1,),
        dtype=torch.float32,
        advice="compare with `tensor([5.])`: a tensor, the square brackets, and the point that "
        "says float.",
    )
    # Small whole numbers: exact in float32.
    expect.close(got, torch.tensor([5.0]), atol=1e-6, advice="there is just one plus in it.")


# ------------------------------------------------------------------------------ exercise 6
@pytest.mark.exercise("halve_until")
@pytest.mark.points(0.5)
def test_halve_forty_miles(student):
    """40 miles are halved three times until they are 5"""
    got = student.halve_until(torch.tensor(40.0), 5.0)

    expect.that(
        isinstance(got, list | tuple) and len(got) == 2,
        expect.returned(got),
        expected="two values: what is left, and the number of halvings",
        advice="return both, separated by a comma.",
        code="AG-T004",
    )
    left, steps = got
    expect.tensor(left, shape=(), advice="what is left comes first, and stays a tensor.")
    # Halves of 40 are exact in float32.
    expect.close(
        left,
        torch.tensor(5.0),
        atol=1e-6,
        mistakes={
            "5 is not greater than 5: there it ends.": torch.tensor(2.5),
            "it is still greater than the limit. Halve again?": torch.tensor(10.0),
            "once is not enough: as long as it is greater than the limit.": torch.tensor(20.0),
        },
    )
    expect.equal(
        whole(steps, "the number of halvings"), 3, advice="count the rounds of your loop by hand."
    )


# ------------------------------------------------------------------------------ exercise 7
@pytest.mark.exercise("fee")
@pytest.mark.points(0.5)
def test_fee_two_and_eight_miles(student):
    """The fee for 2 miles and for 8 miles"""
    for miles, want, slips in (
        (2.0, 5.4, {"where are the 3 dollars for each order?": torch.tensor(2.4)}),
        (
            8.0,
            15.0,
            {
                "only the miles beyond the fifth cost 2 dollars.": torch.tensor(25.0),
                "beyond 5 miles another line of the price list holds.": torch.tensor(12.6),
                "that line begins with 9 dollars.": torch.tensor(6.0),
            },
        ),
    ):
        got = student.fee(torch.tensor(miles))

        expect.tensor(got, shape=(), advice="a tensor without dimensions, made from `d`.")
        # A tenth of a cent: float32 is good to a millionth of it.
        expect.close(got, torch.tensor(want), atol=1e-3, mistakes=slips)


# ------------------------------------------------------------------------------ exercise 8
@pytest.mark.exercise("wrong_after_freezing")
@pytest.mark.points(0.5)
def test_frozen_ride(student):
    """A ride, recorded at 2 miles, is wrong where the van should be taken"""
    dynamic, frozen = student.build(RIDE), student.build(RIDE_RECORDED_AT_2)

    got = student.wrong_after_freezing(dynamic, frozen, [2.0, 4.0, 6.0, 8.0])

    expect.that(
        isinstance(got, list | tuple),
        f"{expect.returned(got)}, which is {expect.kind_of(got)}",
        expected="a list of distances",
        advice="return the distances themselves, in a list.",
        code="AG-T001",
    )
    miles = [expect.number(v, "each distance") for v in got]
    expect.equal(
        miles,
        [6.0, 8.0],
        mistakes={
            "those are the ones that it gets right.": [2.0, 4.0],
            "at 4 miles both say 20 minutes.": [4.0, 6.0, 8.0],
        },
        advice="work out what each of the two says, at each of the four distances.",
    )


# ------------------------------------------------------------------------------ exercise 9
@pytest.mark.exercise("first_bad_step")
@pytest.mark.points(0.5)
def test_first_bad_step_division_by_zero(student):
    """The steps x + 1, sqrt, 1 / x, with x = [3, -1]"""
    steps = [student.build(s) for s in ("lambda x: x + 1", "torch.sqrt", "lambda x: 1 / x")]

    got = student.first_bad_step(steps, torch.tensor([3.0, -1.0]))

    expect.equal(
        whole(got, "the index"),
        2,
        mistakes={
            "steps are counted from 0.": 3,
            "1 / 0 is infinite, which is bad as well.": -1,
            "the second number is 0 after the first step, which is fine, and so is its root.": 1,
        },
        advice="write down what each step gives: the first applied to x, the next to its result.",
    )


# ----------------------------------------------------------------------------- exercise 10
@pytest.mark.exercise("vocabulary")
@pytest.mark.points(0.25)
def test_vocabulary_form(student):
    """Every table has its keys, and every answer is one of the listed words"""
    form(student["CHOOSE"], "CHOOSE", dict.fromkeys(SITUATIONS, CHOICES))
    form(student["ML_OR_DL"], "ML_OR_DL", dict.fromkeys(ROWS, SIDES))
    form(student["PYTORCH"], "PYTORCH", ORIGIN)
    nesting = student["NESTING"]
    expect.that(
        isinstance(nesting, list | tuple)
        and sorted(str(plain(v)) for v in nesting) == sorted(plain(v) for v in IDEAS),
        f"NESTING is {nesting!r}",
        expected=f"a list of {', '.join(IDEAS)}, each once",
        advice="only their order is in question.",
        code="AG-V002",
    )


def form(table, name, words):
    """The table is a dictionary with these keys, each with one of its words."""
    expect.that(
        isinstance(table, dict),
        f"{name} is {expect.kind_of(table)}",
        expected="a dictionary, as in the form",
        advice="copy the form once more, with its curly brackets.",
        code="AG-T001",
    )
    given = {plain(key): value for key, value in table.items()}
    for key, allowed in words.items():
        expect.that(
            plain(key) in given,
            f"{name} has no answer for {key!r}",
            expected=f"the keys {', '.join(words)}",
            advice="compare the keys with the form.",
            code="AG-V002",
        )
        answer = given[plain(key)]
        expect.that(
            plain(answer) is not None and plain(answer) in [plain(word) for word in allowed],
            f"{name}[{key!r}] is {answer!r}",
            expected=f"one of {', '.join(map(str, allowed))}",
            advice="choose one of the listed words.",
            code="AG-V002",
        )
