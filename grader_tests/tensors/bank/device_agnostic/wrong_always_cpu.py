# title: always cpu
# says: That runs everywhere, but leaves the graphics card idle; ask whether there is one.
# fails: test_pick_device_with_and_without_card

def pick_device():
    return torch.device("cpu")


def append_ones(X):
    return torch.cat([X, torch.ones_like(X[:, :1])], dim=1)
