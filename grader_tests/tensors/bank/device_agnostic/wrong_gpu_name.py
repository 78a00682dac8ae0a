# title: calls the device gpu
# says: PyTorch calls an NVIDIA card cuda; gpu is no device.
# fails: test_pick_device_with_and_without_card

def pick_device():
    return "gpu" if torch.cuda.is_available() else "cpu"


def append_ones(X):
    return torch.cat([X, torch.ones_like(X[:, :1])], dim=1)
