# title: tries two hundred thresholds on a grid
# says: Between two grid points there may be an example, or many. The count changes at the examples.
# fails: test_learn_threshold_close_together
def learn_threshold(x, late):
    low, high = min(x) - 1, max(x) + 1
    candidates = [low + (high - low) * i / 200 for i in range(201)]
    return min(candidates, key=lambda t: sum((a > t) != b for a, b in zip(x, late)))
