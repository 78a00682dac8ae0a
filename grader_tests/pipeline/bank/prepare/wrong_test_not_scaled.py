# title: the test rows are left as they were
# says: The network has learned on scaled numbers; it must be tested on numbers of the same scale.
# fails: test_prepare_constant_column, test_prepare_one_scale_for_both_sides
def prepare(X, y, test_fraction=0.25, seed=0):
    X_train, y_train, X_test, y_test = split(X, y, test_fraction, seed)
    mean, std = X_train.mean(dim=0), X_train.std(dim=0)
    std = torch.where(std > 0, std, 1.0)
    return {
        "X_train": (X_train - mean) / std,
        "y_train": y_train,
        "X_test": X_test,
        "y_test": y_test,
        "mean": mean,
        "std": std,
    }
