# title: clears the array afterwards
# says: A copy leaves the original alone: others still use the array.
# fails: test_from_numpy_copy_any_array
def from_numpy_copy(arr):
    t = torch.tensor(arr, dtype=torch.float32)
    arr.fill(0)
    return t
def to_numpy(t):
    return t.detach().cpu().numpy()
