# title: hard-coded cuda
# says: This crashes on every machine without an NVIDIA GPU; ask torch.cuda.is_available().
# fails: test_pick_device_works_here, test_pick_device_with_and_without_card

def pick_device():
    return torch.device("cuda")


def append_ones(X):
    return torch.cat([X, torch.ones_like(X[:, :1])], dim=1)
