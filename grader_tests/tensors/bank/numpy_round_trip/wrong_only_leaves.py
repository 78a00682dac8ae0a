# title: rebuilds nothing for calculated tensors
# says: A tensor that was calculated from a watched one needs detach as well.
# fails: test_to_numpy_with_gradient

def from_numpy_copy(arr):
    return torch.tensor(arr, dtype=torch.float32)


def to_numpy(t):
    if t.is_leaf:
        return t.detach().cpu().numpy()
    return t.cpu().numpy()
