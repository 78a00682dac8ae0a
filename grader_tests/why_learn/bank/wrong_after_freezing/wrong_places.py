# title: returns places in the list instead of distances
# says: Return the distances themselves, not where they stand.
# fails: test_frozen_ride, test_frozen_on_either_side, test_frozen_in_the_order_given
def wrong_after_freezing(dynamic, frozen, distances):
    return [i for i, d in enumerate(distances) if abs(dynamic(d) - frozen(d)) > 1e-6]
