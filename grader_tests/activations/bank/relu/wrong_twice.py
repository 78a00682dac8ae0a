# title: forgets to halve
# says: x + |x| is 2x where x is positive: something has to be halved.
# fails: test_relu_four_numbers, test_relu_any_shape, test_relu_gradient, test_relu_keeps_dtype
def relu(x):
    return x + x.abs()
