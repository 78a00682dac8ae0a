# title: writes all arrays of one shape into the same tensor
# says: The tensor of the last call changes with the next one: each needs memory of its own.
# fails: test_from_numpy_copy_owns_its_numbers
BUFFERS = {}


def from_numpy_copy(arr):
    buffer = BUFFERS.setdefault(arr.shape, torch.empty(arr.shape))
    return buffer.copy_(torch.from_numpy(arr))


def to_numpy(t):
    return t.detach().cpu().numpy()
