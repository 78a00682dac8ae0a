# title: all slopes of all outputs
# says: Each output depends on its own element only: of the whole Jacobian the diagonal is asked for.
# fails: test_derivative_of_a_square, test_derivative_from_tiny_to_large, test_derivative_is_found_by_autograd, test_derivative_leaves_no_traces, test_derivative_of_a_watched_tensor
def derivative(f, x):
    return torch.autograd.functional.jacobian(f, x)
