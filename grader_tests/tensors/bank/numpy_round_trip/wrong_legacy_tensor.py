# title: torch.Tensor(arr) shares float32 arrays
# says: torch.Tensor(arr) looks at the memory of a float32 array; torch.tensor(arr) copies it.
# fails: test_from_numpy_copy_owns_its_numbers

def from_numpy_copy(arr):
    return torch.Tensor(arr)


def to_numpy(t):
    return t.detach().cpu().numpy()
