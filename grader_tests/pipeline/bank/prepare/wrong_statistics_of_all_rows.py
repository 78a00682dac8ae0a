# title: scaled before the split
# says: The test rows helped to compute the mean: that is a leak. Split first.
# fails: test_prepare_learns_from_the_training_rows, test_prepare_one_scale_for_both_sides, test_prepare_scales_by_its_statistics, test_prepare_constant_column
def prepare(X, y, test_fraction=0.25, seed=0):
    mean, std = X.mean(0), X.std(0)
    std[std == 0] = 1.0
    X_train, y_train, X_test, y_test = split((X - mean) / std, y, test_fraction, seed)
    return {
        "X_train": X_train,
        "y_train": y_train,
        "X_test": X_test,
        "y_test": y_test,
        "mean": mean,
        "std": std,
    }
