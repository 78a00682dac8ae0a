# title: collects in a default argument
# says: A default list is made once and shared by all calls: what was found last time is still in it.
# fails: test_frozen_on_either_side, test_frozen_in_the_order_given, test_frozen_but_never_wrong
# may_fail: test_frozen_ride
def wrong_after_freezing(dynamic, frozen, distances, wrong=[]):
    for d in distances:
        if abs(dynamic(d) - frozen(d)) > 1e-6:
            wrong.append(d)
    return wrong
