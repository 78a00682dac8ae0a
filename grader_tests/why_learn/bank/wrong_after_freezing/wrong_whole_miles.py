# title: rounds the distances to whole miles
# says: Return the distances as they came; 2.5 miles are not 2.
# fails: test_frozen_on_either_side
def wrong_after_freezing(dynamic, frozen, distances):
    return [round(d) for d in distances if abs(dynamic(d) - frozen(d)) > 1e-6]
