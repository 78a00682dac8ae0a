# title: always a quarter for testing
# says: The fraction that is passed in is not the one that is used.
# fails: test_digits_other_fractions

def load_digit_tensors(test_fraction=0.25, seed=0):
    d = load_digits()
    X, y = torch.tensor(d.data / 16, dtype=torch.float32), torch.tensor(d.target)
    p = torch.randperm(len(X), generator=torch.Generator().manual_seed(seed))
    k = round(len(X) * 0.25)
    return X[p[k:]], y[p[k:]], X[p[:k]], y[p[:k]]
