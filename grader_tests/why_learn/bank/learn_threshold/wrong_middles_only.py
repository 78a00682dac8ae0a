# title: tries the middles between neighbours only
# says: If all are late, the best threshold lies below all of them: it is no middle.
# fails: test_learn_threshold_all_or_none_late, test_learn_threshold_below_zero_and_repeated
def learn_threshold(x, late):
    xs = sorted(x)
    middles = [(a + b) / 2 for a, b in zip(xs, xs[1:])]
    return min(middles, key=lambda t: sum((a > t) != b for a, b in zip(x, late)))
