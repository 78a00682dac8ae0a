# title: the rank of each row decides, in loops
def split(X, y, test_fraction=0.25, seed=0):
    torch.manual_seed(seed)
    n = len(y)
    k = round(n * test_fraction)
    perm = torch.randperm(n).tolist()
    rank = {row: place for place, row in enumerate(perm)}
    test = [i for i in range(n) if rank[i] < k]
    train = [i for i in range(n) if rank[i] >= k]
    return X[train], y[train], X[test], y[test]
