# title: gives up on all columns if one is constant
# says: One constant column must not spoil the others: decide column by column.
# fails: test_standardize_constant_column

def standardize(X):
    mean, std = X.mean(dim=0), X.std(dim=0)
    if (std == 0).any():
        return torch.zeros_like(X), mean, std
    return (X - mean) / std, mean, std
