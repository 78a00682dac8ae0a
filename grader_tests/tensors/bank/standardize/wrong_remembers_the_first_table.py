# title: fits once and remembers
# says: Each table has its own mean and std: keep nothing between the calls.
# fails: test_standardize_four_scales, test_standardize_constant_column
# may_fail: test_standardize_leaves_its_input
FITTED = {}


def standardize(X):
    key = X.shape[1]
    if key not in FITTED:
        std = X.std(dim=0)
        FITTED[key] = X.mean(dim=0), torch.where(std == 0, torch.ones_like(std), std)
    mean, std = FITTED[key]
    return (X - mean) / std, mean, std
