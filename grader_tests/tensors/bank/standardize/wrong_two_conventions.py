# title: divides by N for Z and by N - 1 for std
# says: Either convention is fine, but return the std that Z was made with.
# fails: test_standardize_two_columns, test_standardize_four_scales, test_standardize_constant_column, test_standardize_leaves_its_input
def standardize(X):
    mean = X.mean(0)
    std = X.std(0, unbiased=False)
    Z = (X - mean) / torch.where(std == 0, torch.ones_like(std), std)
    return Z, mean, X.std(0)
