# title: tests a block of the file that begins at random
# says: Pictures near each other come from the same hand: draw them one by one.
# fails: test_digits_drawn_one_by_one
# may_fail: test_digits_seed_decides

def load_digit_tensors(test_fraction=0.25, seed=0):
    d = load_digits()
    X = torch.tensor(d.data / 16, dtype=torch.float32)
    y = torch.tensor(d.target)
    n = round(len(X) * test_fraction)
    g = torch.Generator().manual_seed(seed)
    start = int(torch.randint(0, len(X), (1,), generator=g))
    rows = (torch.arange(len(X)) + start) % len(X)
    return X[rows[n:]], y[rows[n:]], X[rows[:n]], y[rows[:n]]
