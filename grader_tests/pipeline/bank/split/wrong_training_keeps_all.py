# title: the test rows stay in the training too
# says: What the training has seen is no test any more: take these rows out.
# fails: test_split_each_row_once, test_split_eight_rows
def split(X, y, test_fraction=0.25, seed=0):
    g = torch.Generator().manual_seed(seed)
    test = torch.randperm(len(X), generator=g)[: round(len(X) * test_fraction)]
    return X, y, X[test], y[test]
