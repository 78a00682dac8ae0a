# title: sorts and splits anywhere, also between equal numbers
# says: A threshold cannot tell equal numbers apart: they go to the same side.
# fails: test_learn_threshold_below_zero_and_repeated
# may_fail: test_learn_threshold_noisy
def learn_threshold(x, late):
    pairs = sorted(zip(x, late))
    mistakes = sum(not is_late for _, is_late in pairs)  # all called late
    best, best_t = mistakes, pairs[0][0] - 1
    for value, is_late in pairs:
        mistakes += 1 if is_late else -1
        if mistakes < best:
            best, best_t = mistakes, value
    return best_t
