# title: hands the array to torch.Tensor
# says: torch.Tensor takes a number without dimensions for a size: `torch.tensor`, with a small t, takes numbers.
# fails: test_from_numpy_copy_any_array
def from_numpy_copy(arr):
    return torch.Tensor(arr.tolist())


def to_numpy(t):
    return t.detach().cpu().numpy()
