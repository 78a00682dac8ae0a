# title: .to(device) result thrown away
# says: The ones stay on the CPU: make them with device=X.device, or keep what .to(X.device) returns.
# fails: test_append_ones_other_device, test_append_ones_on_device

def pick_device():
    return torch.device("cuda" if torch.cuda.is_available() else "cpu")


def append_ones(X):
    o = torch.ones(X.shape[0], 1, dtype=X.dtype)
    o.to(X.device)
    return torch.cat([X, o], 1)
