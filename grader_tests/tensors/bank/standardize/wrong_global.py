# title: one mean and std for the whole table
# says: Each column has its own unit, so each needs its own mean and std: dim=0.
# fails: test_standardize_two_columns, test_standardize_four_scales, test_standardize_constant_column, test_standardize_leaves_its_input

def standardize(X):
    mean, std = X.mean(), X.std()
    return (X - mean) / std, mean, std
