# title: forgets to halve
# says: Where x is positive, twice x comes out: somewhere a half is missing.
# fails: test_relu_four_numbers, test_relu_any_shape, test_relu_gradient, test_relu_keeps_dtype
def relu(x):
    return x + x.abs()
