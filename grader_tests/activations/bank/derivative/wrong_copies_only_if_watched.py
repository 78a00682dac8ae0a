# title: makes a copy only of a watched tensor
# says: An unwatched tensor is the caller's as well: copy it always.
# fails: test_derivative_leaves_no_traces

def derivative(f, x):
    if x.requires_grad:
        x = x.detach().clone()
    x.requires_grad_(True)
    return torch.autograd.grad(f(x).sum(), x)[0]
