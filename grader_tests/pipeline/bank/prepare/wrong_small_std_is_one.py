# title: a deviation below a tenth counts as none
# says: A column that varies by little is not constant: only a deviation of 0 cannot divide.
# fails: test_prepare_learns_from_the_training_rows, test_prepare_one_scale_for_both_sides
def prepare(X, y, test_fraction=0.25, seed=0):
    X_train, y_train, X_test, y_test = split(X, y, test_fraction, seed)
    mean, std = X_train.mean(0), X_train.std(0)
    std = torch.where(std < 0.1, torch.ones_like(std), std)
    return {"X_train": (X_train - mean) / std, "y_train": y_train, "X_test": (X_test - mean) / std, "y_test": y_test, "mean": mean, "std": std}
