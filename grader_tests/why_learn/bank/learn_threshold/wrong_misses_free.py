# title: counts only false alarms
# says: Late ones that are not called late are mistakes as well.
# fails: test_learn_threshold_noisy, test_learn_threshold_all_or_none_late, test_learn_threshold_below_zero_and_repeated, test_learn_threshold_close_together
def learn_threshold(x, late):
    cands = [min(x) - 1, *x]
    return min(cands, key=lambda t: sum(v > t and not l for v, l in zip(x, late)))
