# title: an empty table, filled
def pick_device():
    return ("cpu", "cuda")[torch.cuda.is_available()]


def append_ones(X):
    out = torch.empty(X.shape[0], X.shape[1] + 1, dtype=X.dtype, device=X.device)
    out[:, :-1] = X
    out[:, -1:].fill_(1)
    return out
