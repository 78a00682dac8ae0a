# title: X and y shuffled separately
# says: Use ONE permutation for images and labels.
# fails: test_digits_keep_their_labels

def load_digit_tensors(test_fraction=0.25, seed=0):
    from sklearn.datasets import load_digits

    d = load_digits()
    g = torch.Generator().manual_seed(seed)
    p, q = torch.randperm(1797, generator=g), torch.randperm(1797, generator=g)
    X = torch.tensor(d.data / 16, dtype=torch.float32)[p]
    y = torch.tensor(d.target)[q]
    k = 1797 - round(1797 * test_fraction)
    return X[:k], y[:k], X[k:], y[k:]
