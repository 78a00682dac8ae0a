# title: a constant column stays as it is
# says: Subtract the mean everywhere; then a constant column is 0 whatever you divide by.
# fails: test_standardize_constant_column

def standardize(X):
    mean, std = X.mean(dim=0), X.std(dim=0)
    Z = torch.where(std > 0, (X - mean) / std, X)
    return Z, mean, std
