# title: compares with math.isclose as it comes
# says: `math.isclose` is relative and allows nothing at 0: a millionth of a minute is an absolute measure.
# fails: test_frozen_but_never_wrong
import math


def wrong_after_freezing(dynamic, frozen, distances):
    return [d for d in distances if not math.isclose(dynamic(d), frozen(d))]
