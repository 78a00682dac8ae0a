# title: keeps the negative side
# says: It is the positive numbers that stay.
# fails: test_relu_four_numbers, test_relu_any_shape, test_relu_gradient, test_relu_keeps_dtype

def relu(x):
    return torch.minimum(x, torch.zeros_like(x))
