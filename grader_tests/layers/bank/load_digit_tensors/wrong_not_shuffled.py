# title: first rows train, last rows test (no shuffle)
# says: Shuffle with the seed: the last writers are not like the first ones.
# fails: test_digits_seed_decides, test_digits_drawn_one_by_one

def load_digit_tensors(test_fraction=0.25, seed=0):
    from sklearn.datasets import load_digits

    d = load_digits()
    X = torch.tensor(d.data / 16, dtype=torch.float32)
    y = torch.tensor(d.target)
    k = 1797 - round(1797 * test_fraction)
    return X[:k], y[:k], X[k:], y[k:]
