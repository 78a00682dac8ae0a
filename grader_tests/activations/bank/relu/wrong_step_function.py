# title: step function (returns 0/1)
# says: Positive inputs pass through unchanged; you return 1 for them.
# fails: test_relu_four_numbers, test_relu_any_shape, test_relu_gradient, test_relu_keeps_dtype

def relu(x):
    return (x > 0).to(x.dtype)
