# title: switches the caller's gradient off
# says: requires_grad_(False) changes the tensor that others still train with; detach gives you one of your own.
# fails: test_to_numpy_leaves_the_tensor

def from_numpy_copy(arr):
    return torch.tensor(arr, dtype=torch.float32)


def to_numpy(t):
    return t.requires_grad_(False).cpu().numpy()
