# title: draws the test from the first half of the file
# says: Rows of the second half never get into the test: shuffle all row numbers.
# fails: test_split_draws_by_chance

def split(X, y, test_fraction=0.25, seed=0):
    g = torch.Generator().manual_seed(seed)
    n = round(len(X) * test_fraction)
    half = max(n, len(X) // 2)
    test = torch.randperm(half, generator=g)[:n].to(X.device)
    mask = torch.zeros(len(X), dtype=torch.bool, device=X.device)
    mask[test] = True
    return X[~mask], y[~mask], X[mask], y[mask]
