# title: returns all distances on the other side of 5 (memorised)
# says: The branch point differs from function to function: compare the two functions' answers.
# fails: test_frozen_on_either_side, test_frozen_in_the_order_given, test_frozen_but_never_wrong
def wrong_after_freezing(dynamic, frozen, distances):
    return [d for d in distances if d > 5]
