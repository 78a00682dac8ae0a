# title: only for tensors in main memory
# says: NumPy reads main memory only: bring the tensor there with .cpu() before .numpy().
# fails: test_to_numpy_on_device

def from_numpy_copy(arr):
    return torch.tensor(arr, dtype=torch.float32)


def to_numpy(t):
    return t.detach().numpy()
