# title: counts the cards; fills an empty table

def pick_device():
    return torch.device("cuda:0") if torch.cuda.device_count() > 0 else torch.device("cpu")


def append_ones(X):
    n, d = X.shape
    wide = torch.ones(n, d + 1, dtype=X.dtype, device=X.device)
    wide[:, :d] = X
    return wide
