# title: sampling with replacement
# says: randint picks rows twice; permute the indices instead.
# fails: test_split_each_row_once
def split(X, y, test_fraction=0.25, seed=0):
    g = torch.Generator().manual_seed(seed)
    n = len(X)
    k = round(n * test_fraction)
    te = torch.randint(0, n, (k,), generator=g)
    tr = torch.randint(0, n, (n - k,), generator=g)
    return X[tr], y[tr], X[te], y[te]
