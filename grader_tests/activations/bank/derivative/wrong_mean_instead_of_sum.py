# title: goes back from the mean
# says: The mean divides every slope by the number of elements.
# fails: test_derivative_of_a_square, test_derivative_from_tiny_to_large, test_derivative_is_found_by_autograd, test_derivative_leaves_no_traces, test_derivative_of_a_watched_tensor

def derivative(f, x):
    own = x.detach().clone().requires_grad_(True)
    f(own).mean().backward()
    return own.grad
