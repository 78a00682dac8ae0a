# title: sigmoid of -x
# says: sigmoid must rise from 0 to 1; yours falls.
# fails: test_sigmoid_from_minus_two_to_two, test_sigmoid_any_shape, test_sigmoid_far_out, test_sigmoid_gradient

def sigmoid(x):
    return torch.sigmoid(-x)
