# title: makes ones by 0 * x + 1
# says: 0 times inf is not a number.
# fails: test_append_ones_any_dtype
def pick_device():
    return "cuda" if torch.cuda.is_available() else "cpu"


def append_ones(X):
    return torch.cat([X, X[:, :1] * 0 + 1], dim=1)
