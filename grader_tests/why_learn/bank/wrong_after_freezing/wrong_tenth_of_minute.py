# title: calls a tenth of a minute a rounding error
# says: Rounding is a millionth of a minute, and a few seconds can be a mistake.
# fails: test_frozen_on_either_side
def wrong_after_freezing(dynamic, frozen, distances):
    return [d for d in distances if abs(dynamic(d) - frozen(d)) > 0.1]
