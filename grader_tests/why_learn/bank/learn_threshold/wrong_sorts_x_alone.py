# title: sorts x in place and leaves the answers behind
# says: Every x has its own answer. If one list is sorted alone, they no longer belong together.
# fails: test_learn_threshold_noisy, test_learn_threshold_all_or_none_late, test_learn_threshold_below_zero_and_repeated, test_learn_threshold_close_together
def learn_threshold(x, late):
    x.sort()
    best, fewest = x[0] - 1, len(x) + 1
    for t in [x[0] - 1] + x:
        wrong = sum((a > t) != b for a, b in zip(x, late))
        if wrong < fewest:
            best, fewest = t, wrong
    return best
