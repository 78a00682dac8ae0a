# title: counts only the late ones that are missed
# says: Calling a punctual delivery late is a mistake too.
# fails: test_learn_threshold_four_deliveries, test_learn_threshold_noisy, test_learn_threshold_all_or_none_late, test_learn_threshold_below_zero_and_repeated, test_learn_threshold_close_together
def learn_threshold(x, late):
    def missed(t):
        return sum(b and not a > t for a, b in zip(x, late))

    return min([min(x) - 1] + sorted(x), key=missed)
