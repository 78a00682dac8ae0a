# title: returns the distances that are right
# says: You were asked for the distances at which the frozen function is wrong.
# fails: test_frozen_ride, test_frozen_on_either_side, test_frozen_in_the_order_given, test_frozen_but_never_wrong
def wrong_after_freezing(dynamic, frozen, distances):
    return [d for d in distances if abs(dynamic(d) - frozen(d)) < 1e-6]
