# title: switches requires_grad on the caller's tensor
# says: Work on a detached copy: the caller's tensor now tracks gradients and keeps a .grad.
# fails: test_derivative_leaves_no_traces, test_derivative_of_a_watched_tensor

def derivative(f, x):
    x.requires_grad_(True)
    f(x).sum().backward()
    return x.grad
