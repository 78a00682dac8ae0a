# title: constant column becomes nan
# says: A column that never changes has std 0; guard the division.
# fails: test_standardize_constant_column

def standardize(X):
    m, s = X.mean(0), X.std(0)
    return (X - m) / s, m, s
