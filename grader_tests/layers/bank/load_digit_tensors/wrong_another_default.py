# title: another seed where none is given
# says: Without a seed it is 0: the first line of the function promises so.
# fails: test_digits_seed_decides

def load_digit_tensors(test_fraction=0.25, seed=1):
    d = load_digits()
    X = torch.tensor(d.data / 16, dtype=torch.float32)
    y = torch.tensor(d.target, dtype=torch.int64)
    p = torch.randperm(len(X), generator=torch.Generator().manual_seed(seed))
    k = round(test_fraction * len(X))
    return X[p[k:]], y[p[k:]], X[p[:k]], y[p[:k]]
