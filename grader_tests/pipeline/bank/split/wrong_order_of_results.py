# title: returned in the order of scikit-learn
# says: Here the order is X_train, y_train, X_test, y_test.
# fails: test_split_draws_by_chance, test_split_each_row_once, test_split_eight_rows, test_split_repeats_with_the_seed, test_split_uses_the_fraction
def split(X, y, test_fraction=0.25, seed=0):
    g = torch.Generator().manual_seed(seed)
    order = torch.randperm(len(X), generator=g)
    k = round(len(X) * test_fraction)
    test, train = order[:k], order[k:]
    return X[train], X[test], y[train], y[test]
