# title: as_tensor shares where it can
# says: The tensor may share the array's memory: only torch.tensor(arr) or clone() copies a float32 array in any case.
# fails: test_from_numpy_copy_owns_its_numbers

def from_numpy_copy(arr):
    return torch.as_tensor(arr, dtype=torch.float32)


def to_numpy(t):
    return t.detach().cpu().numpy()
