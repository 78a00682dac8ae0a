# title: divided inside instead of multiplied
# says: Inside, the factor goes the other way.
# fails: test_tanh_from_minus_two_to_two, test_tanh_any_shape, test_tanh_far_out, test_tanh_gradient

def tanh_from_sigmoid(x):
    return 2 * torch.sigmoid(x / 2) - 1
