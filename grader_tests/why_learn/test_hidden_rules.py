"""Hidden checks: written rules and their number (recommend, count_rules, numbers_in_image)."""

import numpy as np
import pytest
import torch

from autograde import expect

GOODS = ["phone", "tripod", "flash", "battery", "memory card", "strap", "tablet", "printer"]


def whole(got, name):
    """A whole number, as an int; NumPy's count as well."""
    if isinstance(got, np.integer):
        return int(got)
    said = f"{name} is a plain int: no bool, no float, no tensor."
    if isinstance(got, torch.Tensor):
        said = f"{name} is a plain int: a tensor that holds it is something else."
    expect.is_a(got, int, advice=said)
    return got


def draw(fresh, low, high):
    """A random int, both ends included."""
    return int(torch.randint(low, high + 1, (), generator=fresh))


def some(fresh, goods, count):
    """A few of the goods, in random order."""
    return [goods[i] for i in torch.randperm(len(goods), generator=fresh)[:count].tolist()]


# ------------------------------------------------------------------------------ recommend
def recommended(student, basket, is_gift, lenses, want, advice):
    call = student.call("recommend", basket, is_gift, lenses)
    expect.equal(call.value, want, advice=advice)
    expect.unchanged(call)


@pytest.mark.exercise("recommend")
@pytest.mark.points(0.5)
def test_recommend_gift_comes_before_lenses(student, fresh):
    """The gift is asked about after the camera and before the lenses"""
    others = some(fresh, GOODS, 2)
    advice = "the order of the rules matters where two of them could apply. Which is asked first?"
    for lenses in (draw(fresh, 6, 12), 0, draw(fresh, 1, 4)):
        recommended(student, ["camera", *others], True, lenses, ["gift card"], advice)
        recommended(student, others, True, lenses, [], advice)


@pytest.mark.exercise("recommend")
@pytest.mark.points(0.5)
def test_recommend_at_least_five_lenses(student, fresh):
    """Just below five lenses, five, and more"""
    # Two lenses are being bought with it: they are not owned already, and 4 and 2 are not 5.
    basket = ["camera", "lens", *some(fresh, GOODS, 1), "lens"]
    many = draw(fresh, 10, 40)
    # Both answers are kept, as anybody does who recommends to two customers.
    two = student.build(
        "lambda recommend, basket: [recommend(basket, False, lenses) for lenses in (1, 8)]"
    )
    expect.equal(
        two(student["recommend"], basket),
        [["lens"], ["camera bag"]],
        advice="the same basket twice, and the first answer looked at after the second call: does "
        "anything of the first call go into the second, or the other way round?",
    )
    for lenses in (4, 5, 6, many, 0):
        want = ["camera bag"] if lenses >= 5 else ["lens"]
        recommended(
            student,
            basket,
            False,
            lenses,
            want,
            'what does "at least five" say about five itself, and who owns what is being bought?',
        )


@pytest.mark.exercise("recommend")
@pytest.mark.points(0.5)
def test_recommend_camera_anywhere_in_the_basket(student, fresh):
    """The camera may lie anywhere in the basket, and nothing else is a camera"""
    others = some(fresh, GOODS, 3)
    for basket in ([*others, "camera"], [others[0], "camera", others[1]], ["camera", "camera"]):
        advice = "is the whole basket searched, wherever the camera lies in it?"
        recommended(student, basket, False, 1, ["lens"], advice)
    for basket in ([], ["camera strap", *others], [*others, "film camera"]):
        advice = "what is in a basket without a camera? An item counts only if it is called so."
        recommended(student, basket, False, 1, [], advice)


# ---------------------------------------------------------------------------- count_rules
@pytest.mark.exercise("count_rules")
@pytest.mark.points(0.25)
def test_count_rules_other_conditions(student, fresh):
    """Other conditions, also one that can take a single value only"""
    counts = [draw(fresh, 3, 9) for _ in range(3)]
    counts.append(counts[0])  # two conditions may have as many values
    for options in ([3, 1, 5], [7], [1], counts):
        want = 1
        for count in options:
            want *= count
        call = student.call("count_rules", options)
        expect.equal(
            whole(call.value, "the number of situations"),
            want,
            advice="multiply all of them, whatever they are; a condition with one value changes "
            "nothing.",
        )
        expect.unchanged(call)


@pytest.mark.exercise("count_rules")
@pytest.mark.points(0.25)
def test_count_rules_without_conditions(student):
    """Without any condition there is one situation"""
    expect.equal(
        whole(student.count_rules([]), "the number of situations"),
        1,
        advice="what does your loop begin with, before the first condition?",
    )


@pytest.mark.exercise("count_rules")
@pytest.mark.points(0.25)
@pytest.mark.seconds(5)  # a count by listing every situation never ends here
def test_count_rules_more_than_a_machine_word(student):
    """So many conditions that 64 bits do not hold the number"""
    # Powers of two are exact as floats; powers of three above 2**53 are not.
    for options in ([2] * 64, [3] * 41, [2] * 200):
        want = options[0] ** len(options)
        expect.equal(
            whole(student.count_rules(options), "the number of situations"),
            want,
            advice="Python's own integers never overflow and never round; those of tensors and "
            "arrays have 64 bits, and floats keep 16 digits.",
        )


# ----------------------------------------------------------------------- numbers_in_image
@pytest.mark.exercise("numbers_in_image")
@pytest.mark.points(0.25)
def test_image_of_another_shape(student, fresh):
    """Pictures that are not square"""
    # The last one has 16,809,999 numbers, odd and above 2**24: float32 does not hold such a count.
    # And a real block of them, 67 MB, still fits in memory, for those who make one and ask it.
    sizes = ((1080, 1920), (draw(fresh, 20, 90), draw(fresh, 100, 400)), (1, 17), (4099, 4101))
    for height, width in sizes:
        expect.equal(
            whole(student.numbers_in_image(height, width), "the number of numbers"),
            height * width,
            mistakes={
                "not every picture is square.": height**2,
                "where is the height?": width**2,
            },
            advice="pixels in a row times rows, for any picture.",
        )


@pytest.mark.exercise("numbers_in_image")
@pytest.mark.points(0.5)
def test_image_in_colour(student, fresh):
    """Pictures with several numbers for each pixel"""
    side, channels = draw(fresh, 20, 300), draw(fresh, 4, 12)
    results = (
        (student.numbers_in_image(side, side, 3), side * side, 3),
        (student.numbers_in_image(side, side, channels=channels), side * side, channels),
    )
    for got, pixels, count in results:
        expect.equal(
            whole(got, "the number of numbers"),
            pixels * count,
            mistakes={
                "each pixel has `channels` numbers.": pixels,
                "the channels multiply, they do not add.": pixels + count,
            },
            advice="how many numbers does each pixel have? It need not be 1 or 3.",
        )
