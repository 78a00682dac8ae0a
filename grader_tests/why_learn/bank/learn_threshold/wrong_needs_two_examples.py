# title: works from two different examples on
# says: With a single example there is no second one to take the distance from.
# fails: test_learn_threshold_all_or_none_late
def learn_threshold(x, late):
    points = sorted(set(x))
    step = points[1] - points[0]
    candidates = [points[0] - step] + points

    def mistakes(t):
        return sum((xi > t) != li for xi, li in zip(x, late))

    return min(candidates, key=mistakes)
