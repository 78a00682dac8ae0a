# title: x / (1 + |x|)
# says: That curve looks alike, but its tails are another function: follow the formula.
# fails: test_sigmoid_from_minus_two_to_two, test_sigmoid_any_shape, test_sigmoid_far_out, test_sigmoid_gradient, test_sigmoid_gradient_far_out
def sigmoid(x):
    return 0.5 * (x / (1 + x.abs()) + 1)
