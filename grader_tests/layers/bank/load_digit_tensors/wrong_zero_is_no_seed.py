# title: does not seed for seed 0
# says: Two calls with the same seed give two splits: nobody could repeat your measurement.
# hint: Call it twice with seed=0. Is a line run that uses the seed? `if seed:` is false for 0.
# fails: test_digits_seed_decides

def load_digit_tensors(test_fraction=0.25, seed=0):
    data = load_digits()
    X = torch.tensor(data.data / 16, dtype=torch.float32)
    y = torch.tensor(data.target)
    if seed:
        torch.manual_seed(seed)
    order = torch.randperm(len(X))
    n = round(len(X) * test_fraction)
    return X[order[n:]], y[order[n:]], X[order[:n]], y[order[:n]]
