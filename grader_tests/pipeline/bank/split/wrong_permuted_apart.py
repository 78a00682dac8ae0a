# title: X and y permuted separately
# says: Use one permutation for both.
# fails: test_split_each_row_once, test_split_eight_rows
def split(X, y, test_fraction=0.25, seed=0):
    g = torch.Generator().manual_seed(seed)
    n = len(X)
    k = round(n * test_fraction)
    p, q = torch.randperm(n, generator=g), torch.randperm(n, generator=g)
    return X[p[k:]], y[q[k:]], X[p[:k]], y[q[:k]]
