# title: divides by the variance
# says: var is std squared; divide by std.
# fails: test_standardize_two_columns, test_standardize_four_scales, test_standardize_constant_column, test_standardize_leaves_its_input

def standardize(X):
    m, s = X.mean(0), X.var(0)
    return (X - m) / s, m, s
