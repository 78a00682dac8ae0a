# title: tanh instead
# says: The range is from 0 to 1, not from -1 to 1.
# fails: test_sigmoid_from_minus_two_to_two, test_sigmoid_any_shape, test_sigmoid_far_out, test_sigmoid_gradient

def sigmoid(x):
    return torch.tanh(x)
