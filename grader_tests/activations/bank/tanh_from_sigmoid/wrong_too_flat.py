# title: the factor inside is missing
# says: The range is right, but at 0 the slope is 1/2 instead of 1: something inside is missing.
# fails: test_tanh_from_minus_two_to_two, test_tanh_any_shape, test_tanh_gradient

def tanh_from_sigmoid(x):
    return 2 * torch.sigmoid(x) - 1
