# title: compares floats with !=
# says: 0.1 + 0.2 is not 0.3 in floating point. Allow for a rounding error.
# fails: test_frozen_but_never_wrong
def wrong_after_freezing(dynamic, frozen, distances):
    return [d for d in distances if dynamic(d) != frozen(d)]
