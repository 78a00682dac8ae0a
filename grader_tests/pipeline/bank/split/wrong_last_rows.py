# title: the last rows of the file are the test
# says: If the file is sorted by class, your test knows one class only. Draw the rows by chance.
# fails: test_split_draws_by_chance, test_split_repeats_with_the_seed
def split(X, y, test_fraction=0.25, seed=0):
    k = len(X) - round(len(X) * test_fraction)
    return X[:k], y[:k], X[k:], y[k:]
