# title: NumPy's generator, a part of each class, sorted rows

def load_digit_tensors(test_fraction=0.25, seed=0):
    import numpy as np

    d = load_digits()
    rng = np.random.default_rng(seed)
    chosen = np.zeros(len(d.target), dtype=bool)
    for digit in range(10):
        rows = np.flatnonzero(d.target == digit)
        chosen[rng.choice(rows, int(np.ceil(test_fraction * len(rows))), replace=False)] = True
    X, y = torch.tensor(d.data).float() / 16, torch.tensor(d.target).to(torch.int64)
    mask = torch.from_numpy(chosen)
    return X[~mask], y[~mask], X[mask], y[mask]
