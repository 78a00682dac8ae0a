# title: rounds both answers to six decimals
# says: Two numbers that hardly differ may be rounded apart: take the size of the difference.
# fails: test_frozen_but_never_wrong
def wrong_after_freezing(dynamic, frozen, distances):
    return [d for d in distances if round(dynamic(d), 6) != round(frozen(d), 6)]
