# title: does not seed for seed 0
# says: 0 is a seed like any other: `if seed:` is false for it.
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
