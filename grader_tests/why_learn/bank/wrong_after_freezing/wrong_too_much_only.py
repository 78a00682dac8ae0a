# title: finds only answers that are too large
# says: An answer that is too small is wrong as well. What does the sign of a difference say?
# fails: test_frozen_on_either_side, test_frozen_in_the_order_given
def wrong_after_freezing(dynamic, frozen, distances):
    return [d for d in distances if frozen(d) - dynamic(d) > 1e-6]
