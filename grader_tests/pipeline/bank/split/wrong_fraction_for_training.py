# title: test_fraction becomes the training part
# says: test_fraction is the share of the test; you gave it to the training.
# fails: test_split_each_row_once, test_split_eight_rows, test_split_uses_the_fraction
def split(X, y, test_fraction=0.25, seed=0):
    g = torch.Generator().manual_seed(seed)
    order = torch.randperm(len(X), generator=g)
    k = round(len(X) * test_fraction)
    train, test = order[:k], order[k:]
    return X[train], y[train], X[test], y[test]
