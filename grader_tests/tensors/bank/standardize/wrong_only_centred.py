# title: only the mean is taken away
# says: The mean is gone, the scale is not: divide by the std as well.
# fails: test_standardize_two_columns, test_standardize_four_scales, test_standardize_constant_column, test_standardize_leaves_its_input

def standardize(X):
    mean, std = X.mean(dim=0), X.std(dim=0)
    return X - mean, mean, std
