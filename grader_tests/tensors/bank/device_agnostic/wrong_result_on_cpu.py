# title: brings everything to the CPU
# says: The result must stay where X is; bring the ones to X, not X to the ones.
# fails: test_append_ones_other_device, test_append_ones_on_device

def pick_device():
    return torch.device("cuda" if torch.cuda.is_available() else "cpu")


def append_ones(X):
    ones = torch.ones(X.shape[0], 1, dtype=X.dtype)
    if X.device.type != "cpu":
        X = torch.zeros_like(X, device="cpu")
    return torch.cat([X, ones], dim=1)
