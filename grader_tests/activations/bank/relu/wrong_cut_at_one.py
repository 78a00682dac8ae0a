# title: cut at 1
# says: Large numbers pass through as they are: ReLU has no upper end.
# fails: test_relu_four_numbers, test_relu_any_shape, test_relu_gradient, test_relu_keeps_dtype
def relu(x):
    return x.clamp(min=0.0, max=1.0)
