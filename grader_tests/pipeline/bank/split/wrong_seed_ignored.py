# title: global seed only, argument ignored
# says: Use the seed argument.
# fails: test_split_repeats_with_the_seed
def split(X, y, test_fraction=0.25, seed=0):
    torch.manual_seed(0)
    p = torch.randperm(len(X))
    k = round(len(X) * test_fraction)
    return X[p[k:]], y[p[k:]], X[p[:k]], y[p[:k]]
