# title: adds the shares of mistakes in both groups
# says: Every mistake counts one, whichever group it is in.
# fails: test_learn_threshold_all_or_none_late, test_learn_threshold_below_zero_and_repeated
def learn_threshold(x, late):
    n_late = max(1, sum(late))
    n_fine = max(1, len(late) - sum(late))

    def cost(t):
        missed = sum(is_late and v <= t for v, is_late in zip(x, late))
        false = sum(not is_late and v > t for v, is_late in zip(x, late))
        return missed / n_late + false / n_fine

    return min([min(x) - 1, *x], key=cost)
