# title: borrows the caller's tensor and clears its .grad
# says: The .grad that the caller's tensor had before is gone: work on a copy of your own.
# fails: test_derivative_of_a_watched_tensor

def derivative(f, x):
    was = x.requires_grad
    x.requires_grad_(True)
    x.grad = None
    f(x).sum().backward()
    g = x.grad
    x.grad = None
    x.requires_grad_(was)
    return g
