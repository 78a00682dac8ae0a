# title: tries the examples only, and nothing below them
# says: With the smallest x as threshold, that example itself is never called late.
# fails: test_learn_threshold_all_or_none_late, test_learn_threshold_below_zero_and_repeated
def learn_threshold(x, late):
    def wrong(t):
        return sum((a > t) != b for a, b in zip(x, late))

    return min(x, key=wrong)
