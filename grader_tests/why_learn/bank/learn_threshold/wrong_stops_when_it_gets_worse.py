# title: stops as soon as the next threshold is worse
# says: With noisy examples it may get worse before it gets better. Compare all candidates.
# fails: test_learn_threshold_noisy
def learn_threshold(x, late):
    def mistakes(t):
        return sum((xi > t) != li for xi, li in zip(x, late))

    candidates = [min(x) - 1] + sorted(set(x))
    found = []
    for order in (candidates, candidates[::-1]):  # from below, and from above
        t = order[0]
        for c in order[1:]:
            if mistakes(c) > mistakes(t):
                break
            t = c
        found.append(t)
    return min(found, key=mistakes)
