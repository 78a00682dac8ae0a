# title: uses the caller's tensor and switches it off again
# says: x may be watched already, with a gradient of its own: do not touch it at all.
# fails: test_derivative_of_a_watched_tensor

def derivative(f, x):
    x.requires_grad_(True)
    x.grad = None
    f(x).sum().backward()
    slope = x.grad
    x.grad = None
    x.requires_grad_(False)
    return slope
