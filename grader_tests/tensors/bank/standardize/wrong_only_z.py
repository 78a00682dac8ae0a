# title: returns Z alone
# says: Return all three: without mean and std nobody can get back to miles.
# fails: test_standardize_two_columns, test_standardize_four_scales, test_standardize_constant_column, test_standardize_leaves_its_input, test_standardize_on_device

def standardize(X):
    mean, std = X.mean(dim=0), X.std(dim=0)
    return (X - mean) / (std + 1e-8)
