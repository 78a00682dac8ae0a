# title: X and y are split by different numbers
# says: The labels belong to other rows now; split X and y in one go.
# fails: test_prepare_one_scale_for_both_sides
def prepare(X, y, test_fraction=0.25, seed=0):
    X_train, _, X_test, _ = split(X, y, test_fraction, seed)
    _, y_train, _, y_test = split(X, y, test_fraction, seed + 1)
    mean, std = X_train.mean(dim=0), X_train.std(dim=0)
    std = torch.where(std > 0, std, 1.0)
    return {
        "X_train": (X_train - mean) / std,
        "y_train": y_train,
        "X_test": (X_test - mean) / std,
        "y_test": y_test,
        "mean": mean,
        "std": std,
    }
