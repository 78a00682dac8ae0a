# title: detach_ instead of detach
# says: The underscore at the end means in place: the caller's tensor is cut off too.
# fails: test_to_numpy_with_gradient, test_to_numpy_leaves_the_tensor, test_to_numpy_on_device

def from_numpy_copy(arr):
    return torch.tensor(arr, dtype=torch.float32)


def to_numpy(t):
    t.detach_()
    return t.numpy()
