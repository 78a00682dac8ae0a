# title: no_grad instead of detach
def from_numpy_copy(arr):
    return torch.tensor(arr, dtype=torch.float32)
def to_numpy(t):
    with torch.no_grad():
        return t.cpu().numpy()
