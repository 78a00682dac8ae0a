# title: leaves out columns that never change
# says: A column that never changes stays, as zeros: whoever scales a new row has all D columns.
# fails: test_prepare_constant_column
def prepare(X, y, test_fraction=0.25, seed=0):
    X_train, y_train, X_test, y_test = split(X, y, test_fraction, seed)
    keep = X_train.std(0) > 0
    X_train, X_test = X_train[:, keep], X_test[:, keep]
    mean, std = X_train.mean(0), X_train.std(0)
    return {"X_train": (X_train - mean) / std, "y_train": y_train, "X_test": (X_test - mean) / std, "y_test": y_test, "mean": mean, "std": std}
