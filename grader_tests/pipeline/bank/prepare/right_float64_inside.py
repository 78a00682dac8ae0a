# title: a permutation of its own, float64 inside

def prepare(X, y, test_fraction=0.25, seed=0):
    g = torch.Generator()
    g.manual_seed(seed + 12345)
    order = torch.randperm(len(X), generator=g).to(X.device)
    n_test = round(len(X) * test_fraction)
    test, train = order[:n_test], order[n_test:]
    T = X[train].double()
    mean = T.mean(dim=0)
    std = ((T - mean) ** 2).mean(dim=0) ** 0.5
    std = std.masked_fill(std < 1e-9, 1.0)
    f = lambda rows: ((X[rows].double() - mean) / std).to(X.dtype)
    return dict(X_train=f(train), y_train=y[train], X_test=f(test), y_test=y[test], mean=mean.to(X.dtype), std=std.to(X.dtype))
