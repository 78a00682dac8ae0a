# title: sorts random keys

def split(X, y, test_fraction=0.25, seed=0):
    keys = torch.rand(len(X), generator=torch.Generator().manual_seed(seed), dtype=torch.float64)
    order = keys.argsort().to(X.device)
    k = round(test_fraction * X.shape[0])
    test, train = order[:k], order[k:]
    return X[train], y[train], X[test], y[test]
