"""Hidden checks: recorded functions and broken steps (wrong_after_freezing, first_bad_step)."""

import numpy as np
import pytest
import torch

from autograde import expect

# The notebook's recorder, for functions that are built beside the student's code.
RECORDER = """
import operator

def record(function, example):
    notes = []
    class Noted:
        def __init__(self, value, place):
            self.value, self.place = value, place
    def value(operand):
        return operand.value if isinstance(operand, Noted) else operand
    def arithmetic(operation, left, right):
        notes.append((operation, left, right))
        return Noted(operation(value(left), value(right)), len(notes))
    for name in ("add", "sub", "mul", "truediv", "pow"):
        f = getattr(operator, name)
        setattr(Noted, f"__{name}__", lambda self, other, f=f: arithmetic(f, self, other))
        setattr(Noted, f"__r{name}__", lambda self, other, f=f: arithmetic(f, other, self))
    for name in ("lt", "le", "gt", "ge"):
        f = getattr(operator, name)
        setattr(Noted, f"__{name}__", lambda self, other, f=f: f(self.value, value(other)))
    result = function(Noted(example, 0))
    def frozen(x):
        values = [x]
        for operation, *operands in notes:
            a, b = (values[o.place] if isinstance(o, Noted) else o for o in operands)
            values.append(operation(a, b))
        return values[result.place] if isinstance(result, Noted) else result
    return frozen
"""


def pair(student, function, example):
    """A function and what the recorder makes of it at one example."""
    dynamic = student.build(function, name="ride")
    source = f"{RECORDER}\n{function}\nfrozen = record(ride, {example!r})"
    return dynamic, student.build(source, name="frozen")


def branch(border, near, far):
    """Source of a function with two straight pieces, each (start, per mile)."""
    return (
        f"def ride(miles):\n"
        f"    if miles > {border!r}:\n"
        f"        return {far[0]!r} + {far[1]!r} * miles\n"
        f"    return {near[0]!r} + {near[1]!r} * miles\n"
    )


def wrong_at(student, dynamic, frozen, distances, want, advice):
    """The student finds exactly the distances in `want`."""
    call = student.call("wrong_after_freezing", dynamic, frozen, distances)
    got = call.value
    expect.that(
        isinstance(got, list | tuple),
        f"{expect.returned(got)}, which is {expect.kind_of(got)}",
        expected="a list of distances",
        advice="return the distances themselves, in a list, which may be empty.",
        code="AG-T001",
    )
    miles = [expect.number(v, "each distance") for v in got]
    right = [d for d in distances if d not in want]
    expect.equal(
        miles,
        want,
        mistakes={
            "those are the ones that it gets right.": right,
            "these are in another order than they came in.": sorted(want),
            "a distance that stands there twice is answered twice.": sorted(set(want)),
        },
        advice=advice,
    )
    expect.unchanged(call)


def halves(fresh, low, high):
    """A random multiple of one half, both ends included."""
    return float(torch.randint(int(2 * low), int(2 * high) + 1, (), generator=fresh)) / 2


# ------------------------------------------------------------------- wrong_after_freezing
@pytest.mark.exercise("wrong_after_freezing")
@pytest.mark.points(0.5)
def test_frozen_on_either_side(student, fresh):
    """Another function, recorded on either side of its branch; far off, or a little"""
    border = halves(fresh, 2.5, 3.5)
    near, far = (halves(fresh, 2, 9), 1.5), (halves(fresh, 14, 25), 3.0)
    # In tenths of a mile: float32 does not hold them, and what comes back are the distances.
    tenths = [round(0.3 + 1.1 * i, 1) for i in range(8)]
    beyond = [d for d in tenths if d > border]
    up_to = [d for d in tenths if d <= border]
    advice = "compare what the two say at each distance; the branch may lie anywhere, and the "
    advice += "recorded example on either side of it."
    source = branch(border, near, far)
    wrong_at(student, *pair(student, source, 1.0), tenths, beyond, advice)
    wrong_at(student, *pair(student, source, 7.0), tenths, up_to, advice)
    # The exercise promises mistakes of more than 0.01 minutes. All numbers here are multiples of
    # 1/64, so that no rounding adds to the gap; at 20 minutes 1/64 is seventy times what
    # torch.isclose takes for rounding.
    advice = "how large may a rounding error be, and how small a mistake? The text says both."
    distances = [0.5 + i for i in range(9)]
    beyond = [d for d in distances if d > border]
    for gap in (1 / 64, -1 / 32, 3 / 64):
        source = branch(border, near, (near[0] + gap, 1.5))
        wrong_at(student, *pair(student, source, 1.0), distances, beyond, advice)


@pytest.mark.exercise("wrong_after_freezing")
@pytest.mark.points(0.5)
def test_frozen_in_the_order_given(student, fresh):
    """Distances in any order and repeated, and a recording that is right by accident"""
    # Beyond 3 miles the slope is 1 steeper, and the two pieces cross 3 miles further on.
    start = halves(fresh, 8, 16)
    source = branch(3.0, (start, 1.0), (start - 6.0, 2.0))
    shuffled = torch.randperm(8, generator=fresh).tolist()
    distances = [float(i + 1) for i in shuffled] + [8.0, 4.0, 6.0, 8.0]
    want = [d for d in distances if d > 3.0 and d != 6.0]
    advice = "look at each distance by itself, in the order in which they come."
    wrong_at(student, *pair(student, source, 2.0), distances, want, advice)
    # A loop: as many rounds are replayed as were needed once.
    loop = "def ride(m):\n    while m > 4:\n        m = m - 4\n    return 3 * m\n"
    distances = [11.0, 6.0, 3.0, 7.5, 1.0]
    wrong_at(student, *pair(student, loop, 6.0), distances, [11.0, 3.0, 1.0], advice)


@pytest.mark.exercise("wrong_after_freezing")
@pytest.mark.points(0.5)
def test_frozen_but_never_wrong(student, fresh):
    """Nothing is wrong without a branch, and a rounding error is no mistake"""
    advice = "if there is nothing to find, the list is empty. When do two floats count as equal?"
    distances = [0.7, 2.9, 3.1, 5.3, 6.1, 8.7, 9.9]
    line = f"def ride(miles):\n    return {halves(fresh, 2, 9)!r} + 2.5 * miles\n"
    wrong_at(student, *pair(student, line, 2.0), distances, [], advice)
    # Both pieces are 3.3 per mile, but 1.1 + 2.2 is not 3.3 in floating point.
    same = "def ride(m):\n    if m > 3:\n        return 1.1 * m + 2.2 * m\n    return 3.3 * m\n"
    wrong_at(student, *pair(student, same, 2.0), distances, [], advice)
    # A large number on the way costs digits: up to 6e-8 minutes here, far below the millionth that
    # the text allows, but relatively more than math.isclose takes for rounding, and at each of
    # these distances enough to send the sixth decimal of both answers different ways.
    lossy = "def ride(m):\n    return (1e9 + 2.5 * m) - 1e9 if m > 3 else 2.5 * m\n"
    many = (3.1 + 6 * torch.rand(400, generator=fresh, dtype=torch.float64)).tolist()
    apart = [m for m in many if round((1e9 + 2.5 * m) - 1e9, 6) != round(2.5 * m, 6)]
    wrong_at(student, *pair(student, lossy, 2.0), apart[:8], [], advice)
    dynamic, frozen = pair(student, line, 2.0)
    wrong_at(student, dynamic, frozen, [], [], advice)


# ------------------------------------------------------------------------- first_bad_step
def whole(got, name):
    """A whole number, as an int; NumPy's count as well."""
    if isinstance(got, np.integer):
        return int(got)
    expect.is_a(got, int, advice=f"{name} is a plain int: no bool, no float, no tensor.")
    return got


def bad_at(student, sources, x, want, advice):
    """The student finds this step; neither the steps nor x are changed."""
    call = student.call("first_bad_step", [student.build(s) for s in sources], x.clone())
    index = whole(call.value, "the index")
    mistakes = {"steps are counted from 0.": want + 1} if want >= 0 else {}
    expect.equal(index, want, mistakes=mistakes, advice=advice)
    after = call.args_after[0] if call.args_after else None
    expect.that(
        isinstance(after, list) and len(after) == len(sources),
        f"after {call.text} the list of steps is another",
        expected="the list as it was",
        advice="go through the steps without taking them out of the list.",
        code="AG-M001",
    )
    x_after = call.args_after[1]
    expect.that(
        isinstance(x_after, torch.Tensor)
        and x_after.shape == x.shape
        and bool((x_after == x).all()),
        f"{call.text} changed x",
        expected="x as it was before",
        advice="build new tensors instead of changing the one you were given.",
        code="AG-M001",
    )


def positive(fresh, *shape):
    """Random numbers between 1 and 3, float32."""
    return 1 + 2 * torch.rand(shape, generator=fresh)


@pytest.mark.exercise("first_bad_step")
@pytest.mark.points(0.25)
def test_first_bad_step_nan_and_inf(student, fresh):
    """nan, inf and -inf, in one number among many, and each step fed with the last result"""
    advice = "nan and both infinities are bad, anywhere in the result; each step takes what the "
    advice += "step before gave, and the first bad one counts."
    x = positive(fresh, 3, 4)
    one = x.clone()
    one[1, 2] = 0.0
    # The root of one number is the only nan, among numbers that are all finite: at the beginning,
    # and elsewhere.
    low, first = x.clone(), x.clone()
    low[2, 0] = first[0, 0] = -2.0
    # So many numbers are not all printed: the nan is where the dots are.
    crowd = positive(fresh, 60, 40)
    crowd[30, 20] = -2.0
    cases = [
        (["lambda x: x - 5", "torch.sqrt", "lambda x: x + 1"], x, 1),
        (["lambda x: x + 1", "torch.sqrt", "lambda x: x + 1"], first, 1),
        (["lambda x: x + 1", "torch.sqrt", "lambda x: x + 1"], low, 1),
        (["lambda x: x * 2", "lambda x: x + 0", "torch.log", "torch.abs"], one, 2),
        (["lambda x: -1 / x", "lambda x: x * 0"], one, 0),
        (["lambda x: x * 2", "lambda x: 1 / x", "lambda x: x - x", "torch.sqrt"], one, 1),
        # Each of these is harmless for x itself.
        (["lambda x: x - 1000", "lambda x: x + 1", "torch.sqrt"], x, 2),
        (["lambda x: x.mean()", "lambda x: x - x", "lambda x: x / x"], x, 2),
        # 1, 2.7, 15, 3.8 million, and then more than float32 holds.
        (["torch.exp"] * 5, torch.ones(4), 3),
        (["lambda x: x + 1", "torch.sqrt", "lambda x: x + 1"], crowd, 1),
    ]
    for sources, start, want in cases:
        bad_at(student, sources, start, want, advice)


@pytest.mark.exercise("first_bad_step")
@pytest.mark.points(0.5)
def test_first_bad_step_repaired_later(student, fresh):
    """The damage is covered up by a later step"""
    x = positive(fresh, 5)
    repair = "lambda x: torch.nan_to_num(x, nan=0.0, posinf=1.0, neginf=-1.0)"
    advice = "what a later step makes of the damage does not matter. When do you look at a result?"
    infinite = "lambda x: 1 / (x - x)"
    bad_at(student, [infinite, repair], x, 0, advice)
    bad_at(student, ["lambda x: x + 1", infinite, repair, "lambda x: x * 2"], x, 1, advice)
    bad_at(student, [infinite, "lambda x: 1 / x", "lambda x: x + 1"], x, 0, advice)
    bad_at(student, ["lambda x: x + 1", infinite, repair, infinite, repair], x, 1, advice)


@pytest.mark.exercise("first_bad_step")
@pytest.mark.points(0.5)
def test_first_bad_step_nothing_bad(student, fresh):
    """No step is bad, numbers are large but finite, or there is no step at all"""
    x = positive(fresh, 2, 3)
    advice = "what was promised if nothing is wrong? And how large may a finite number be?"
    bad_at(student, [], x, -1, advice)
    bad_at(student, ["lambda x: x - 4", "lambda x: x * 0", "torch.exp"], x, -1, advice)
    bad_at(student, ["lambda x: x * 1e38", "lambda x: -x", "lambda x: x / 1e38"], x, -1, advice)
    # float64 holds 1e300; it is infinite only for those who make float32 of it.
    bad_at(student, ["lambda x: x * 1e300", "lambda x: x / 1e300"], x.double(), -1, advice)
