# title: astype copies; asarray of a detached tensor

def from_numpy_copy(arr):
    return torch.from_numpy(arr.astype(np.float32))


def to_numpy(t):
    return np.asarray(t.detach().clone().cpu())
