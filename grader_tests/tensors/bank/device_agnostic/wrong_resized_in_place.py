# title: makes the caller's table wider
# says: `resize_` changes the caller's table.
# fails: test_append_ones_any_dtype
def pick_device():
    return "cuda" if torch.cuda.is_available() else "cpu"


def append_ones(X):
    n, d = X.shape
    old = X.clone()
    X.resize_(n, d + 1)
    X[:, :d] = old
    X[:, d] = 1
    return X
