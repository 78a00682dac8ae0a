# title: ones are always float32
# says: Whole numbers have become floats: the column of ones must have the dtype of X.
# fails: test_append_ones_any_dtype

def pick_device():
    return torch.device("cuda" if torch.cuda.is_available() else "cpu")


def append_ones(X):
    ones = torch.ones(X.shape[0], 1, device=X.device)
    return torch.cat([X, ones], dim=1)
