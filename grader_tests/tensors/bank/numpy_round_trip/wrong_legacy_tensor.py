# title: torch.Tensor(arr) shares float32 arrays
# says: The tensor may share the array's memory: only torch.tensor(arr) or clone() copies a float32 array in any case.
# fails: test_from_numpy_copy_owns_its_numbers, test_from_numpy_copy_any_array

def from_numpy_copy(arr):
    return torch.Tensor(arr)


def to_numpy(t):
    return t.detach().cpu().numpy()
