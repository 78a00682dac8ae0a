# title: mends nan afterwards, in float64

def standardize(X):
    X = X.double()
    mean, std = X.mean(dim=0), X.std(dim=0)
    return torch.nan_to_num((X - mean) / std), mean, std
