# title: a block at a random place
# says: Neighbours in the file often belong together; draw the rows one by one.
# fails: test_split_draws_by_chance
def split(X, y, test_fraction=0.25, seed=0):
    g = torch.Generator().manual_seed(seed)
    k = round(len(X) * test_fraction)
    start = int(torch.randint(0, len(X), (1,), generator=g))
    order = torch.arange(len(X)).roll(-start)
    test, train = order[:k], order[k:]
    return X[train], y[train], X[test], y[test]
