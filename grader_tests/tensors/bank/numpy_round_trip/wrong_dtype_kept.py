# title: the dtype of the array is kept
# says: NumPy counts in float64; a network wants float32, so name the dtype.
# fails: test_from_numpy_copy_table, test_from_numpy_copy_owns_its_numbers, test_from_numpy_copy_any_array

def from_numpy_copy(arr):
    return torch.tensor(arr)


def to_numpy(t):
    return t.detach().cpu().numpy()
