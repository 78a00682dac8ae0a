# title: makes a list of one of a single number
# says: A loss has shape (), and stays a single number as an array.
# fails: test_to_numpy_with_gradient, test_from_numpy_copy_any_array
def from_numpy_copy(arr):
    return torch.tensor(np.atleast_1d(arr), dtype=torch.float32)
def to_numpy(t):
    return np.atleast_1d(t.detach().cpu().numpy())
