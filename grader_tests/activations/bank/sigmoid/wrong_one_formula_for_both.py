# title: |x| in the formula for both signs
# says: For negative scores the result must be below one half.
# fails: test_sigmoid_from_minus_two_to_two, test_sigmoid_any_shape, test_sigmoid_far_out, test_sigmoid_gradient

def sigmoid(x):
    return 1 / (1 + torch.exp(-x.abs()))
