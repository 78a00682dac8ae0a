# title: hands the rows to NumPy from wherever they live
# says: NumPy lives on the CPU: bring the rows there first, and the results back.
# fails: test_prepare_on_device
def prepare(X, y, test_fraction=0.25, seed=0):
    order = np.random.default_rng(seed).permutation(len(X))
    count = round(len(X) * test_fraction)
    A, B = X.numpy()[order[count:]], X.numpy()[order[:count]]
    a, b = y.numpy()[order[count:]], y.numpy()[order[:count]]
    mean, std = A.mean(axis=0), A.std(axis=0)
    std[std == 0] = 1
    parts = {"X_train": (A - mean) / std, "X_test": (B - mean) / std, "y_train": a, "y_test": b}
    return {k: torch.from_numpy(v) for k, v in dict(parts, mean=mean, std=std).items()}
