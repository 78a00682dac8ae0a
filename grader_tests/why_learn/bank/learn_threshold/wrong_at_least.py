# title: counts with >= where the rule says >
# says: The rule is "late if x > t". An x that equals t is not late by it.
# fails: test_learn_threshold_four_deliveries, test_learn_threshold_noisy, test_learn_threshold_all_or_none_late, test_learn_threshold_below_zero_and_repeated, test_learn_threshold_close_together
def learn_threshold(x, late):
    def wrong(t):
        return sum((a >= t) != b for a, b in zip(x, late))

    return min(x + [max(x) + 1], key=wrong)
