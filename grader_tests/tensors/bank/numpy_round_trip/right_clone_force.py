# title: from_numpy and clone; numpy(force=True)

def from_numpy_copy(arr):
    return torch.from_numpy(arr).clone().to(torch.float32)


def to_numpy(t):
    return t.numpy(force=True)
