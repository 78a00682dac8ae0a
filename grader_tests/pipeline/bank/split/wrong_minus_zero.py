# title: the last k rows, which for k = 0 are all
# says: With k = 0 the slice [-0:] is everything: the training is left without a row. Count from the front.
# fails: test_split_uses_the_fraction
def split(X, y, test_fraction=0.25, seed=0):
    p = torch.randperm(len(X), generator=torch.Generator().manual_seed(seed))
    k = round(test_fraction * len(X))
    return X[p[:-k]], y[p[:-k]], X[p[-k:]], y[p[-k:]]
