# title: squeezes on the way back
# says: A shape of (1, 3) or (2, 1) stays one.
# fails: test_to_numpy_with_gradient
def from_numpy_copy(arr):
    return torch.tensor(arr).float()


def to_numpy(t):
    return t.detach().cpu().squeeze().numpy()
