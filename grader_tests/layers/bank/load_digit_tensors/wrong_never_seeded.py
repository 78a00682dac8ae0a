# title: shuffled without a seed
# says: Two calls with the same seed give two splits: nobody could repeat your measurement.
# hint: Call it twice with seed=0. Is a line run that uses the seed? `if seed:` is false for 0.
# fails: test_digits_seed_decides

def load_digit_tensors(test_fraction=0.25, seed=0):
    d = load_digits()
    X, y = torch.tensor(d.data / 16, dtype=torch.float32), torch.tensor(d.target)
    p = torch.randperm(len(X))
    k = round(len(X) * test_fraction)
    return X[p[k:]], y[p[k:]], X[p[:k]], y[p[:k]]
