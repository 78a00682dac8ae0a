# title: calls a minute and a half a rounding error
# says: A tolerance is for rounding. A mistake of one minute is a mistake.
# fails: test_frozen_in_the_order_given, test_frozen_on_either_side
def wrong_after_freezing(dynamic, frozen, distances):
    return [d for d in distances if abs(dynamic(d) - frozen(d)) > 1.5]
