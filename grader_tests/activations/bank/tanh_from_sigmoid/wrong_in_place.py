# title: doubles the input in place
# says: The caller's tensor is twice as large afterwards.
# fails: test_tanh_any_shape, test_tanh_gradient

def tanh_from_sigmoid(x):
    x *= 2
    return 2 * torch.sigmoid(x) - 1
