# title: .numpy() on a tensor that requires grad
# says: Detach first: NumPy knows nothing about the graph.
# fails: test_to_numpy_with_gradient, test_to_numpy_leaves_the_tensor, test_to_numpy_on_device

def from_numpy_copy(arr):
    return torch.tensor(arr, dtype=torch.float32)


def to_numpy(t):
    return t.numpy()
