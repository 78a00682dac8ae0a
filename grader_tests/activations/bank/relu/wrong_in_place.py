# title: writes the zeros into the input
# says: The caller's tensor has lost its negative numbers. Build a new one.
# fails: test_relu_any_shape, test_relu_gradient

def relu(x):
    x[x < 0] = 0
    return x
