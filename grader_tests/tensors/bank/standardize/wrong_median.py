# title: the median instead of the mean
# says: The middle one is not the mean: one very long delivery moves only one of the two.
# fails: test_standardize_four_scales, test_standardize_constant_column, test_standardize_leaves_its_input
def standardize(X):
    mean, std = X.median(0).values, X.std(0)
    std = torch.where(std == 0, torch.ones_like(std), std)
    return (X - mean) / std, mean, std
