# title: as_tensor shares where it can
# says: as_tensor copies only when it must; use torch.tensor, or clone.
# fails: test_from_numpy_copy_owns_its_numbers

def from_numpy_copy(arr):
    return torch.as_tensor(arr, dtype=torch.float32)


def to_numpy(t):
    return t.detach().cpu().numpy()
