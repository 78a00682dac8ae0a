# title: range still from 0 to 1
# says: The result must run from -1 to 1: stretch and shift it.
# fails: test_tanh_from_minus_two_to_two, test_tanh_any_shape, test_tanh_far_out, test_tanh_gradient

def tanh_from_sigmoid(x):
    return torch.sigmoid(2 * x)
