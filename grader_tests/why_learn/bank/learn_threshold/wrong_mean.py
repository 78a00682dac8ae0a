# title: uses the mean of x
# says: The average of the distances does not look at the labels at all.
# fails: test_learn_threshold_four_deliveries, test_learn_threshold_noisy, test_learn_threshold_all_or_none_late, test_learn_threshold_below_zero_and_repeated, test_learn_threshold_close_together
def learn_threshold(x, late):
    return sum(x) / len(x)
