# title: always computes in float32
# says: float64 in, float64 out.
# fails: test_derivative_is_found_by_autograd

def derivative(f, x):
    own = x.detach().float().clone().requires_grad_(True)
    return torch.autograd.grad(f(own).sum(), own)[0]
