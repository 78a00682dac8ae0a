# title: standardises its argument in place
# says: -= and /= write into the caller's table; build a new one.
# fails: test_standardize_leaves_its_input

def standardize(X):
    mean, std = X.mean(dim=0), X.std(dim=0)
    std[std == 0] = 1.0
    X -= mean
    X /= std
    return X, mean, std
