# title: returns f(x)
# says: These are the values of f. What is its slope?
# fails: test_derivative_of_a_square, test_derivative_from_tiny_to_large, test_derivative_is_found_by_autograd, test_derivative_leaves_no_traces, test_derivative_of_a_watched_tensor

def derivative(f, x):
    own = x.detach().clone().requires_grad_(True)
    result = f(own)
    result.sum().backward()
    return result.detach()
