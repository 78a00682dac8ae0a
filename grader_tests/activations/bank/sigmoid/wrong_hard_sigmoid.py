# title: three straight pieces
# says: Straight pieces come close, but the sigmoid is round everywhere.
# fails: test_sigmoid_from_minus_two_to_two, test_sigmoid_any_shape, test_sigmoid_gradient

def sigmoid(x):
    return F.hardsigmoid(x)
