# title: the ones go to pick_device(), wherever X is
# says: pick_device() says where new work may go, not where X lives. X.device does.
# fails: test_append_ones_other_device

def pick_device():
    if torch.accelerator.is_available():
        return torch.accelerator.current_accelerator()
    return torch.device("cpu")


def append_ones(X):
    ones = torch.ones(len(X), 1, dtype=X.dtype, device=pick_device())
    return torch.cat([X, ones], dim=1)
