# title: sums the derivative
# says: One slope per element: do not sum the gradient.
# fails: test_derivative_of_a_square, test_derivative_from_tiny_to_large, test_derivative_is_found_by_autograd, test_derivative_leaves_no_traces, test_derivative_of_a_watched_tensor

def derivative(f, x):
    x = x.detach().clone().requires_grad_(True)
    return torch.autograd.grad(f(x).sum(), x)[0].sum()
