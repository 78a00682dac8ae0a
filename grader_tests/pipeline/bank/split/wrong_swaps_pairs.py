# title: shuffles by swapping rows, and loses some
# says: X[i], X[j] = X[j], X[i] copies one row over the other, since both sides are views. Shuffle row numbers instead.
# fails: test_split_each_row_once, test_split_draws_by_chance
def split(X, y, test_fraction=0.25, seed=0):
    import random
    r = random.Random(seed)
    X, y = X.clone(), y.clone()
    for i in range(len(X) - 1, 0, -1):
        j = r.randrange(i + 1)
        X[i], X[j] = X[j], X[i]
        y[i], y[j] = y[j], y[i]
    k = round(test_fraction * len(X))
    return X[k:], y[k:], X[:k], y[:k]
