# title: divides X by itself
# says: A quotient is a float, and 0 / 0 is nan: make ones instead of calculating them.
# fails: test_append_ones_any_dtype
def pick_device():
    return torch.device("cuda" if torch.cuda.is_available() else "cpu")
def append_ones(X):
    return torch.cat([X, X[:, :1] / X[:, :1]], dim=1)
