# title: always a quarter
# says: How large the test is, the caller decides.
# fails: test_split_uses_the_fraction
def split(X, y, test_fraction=0.25, seed=0):
    g = torch.Generator().manual_seed(seed)
    order = torch.randperm(len(X), generator=g)
    k = len(X) // 4
    test, train = order[:k], order[k:]
    return X[train], y[train], X[test], y[test]
