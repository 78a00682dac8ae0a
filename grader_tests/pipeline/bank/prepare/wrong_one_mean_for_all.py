# title: one mean for all columns
# says: Each column has a scale of its own: average over the rows only.
# fails: test_prepare_constant_column, test_prepare_learns_from_the_training_rows, test_prepare_one_scale_for_both_sides, test_prepare_scales_by_its_statistics
def prepare(X, y, test_fraction=0.25, seed=0):
    X_train, y_train, X_test, y_test = split(X, y, test_fraction, seed)
    mean, std = X_train.mean(), X_train.std()
    return {
        "X_train": (X_train - mean) / std,
        "y_train": y_train,
        "X_test": (X_test - mean) / std,
        "y_test": y_test,
        "mean": mean.expand(X.shape[1]),
        "std": std.expand(X.shape[1]),
    }
