# title: all rows decide which column is constant
# says: The test rows have a say in it: ask the training rows alone whether a column is constant.
# fails: test_prepare_constant_column
def prepare(X, y, test_fraction=0.25, seed=0):
    X_train, y_train, X_test, y_test = split(X, y, test_fraction, seed)
    mean, std = X_train.mean(0), X_train.std(0)
    std[X.std(0) == 0] = 1
    return {"X_train": (X_train - mean) / std, "y_train": y_train, "X_test": (X_test - mean) / std, "y_test": y_test, "mean": mean, "std": std}
