# title: divides X by itself
# says: Whole numbers have become floats: the column of ones must have the dtype of X.
# fails: test_append_ones_any_dtype
def pick_device():
    return torch.device("cuda" if torch.cuda.is_available() else "cpu")
def append_ones(X):
    return torch.cat([X, X[:, :1] / X[:, :1]], dim=1)
