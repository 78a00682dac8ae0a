# title: divides by the variance
# says: The standard deviation is the root of the variance, and has the unit of the column.
# fails: test_prepare_learns_from_the_training_rows, test_prepare_one_scale_for_both_sides, test_prepare_scales_by_its_statistics
def prepare(X, y, test_fraction=0.25, seed=0):
    X_train, y_train, X_test, y_test = split(X, y, test_fraction, seed)
    mean, std = X_train.mean(dim=0), X_train.var(dim=0)
    std = torch.where(std > 0, std, 1.0)
    return {
        "X_train": (X_train - mean) / std,
        "y_train": y_train,
        "X_test": (X_test - mean) / std,
        "y_test": y_test,
        "mean": mean,
        "std": std,
    }
