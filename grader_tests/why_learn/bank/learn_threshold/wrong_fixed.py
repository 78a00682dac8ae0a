# title: fixed threshold read off the example
# says: The threshold must come from the examples given, not from the printed example.
# fails: test_learn_threshold_noisy, test_learn_threshold_all_or_none_late, test_learn_threshold_below_zero_and_repeated, test_learn_threshold_close_together
def learn_threshold(x, late):
    return 2.5
