# title: falls instead of rising
# says: At 1 it should be positive.
# fails: test_tanh_from_minus_two_to_two, test_tanh_any_shape, test_tanh_far_out, test_tanh_gradient

def tanh_from_sigmoid(x):
    return 2 * torch.sigmoid(-2 * x) - 1
