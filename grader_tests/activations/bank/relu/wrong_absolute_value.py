# title: absolute value
# says: What is negative becomes 0, not positive.
# fails: test_relu_four_numbers, test_relu_any_shape, test_relu_gradient, test_relu_keeps_dtype

def relu(x):
    return x.abs()
