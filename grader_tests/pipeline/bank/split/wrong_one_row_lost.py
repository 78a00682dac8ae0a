# title: one row is on neither side
# says: A slice that ends at -1 leaves the last one out.
# fails: test_split_each_row_once, test_split_eight_rows
def split(X, y, test_fraction=0.25, seed=0):
    g = torch.Generator().manual_seed(seed)
    order = torch.randperm(len(X), generator=g)
    k = round(len(X) * test_fraction)
    train, test = order[k:-1], order[:k]
    return X[train], y[train], X[test], y[test]
