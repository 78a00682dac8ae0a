# title: numpy generator, boolean mask
def split(X, y, test_fraction=0.25, seed=0):
    r = np.random.default_rng(seed)
    k = round(len(X) * test_fraction)
    m = torch.zeros(len(X), dtype=torch.bool)
    m[torch.from_numpy(r.choice(len(X), k, replace=False))] = True
    p = torch.from_numpy(r.permutation(len(X)))
    return X[p][~m[p]], y[p][~m[p]], X[p][m[p]], y[p][m[p]]
