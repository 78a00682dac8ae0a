# title: a smooth relative of ReLU
# says: That curve is round at 0: at 0 itself it is 0.69.
# fails: test_relu_four_numbers, test_relu_any_shape, test_relu_gradient, test_relu_keeps_dtype

def relu(x):
    return F.softplus(x)
