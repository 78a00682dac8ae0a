# title: removes the right ones from the caller's list
# says: The caller's list is shorter afterwards, and while it shrinks the loop jumps over every second one.
# fails: test_frozen_ride, test_frozen_on_either_side, test_frozen_in_the_order_given, test_frozen_but_never_wrong
def wrong_after_freezing(dynamic, frozen, distances):
    for d in distances:
        if abs(dynamic(d) - frozen(d)) < 1e-6:
            distances.remove(d)
    return distances
