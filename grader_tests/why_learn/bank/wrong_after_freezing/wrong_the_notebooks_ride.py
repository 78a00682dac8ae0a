# title: compares the notebook's ride instead of its arguments
# says: Compare the two functions you are given, not those of the notebook.
# fails: test_frozen_on_either_side, test_frozen_in_the_order_given, test_frozen_but_never_wrong
def wrong_after_freezing(dynamic, frozen, distances):
    return [d for d in distances if abs(ride(d) - ride_frozen(d)) > 1e-6]
