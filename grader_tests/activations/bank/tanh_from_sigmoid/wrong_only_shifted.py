# title: shifted by one half, not stretched
# says: From -1/2 to 1/2 is half of the range that tanh has.
# fails: test_tanh_from_minus_two_to_two, test_tanh_any_shape, test_tanh_far_out, test_tanh_gradient

def tanh_from_sigmoid(x):
    return torch.sigmoid(2 * x) - 0.5
