# title: returns the mean and std of the scaled rows
# says: A stranger needs the numbers that you used, not 0 and 1.
# fails: test_prepare_constant_column, test_prepare_learns_from_the_training_rows, test_prepare_one_scale_for_both_sides, test_prepare_splits_as_asked
def prepare(X, y, test_fraction=0.25, seed=0):
    X_train, y_train, X_test, y_test = split(X, y, test_fraction, seed)
    mean, std = X_train.mean(dim=0), X_train.std(dim=0)
    std = torch.where(std > 0, std, 1.0)
    X_train, X_test = (X_train - mean) / std, (X_test - mean) / std
    return {
        "X_train": X_train,
        "y_train": y_train,
        "X_test": X_test,
        "y_test": y_test,
        "mean": X_train.mean(dim=0),
        "std": X_train.std(dim=0),
    }
