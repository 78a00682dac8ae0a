# title: seed and fraction are not passed on
# says: Whoever calls you has chosen a seed and a share; hand both on.
# fails: test_prepare_splits_as_asked
def prepare(X, y, test_fraction=0.25, seed=0):
    X_train, y_train, X_test, y_test = split(X, y)
    mean, std = X_train.mean(dim=0), X_train.std(dim=0)
    std = torch.where(std > 0, std, 1.0)
    return {
        "X_train": (X_train - mean) / std,
        "y_train": y_train,
        "X_test": (X_test - mean) / std,
        "y_test": y_test,
        "mean": mean,
        "std": std,
    }
