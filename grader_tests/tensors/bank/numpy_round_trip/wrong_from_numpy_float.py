# title: from_numpy(...).float() for an array that is float32 already
# says: .float() copies only if there is something to convert; a float32 array stays shared.
# fails: test_from_numpy_copy_owns_its_numbers

def from_numpy_copy(arr):
    return torch.from_numpy(arr).float()


def to_numpy(t):
    return t.detach().cpu().numpy()
