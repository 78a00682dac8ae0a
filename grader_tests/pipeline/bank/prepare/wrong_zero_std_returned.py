# title: divides by 1, but returns 0 for a constant column
# says: Whoever scales a new row with your std divides by zero. Return what you divided by.
# fails: test_prepare_constant_column
def prepare(X, y, test_fraction=0.25, seed=0):
    X_train, y_train, X_test, y_test = split(X, y, test_fraction, seed)
    mean, std = X_train.mean(dim=0), X_train.std(dim=0)
    safe = torch.where(std > 0, std, 1.0)
    return {
        "X_train": (X_train - mean) / safe,
        "y_train": y_train,
        "X_test": (X_test - mean) / safe,
        "y_test": y_test,
        "mean": mean,
        "std": std,
    }
