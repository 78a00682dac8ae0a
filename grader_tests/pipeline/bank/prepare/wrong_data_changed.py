# title: scales the data of the caller
# says: -= changes the tensor that you were given; the caller still needs it.
# fails: test_prepare_learns_from_the_training_rows
def prepare(X, y, test_fraction=0.25, seed=0):
    g = torch.Generator().manual_seed(seed)
    order = torch.randperm(len(X), generator=g)
    k = round(len(X) * test_fraction)
    test, train = order[:k], order[k:]
    mean, std = X[train].mean(dim=0), X[train].std(dim=0)
    std = torch.where(std > 0, std, 1.0)
    X -= mean
    X /= std
    return {
        "X_train": X[train],
        "y_train": y[train],
        "X_test": X[test],
        "y_test": y[test],
        "mean": mean,
        "std": std,
    }
