# title: float32 on the way back too
# says: The way back has no dtype to change: float64 loses digits as float32.
# fails: test_to_numpy_with_gradient, test_to_numpy_leaves_the_tensor
def from_numpy_copy(arr):
    return torch.tensor(arr, dtype=torch.float32)
def to_numpy(t):
    return t.detach().float().cpu().numpy()
