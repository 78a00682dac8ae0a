# title: averages over the features
# says: dim=1 averages miles with minutes of one order; average over the orders.
# fails: test_standardize_two_columns, test_standardize_four_scales, test_standardize_constant_column, test_standardize_leaves_its_input

def standardize(X):
    mean = X.mean(dim=1, keepdim=True)
    std = X.std(dim=1, keepdim=True)
    return (X - mean) / std, mean, std
