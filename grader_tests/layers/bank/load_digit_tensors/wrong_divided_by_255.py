# title: divided by 255
# says: These pixels run to 16, not to 255.
# fails: test_digits_form

def load_digit_tensors(test_fraction=0.25, seed=0):
    d = load_digits()
    X, y = torch.tensor(d.data / 255, dtype=torch.float32), torch.tensor(d.target)
    p = torch.randperm(len(X), generator=torch.Generator().manual_seed(seed))
    k = round(len(X) * test_fraction)
    return X[p[k:]], y[p[k:]], X[p[:k]], y[p[:k]]
