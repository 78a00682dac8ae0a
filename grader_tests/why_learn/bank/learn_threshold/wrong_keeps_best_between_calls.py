# title: compares with the best of earlier calls
# says: The fewest mistakes on last week's examples say nothing about these: begin anew in each call.
# fails: test_learn_threshold_noisy, test_learn_threshold_all_or_none_late, test_learn_threshold_below_zero_and_repeated, test_learn_threshold_close_together
best = [10**9, None]
def learn_threshold(x, late):
    for t in [min(x) - 1, *x]:
        m = sum((v > t) != l for v, l in zip(x, late))
        if m < best[0]:
            best[0], best[1] = m, t
    return best[1]
