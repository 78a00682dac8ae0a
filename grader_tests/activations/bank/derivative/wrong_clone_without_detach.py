# title: a copy that is still part of the graph
# says: A clone of a watched tensor is not a leaf: its .grad stays None, and the gradient goes to the caller.
# fails: test_derivative_of_a_watched_tensor

def derivative(f, x):
    own = x.clone()
    if not own.requires_grad:
        own.requires_grad_(True)
    f(own).sum().backward()
    return own.grad
