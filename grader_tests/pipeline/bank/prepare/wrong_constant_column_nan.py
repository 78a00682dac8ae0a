# title: a constant column becomes nan
# says: 0 / 0 is nan: replace a deviation of zero before you divide.
# fails: test_prepare_constant_column
def prepare(X, y, test_fraction=0.25, seed=0):
    X_train, y_train, X_test, y_test = split(X, y, test_fraction, seed)
    mean, std = X_train.mean(dim=0), X_train.std(dim=0)
    return {
        "X_train": (X_train - mean) / std,
        "y_train": y_train,
        "X_test": (X_test - mean) / std,
        "y_test": y_test,
        "mean": mean,
        "std": std,
    }
