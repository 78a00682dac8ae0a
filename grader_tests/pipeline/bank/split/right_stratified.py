# title: class by class, so that every class has the same share
def split(X, y, test_fraction=0.25, seed=0):
    generator = torch.Generator().manual_seed(seed)
    test = torch.zeros_like(y, dtype=torch.bool)
    for label in y.unique():
        rows = (y == label).nonzero().flatten()
        rows = rows[torch.randperm(len(rows), generator=generator)]
        test[rows[: round(len(rows) * test_fraction)]] = True
    return X[~test], y[~test], X[test], y[test]
