# title: shuffled, but always in the same way
# says: The seed is not used: every seed gives the same split.
# fails: test_digits_seed_decides

def load_digit_tensors(test_fraction=0.25, seed=0):
    d = load_digits()
    X, y = torch.tensor(d.data / 16, dtype=torch.float32), torch.tensor(d.target)
    torch.manual_seed(0)
    p = torch.randperm(len(X))
    k = round(len(X) * test_fraction)
    return X[p[k:]], y[p[k:]], X[p[:k]], y[p[:k]]
