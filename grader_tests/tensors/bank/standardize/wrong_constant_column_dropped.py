# title: leaves constant columns out
# says: Z has the shape of X; a constant column becomes 0, it does not disappear.
# fails: test_standardize_constant_column

def standardize(X):
    mean, std = X.mean(dim=0), X.std(dim=0)
    keep = std > 0
    return (X[:, keep] - mean[keep]) / std[keep], mean, std
