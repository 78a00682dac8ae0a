# title: all distances from the first wrong one on
# says: The distances come in any order, and the recording may be right again further on.
# fails: test_frozen_on_either_side, test_frozen_in_the_order_given
def wrong_after_freezing(dynamic, frozen, distances):
    for i, d in enumerate(distances):
        if abs(dynamic(d) - frozen(d)) > 1e-6:
            return distances[i:]
    return []
