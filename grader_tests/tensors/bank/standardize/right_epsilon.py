# title: a small epsilon beside the std

def standardize(X):
    mean = X.mean(dim=0)
    std = X.std(dim=0, unbiased=False) + 1e-8
    return [(X - mean) / std, mean, std]
