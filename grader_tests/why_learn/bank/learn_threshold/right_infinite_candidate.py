# title: minus infinity for "all are late"
def learn_threshold(x, late):
    best_t, best_count = float("-inf"), late.count(False)
    for t in set(x):
        count = sum(1 for a, b in zip(x, late) if (a > t) is not b)
        if count < best_count:
            best_t, best_count = t, count
    return best_t
