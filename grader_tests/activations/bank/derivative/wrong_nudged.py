# title: nudges in float32
# says: Nudging loses most of float32's digits. Ask autograd.
# fails: test_derivative_of_a_square, test_derivative_from_tiny_to_large, test_derivative_is_found_by_autograd, test_derivative_leaves_no_traces, test_derivative_of_a_watched_tensor

def derivative(f, x):
    h = 1e-3
    return (f(x + h) - f(x - h)) / (2 * h)
