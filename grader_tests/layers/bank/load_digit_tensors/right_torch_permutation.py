# title: torch permutation instead of train_test_split, loop-free

def load_digit_tensors(test_fraction=0.25, seed=0):
    from sklearn.datasets import load_digits

    d = load_digits()
    X = torch.from_numpy(d.images).float().flatten(1).div(16.0)
    y = torch.from_numpy(d.target).long()
    g = torch.Generator().manual_seed(seed)
    p = torch.randperm(len(y), generator=g)
    k = int(len(y) * test_fraction)
    return X[p[k:]], y[p[k:]], X[p[:k]], y[p[:k]]
