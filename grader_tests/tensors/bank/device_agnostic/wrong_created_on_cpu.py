# title: ones created on CPU
# says: torch.ones(...) lives on the CPU unless you pass device=X.device.
# fails: test_append_ones_other_device, test_append_ones_on_device

def pick_device():
    return torch.device("cuda" if torch.cuda.is_available() else "cpu")


def append_ones(X):
    return torch.cat([X, torch.ones(X.shape[0], 1, dtype=X.dtype)], dim=1)
