# title: test pictures drawn with repetition, and left in the training data
# says: A picture must not be in both parts, nor twice in one.
# fails: test_digits_nothing_lost_nothing_twice

def load_digit_tensors(test_fraction=0.25, seed=0):
    d = load_digits()
    X, y = torch.tensor(d.data / 16, dtype=torch.float32), torch.tensor(d.target)
    g = torch.Generator().manual_seed(seed)
    k = round(len(X) * test_fraction)
    test = torch.randint(len(X), (k,), generator=g)
    train = torch.randint(len(X), (len(X) - k,), generator=g)
    return X[train], y[train], X[test], y[test]
