# title: pixels stay float64
# says: NumPy's numbers are float64; the network's weights are float32.
# fails: test_digits_form

def load_digit_tensors(test_fraction=0.25, seed=0):
    d = load_digits()
    X, y = torch.tensor(d.data / 16), torch.tensor(d.target)
    p = torch.randperm(len(X), generator=torch.Generator().manual_seed(seed))
    k = round(len(X) * test_fraction)
    return X[p[k:]], y[p[k:]], X[p[:k]], y[p[:k]]
