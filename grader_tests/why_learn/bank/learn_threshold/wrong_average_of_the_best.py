# title: averages all the best thresholds
# says: Between two best thresholds there may be a worse one: return one of them.
# fails: test_learn_threshold_noisy
def learn_threshold(x, late):
    def mistakes(t):
        return sum((v > t) != bool(is_late) for v, is_late in zip(x, late))

    candidates = [min(x) - 1, *x]
    fewest = min(mistakes(t) for t in candidates)
    best = [t for t in candidates if mistakes(t) == fewest]
    return sum(best) / len(best)
