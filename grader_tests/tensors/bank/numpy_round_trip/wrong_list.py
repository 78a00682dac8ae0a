# title: a list instead of an array
# says: tolist gives nested Python lists; a NumPy array is asked for.
# fails: test_to_numpy_row, test_to_numpy_with_gradient, test_to_numpy_leaves_the_tensor, test_to_numpy_on_device

def from_numpy_copy(arr):
    return torch.tensor(arr, dtype=torch.float32)


def to_numpy(t):
    return t.tolist()
