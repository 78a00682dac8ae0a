# title: the seed is not used at all
# says: Called twice with one seed it gives two different tests; start your generator from the seed.
# fails: test_split_repeats_with_the_seed
def split(X, y, test_fraction=0.25, seed=0):
    order = torch.randperm(len(X))
    k = round(len(X) * test_fraction)
    test, train = order[:k], order[k:]
    return X[train], y[train], X[test], y[test]
