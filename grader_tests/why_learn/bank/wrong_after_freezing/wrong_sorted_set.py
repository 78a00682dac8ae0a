# title: sorts the distances and drops repeated ones
# says: Keep the order in which the distances came, and answer a repeated one twice.
# fails: test_frozen_in_the_order_given
def wrong_after_freezing(dynamic, frozen, distances):
    return sorted({d for d in distances if abs(dynamic(d) - frozen(d)) > 1e-6})
